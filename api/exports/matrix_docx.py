"""A comparison as a Word file: the matrix, five columns a table, then the words: [P]."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document

from api.exports import word
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

_COLUMNS = 5  # of the comparison in one table
_WIDTH = 26.0  # centimetres between the margins
_FIRST, _SECOND = 4.6, 1.9


def docx(shown: Shown) -> bytes:
    """The comparison as a DOCX file."""
    file = word.new(landscape=True)
    word.title(file, "职责分工对照表")
    _legend(file, shown)
    count = len(shown.comparison.jurisdictions)
    for start in range(0, count, _COLUMNS):
        if start:
            word.new_page(file)
        _matrix(file, shown, range(start, min(start + _COLUMNS, count)))
    word.new_page(file)
    word.title(file, "依据")
    _sources(file, shown)
    return word.saved(file)


def _legend(file: Document, shown: Shown) -> None:
    made = file.add_table(rows=1, cols=len(LEGEND), style="Table Grid")
    for cell, state in zip(made.rows[0].cells, LEGEND, strict=True):
        colour, words = COLOURS[state]
        word.write(cell, words)
        word.shade(cell, colour)
    note = NOTE
    if shown.comparison.baseline:
        note = f"* {shown.reference.norm(shown.comparison.baseline).number}要求的事项。{NOTE}"
    word.add(file.add_paragraph(), note)


def _matrix(file: Document, shown: Shown, columns: Sequence[int]) -> None:
    heads = [heading(shown, shown.comparison.jurisdictions[column]) for column in columns]
    each = (_WIDTH - _FIRST - _SECOND) / len(columns)
    widths = [_FIRST, _SECOND, *[each] * len(columns)]
    made = word.table(file, ["事项", "一致", *heads], widths)
    for name, numbers in folds(shown):
        counts = filled(shown, numbers)
        cells = word.add_row(made, [name, "", *(counts[c] for c in columns)], bold=True)
        for cell in cells:
            word.shade(cell, "F2F2F2")
        for number in numbers:
            found = [shown.comparison.row(number)[column] for column in columns]
            row = shown.comparison.rows[number]
            texts = [
                "\n".join(cell_lines(shown, c)) or ("—" if c.state in GAPS else "") for c in found
            ]
            cells = word.add_row(made, [label(shown, row), agreed(row), *texts])
            for cell, one in zip(cells[2:], found, strict=True):
                word.shade(cell, COLOURS[one.state][0])


def _sources(file: Document, shown: Shown) -> None:
    made = word.table(file, ["事项", "对照栏", "部门", "出处", "原文"], [4.6, 3.4, 4, 6, 8])
    for number, row in enumerate(shown.comparison.rows):
        for cell in shown.comparison.row(number):
            for entries in quoted(cell):
                what = (label(shown, row), cell.jurisdiction, said(shown, *entries))
                word.add_row(made, [*what, cited(shown, entries[0]), entries[0].quote])
