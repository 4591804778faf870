"""A picture of a page -> the values of reading, in the page's own units."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Part, line_of, rows_of
from ingest.model import Line, LineRole, Page, Problem
from ingest.ocr.engine import OcrEngine, Pixels
from ingest.ocr.grids import table_lines
from ingest.ocr.page import UPRIGHT_SCORE, PageReading, read_page
from ingest.ocr.signatures import unsure_signatures

MAX_PIXELS = 80_000_000
"""Larger pictures are not decoded: A3 at 600 dpi has 70 million."""

MAX_SIDE = 3600
"""Larger pictures are reduced before reading, in pixels: A4 at 300 dpi."""

LEAST_KEPT = 0.97
"""Of a page's characters; a few specks are taken for marks on any worn page."""

FOR_OCR = ("needs-ocr", "own-text")
"""Codes of the problems that mark a page to be read by OCR."""

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
        kept=reading.kept,
    )
    lines = body_lines(reading, number, scale)
    lines += lines_of(reading.stamps, number, scale, "stamp")
    return page, lines, doubts(page, lines)


def scanned(number: int) -> Problem:
    """What marks a page that its reader leaves for OCR."""
    message = "这一页是扫描件而文字识别已关闭，请用 --ocr auto 重新导入"
    return Problem("needs-ocr", message, number)


def overlaid(number: int) -> Problem:
    """What marks a scan whose own unseen text is given until the page is read by OCR."""
    message = "这一页是扫描件，用的是其中自带的看不见的文字，未与图像核对，请用 --ocr auto 重新导入"
    return Problem("own-text", message, number)


def unread(number: int, problem: Problem) -> PageRead:
    """A page that could not be read, and why."""
    return Page(number), [], [problem]


def lines_of(parts: Sequence[Part], number: int, scale: float, role: LineRole) -> list[Line]:
    """Printed lines out of parts in pixels."""
    return [line_of(row, number, role, scale) for row in rows_of(parts)]


def body_lines(reading: PageReading, number: int, scale: float) -> list[Line]:
    """Printed lines, each ruled table as its rows where it stands."""
    grids = sorted(reading.grids, key=lambda grid: -grid.ys[0])
    tables = [[part for part in reading.parts if grid.holds(part)] for grid in grids]
    inside = {id(part) for table in tables for part in table}
    rows = rows_of(part for part in reading.parts if id(part) not in inside)
    lines = [line_of(row, number, "body", scale) for row in rows]
    for grid, table in zip(grids, tables, strict=True):  # the lowest first
        at = sum(row[0].level[1] < grid.ys[0] for row in rows)
        lines[at:at] = table_lines(grid, table, number, scale)
    return lines


def doubts(page: Page, lines: Sequence[Line]) -> list[Problem]:
    """What a person should know about how the page was read."""
    if not lines:
        return [Problem("blank-page", "这一页没有读到文字，请看看是否空白页", page.number)]
    found = []
    if page.confidence < UPRIGHT_SCORE:
        message = f"这一页识别把握不大（{page.confidence:.0%}），请与原图核对"
        found.append(Problem("low-confidence", message, page.number))
    if page.kept < LEAST_KEPT:
        message = f"这一页约有 {1 - page.kept:.0%} 的字认不清，没有收入，请与原图核对"
        found.append(Problem("characters-lost", message, page.number))
    return [*found, *unsure_signatures(page, lines)]
