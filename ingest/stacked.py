"""Tables that were copied one cell a line, each row on a line of its own again.

Text taken from a page of the web loses a table's ruling and keeps its cells, one below the
other: 序号 / 责任单位 / 工作职责 / 1 / 县教育局 / 负责… / 2 / 县公安局 / …
Holds afterwards: the characters of all lines together are the same but for the tabs between
cells, in the same order; each line is of one page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.loose import BODIES, COLUMN, GAP, HEAD_MAX, WHEN, kind_of, loose_head
from ingest.model import Line
from ingest.numerals import read_label
from ingest.tables import HEAD, section_of

# The column whose cells may hold several lines.
_MATTER = re.compile("职责|任务|内容|事项|措施|要求|分工|标准|做法")
_WHO = re.compile("单位|部门|机构")
_SEVERAL = re.compile(rf"{GAP.pattern}|\|")  # a line that is a row by itself
_LEAST = 2  # rows that tell a table
_MOST = 10  # lines a cell
_SPARE = 4  # lines that the matter of a row without a number may have, at most
_HEADINGS = ("part", "chapter", "section", "article", "han")


def join_stacked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with the cells of each row of a stacked table on one line, tabs between them."""
    joined: list[Line] = []
    at = 0
    counted = False  # the line before heads a column of numbers
    while at < len(lines):
        words = _words(lines[at])
        numbered = COLUMN.fullmatch(words)
        rows = _table(lines, at) if numbered else [] if counted else _unnumbered(lines, at)
        counted = numbered is not None
        joined += [_joined(row) for row in rows] or lines[at : at + 1]
        at += sum(len(cells) for row in rows for cells in row) or 1
    return tuple(joined)


def _words(line: Line) -> str:
    return "" if line.box or line.cells or line.role != "body" else line.text.strip()


def _table(lines: Sequence[Line], start: int) -> list[list[Sequence[Line]]]:
    """The rows of the table whose head begins at `start`, the head first, each as the lines of
    its cells; none where there is no table, and only as far as each row has all its cells."""
    names = [*itertools.takewhile(_is_head, (_words(line) for line in lines[start : start + 12]))]
    if len(names) < 3 or not any(HEAD.search(name) for name in names[1:]):
        return []
    head: list[Sequence[Line]] = [[line] for line in lines[start : start + len(names)]]
    rows = [head]
    at = start + len(names)
    number = 1
    while True:
        titled = at < len(lines) and section_of(_words(lines[at]))
        sections: list[list[Sequence[Line]]] = [[[lines[at]]]] if titled else []
        row = _row(lines, at + len(sections), names, number)
        if not row:
            return rows if number > _LEAST else []
        rows += [*sections, row]
        at += len(sections) + sum(len(cell) for cell in row)
        number += 1


def _is_head(words: str) -> bool:
    return bool(words) and len(words) <= HEAD_MAX and not (words.isdigit() or read_label(words))


def _row(lines: Sequence[Line], at: int, names: Sequence[str], number: int) -> list[Sequence[Line]]:
    """The cells of the row with this number, which begins at `at`; none where it is not whole."""
    if at >= len(lines) or _words(lines[at]) != str(number):
        return []
    return _cells(lines[at : _end(lines, at, len(names), str(number + 1))], names)


def _unnumbered(lines: Sequence[Line], start: int) -> list[list[Sequence[Line]]]:
    """The same of a table without a column of numbers, whose head may be one line; the first
    cell of a row may read like the last of a head."""
    names = [*itertools.takewhile(kind_of, (_words(line) for line in lines[start : start + 8]))]
    heads = [(names[:columns], columns) for columns in range(len(names), 2, -1)]
    if GAP.search(_words(lines[start])) and not any(
        map(_SEVERAL.search, map(_words, lines[start + 1 : start + 3]))
    ):
        heads.append((GAP.split(_words(lines[start])), 1))
    for head, above in heads:
        if loose_head("\t".join(head)) is None:
            continue
        rows: list[list[Sequence[Line]]] = [[[line] for line in lines[start : start + above]]]
        at = start + above
        while row := _row_of(lines, at, head):
            rows.append(row)
            at += sum(len(cell) for cell in row)
        if len(rows) > _LEAST:
            return rows
    return []


def _row_of(lines: Sequence[Line], at: int, names: Sequence[str]) -> list[Sequence[Line]]:
    """The cells of the row without a number that begins at `at`, by its bodies and its period."""
    when = [i for i, name in enumerate(names) if kind_of(name) == "when"]
    for more in range(_SPARE):
        cells = _cells(lines[at : at + len(names) + more], names)
        if cells and all(WHEN.search("".join(map(_words, cells[i]))) for i in when):
            return cells
    cells = [[line] for line in lines[at : at + len(names)]]
    timed = (
        when and len(cells) == len(names) and all(WHEN.search(_words(cells[i][0])) for i in when)
    )
    return cells if timed and all(_words(cell[0]) for cell in cells) else []


def _end(lines: Sequence[Line], at: int, columns: int, following: str) -> int:
    """Where a row ends that begins at `at`: before the number of the next, else with its last cell,
    if what stands between is no heading and no other table."""
    for end in range(at + 1, min(at + _MOST * columns, len(lines))):
        words = _words(lines[end])
        if words == following:
            return end
        label = read_label(words)
        if COLUMN.fullmatch(words) or (label and label.style in _HEADINGS):
            break
    return at + columns


def _cells(lines: Sequence[Line], names: Sequence[str]) -> list[Sequence[Line]]:
    """The lines of a row by columns: those left over belong to the column of the matter, and
    those under 责任单位 name bodies. One cell may be missing: one before the matter that rows
    share (任务名称), or the last of those who help. None where this does not come out."""
    runs = _runs(lines)
    matter = _matter(names)
    more = len(runs) - len(names)
    if more > 0 and matter is not None:
        end = matter + more + 1
        runs[matter:end] = [[line for run in runs[matter:end] for line in run]]
    bodies = [at for at, name in enumerate(names) if _WHO.search(name)]
    missing = [matter - 1] if matter is not None and matter > 1 else []
    missing += bodies[1:][-1:]
    tried = [[*runs[:at], [], *runs[at:]] for at in missing] if more == -1 else [runs]
    same = len({line.page for line in lines}) == 1 and all(_words(line) for line in lines)
    for cells in tried if same else ():
        told = [cells[at] for at in bodies] if len(cells) == len(names) else [[]]
        if any(told) and all(_names_bodies(cell) for cell in told if cell):
            return [*cells]
    return []


def _names_bodies(cell: Sequence[Line]) -> bool:
    return BODIES.fullmatch("".join(map(_words, cell))) is not None


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, one that ends amid a list (县教育局、) together with the next."""
    runs: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and _words(before).endswith("、"):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _matter(names: Sequence[str]) -> int | None:
    """The column of what is to be done: the last that may be it before those of the responsible."""
    before = itertools.takewhile(lambda name: not _WHO.search(name), names)
    found = [at for at, name in enumerate(before) if _MATTER.search(name)]
    first = (at for at, name in enumerate(names) if _MATTER.search(name))
    return found[-1] if found else next(first, None)


def _joined(row: Sequence[Sequence[Line]]) -> Line:
    """One line of a row's cells; of a head that is one line its headings, of a section itself."""
    if len(row) == 1:
        return replace(row[0][0], text=GAP.sub("\t", row[0][0].text.strip()))
    texts = ("".join(line.text.strip() for line in cell) for cell in row)
    return replace(row[0][0], text="\t".join(texts))
