"""Ruled tables on scans: each row a line with its cells, none of the print lost."""

from __future__ import annotations

import io
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.model import Line
from ingest.ocr.choose import load_engine
from ingest.ocr.grids import find_grids
from ingest.ocr.scan import scan_page
from tests.scans import INK, LEVELS, PAGE_MM, PAPER, LevelName, find_font, lay_out, scan_pages, worn

FONT = find_font()
pytestmark = pytest.mark.skipif(FONT is None, reason="fonts-noto-cjk is not installed")

ABOVE = "第一条各单位按下表办理协助事项。"
BELOW = "第二条本办法自印发之日起施行。"
ROWS = [
    ("编号", "协助单位", "协助事项", "时限"),
    ("甲", "县公安局", "查询被执行人户籍和出入境信息并协助查找车辆", "三个工作日"),
    ("乙", "县自然资源局", "办理不动产查封与过户登记", "五个工作日"),
    ("", "", "查询土地使用权登记信息", "即时"),
    ("丙", "县税务局", "提供纳税资料", "七个工作日"),
]
JOINED = (3, 2)  # row, columns: the cells above run into these
XS = (180, 300, 600, 1150, 1470)
YS = (320, 400, 520, 600, 680, 760)
WRAP = 14


def page() -> Image.Image:
    """An A4 page at 200 dpi with text above and below a table."""
    assert FONT
    image = Image.new("RGB", tuple(round(side * 200 / 25.4) for side in PAGE_MM), PAPER)
    draw, face = ImageDraw.Draw(image), ImageFont.truetype(FONT[0], 33, index=FONT[1])
    draw.text((200, 230), ABOVE, INK, face)
    draw.text((200, 820), BELOW, INK, face)
    for x in XS:
        draw.line((x, YS[0], x, YS[-1]), INK, 2)
    draw.line((XS[0], YS[-1], XS[-1], YS[-1]), INK, 2)
    for at, (row, y) in enumerate(zip(ROWS, YS, strict=False)):
        for column, (text, (x, end)) in enumerate(zip(row, pairwise(XS), strict=True)):
            if at != JOINED[0] or column >= JOINED[1]:
                draw.line((x, y, end, y), INK, 2)
            for line in range(0, len(text), WRAP):
                draw.text((x + 12, y + 16 + 3 * line), text[line : line + WRAP], INK, face)
    return image


def read(level: LevelName) -> list[Line]:
    """The worn page as it is read."""
    wear = LEVELS[level]
    out = io.BytesIO()
    worn(page(), wear, np.random.default_rng(0)).save(out, "JPEG", quality=wear.quality)
    pixels = np.asarray(Image.open(out).convert("RGB"))
    _, lines, problems = scan_page(pixels, 1, 1.0, load_engine("rapid"))
    assert problems == []
    return lines


@pytest.mark.parametrize("level", ["clean", "worn"])
def test_rows_and_cells_are_read_as_ruled(level: LevelName) -> None:
    first, *rows, last = read(level)
    assert (first.text, last.text) == (ABOVE, BELOW)
    assert [row.cells for row in rows] == ROWS
    assert all(row.text == "\t".join(row.cells) for row in rows)
    tops = [row.box.y0 for row in rows if row.box]
    assert tops == sorted(tops) and len(tops) == len(rows)


def test_a_skewed_table_keeps_its_rows() -> None:
    _, *rows, _ = read("hard")
    assert [row.cells[1:] for row in rows] == [row[1:] for row in ROWS]


def test_text_under_a_ruled_head_is_no_table() -> None:
    (image,) = scan_pages(list(lay_out(ABOVE + BELOW)), LEVELS["hard"], font=FONT)
    assert find_grids(np.asarray(image), -3.0) == []
