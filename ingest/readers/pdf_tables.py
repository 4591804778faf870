"""Ruled tables of a digital PDF page: one line for each row, with its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from ingest.model import Box, Line

CELL_BREAK = "\t"


def with_tables(lines: list[Line], path: Path, number: int) -> list[Line]:
    """`lines` of page `number`, those inside a ruled table replaced by its rows.

    A table whose rows do not hold the very characters of the lines is left alone.
    """
    try:
        with pdfplumber.open(path, pages=[number]) as document:
            for table in document.pages[0].find_tables():
                lines = put_in(lines, rows_of(table, number), table.bbox)
    except (PdfminerException, PSException, ValueError, TypeError, KeyError):
        return lines  # PDFium reads files that pdfminer does not; their text is kept as it is
    return lines


def put_in(
    lines: list[Line], rows: Sequence[Line], bounds: tuple[float, float, float, float]
) -> list[Line]:
    """Put rows in the place of the lines within `bounds`, if no character is lost by it."""
    inside = [line for line in lines if line.box and within(line.box, bounds)]
    if len(rows) < 2 or letters(inside) != letters(rows):
        return lines
    start = lines.index(inside[0])
    rest = [line for line in lines if line not in inside]
    return rest[:start] + list(rows) + rest[start:]


def within(box: Box, bounds: tuple[float, float, float, float]) -> bool:
    """Whether the middle of `box` lies in `bounds`."""
    x0, y0, x1, y1 = bounds
    return x0 <= (box.x0 + box.x1) / 2 <= x1 and y0 <= (box.y0 + box.y1) / 2 <= y1


def letters(lines: Sequence[Line]) -> Counter[str]:
    """How often each character but blanks stands in the lines."""
    return Counter(char for line in lines for char in line.text if not char.isspace())


def rows_of(table: Table, number: int) -> list[Line]:
    """The rows of a table of two columns or more; a cell joined to the one above is empty."""
    rows = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        cells = tuple((text or "").replace("\n", "").strip() for text in texts)
        if any(cells) and len(cells) > 1:
            x0, y0, x1, y1 = row.bbox
            box = Box(number, x0, y0, x1, y1)
            rows.append(Line(CELL_BREAK.join(cells), number, box, cells=cells))
    return rows
