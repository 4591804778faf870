"""The numbers of a table's rows: of its own column 序号, under the sections between the rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.loose import COLUMN, GAP, HEAD_MAX, LooseHead, loose_head, loose_row
from ingest.numerals import HAN, MARKS, Label, read_label
from ingest.outline import Outline

_NUMBER = re.compile(
    rf"\d{{1,3}}|[{HAN}]{{1,3}}|[{MARKS}]|[（(]\s*(?:\d{{1,3}}|[{HAN}]{{1,3}})\s*[）)]"
)

_DIGITS = 3  # of a row's number
_NO_NUMBER = re.compile(r"[^\u4e00-\u9fff\d]{0,2}")  # what OCR leaves of one: nothing, l, Z
_NOT_YET = -1000  # no number follows on this one
_SECTION_MAX = 30
_SENTENCE = re.compile("[。；，]")
HEAD = re.compile("序号|单位|部门|职责|任务|事项|措施|内容|时限|时间|期限|备注")


def spaced_rows(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Of each line the cells of a table whose columns are set apart by blanks: below a line that
    can only be its head, as far as each has a cell for every column, or the heading of a section
    alone; empty for other lines."""
    rows: list[tuple[str, ...]] = []
    columns = 0
    loose: LooseHead | None = None
    counted = 0  # the last heading that stands outside a table: 一、开办企业
    for text, below in itertools.zip_longest(texts, texts[1:], fillvalue=""):
        if head := loose_head(text):
            loose = head
            columns = 0
            rows.append(head.headings)
            continue
        if loose and (row := loose_row(text, loose)):
            rows.append(row)
            continue
        cells = tuple(GAP.split(text.strip()))
        goes_on = (loose and loose_row(below, loose)) or (
            columns and len(GAP.split(below.strip())) == columns
        )
        section = section_of(text.strip())
        if goes_on and section:
            # 二、 below a table under 一、 goes on with the headings of the text.
            heads = section.ordinal == counted + 1 > 1
            counted = section.ordinal if heads else 0
            rows.append(() if heads else (text.strip(),))
            continue
        counted = section.ordinal if section else counted
        loose = None
        heading = len(cells) > 2 and all(len(cell) <= HEAD_MAX for cell in cells)
        if heading and sum(bool(HEAD.search(cell)) for cell in cells) > 2:
            columns = len(cells)
        elif len(cells) != columns:
            columns = 0
        rows.append(cells if columns else ())
    return rows


def section_of(line: str) -> Label | None:
    """The number of a line that can be the heading of a section of a table: 一、财产查询."""
    label = read_label(line)
    titled = label is not None and label.style == "han" and len(line) <= _SECTION_MAX
    return label if titled and not _SENTENCE.search(line) else None


@dataclass(slots=True)
class Table:
    """One table while its rows are gone through, from the first to the last.

    `column` is where a row has its number, told by the head of a table that has such a column
    (`numbered`); `shared` is the label of the last row
    with one; `sections` are the numbered rows that fill the width of the table (一、财产查询).
    """

    column: int = 0
    numbered: bool = False
    shared: str = ""
    sections: Outline = field(default_factory=Outline)

    def enter(self, cells: Sequence[str]) -> str:
        """What a row adds to the label of the text above the table; empty for one without a
        number."""
        if not cells:
            return ""
        words = ["".join(cell.split()) for cell in cells]
        column = next((i for i, word in enumerate(words) if COLUMN.fullmatch(word)), None)
        if column is not None:
            self.column, self.numbered = column, True
            return ""
        said = [cell.strip() for cell in cells if cell.strip()]
        number = _number(cells[self.column] if self.column < len(cells) else "")
        if number is None and not self.numbered:
            number = _opening(cells[0].strip())
        # 一、财产查询 over the width of the table, or 一 and its title alone.
        titled = number if number and number.style == "han" and len(said) == 2 else None
        section = titled or (read_label(said[0]) if len(said) == 1 else None)
        if section:
            self.sections.enter(section, "")
            self.shared = ""
            return ""
        for cell in cells[: self.column]:  # a section down the left side, beside its rows
            beside = read_label(cell.strip())
            if beside and beside.ordinal != self.sections.last(beside.style):
                self.sections.enter(beside, "")
        if number is None:
            # A number that rows share is printed in the first of them alone.
            return (
                self.shared if len(cells) > self.column and not cells[self.column].strip() else ""
            )
        over = [label for label, _ in self.sections.open if label.rank < number.rank]
        self.shared = "".join(label.printed for label in (*over, number))
        return self.shared


def with_lost_numbers(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a table, each number that OCR did not see told by its place: of rows 1, blank
    and 3 the second is row 2. Where no number is missing, blank rows share the one above."""
    told = list(rows)
    column, last = 0, _NOT_YET
    lost: list[int] = []
    for at, cells in enumerate(rows):
        words = ["".join(cell.split()) for cell in cells]
        own = words[column] if column < len(words) else ""
        if any(COLUMN.fullmatch(word) for word in words):
            column = next(i for i, word in enumerate(words) if COLUMN.fullmatch(word))
            last, lost = 0, []
        elif own.isdigit() and len(own) <= _DIGITS:
            if lost and int(own) == last + len(lost) + 1:
                for number, place in enumerate(lost, start=last + 1):
                    told[place] = (*rows[place][:column], str(number), *rows[place][column + 1 :])
            last, lost = int(own), []
        elif _NO_NUMBER.fullmatch(own) and sum(map(bool, words)) > 1 and len(cells) > column:
            lost.append(at)
        else:
            last, lost = _NOT_YET, []
    return told


def _opening(cell: str) -> Label | None:
    """The number before the words of a cell (1.限制出境), where no column holds it."""
    label = read_label(cell)
    return label if label and not label.path and label.length < len(cell) else None


def _number(cell: str) -> Label | None:
    """The number that a cell is: 1, 2., （三）, 四; None where it is none."""
    own = cell.strip(" .、．")
    if not _NUMBER.fullmatch(own):
        return None
    return read_label(f"{own}、甲" if own.isalnum() else own)
