"""Digital PDF: text, boxes, turned pages, ruled tables; pages that fail alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.errors import Unreadable
from ingest.ocr.triage import needs_ocr
from ingest.readers import read_printed, read_source
from ingest.readers.pdf_text import parts_of
from tests.scans import WORN, lay_out, scan_pages

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4
WATERMARKED = [
    "一、县公安局应当协助人民法院查找被执行人下落。",
    "二、县自然资源局负责办理查封登记，不得拖延。",
    "三、县民政局协助查询婚姻登记信息。",
]


def canvas(path: Path) -> Canvas:
    """A canvas with a Chinese font of 16 points."""
    made = Canvas(str(path), pagesize=A4)
    made.setFont(FONT, 16)
    return made


def test_lines_with_boxes_from_the_top(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(104, HEIGHT - 100, "第一条 县公安局应当协助人民法院。")
    made.drawString(72, HEIGHT - 130, "第二条 期限为 15 日，见 No 7。")
    made.drawCentredString(WIDTH / 2, 40, "- 1 -")
    made.save()
    source = read_source(tmp_path / "a.pdf")
    # How wide a blank is, is told by the font that stands in for one not embedded.
    assert ["".join(line.text.split()) for line in source.lines] == [
        "第一条县公安局应当协助人民法院。",
        "第二条期限为15日，见No7。",
        "-1-",
    ]
    assert [line.role for line in source.lines] == ["body", "body", "page-number"]
    box = source.lines[0].box
    assert box is not None and source.pages[0].engine is None
    assert box.x0 == pytest.approx(104, abs=1) and box.y0 < 100 < box.y1
    assert (source.pages[0].width, source.pages[0].height) == pytest.approx(A4, abs=0.1)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_boxes_are_where_a_viewer_shows_the_ink(tmp_path: Path, turned: int) -> None:
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=A4, cropBox=(20, 30, 500, 800))
    made.setFont("Helvetica", 30)
    made.setPageRotation(turned)
    made.translate(250, 400)
    made.rotate(turned)
    made.drawString(0, 0, "HANDLUNG")
    made.save()
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        (part,) = parts_of(document[0])
        ink = np.argwhere(document[0].render().to_numpy()[:, :, 0] < 128)
    assert part.text == "HANDLUNG"
    x0, y0, x1, y1 = part.on_page
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0)
    assert (x0, x1) == pytest.approx((left, right), abs=5)
    assert y0 < top and bottom < y1 and y1 - y0 < 45


def test_false_bold_is_kept_once(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "职责分工与联动机制")
    made.drawString(72.3, 700, "职责分工与联动机制")
    made.save()
    assert [line.text for line in read_source(tmp_path / "a.pdf").lines] == ["职责分工与联动机制"]


def test_ruled_table_rows(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "附件　失信惩戒任务分工表")
    rows = [
        ["序号", "任务", "责任单位"],
        ["1", "限制被执行人\n出境", "县公安局"],
        ["2", "查封土地", "县自然资源局"],
    ]
    table = Table(rows, colWidths=[40, 120, 120])
    table.setStyle(
        [("FONT", (0, 0), (-1, -1), FONT, 12), ("GRID", (0, 0), (-1, -1), 1, colors.black)]
    )
    table.wrapOn(made, 400, 400)
    table.drawOn(made, 72, 560)
    made.setFont(FONT, 16)
    made.drawString(72, 500, "以上任务自印发之日起执行")
    made.save()
    lines = read_source(tmp_path / "a.pdf").lines
    assert [line.cells for line in lines] == [
        (),
        ("序号", "任务", "责任单位"),
        ("1", "限制被执行人出境", "县公安局"),
        ("2", "查封土地", "县自然资源局"),
        (),
    ]
    assert lines[2].box is not None and lines[2].box.x0 == pytest.approx(72, abs=1)


def test_scanned_page_without_ocr_is_a_problem_of_that_page(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "第一条 县公安局应当协助人民法院。")
    made.showPage()
    made.drawImage(ImageReader(Image.new("RGB", (500, 700), "white")), 0, 0, WIDTH, HEIGHT)
    made.save()
    source = read_source(tmp_path / "a.pdf", ocr="none")
    told = [(problem.code, problem.page) for problem in source.problems]
    assert told == [("partial", None), ("needs-ocr", 2)]
    assert len(source.lines) == 1 and len(source.pages) == 2


@pytest.mark.parametrize("way", ["invisible", "under the picture"])
def test_what_a_scanner_laid_under_its_picture_is_not_believed(tmp_path: Path, way: str) -> None:
    scan = next(scan_pages(list(lay_out("县民政局应当协助人民法院查询婚姻登记信息。")), WORN, 200))
    made = canvas(tmp_path / "a.pdf")
    laid = made.beginText(72, 700)
    laid.setFont(FONT, 16)
    laid.setTextRenderMode(3 if way == "invisible" else 0)
    laid.textLine("县民攻局应当协肋人民法院查间婚烟登记信息。")
    if way == "invisible":
        made.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)
    made.drawText(laid)
    if way == "under the picture":
        made.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)
    made.save()
    read = read_source(tmp_path / "a.pdf", ocr="rapid")
    words = [line.text for line in read.lines if line.role == "body"]
    assert words == ["县民政局应当协助人民法院查询婚姻登记信息。"]
    assert not read.problems
    kept = read_source(tmp_path / "a.pdf", ocr="none")
    assert "县民攻局" in kept.lines[0].text and [one.code for one in kept.problems] == ["own-text"]


def test_text_on_a_picture_that_fills_the_page_is_read_as_it_is(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(ImageReader(Image.new("RGB", (500, 700), "ivory")), 0, 0, WIDTH, HEIGHT)
    made.drawString(72, 700, "第一条 县公安局应当协助人民法院查找被执行人。")
    made.save()
    source = read_printed(tmp_path / "a.pdf")
    assert len(source.lines) == 1 and not source.problems


def test_nothing_but_scans_without_ocr(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(ImageReader(Image.new("RGB", (500, 700), "white")), 0, 0, WIDTH, HEIGHT)
    made.save()
    with pytest.raises(Unreadable) as caught:
        read_source(tmp_path / "a.pdf", ocr="none")
    assert caught.value.problem.code == "needs-ocr"


TRIAGE = [
    ("第一条 县公安局应当协助人民法院查找。", 0.0, False),
    ("第一条 县公安局应当协助人民法院查找。", 1.0, False),  # a scan that was OCRed well before
    ("", 1.0, True),
    ("", 0.0, False),  # a blank page
    ("- 3 -", 0.95, True),
    ("(cid:12)(cid:99)(cid:8)" * 10, 0.0, True),
    ("µÚÒ»Ìõ ÏØ¹«°²¾ÖÓ¦µ±Ð­Öú", 0.0, True),  # a text layer in a lost encoding
    ("2018 2019 2020 12 15 6543", 0.0, False),
    ("\ue001\ue002\ue003\ue004 第一条 县公安局", 0.0, True),
]


@pytest.mark.parametrize(("text", "pictured", "expected"), TRIAGE)
def test_when_a_page_needs_ocr(text: str, pictured: float, expected: bool) -> None:
    assert needs_ocr(text, pictured) is expected


def test_a_watermark_across_the_page_is_furniture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    for row, text in enumerate(WATERMARKED):
        made.drawString(72, 700 - 26 * row, text)
    made.translate(300, 640)
    made.rotate(45)
    made.setFont(FONT, 60)
    made.drawCentredString(0, 0, "内部资料 注意保存")
    made.save()
    lines = read_source(path).lines
    assert [line.text for line in lines if line.role == "body"] == WATERMARKED
    assert [line.text for line in lines if line.role != "body"] == ["内部资料注意保存"]


def test_a_page_printed_on_its_side_is_left_for_ocr(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = canvas(path)
    made.rotate(90)
    for row, text in enumerate(WATERMARKED):
        made.drawString(100, -200 - 26 * row, text)
    made.save()
    assert [problem.code for problem in read_printed(path).problems] == ["needs-ocr"]
