"""Attacks on the service that docs/security.md lists, each refused; files are in _files.py,
patterns and the source itself in _source.py."""

from __future__ import annotations

import base64
import html
import json
import logging
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.logs import JsonLines
from api.settings import Settings
from corpus.importer import import_paths
from corpus.store import Corpus
from tests.api.conftest import QINGHE

HERE = "http://127.0.0.1:8000"
API = "/api/v1"
PROBLEM = "application/problem+json"
SQL = (
    *("' OR 1=1 --", "'; DROP TABLE documents; --", '" OR ""="', "1) UNION SELECT * FROM keys --"),
    *(
        'NEAR("a" "b")',
        "title:x",
        "a* OR b*",
        '"',
        "^",
        "-婚姻",
        "婚姻 NOT 登记",
        "{a b}: c",
        "\x00",
        "%",
        "_",
    ),
)
TRAVERSAL = (
    *("../corpus.sqlite", "..%2fcorpus.sqlite", "%2e%2e%2fcorpus.sqlite", "..%5ccorpus.sqlite"),
    *("..%252fcorpus.sqlite", "%2fetc%2fpasswd", "....//corpus.sqlite", "qinghe%00.png", "C:%5cx"),
)
NAME = '"><img src=x onerror=alert(1)>\r\nSet-Cookie: stolen=1\r\n.txt'
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def folder(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with a directive whose file's name, title and words are an attacker's."""
    own = Path(shutil.copytree(filled, tmp_path_factory.mktemp("attacked") / "corpus"))
    hostile = tmp_path_factory.mktemp("hostile") / NAME
    text = QINGHE.replace("青禾县查人找物", f"临溪市{SCRIPT}查人找物").replace("青政办", "临政办")
    hostile.write_text(text.replace("县民政局应当", f"市民政局{SCRIPT}应当"), encoding="utf-8")
    with Corpus.open(own) as corpus:
        assert import_paths(corpus, [hostile])[0].status == "imported"
    return own


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    app = create_app(Settings(folder))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def operations(client: TestClient) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in client.get(f"{API}/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def texts(operation: dict[str, Any], place: str) -> list[str]:
    """The parameters of an operation that take any text."""
    return [p["name"] for p in operation.get("parameters", ()) if p["in"] == place]


def values(operation: dict[str, Any]) -> dict[str, Any]:
    given = operation.get("parameters", ())
    return {p["name"]: p["example"] for p in given if "example" in p and p["in"] != "header"}


def test_a_path_leads_nowhere_but_to_its_own_files(client: TestClient) -> None:
    asked = 0
    for path, method, operation in operations(client):
        for name in texts(operation, "path"):
            for attack in TRAVERSAL:
                told = {**values(operation), name: attack}
                answer = client.request(method, path.format(**told))
                assert answer.status_code in (404, 405, 415, 422), (path, attack)
                assert b"SQLite format" not in answer.content and b"root:" not in answer.content
                asked += 1
    for attack in TRAVERSAL:
        assert client.get(f"/static/{attack}").status_code == 404
    assert asked > 50


@pytest.mark.parametrize("attack", SQL)
def test_no_words_are_read_as_sql_or_as_a_query_of_the_index(
    attack: str, client: TestClient, folder: Path
) -> None:
    with Corpus.open(folder) as corpus:
        before = len(corpus.documents())
    for path, method, operation in operations(client):
        if method != "get" or "/events" in path:
            continue
        told = values(operation)
        bare = path.format(**told)
        for name in texts(operation, "query"):
            answer = client.get(bare, params={name: attack})
            assert answer.status_code in (200, 404, 422), (path, name, answer.text)
    found = client.get(f"{API}/documents", params={"q": attack})
    assert found.status_code == (422 if attack == "\x00" else 200)
    assert len(found.json().get("items", ())) < before
    with Corpus.open(folder) as corpus:
        assert len(corpus.documents()) == before


def cursors(client: TestClient) -> Iterator[str]:
    """Forged ones, and a true one of another list."""
    yield client.get(f"{API}/documents", params={"limit": "1"}).json()["next"]
    true = client.get(f"{API}/assignments", params={"limit": "1"}).json()["next"]
    mark, *key = json.loads(base64.urlsafe_b64decode(true + "=="))
    forged: list[object] = [
        *([], {}, None, 1, "x", [mark], [mark, *key, 1], [mark, *key[:-1]], ["0" * 12, *key]),
        *([mark, None, *key[1:]], [mark, key[0], "1 OR 1=1", *key[2:]], [mark, [], {}, 1, 1]),
        *([mark, key[0], 2**70, 1, 1], [mark, key[0], True, 1, 1], [mark, key[0], 1.5, 1, 1]),
        [mark, "\ud800", 1, 1, 1],
    ]
    for each in forged:
        yield base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=")
    yield from ("!!!", "", "A", "é", "\x00", true[:-3], true + "AAAA", "W10" * 700, "[" * 1500)


def test_a_forged_cursor_is_no_page(client: TestClient) -> None:
    forged = list(cursors(client))
    for cursor in forged:
        answer = client.get(f"{API}/assignments", params={"cursor": cursor})
        assert answer.status_code in (404, 422), (cursor, answer.text)
        assert answer.headers["content-type"] == PROBLEM
    deep = base64.urlsafe_b64encode(b"[" * 1400).decode()
    assert client.get(f"{API}/assignments", params={"cursor": deep}).status_code == 404


def test_a_cursor_holds_values_and_no_statements(client: TestClient) -> None:
    true = client.get(f"{API}/documents", params={"limit": "1"}).json()["next"]
    mark, _ = json.loads(base64.urlsafe_b64decode(true + "=="))
    attack = base64.urlsafe_b64encode(json.dumps([mark, "' OR 1=1 --"]).encode()).decode()
    answer = client.get(f"{API}/documents", params={"cursor": attack.rstrip("=")})
    assert answer.status_code == 200
    assert [each["id"] for each in answer.json()["items"]] == [
        each["id"] for each in client.get(f"{API}/documents").json()["items"]
    ]


@pytest.mark.parametrize(
    "tag", ['""', "W/", '"x" , "y"', ",,,", '"' * 5000, 'W/"\'; DROP TABLE documents"', "\xff"]
)
def test_a_forged_etag_is_another_one(tag: str, client: TestClient) -> None:
    for path in ("documents/qinghe", "documents/qinghe/original", "findings"):
        answer = client.get(f"{API}/{path}", headers={"if-none-match": tag.encode("latin-1")})
        assert answer.status_code == 200


def test_a_method_that_a_path_has_not_is_refused(client: TestClient) -> None:
    allowed: dict[str, set[str]] = {}
    for path, method, operation in operations(client):
        allowed.setdefault(path.format(**values(operation)), set()).add(method.upper())
    for path, methods in allowed.items():
        own = methods | ({"HEAD"} if "GET" in methods else set())
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"):
            if method not in methods:
                answer = client.request(method, path)
                assert answer.status_code == 405, (method, path)
                assert answer.headers["content-type"] == PROBLEM
                if path.startswith(API):
                    assert set(answer.headers["allow"].split(", ")) == own
    override = {"x-http-method-override": "DELETE"}
    assert client.post(f"{API}/documents/qinghe", headers=override).status_code == 405


def test_what_is_named_by_a_stranger_makes_no_header(client: TestClient) -> None:
    (hostile,) = client.get(f"{API}/documents", params={"q": "临政办"}).json()["items"]
    answer = client.get(f"{API}/documents/{hostile['id']}/original")
    assert "set-cookie" not in answer.headers
    told = answer.headers["content-disposition"]
    assert told.startswith("attachment") and "\r" not in told and "\n" not in told
    for path in ("/sign-in?next=/%0d%0aSet-Cookie:x=1", f"{API}/x%0d%0aSet-Cookie:%20x=1"):
        assert "x=1" not in str(client.get(path, follow_redirects=False).headers)


def test_html_and_script_of_a_stranger_never_run(client: TestClient) -> None:
    (hostile,) = client.get(f"{API}/documents", params={"q": "临政办"}).json()["items"]
    whole = client.get(f"{API}/documents/{hostile['id']}").json()
    assert any(SCRIPT in each["text"] for each in whole["provisions"])
    assert "onerror" in hostile["name"]
    pages = ["/", f"/documents/{hostile['id']}", "/documents", "/findings", "/review"]
    shown = [client.get(path) for path in pages]
    assert any(html.escape(SCRIPT) in page.text for page in shown)
    for page in shown:
        assert SCRIPT not in page.text and "<img src=x" not in page.text
        assert "unsafe-inline" not in page.headers["content-security-policy"]
    for path in ("documents", "assignments", "search?q=民政局", f"documents/{hostile['id']}"):
        answer = client.get(f"{API}/{path}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    original = client.get(f"{API}/documents/{hostile['id']}/original")
    assert original.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in original.headers["content-security-policy"]


def test_no_address_that_is_sent_is_ever_asked(client: TestClient) -> None:
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.setblocking(False)
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        for path, method, operation in operations(client):
            for name in texts(operation, "query") if method == "get" else ():
                if "/events" not in path:
                    client.get(path.format(**values(operation)), params={name: address})
        page = f'<!doctype html><html><img src="{address}"><iframe src="{address}"></iframe>'
        page += f'<link rel=stylesheet href="{address}"><p>{QINGHE}</p></html>'
        for sent in (
            {"json": {"text": f"{QINGHE}\n{address}", "name": address}},
            {"files": {"file": (address, page.encode())}},
            {"json": {"text": QINGHE, "against": [address]}},
            {"json": {"text": QINGHE, "baseline": address}},
        ):
            assert client.post(f"{API}/checks", **sent).status_code in (200, 404)  # type: ignore[arg-type]
        with pytest.raises(BlockingIOError):
            trap.accept()


def test_a_request_forges_no_line_of_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    forged = "%0A%0D{%22level%22:%22ERROR%22}%0Aroot logged in%1b[2J"
    for path in (f"{API}/documents/{forged}", f"{API}/ask?q={forged}", f"/{forged}"):
        client.get(path, headers={"user-agent": "x\x1b[2J", "referer": forged})
    client.post(f"{API}/checks", files={"file": ("a\nb.pdf", b"%PDF-1.4 \nroot logged in")})
    assert caplog.records
    for record in caplog.records:
        line = JsonLines().format(record)
        assert "\n" not in line and "\x1b" not in line
        assert "root logged in" not in line or "%0A" in line
