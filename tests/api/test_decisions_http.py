"""What people decide over HTTP: corrections, verdicts; drafts checked; exports."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from api.app import create_app
from api.settings import Settings
from corpus.store import Corpus
from tests.api.conftest import QINGHE, SAMPLES

API = "/api/v1"
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(sampled: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(sampled)), base_url=HERE) as client:
        yield client


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A corpus that the test may change."""
    return Path(shutil.copytree(filled, tmp_path / "corpus"))


@pytest.fixture
def writer(own: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(own)), base_url=HERE) as client:
        yield client


def first(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get(f"{API}/assignments").json()["items"][0]
    return found


def decide(client: TestClient, **told: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"{API}/assignments/{told.pop('id', 'a1')}/corrections", json=told)
    return answer.status_code, answer.json()


def test_a_correction_is_shown_and_undone_and_stands_in_the_audit_log(
    writer: TestClient, own: Path
) -> None:
    before = first(writer)
    told = {"action": "correct", "agency": "tax", "note": "见会议纪要"}
    status, done = decide(writer, id=before["id"], **told)
    assert (status, done["by"]) == (201, "loopback")
    now = first(writer)
    assert done["assignment"] == now
    assert (now["id"], now["agency"]) == (before["id"], "tax")
    assert now["review"]["machine"]["agency"] == before["agency"]  # type: ignore[index]
    assert decide(writer, id=before["id"], action="undo")[0] == 201
    assert first(writer) == before
    with Corpus.open(own) as corpus:
        lines = [(line.action, line.by, line.document) for line in corpus.trail()]
        assert lines[:2] == [("undo", "loopback", "qinghe"), ("correct", "loopback", "qinghe")]
        assert corpus.trail()[1].told["decision"] == 1


def test_a_rejected_reading_is_shown_no_more(writer: TestClient) -> None:
    own_id = first(writer)["id"]
    assert decide(writer, id=own_id, action="reject") == (
        201,
        {"id": own_id, "action": "reject", "by": "loopback", "assignment": None},
    )
    assert first(writer)["id"] != own_id
    assert decide(writer, id=own_id, action="undo")[1]["assignment"] == first(writer)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"id": "a999", "action": "accept"}, 404),
        ({"id": "d1", "action": "accept"}, 422),
        ({"id": f"a{10**18}", "action": "accept"}, 422),
        ({"action": "undo"}, 409),
        ({"action": "correct"}, 422),
        ({"action": "correct", "agency": "nobody"}, 404),
        ({"action": "correct", "measure": "nothing"}, 404),
        ({"action": "accept", "agency": "tax"}, 422),
        ({"action": "accept", "nonsense": 1}, 422),
        ({"action": "delete"}, 422),
        ({"action": "accept", "note": "\ud800"}, 422),
        ({"action": "accept", "\ud800": "x"}, 422),
    ],
)
def test_a_decision_that_cannot_be_entered_is_told(
    told: dict[str, object], status: int, writer: TestClient
) -> None:
    own_id = told.pop("id", "a1")
    answer = writer.post(
        f"{API}/assignments/{own_id}/corrections",
        content=json.dumps(told),
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


def test_a_verdict_is_kept_and_hides_what_is_settled(writer: TestClient, own: Path) -> None:
    finding = writer.get(f"{API}/findings").json()["items"][0]
    path = f"{API}/findings/{finding['id']}/verdicts"
    assert writer.post(path, json={"verdict": "dismissed"}).status_code == 422
    told = {"verdict": "dismissed", "reason": "由上级统一规定"}
    answer = writer.post(path, json=told)
    assert answer.status_code == 201
    assert answer.json()["sentence"] == finding["sentence_zh"]
    shown = writer.get(f"{API}/findings").json()["items"]
    assert finding["id"] not in [each["id"] for each in shown]
    every = writer.get(f"{API}/findings", params={"all": "true"}).json()["items"]
    assert every[0]["verdict"] == answer.json()
    assert writer.post(f"{API}/findings/000000000000/verdicts", json=told).status_code == 404
    with Corpus.open(own) as corpus:
        assert (corpus.trail()[0].action, corpus.trail()[0].by) == ("verdict", "loopback")


def test_a_draft_as_text_and_as_a_file_gives_the_same_and_is_not_kept(client: TestClient) -> None:
    before = client.get(f"{API}/documents").json()
    as_text = client.post(f"{API}/checks", json={"text": QINGHE, "name": "草案"}).json()
    file = {"file": ("草案.txt", QINGHE.encode())}
    as_file = client.post(f"{API}/checks", files=file).json()
    assert as_file == as_text
    assert as_text["draft"]["title"] == "青禾县查人找物协作办法"
    assert as_text["findings"] and as_text["against"]
    assert client.get(f"{API}/documents").json() == before
    one = client.post(
        f"{API}/checks", files=file, data={"against": ["临溪市", "shiqiao-2020"]}
    ).json()
    assert one["against"] == ["linxi-2020", "shiqiao-2020"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"json": {"text": ""}}, 422),
        ({"json": {"text": "没有中文条款", "against": ["无此县"]}}, 404),
        ({"json": {"text": QINGHE, "baseline": "nonsense"}}, 404),
        ({"json": {"text": QINGHE, "jurisdiction": "123456"}}, 404),
        ({"json": {"text": QINGHE, "unknown": 1}}, 422),
        ({"json": {"text": "english only"}}, 422),
        ({"files": {"file": ("a.pdf", b"%PDF-1.4 broken")}}, 422),
        ({"files": {"file": ("a.zip", b"PK\x03\x04")}}, 422),
        ({"files": {"other": ("a.txt", b"x")}}, 422),
        ({"files": {"file": ("a.txt", b"x")}, "data": {"text": "x"}}, 422),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
    ],
)
def test_a_draft_that_cannot_be_checked_is_told(
    asked: dict[str, object], status: int, client: TestClient
) -> None:
    answer = client.post(f"{API}/checks", **asked)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_every_export_opens(client: TestClient) -> None:
    def export(form: str, **asked: str) -> bytes:
        answer = client.get(f"{API}/exports/{form}", params=asked)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        return answer.content

    lines = [json.loads(line) for line in export("jsonl").splitlines()]
    duties = [line for line in lines if "agency" in line]
    assert len(lines) == len(duties) + len(list(SAMPLES.glob("*.txt")))
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8-sig"))))
    assert [row["quote"] for row in rows] == [duty["quote"] for duty in duties]
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")), read_only=True)
    assert sum(1 for _ in book["职责"].iter_rows()) == len(duties) + 1
    assert nx.parse_graphml(export("graphml").decode()).number_of_nodes() > 100
    assert nx.node_link_graph(json.loads(export("node-link"))).number_of_nodes() > 100
    assert json.loads(export("cytoscape"))["elements"]["nodes"]
    assert etree.fromstring(export("akn", document="qinghe-2021")).tag.endswith("akomaNtoso")
    here = [json.loads(line) for line in export("jsonl", **{"in": "临溪市"}).splitlines()]
    assert {line["document"] for line in here} == {"linxi-2020"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("exports/akn", 404),
        ("exports/nonsense", 422),
        ("exports/csv?document=nothing", 404),
        ("exports/csv?in=无此县", 404),
        ("exports/csv?nonsense=1", 422),
    ],
)
def test_an_export_that_cannot_be_had_is_told(path: str, status: int, client: TestClient) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["documents", "documents/linxi-2020/original", "exports/csv", "findings", "nothing"]
)
def test_head_says_what_get_says_without_the_body(path: str, client: TestClient) -> None:
    told, whole = client.head(f"{API}/{path}"), client.get(f"{API}/{path}")
    assert (told.status_code, told.content) == (whole.status_code, b"")
    for answer in (told, whole):
        del answer.headers["x-request-id"]
    assert dict(told.headers) == dict(whole.headers)


def test_what_is_long_is_compressed_but_an_original(client: TestClient) -> None:
    gzip = {"accept-encoding": "gzip"}
    for path in ("documents/linxi-2020", "exports/csv"):
        answer = client.get(f"{API}/{path}", headers=gzip)
        assert answer.headers["content-encoding"] == "gzip"
    original = client.get(f"{API}/documents/linxi-2020/original", headers=gzip)
    assert "content-encoding" not in original.headers
    assert int(original.headers["content-length"]) == len(original.content)
