"""The pages without a browser: who may do what on them, and whose words they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.web.picking import agency_picked, measure_picked, measures_of
from api.web.picture import cuts
from api.web.words import said
from corpus import keys
from corpus.importer import import_paths
from corpus.keys import Role
from corpus.store import Corpus
from ingest.model import Box, Page
from mapping.reference import load_reference

HERE = "http://127.0.0.1:8000"
CHANGES = ("/review/a1", "/imports", "/admin/keys", "/admin/keys/revoke", "/imports/1/cancel")


@pytest.fixture
def corpus(texts: Path, tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as corpus:
        import_paths(corpus, [texts])
        yield corpus


def signed_in(corpus: Corpus, role: Role) -> TestClient:
    printed = keys.add(corpus, role, role, by="test")
    client = TestClient(create_app(Settings(corpus.folder)), base_url=HERE)
    client.post("/sign-in", data={"key": printed, "next": "/"})
    return client


def token(client: TestClient) -> str:
    return re.findall(r'name="csrf" value="([^"]+)"', client.get("/").text)[0]


def test_a_reader_reads_and_changes_nothing(corpus: Corpus) -> None:
    client = signed_in(corpus, "reader")
    for path in ("/", "/documents", "/documents/qinghe", "/review", "/imports"):
        assert client.get(path).status_code == 200
    assert 'class="decide"' not in client.get("/documents/qinghe").text
    assert "/admin" not in client.get("/").text
    assert client.get("/admin").status_code == 403
    form = {"csrf": token(client), "action": "accept", "name": "x", "role": "reader"}
    for path in CHANGES:
        assert client.post(path, data=form, files={"files": b"x"}).status_code == 403


def test_a_form_without_its_token_changes_nothing(corpus: Corpus) -> None:
    client = signed_in(corpus, "admin")
    for path in CHANGES:
        assert client.post(path, data={"action": "accept"}).status_code == 403


def test_a_correction_is_kept_with_the_name_of_the_key(corpus: Corpus) -> None:
    client = signed_in(corpus, "editor")
    form = {"csrf": token(client), "action": "correct", "agency": "公安局", "note": "见原件"}
    assert client.post("/review/a1", data=form).status_code == 200
    corrected = next(s for s in corpus.assignments() if s.id == 1)
    assert corrected.assignment.agency == "public-security"
    assert corrected.review is not None and corrected.review.by == "editor"
    for wrong in ({"agency": "没有的局"}, {"measure": "没有的事项"}):
        answer = client.post("/review/a1", data={**form, **wrong})
        assert answer.status_code == 422
        assert next(iter(wrong.values())) in answer.text
    assert client.get("/review/a999999").status_code == 404
    assert client.get("/review/..%2Fx").status_code == 404


def test_the_language_goes_back_to_this_site_only(corpus: Corpus) -> None:
    client = TestClient(create_app(Settings(corpus.folder)), base_url=HERE, follow_redirects=False)
    for back, to in (("/documents?in=1", "/documents?in=1"), ("//evil.example", "/"), ("x", "/")):
        answer = client.get("/language", params={"to": "en", "back": back})
        assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert 'lang="en"' in client.get("/").text
    assert client.get("/language", params={"to": "xx"}).status_code == 422


def test_names_are_picked_in_either_language_and_by_alias() -> None:
    reference = load_reference()
    for name in ("民政局", "Civil affairs", "civil-affairs", " 民政局 ", "县民政局"):
        assert agency_picked(name, reference) == "civil-affairs"
    assert agency_picked("哪里也没有的局", reference) is None
    assert agency_picked("县发展和改革局", reference) == "development-reform"
    own = measures_of(["query.marriage"], reference)
    assert measure_picked(reference.measures["query.marriage"].zh, own) == "query.marriage"
    assert not any(entry.id.startswith("flood.") for entry in own)


def test_a_part_of_a_page_holds_its_boxes_and_stays_on_the_page() -> None:
    page = Page(1, 600.0, 800.0)
    for box in (Box(1, 0.0, 0.0, 600.0, 20.0), Box(1, 90.0, 780.0, 200.0, 800.0)):
        (cut,) = cuts("x", [box], [page])
        assert cut.top >= 0 and cut.top + cut.high <= page.height
        (shown,) = cut.boxes
        assert shown.x0 >= cut.left and shown.x1 <= cut.left + cut.wide
        assert cut.top <= shown.y0 and shown.y1 <= cut.top + cut.high
    assert cuts("x", [Box(1, 0, 0, 1, 1)], [Page(1)]) == ()


def test_english_tells_one_from_many() -> None:
    assert said("base.pages", "en", n=1) == "1 page"
    assert said("base.pages", "en", n=2) == "2 pages"
    assert said("base.pages", "zh", n=2) == "2 页"


def test_a_repair_is_marked_in_the_text_and_refused_in_the_queue(tmp_path: Path) -> None:
    lines = (
        "青禾县联动办法",
        "青办发〔2021〕7号",
        "第一条 县公安局应当查询户籍信息。",
        "第二条 县氏政局应当提供婚姻登记信息。",
    )
    (tmp_path / "broken.txt").write_text("\n".join(lines), encoding="utf-8")
    with Corpus.open(tmp_path / "corpus") as corpus:
        import_paths(corpus, [tmp_path / "broken.txt"])
        client = signed_in(corpus, "editor")
        marked = 'title="读作“民政局”">氏政局</span>'
        assert marked in client.get("/documents/broken").text
        page = client.get("/review", params={"kind": "repair"}).text
        (item,) = re.findall(r'action="/review/(r\d+)"', page)
        form = {"csrf": token(client), "action": "reject"}
        assert client.post(f"/review/{item}", data=form).status_code == 200
        assert marked not in client.get("/documents/broken").text
