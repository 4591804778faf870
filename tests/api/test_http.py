from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service
from api.settings import Settings
from corpus import worker
from corpus.store import Corpus

ASK = "/api/v1/ask"
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(filled: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(filled)), base_url=HERE) as client:
        yield client


def test_ask_answers_with_the_clause(client: TestClient) -> None:
    answer = client.get(ASK, params={"q": "查询婚姻登记信息找哪个部门", "in": "青禾县"})
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "answered"
    assert body["jurisdiction"] == {"name": "青禾县", "adcode": "990121"}
    assert body["answers"][0]["agency"] == "civil-affairs"
    assert body["answers"][0]["provision"] == "第一条"


def test_openapi_describes_the_answer(client: TestClient) -> None:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    parameters = described["paths"][ASK]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["q", "in", "on", "limit"]


@pytest.mark.parametrize(
    ("method", "path", "params", "status"),
    [
        ("GET", ASK, {}, 422),
        ("GET", ASK, {"q": "婚姻登记", "nonsense": "1"}, 422),
        ("GET", ASK, {"q": "婚姻登记", "on": "yesterday"}, 422),
        ("GET", ASK, {"q": "婚姻登记", "limit": "0"}, 422),
        ("GET", ASK, {"q": "问" * 501}, 422),
        ("GET", "/api/v1/nothing", {}, 404),
        ("DELETE", ASK, {}, 405),
    ],
)
def test_errors_are_problem_json(
    method: str, path: str, params: dict[str, str], status: int, client: TestClient
) -> None:
    headers = {"content-length": "0"}
    answer = client.request(method, path, params=params, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert {"type", "title", "detail"} <= set(answer.json())


def test_an_unusable_corpus_makes_the_service_unready_but_not_dead(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"this is no database " * 500)
    with TestClient(create_app(Settings(tmp_path)), base_url=HERE) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        for path in ("/readyz", f"{ASK}?q=x"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert str(tmp_path) not in answer.text
        page = client.get("/")
        assert (page.status_code, str(tmp_path) in page.text) == (503, False)


def test_ready_where_the_corpus_can_be_read(client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ok"}


def test_the_page_answers_and_links_to_the_clause(client: TestClient) -> None:
    page = client.get("/", params={"q": "查询婚姻登记信息找哪个部门", "in": "990121"})
    assert page.status_code == 200
    assert "民政局" in page.text
    assert "/documents/qinghe#p-%E7%AC%AC%E4%B8%80%E6%9D%A1" in page.text
    assert 'id="p-第一条"' in client.get("/documents/qinghe").text


def test_an_unknown_directive_is_a_page_for_people(client: TestClient) -> None:
    page = client.get("/documents/nothing")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")


def test_what_a_file_or_a_person_wrote_is_never_markup(client: TestClient) -> None:
    assert "<b>担任</b>" not in client.get("/documents/qinghe").text
    asked = client.get("/", params={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in asked.text


@pytest.mark.parametrize(
    "path", ["/", "/documents/qinghe", "/healthz", "/static/css/base.css", "/x"]
)
def test_every_answer_carries_the_security_headers(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(tmp_path / "corpus"), Service(upload_mb=1, workers=0))
    with TestClient(app, base_url=HERE) as client:
        yield client


def form(client: TestClient) -> dict[str, str]:
    """What the page's own form sends besides the file."""
    (token,) = re.findall(r'name="csrf" value="([^"]+)"', client.get("/imports").text)
    return {"csrf": token}


def imported(client: TestClient, name: str, content: bytes) -> str:
    """The page that follows when the file was sent and its import is done."""
    sent = client.post("/imports", files={"files": (name, content)}, data=form(client))
    assert sent.status_code == 200 and "排队中" in sent.text
    with Corpus.open(corpus_of(client)) as corpus:
        worker.work(corpus, Event(), until_empty=True)
    return client.get(str(sent.url)).text


def corpus_of(client: TestClient) -> Path:
    folder: Path = client.app.state.shelf.settings.corpus  # type: ignore[attr-defined]
    return folder


def test_an_uploaded_file_is_imported_and_listed(own: TestClient, texts: Path) -> None:
    page = imported(own, "../../桃源.txt", (texts / "qinghe.txt").read_bytes())
    assert "已导入" in page
    assert "青禾县查人找物协作办法" in own.get("/documents").text
    assert "第一条" in own.get("/documents/桃源").text


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("cat.png", b"\x89PNG\r\n\x1a\nno picture")]
)
def test_a_bad_upload_is_told_without_a_path_of_the_server(
    name: str, content: bytes, own: TestClient
) -> None:
    page = imported(own, name, content)
    assert "未导入" in page and name in page
    assert str(corpus_of(own).parent) not in page


def test_an_upload_that_is_too_large_or_from_elsewhere_is_refused(own: TestClient) -> None:
    large = {"file": ("large.txt", b"x" * 1_000_001)}
    assert own.post("/imports", files=large).status_code == 413
    small = {"file": ("small.txt", b"x")}
    foreign = {"origin": "http://elsewhere.example"}
    assert own.post("/imports", files=small, headers=foreign).status_code == 403
    assert own.post("/imports", content=iter([b"x"])).status_code == 411


def test_every_refusal_of_a_page_is_in_chinese(own: TestClient) -> None:
    pages = [
        own.get("/nowhere"),
        own.get("/documents/nothing"),
        own.get("/", params={"q": "长" * 501}),
        own.post("/"),
        own.put("/imports", content=b""),
        own.post("/imports", data=form(own)),
        own.post("/imports", files={"files": ("large.txt", b"x" * 1_000_001)}),
        own.post("/imports", headers={"origin": "http://elsewhere.example"}),
        own.post("/imports", content=iter([b"x"])),
    ]
    assert [page.status_code for page in pages] == [404, 404, 422, 405, 405, 422, 413, 403, 411]
    for page in pages:
        (sentence,) = re.findall(r"<h1>.*</h1>\n<p>(.*)</p>", page.text)
        assert re.search("[\u4e00-\u9fff]。$", sentence), sentence
