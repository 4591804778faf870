"""OFD: pages in their order, boxes in points, templates, pictures, what is broken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import Unreadable
from ingest.model import Source
from ingest.readers import read_source
from ingest.readers.ofd_page import deltas
from tests import ofd
from tests.scans import LEVELS, find_font, lay_out, scan_pages

POINTS = 72 / 25.4
FIRST = "第一条 县公安局应当协助人民法院查找被执行人下落。"
SECOND = "第二条 县自然资源局负责办理查封登记。"


def read(tmp_path: Path, data: bytes, **how: str) -> Source:
    path = tmp_path / "a.ofd"
    path.write_bytes(data)
    return read_source(path, **how)


def test_a_line_with_its_box_in_points(tmp_path: Path) -> None:
    source = read(tmp_path, ofd.ofd([ofd.text_object(FIRST, 30, 40)]))
    assert source.format == "ofd" and source.problems == ()
    (page,) = source.pages
    assert (page.width, page.height) == pytest.approx((210 * POINTS, 297 * POINTS))
    (line,) = source.lines
    assert line.text == FIRST.replace(" ", "")
    width = 5.6 * (len(FIRST) - 0.5)
    sides = (30 * POINTS, 40 * POINTS, (30 + width) * POINTS, 45.6 * POINTS)
    assert line.box and (line.box.x0, line.box.y0, line.box.x1, line.box.y1) == pytest.approx(sides)


def test_pages_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    pages = [
        ofd.text_object(text, 30, 40)
        for text in ("第三条 其三。", "第一条 其一。", "第二条 其二。")
    ]
    source = read(tmp_path, ofd.ofd(pages, order=[1, 2, 0]))
    assert [(line.page, line.text[:3]) for line in source.lines] == [
        (1, "第一条"),
        (2, "第二条"),
        (3, "第三条"),
    ]


def test_a_template_is_furniture(tmp_path: Path) -> None:
    template = ofd.text_object("青禾县人民政府公报", 80, 15)
    pages = [ofd.text_object(FIRST, 30, 40), ofd.text_object(SECOND, 30, 40)]
    source = read(tmp_path, ofd.ofd(pages, template=template))
    assert [(line.page, line.role) for line in source.lines] == [
        (1, "running-head"),
        (1, "body"),
        (2, "running-head"),
        (2, "body"),
    ]


def test_a_turned_object_stands_where_it_is_shown(tmp_path: Path) -> None:
    upright = ofd.text_object("县公安局协助", 0, 0)
    turned = upright.replace('Boundary="0 0', 'CTM="0 1 -1 0 0 0" Boundary="100 50')
    (line,) = read(tmp_path, ofd.ofd([turned])).lines[:1]
    assert line.box and (line.box.x1, line.box.y0) == pytest.approx((100 * POINTS, 50 * POINTS))


def test_characters_each_in_an_object_of_its_own_make_a_line(tmp_path: Path) -> None:
    whole = FIRST.replace(" ", "")
    objects = [ofd.text_object(char, 30 + 5.6 * place, 40) for place, char in enumerate(whole)]
    (line,) = read(tmp_path, ofd.ofd(["".join(objects)])).lines
    assert line.text == whole


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("g 3 5.6 2", [5.6, 5.6, 5.6, 2.0]),
        ("1 2 g 2 3", [1.0, 2.0, 3.0, 3.0]),
        ("g 999999999 1", [1.0] * 8),
        (None, []),
    ],
)
def test_advances(told: str | None, found: list[float]) -> None:
    assert deltas(told, 8) == found


def test_a_broken_page_does_not_lose_the_others(tmp_path: Path) -> None:
    pages = [ofd.text_object(FIRST, 30, 40), "<ofd:TextObject", ofd.text_object(SECOND, 30, 40)]
    source = read(tmp_path, ofd.ofd(pages))
    told = [(problem.code, problem.page) for problem in source.problems]
    assert told == [("partial", None), ("page-unreadable", 2)]
    assert [line.page for line in source.lines] == [1, 3]


def test_text_without_a_usable_encoding_is_told(tmp_path: Path) -> None:
    lost = ofd.text_object(
        "\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a\ue00b", 30, 40
    )
    source = read(tmp_path, ofd.ofd([ofd.text_object(FIRST, 30, 40), lost]))
    told = [(problem.code, problem.page) for problem in source.problems]
    assert told == [("partial", None), ("page-unreadable", 2)]


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed")
def test_a_page_that_is_a_picture_is_read_by_ocr(tmp_path: Path) -> None:
    scan = next(scan_pages(list(lay_out(f"{FIRST}\n{SECOND}")), LEVELS["clean"]))
    upper = scan.crop((0, 0, scan.width, scan.height // 2))
    lower = scan.crop((0, scan.height // 2, scan.width, scan.height))
    page = ofd.picture_object("100", 0, 0, 210, 148.5) + ofd.picture_object(
        "101", 0, 148.5, 210, 148.5
    )
    data = ofd.ofd([page], pictures=[png(upper), png(lower)])
    source = read(tmp_path, data)
    assert source.pages[0].engine and source.pages[0].width == pytest.approx(210 * POINTS, rel=0.01)
    assert "".join(line.text for line in source.lines) == (FIRST + SECOND).replace(" ", "")
    assert all(line.box and line.box.x1 < 596 for line in source.lines)
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, data, ocr="none")
    assert caught.value.problem.code == "needs-ocr"
