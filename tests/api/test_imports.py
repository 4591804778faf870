"""Files sent to be imported: taken once, within limits, told as they go on, never lost."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from api.service import Service
from api.settings import Settings
from corpus import jobs, keys, uploads, worker
from corpus.batches import Wish, enter
from corpus.store import Corpus
from corpus.uploads import safe_name
from corpus.verify import verify
from corpus.worker import Means
from tests.api.conftest import QINGHE, SHIQIAO

HERE = "http://127.0.0.1:8000"
IMPORTS = "/api/v1/imports"
ONE = ("qinghe.txt", QINGHE.encode())
OTHER = ("shiqiao.txt", SHIQIAO.encode())


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as corpus:
        yield corpus


@pytest.fixture
def client(corpus: Corpus) -> Iterator[TestClient]:
    with served(corpus) as client:
        yield client


def served(corpus: Corpus, **limits: Any) -> TestClient:
    service = Service(workers=0, **limits)
    return TestClient(create_app(Settings(corpus.folder), service), base_url=HERE)


def send(client: TestClient, *files: tuple[str, bytes], token: str | None = None) -> Response:
    headers = {"Idempotency-Key": token} if token else {}
    return client.post(IMPORTS, files=[("files", file) for file in files], headers=headers)


def work(corpus: Corpus, means: Means = worker.SHIPPED_MEANS) -> None:
    worker.work(corpus, Event(), until_empty=True, means=means)


def kept(corpus: Corpus) -> list[str]:
    root = corpus.folder / "uploads"
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_what_is_sent_is_taken_at_once_and_imported_afterwards(
    corpus: Corpus, client: TestClient
) -> None:
    answer = send(client, ONE, ("空.txt", b""))
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{IMPORTS}/{answer.json()['id']}"
    assert [file["state"] for file in answer.json()["files"]] == ["waiting", "waiting"]
    assert len(kept(corpus)) == 2
    work(corpus)
    told = client.get(answer.headers["location"]).json()
    good, bad = told["files"]
    assert (good["state"], good["status"], good["document"]) == ("done", "imported", "qinghe")
    assert (bad["state"], bad["problems"][0]["code"]) == ("failed", "empty")
    assert told["state"] == "failed"
    assert kept(corpus) == []
    assert corpus.original("qinghe").read_bytes() == ONE[1]
    assert str(corpus.folder) not in json.dumps(told)


def test_the_same_files_are_one_import_while_they_wait(corpus: Corpus, client: TestClient) -> None:
    first, again = send(client, ONE, OTHER), send(client, OTHER, ONE)
    assert first.json()["id"] == again.json()["id"]
    assert len(jobs.listed(corpus)) == 2
    work(corpus)
    later = send(client, ONE)
    assert later.json()["id"] != first.json()["id"]
    work(corpus)
    told = client.get(later.headers["location"]).json()
    assert told["files"][0]["status"] == "unchanged"


def test_an_idempotency_key_is_one_import_for_ever(corpus: Corpus, client: TestClient) -> None:
    first = send(client, ONE, token="a")
    work(corpus)
    assert send(client, ONE, token="a").json()["id"] == first.json()["id"]
    assert send(client, ONE, token="b").json()["id"] != first.json()["id"]
    assert send(client, OTHER, token="a").status_code == 422
    assert len(kept(corpus)) == 1


def test_one_visitors_idempotency_key_is_not_anothers(corpus: Corpus, client: TestClient) -> None:
    numbers = set()
    for name in ("a", "b"):
        headers = {"Authorization": f"Bearer {keys.add(corpus, name, 'editor', by='test')}"}
        headers["Idempotency-Key"] = "same"
        answer = client.post(IMPORTS, files={"files": ONE}, headers=headers)
        numbers.add(answer.json()["id"])
    assert len(numbers) == 2


def test_the_options_are_those_of_import(corpus: Corpus, client: TestClient) -> None:
    data = {"status": "draft", "jurisdiction": "990122", "ocr": "none"}
    assert client.post(IMPORTS, files={"files": ONE}, data=data).status_code == 202
    work(corpus)
    (stored,) = corpus.documents()
    assert (stored.standing, stored.record.adcode) == ("draft", "990122")
    for name, value in (("status", "repealed"), ("jurisdiction", "12"), ("ocr", "magic")):
        refused = client.post(IMPORTS, files={"files": OTHER}, data={name: value})
        assert refused.status_code == 422


@pytest.mark.parametrize(
    ("limits", "files", "status", "named"),
    [
        ({"upload_mb": 1}, [("big.txt", b"x" * 1_000_001)], 413, "1 MB"),
        ({"upload_files": 1}, [ONE, OTHER], 413, "1 files"),
        ({"queue": 1}, [ONE, OTHER], 429, "at most 1"),
        ({"room_mb": 10**9}, [ONE], 507, "1000000000 MB"),
    ],
)
def test_each_limit_is_named_and_nothing_is_kept(
    corpus: Corpus,
    limits: dict[str, int],
    files: list[tuple[str, bytes]],
    status: int,
    named: str,
) -> None:
    with served(corpus, **limits) as client:
        refused = send(client, *files)
    assert (refused.status_code, named in refused.json()["detail"]) == (status, True)
    assert (status not in (429, 507)) or int(refused.headers["retry-after"]) > 0
    assert (kept(corpus), jobs.listed(corpus)) == ([], ())


def test_a_file_of_too_many_pages_fails_and_says_how_many_are_taken(
    corpus: Corpus, client: TestClient
) -> None:
    pages = ("\f".join([QINGHE] * 3)).encode()
    location = send(client, ("long.txt", pages)).headers["location"]
    work(corpus, Means(most_pages=2))
    (problem,) = client.get(location).json()["files"][0]["problems"]
    assert problem["code"] == "too-many-pages"
    assert "最多 2 页" in problem["message"]


def test_what_waits_can_be_cancelled(corpus: Corpus, client: TestClient) -> None:
    location = send(client, ONE).headers["location"]
    assert client.delete(location).json()["state"] == "cancelled"
    assert client.delete(location).status_code == 409
    work(corpus)
    assert (corpus.documents(), kept(corpus)) == ((), [])
    assert [entry.action for entry in corpus.trail()] == ["cancel", "import"]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("number", ["999", "0", "-1", "x", "9" * 30])
def test_an_import_that_is_not_there(client: TestClient, method: str, number: str) -> None:
    answer = client.request(method, f"{IMPORTS}/{number}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_reader_looks_and_changes_nothing(corpus: Corpus, client: TestClient) -> None:
    location = send(client, ONE).headers["location"]
    key = keys.add(corpus, "a", "reader", by="test")
    client.headers["Authorization"] = f"Bearer {key}"
    assert client.get(location).status_code == 200
    assert client.delete(location).status_code == 403
    assert send(client, OTHER).status_code == 403
    assert len(jobs.listed(corpus, ("waiting",))) == 1


def events(text: str) -> list[tuple[int, dict[str, Any]]]:
    """(id, data) of each event of a stream."""
    found = []
    for part in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line)
        if lines.get("event") == "import":
            found.append((int(lines["id"]), json.loads(lines["data"])))
    return found


def test_events_end_with_the_import_and_are_told_once(corpus: Corpus, client: TestClient) -> None:
    location = send(client, ONE).headers["location"]
    work(corpus)
    (event,) = events(client.get(f"{location}/events").text)
    assert event[1] == client.get(location).json()
    again = client.get(f"{location}/events", headers={"Last-Event-ID": str(event[0])})
    assert events(again.text) == []
    before = client.get(f"{location}/events", headers={"Last-Event-ID": str(event[0] - 1)})
    assert events(before.text) == [event]
    bad = client.get(f"{location}/events", headers={"Last-Event-ID": "x"})
    assert bad.status_code == 422
    assert client.get(f"{IMPORTS}/99/events").status_code == 404


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "upload"),
        ("..", "upload"),
        (".bashrc", "bashrc"),
        ("a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"),
        ("令" * 300 + ".pdf", "令" * 60 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 10),
        ("\u202egnp.txt", "gnp.txt"),
    ],
)
def test_names_are_made_safe(sent: str, name: str) -> None:
    assert safe_name(sent) == name
    assert len(name.encode()) < 255


def test_a_file_that_another_import_waits_for_is_not_taken_away(
    corpus: Corpus, client: TestClient
) -> None:
    one = send(client, ONE, token="a").headers["location"]
    other = send(client, ONE, token="b").headers["location"]
    assert client.delete(one).status_code == 202
    assert kept(corpus) == ["qinghe.txt"]
    work(corpus)
    assert client.get(other).json()["files"][0]["status"] == "imported"
    assert kept(corpus) == []


def test_what_killed_requests_left_behind_is_swept_away(corpus: Corpus) -> None:
    waits = uploads.receive(corpus.folder, "a.txt", BytesIO(b"a"))
    enter(corpus, [waits], Wish(), "test", token=None, most=9)
    left = uploads.receive(corpus.folder, "b.txt", BytesIO(b"b"))
    gone = uploads.receive(corpus.folder, "c.txt", BytesIO(b"c"))
    lost = corpus.folder / uploads.settle(corpus.folder, gone)
    fresh = uploads.receive(corpus.folder, "d.txt", BytesIO(b"d"))
    for path in (left.path, lost.parent, *(corpus.folder / "uploads").glob("*/*")):
        os.utime(path, (time.time() - 7200,) * 2)
    uploads.sweep(corpus)
    assert set(kept(corpus)) == {"a.txt", fresh.path.name}
    assert list(verify(corpus)) == []


def test_a_job_of_this_machine_keeps_its_file(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_bytes(ONE[1])
    jobs.submit(corpus, path)
    work(corpus)
    assert path.exists() and len(corpus.documents()) == 1


def test_imports_and_the_audit_log_are_lists(corpus: Corpus, client: TestClient) -> None:
    for number in range(5):
        send(client, (f"{number}.txt", f"{QINGHE}{number}".encode()))
    for path, own in ((IMPORTS, "id"), ("/api/v1/audit", "id")):
        first = client.get(path, params={"limit": 3}).json()
        rest = client.get(path, params={"limit": 3, "cursor": first["next"]}).json()
        assert [item[own] for item in first["items"] + rest["items"]] == [5, 4, 3, 2, 1]
        assert rest["next"] is None
        assert client.get(path, params={"cursor": "x"}).status_code == 404
        assert client.get(path, params={"nonsense": "1"}).status_code == 422
        assert client.request("PATCH", path).status_code == 405


def test_the_audit_log_tells_who_and_from_where_to_admins_alone(
    corpus: Corpus, client: TestClient
) -> None:
    roles = ("reader", "editor", "admin")
    printed = {role: keys.add(corpus, role, role, by="test") for role in roles}  # type: ignore[arg-type]
    told = {}
    for role, key in printed.items():
        headers = {"Authorization": f"Bearer {key}"}
        client.post(IMPORTS, files={"files": ONE}, headers=headers)
        told[role] = client.get("/api/v1/audit", headers=headers)
    assert [told[role].status_code for role in roles] == [403, 403, 200]
    entries = told["admin"].json()["items"]
    assert [(entry["by"], entry["action"]) for entry in entries[:2]] == [
        ("admin", "import"),
        ("editor", "import"),
    ]
    assert {entry["origin"] for entry in entries} == {"testclient", "command"}


def test_an_empty_field_of_the_form_counts_as_not_sent(corpus: Corpus, client: TestClient) -> None:
    empty = dict.fromkeys(("ocr", "status", "jurisdiction"), "")
    answer = client.post(IMPORTS, files={"files": ONE}, data=empty)
    assert answer.status_code == 202
    assert answer.headers["location"] == send(client, ONE).headers["location"]
    (job,) = jobs.listed(corpus)
    assert (job.ocr, job.standing, job.jurisdiction) == ("auto", None, None)
