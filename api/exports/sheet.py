"""What the workbooks share: [P].

Every cell is written as a string or a number, never as a formula or a link, and strings
carry the quote prefix, so that what begins with = + - @ stays text even when it is edited.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

FONT = "宋体"
A4, A3 = 9, 8
_A4_WIDTH = 160  # characters that are still legible across A4
_PLAIN = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
_BORDER = "BFBFBF"
_LINE, _HIGHEST = 13.5, 400.0  # points
_TEXT_LONGEST = 32_767  # characters of a cell or a comment, Excel's own limit


class Book:
    """A workbook; formats are made once for each background.

    One that is `streamed` takes its cells row by row, and little memory.
    """

    def __init__(self, *, streamed: bool = False) -> None:
        self._file = io.BytesIO()
        options = {"constant_memory": True} if streamed else {"in_memory": True}
        self._book = xlsxwriter.Workbook(self._file, options)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def format(self, **more: object) -> Any:
        """The plain format with `more` of XlsxWriter's properties."""
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            plain = {**_PLAIN, "border_color": _BORDER, "quote_prefix": True}
            self._formats[key] = self._book.add_format(plain | more)
        return self._formats[key]

    def heading(self) -> Any:
        """The format of a header row."""
        return self.format(bold=True, bg_color="D9D9D9", valign="vcenter")

    def sheet(self, name: str, widths: Sequence[float], *, paper: int = A4) -> Any:
        """A landscape sheet, one page wide, its columns so many characters wide."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        return sheet

    def table(
        self,
        name: str,
        columns: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[object]],
    ) -> None:
        """A sheet of records: a frozen header with a filter, one record a row."""
        widths = [width for _, width in columns]
        sheet = self.sheet(name, widths, paper=A4 if sum(widths) < _A4_WIDTH else A3)
        widths = [width for _, width in columns]
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        put_row(sheet, 0, [title for title, _ in columns], self.heading())
        number = 0
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, height(row, widths))
            put_row(sheet, number, row, self.format())
        sheet.autofilter(0, 0, number, len(columns) - 1)

    def bytes(self) -> bytes:
        """The finished file; nothing can be added after."""
        self._book.close()
        return self._file.getvalue()


def put(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    """Write a number as a number, nothing as a blank, and all else as text."""
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_string(row, column, str(value)[:_TEXT_LONGEST], form)


def put_row(sheet: Any, row: int, values: Sequence[object], form: Any) -> None:
    """Write a row from its first column on."""
    for column, value in enumerate(values):
        put(sheet, row, column, value, form)


def height(texts: Sequence[object], widths: Sequence[float]) -> float:
    """The height in points of a row of wrapped texts; a hanzi is nearly as wide as two digits.

    Spreadsheets do not agree on whether to fit rows by themselves, so it is told.
    """
    lines = [
        sum(max(1, math.ceil(_columns(line) / width)) for line in str(text).split("\n"))
        for text, width in zip(texts, widths, strict=False)
        if text is not None
    ]
    return min(_LINE * max(lines, default=1) + 3, _HIGHEST)


def _columns(text: str) -> float:
    return sum(1.85 if east_asian_width(character) in "WFA" else 1 for character in text)


def comment(sheet: Any, row: int, column: int, text: str) -> None:
    """A cell comment as high as its text, closed until it is pointed at."""
    lines = sum(1 + len(line) // 28 for line in text.split("\n"))
    size = {"width": 380, "height": min(60 + 17 * lines, 600), "font_size": 9, "author": "dutymap"}
    sheet.write_comment(row, column, text[:_TEXT_LONGEST], size)
