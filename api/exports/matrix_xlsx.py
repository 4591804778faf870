"""A comparison as a workbook: [P].

Sheets: 对照 (the matrix, folded by family, gaps coloured, quotes as comments), 依据 (every
assignment with its words), 文件 (the directives).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from api.exports.matrix import (
    COLOURS,
    GAPS,
    LEGEND,
    NOTE,
    Shown,
    agreed,
    cell_lines,
    cited,
    filled,
    folds,
    heading,
    label,
    quoted,
    said,
)
from api.exports.sheet import A3, A4, Book, comment, height, put, put_row
from api.web.words import ROLES, agency_name
from graph.model import Cell

_LEFT = 2  # columns before the first of the comparison: the matter, the agreement
_TOP = 4  # rows before the first of the matrix: title, note, legend, headings
_WIDE = 6  # columns that still fit A4

_SOURCES = (
    ("事项", 26.0),
    ("对照栏", 18.0),
    ("部门", 18.0),
    ("原文写法", 18.0),
    ("角色", 7.0),
    ("期限", 12.0),
    ("文件", 34.0),
    ("文号", 20.0),
    ("条款", 12.0),
    ("页", 5.0),
    ("原文", 60.0),
    ("转发自", 12.0),
)
_FILES = (
    ("编号", 22.0),
    ("标题", 60.0),
    ("文号", 24.0),
    ("地方", 18.0),
    ("代码", 9.0),
    ("发文日期", 12.0),
    ("文件名", 30.0),
)


def xlsx(shown: Shown) -> bytes:
    """The comparison as an XLSX file."""
    book = Book()
    count = len(shown.comparison.jurisdictions)
    widths = [30, 10, *[22 if count <= _WIDE else 18] * max(count, len(LEGEND))]
    sheet = book.sheet("对照", widths, paper=A4 if count <= _WIDE else A3)
    _head(book, sheet, shown, widths)
    line = _TOP
    for name, numbers in folds(shown):
        sheet.set_row(line, 18, None, {"level": 0})
        family = book.format(bold=True, bg_color="F2F2F2")
        put_row(sheet, line, [name, "", *filled(shown, numbers)], family)
        for number in numbers:
            line += 1
            texts = _put_measure(book, sheet, line, shown, number)
            sheet.set_row(line, height(texts, widths), None, {"level": 1})
        line += 1
    book.table("依据", _SOURCES, _sources(shown))
    book.table("文件", _FILES, _files(shown))
    return book.bytes()


def _head(book: Book, sheet: Any, shown: Shown, widths: Sequence[float]) -> None:
    """Title, legend and headings; they stay in view and are printed on every page."""
    title = "职责分工对照表"
    if shown.comparison.baseline:
        title += f"（* 为{shown.reference.norm(shown.comparison.baseline).number}要求的事项）"
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14, border=0, text_wrap=False))
    small = book.format(border=0, text_wrap=False, font_size=9)
    put(sheet, 1, 0, NOTE, small)
    put(sheet, 2, 0, "图例", book.format(bold=True))
    for column, state in enumerate(LEGEND, _LEFT):
        colour, words = COLOURS[state]
        put(sheet, 2, column, words, book.format(bg_color=colour))
    heads = ["事项", "一致", *(heading(shown, c) for c in shown.comparison.jurisdictions)]
    put_row(sheet, 3, heads, book.heading())
    sheet.set_row(3, height(heads, widths) + 4)
    sheet.freeze_panes(_TOP, 1)
    sheet.repeat_rows(0, _TOP - 1)
    sheet.repeat_columns(0)
    sheet.outline_settings(True, False, True, False)


def _put_measure(book: Book, sheet: Any, line: int, shown: Shown, number: int) -> list[str]:
    """Write one measure; the texts written."""
    row = shown.comparison.rows[number]
    texts = [label(shown, row), agreed(row)]
    put_row(sheet, line, texts, book.format())
    for column, cell in enumerate(shown.comparison.row(number), _LEFT):
        form = book.format(bg_color=COLOURS[cell.state][0])
        texts.append("\n".join(cell_lines(shown, cell)) or ("—" if cell.state in GAPS else ""))
        put(sheet, line, column, texts[-1], form)
        if cell.agencies:
            comment(sheet, line, column, _quotes(shown, cell))
    return texts


def _quotes(shown: Shown, cell: Cell) -> str:
    """The words a cell rests on, each with its place."""
    return "\n".join(
        f"{said(shown, *entries)}\n“{entries[0].quote}”\n—— {cited(shown, entries[0])}"
        for entries in quoted(cell)
    )


def _sources(shown: Shown) -> Iterator[tuple[object, ...]]:
    """One row an agency of a cell."""
    for number, row in enumerate(shown.comparison.rows):
        for cell in shown.comparison.row(number):
            for entry in cell.agencies:
                source = shown.documents.get(entry.document)
                norm = source.record if source else shown.reference.norm(entry.document)
                yield (
                    label(shown, row),
                    cell.jurisdiction,
                    agency_name(entry.agency, shown.reference),
                    entry.mention,
                    ROLES[entry.role] if entry.agency else "要求",
                    entry.deadline,
                    norm.title,
                    norm.number,
                    entry.provision,
                    entry.page,
                    entry.quote,
                    entry.inherited_from,
                )


def _files(shown: Shown) -> Iterator[tuple[object, ...]]:
    """The directives that the cells rest on, and those that are columns."""
    named = chain(
        (column.document for column in shown.comparison.jurisdictions if column.document),
        (entry.document for cell in shown.comparison.cells for entry in cell.agencies),
    )
    for used in dict.fromkeys(named):
        if held := shown.documents.get(used):
            record = held.record
            place = (record.jurisdiction, record.adcode)
            yield (held.id, record.title, record.number, *place, record.issued, held.name)
