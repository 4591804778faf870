"""Directives over HTTP: lists, one whole, its pages as pictures, its file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from api.app import create_app
from api.settings import Settings
from corpus.importer import import_paths
from corpus.store import Corpus
from ingest.model import Page
from ingest.pictures import LONGEST, page_picture
from tests.api.conftest import QINGHE, SHIQIAO

HERE = "http://127.0.0.1:8000"
DOCUMENTS = "/api/v1/documents"
ASSIGNMENTS = "/api/v1/assignments"


def print_pdf(path: Path, text: str) -> None:
    """The text as a PDF of one page with a text layer."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    for number, line in enumerate(text.split("\n")):
        canvas.drawString(60, 780 - 24 * number, line)
    canvas.save()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a PDF and a text."""
    files, folder = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("corpus")
    print_pdf(files / "qinghe.pdf", QINGHE)
    (files / "shiqiao.txt").write_text(SHIQIAO, encoding="utf-8")
    with Corpus.open(folder) as corpus:
        reports = import_paths(corpus, [files])
    assert [report.status for report in reports] == ["imported", "imported"]
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(folder)), base_url=HERE) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["qinghe", "shiqiao"]),
        ({"adcode": "990121"}, ["qinghe"]),
        ({"adcode": "990100"}, ["qinghe", "shiqiao"]),
        ({"jurisdiction": "石桥县"}, ["shiqiao"]),
        ({"number": "青政办发〔2020〕31号"}, ["qinghe"]),
        ({"q": "执行联动"}, ["shiqiao"]),
        ({"q": "100%"}, []),
        ({"q": "_"}, []),
        ({"standing": "in-force"}, ["qinghe", "shiqiao"]),
        ({"standing": "repealed"}, []),
        ({"status": "draft"}, []),
    ],
)
def test_directives_by_what_is_asked_of_them(
    asked: dict[str, str], ids: list[str], client: TestClient
) -> None:
    answer = client.get(DOCUMENTS, params=asked)
    assert [item["id"] for item in answer.json()["items"]] == ids


def pages(client: TestClient, path: str, **asked: str) -> Iterator[list[str]]:
    """The ids of each page of a list."""
    cursor: dict[str, str] = {}
    while True:
        page = client.get(path, params={**asked, **cursor}).json()
        yield [item["id"] for item in page["items"]]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


@pytest.mark.parametrize("path", [DOCUMENTS, ASSIGNMENTS, "/api/v1/agencies", "/api/v1/measures"])
def test_pages_of_a_list_hold_everything_once(path: str, client: TestClient) -> None:
    (whole,) = pages(client, path, limit="200")
    cut = list(pages(client, path, limit="3"))
    assert [each for page in cut for each in page] == whole
    assert all(len(page) == 3 for page in cut[:-1]) and 1 <= len(cut[-1]) <= 3


def test_a_list_goes_on_where_it_was_though_more_is_entered(
    folder: Path, client: TestClient, tmp_path: Path
) -> None:
    first = client.get(DOCUMENTS, params={"limit": "1"}).json()
    new = tmp_path / "a-new-one.txt"
    new.write_text(SHIQIAO.replace("石桥", "双桂").replace("石政", "桂政"), encoding="utf-8")
    with Corpus.open(folder) as corpus:
        assert import_paths(corpus, [new])[0].status == "imported"
        second = client.get(DOCUMENTS, params={"limit": "1", "cursor": first["next"]}).json()
        corpus.remove("a-new-one", by="tester")
    assert [item["id"] for item in first["items"] + second["items"]] == ["qinghe", "shiqiao"]


def test_one_directive_tells_its_text_and_who_is_given_what(client: TestClient) -> None:
    whole = client.get(f"{DOCUMENTS}/qinghe").json()
    assert (whole["number"], whole["status"]) == ("青政办发〔2020〕31号", "in-force")
    (first,) = (each for each in whole["provisions"] if each["provision"] == "第一条")
    (duty,) = first["assignments"]
    assert first["text"][duty["start"] : duty["end"]] == duty["quote"]
    assert (duty["agency"], duty["name"], duty["page"]) == ("civil-affairs", "民政局", 1)


def test_who_has_it_through_reforms(client: TestClient) -> None:
    whole = client.get("/api/v1/agencies/market-regulation").json()
    assert "industry-commerce" in [each["id"] for each in whole["lineage"]]
    (duty,) = whole["items"]
    assert (duty["agency"], duty["current_agency"]) == ("industry-commerce", "market-regulation")
    assert [each["measure"] for each in whole["measures"]] == [duty["measure"]]


def test_who_has_a_measure(client: TestClient) -> None:
    whole = client.get("/api/v1/measures/query.marriage").json()
    assert whole["agencies"] == [{"agency": "civil-affairs", "zh": "民政局", "assignments": 2}]
    assert [duty["document"] for duty in whole["items"]] == ["qinghe", "shiqiao"]


def test_the_places(client: TestClient) -> None:
    places = client.get("/api/v1/jurisdictions").json()["items"]
    assert places[0] == {"name": "青禾县", "adcode": "990121", "documents": 1}


@pytest.mark.parametrize("width", [400, 1000])
def test_the_boxes_fit_the_picture_of_the_page(width: int, client: TestClient) -> None:
    whole = client.get(f"{DOCUMENTS}/qinghe").json()
    answer = client.get(f"{DOCUMENTS}/qinghe/pages/1.png", params={"width": width})
    assert answer.headers["content-type"] == "image/png"
    ink = 255 - np.asarray(Image.open(io.BytesIO(answer.content)).convert("L")).astype(int)
    assert ink.shape[1] == width
    scale = width / whole["sheets"][0]["width"]
    boxes = [
        box for each in whole["provisions"] for duty in each["assignments"] for box in duty["boxes"]
    ]
    assert boxes
    for box in boxes:
        x0, y0, x1, y1 = (round(box[side] * scale) for side in ("x0", "y0", "x1", "y1"))
        high = y1 - y0
        assert ink[y0:y1, x0:x1].mean() > 10
        assert ink[y1 + high // 4 : y1 + high // 2, x0:x1].mean() < 1


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_picture_is_turned_as_it_was_read(turned: int, tmp_path: Path) -> None:
    upright = np.full((300, 200, 3), 255, np.uint8)
    upright[20:40, 10:60] = 0
    lying = np.rot90(upright, turned // 90)
    Image.fromarray(np.ascontiguousarray(lying)).save(tmp_path / "page.png")
    page = Page(1, 200.0, 300.0, "rapidocr", turned=turned)
    drawn = page_picture(tmp_path / "page.png", "image", page, 400)
    ink = np.asarray(Image.open(io.BytesIO(drawn)).convert("L"))
    assert ink.shape == (600, 400)
    assert ink[44:76, 24:116].mean() < 5
    assert ink[100:, :].mean() > 250 and ink[:, 140:].mean() > 250


def test_a_very_narrow_page_makes_no_huge_picture(tmp_path: Path) -> None:
    Image.new("RGB", (2, 3000), "white").save(tmp_path / "page.png")
    drawn = page_picture(tmp_path / "page.png", "image", Page(1, 2.0, 3000.0), 2400)
    assert max(Image.open(io.BytesIO(drawn)).size) <= LONGEST


@pytest.mark.parametrize(
    "path", ["qinghe/pages/2.png", "shiqiao/pages/1.png", "nothing/pages/1.png", "nothing/original"]
)
def test_what_is_not_there_is_not_found(path: str, client: TestClient) -> None:
    answer = client.get(f"{DOCUMENTS}/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["qinghe", "qinghe/pages/1.png", "qinghe/original"])
def test_what_the_client_has_is_not_sent_again(path: str, client: TestClient) -> None:
    first = client.get(f"{DOCUMENTS}/{path}")
    again = client.get(
        f"{DOCUMENTS}/{path}", headers={"if-none-match": f'"other", {first.headers["etag"]}'}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{DOCUMENTS}/{path}", headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_an_original_comes_whole_or_in_part_and_only_as_a_download(
    client: TestClient, folder: Path
) -> None:
    with Corpus.open(folder) as corpus:
        kept = corpus.original("qinghe").read_bytes()
    whole = client.get(f"{DOCUMENTS}/qinghe/original")
    assert whole.content == kept
    assert whole.headers["content-type"] == "application/octet-stream"
    assert whole.headers["content-disposition"] == 'attachment; filename="qinghe.pdf"'
    assert "sandbox" in whole.headers["content-security-policy"]
    part = client.get(f"{DOCUMENTS}/qinghe/original", headers={"range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, kept[5:10])
    beyond = client.get(f"{DOCUMENTS}/qinghe/original", headers={"range": "bytes=9999999-"})
    assert beyond.status_code == 416
