"""A picture of a page -> the values of reading, in the page's own units."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Part, line_of, rows_of
from ingest.model import Line, LineRole, Page, Problem
from ingest.ocr.engine import OcrEngine, Pixels
from ingest.ocr.page import UPRIGHT_SCORE, read_page

MAX_PIXELS = 80_000_000
"""Larger pictures are not decoded: A3 at 600 dpi has 70 million."""

MAX_SIDE = 3600
"""Larger pictures are reduced before reading, in pixels: A4 at 300 dpi."""

PageRead = tuple[Page, list[Line], list[Problem]]


def scan_page(image: Pixels, number: int, scale: float, engine: OcrEngine) -> PageRead:
    """Read page `number` (1-based); `scale` is pixels of `image` per unit of the page."""
    reading = read_page(image, engine)
    page = Page(
        number=number,
        width=reading.width / scale,
        height=reading.height / scale,
        engine=engine.name,
        confidence=reading.confidence,
        turned=reading.turned,
        skew=reading.skew,
    )
    lines = lines_of(reading.parts, number, scale, "body")
    lines += lines_of(reading.stamps, number, scale, "stamp")
    return page, lines, doubts(page, lines)


def lines_of(parts: Sequence[Part], number: int, scale: float, role: LineRole) -> list[Line]:
    """Printed lines out of parts in pixels."""
    return [line_of(row, number, role, scale) for row in rows_of(parts)]


def doubts(page: Page, lines: Sequence[Line]) -> list[Problem]:
    """What a person should know about how the page was read."""
    if not lines:
        return [Problem("blank-page", "这一页没有读到文字，请看看是否空白页", page.number)]
    if page.confidence < UPRIGHT_SCORE:
        message = f"这一页识别把握不大（{page.confidence:.0%}），请与原图核对"
        return [Problem("low-confidence", message, page.number)]
    return []
