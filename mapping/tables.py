"""Rows of a 任务分工表: which column holds the matter, which the agencies, which the period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Block
from ingest.numerals import SHAPES
from mapping.model import Role
from mapping.suffixes import ROLE_WORDS, ROLES

_HEADER = re.compile(
    "序号|编号|单位|部门|时限|期限|时间|事项|任务|措施|内容|备注|职责|分工|项目|工作|进度|指标|分值|领导|责任人|依据"
)
_AGENCY_COLUMN = re.compile(rf"({ROLE_WORDS})?[^，。]{{0,4}}(?:单位|部门|机构)")
# Who looks at how others do what a row says.
_LOOKS = re.compile("(?<!被)(?:评分|打分|考评|考核|评价|督导|督查|验收)(?:责任)?(?:单位|部门|机构)")
_IDLE_COLUMN = re.compile("序号|备注|编号|分值|评分|依据|领导|责任人|联系")
_PERIOD_COLUMN = re.compile(r"时限|期限|时间|频次|进度")
_BOTH = re.compile("(?:单位|部门)[及和与、/]")
_FIRST_LEADS = re.compile(
    "(?:排|列)(?:在|名|于)?(?:第一|首位|最前)[^。；，]{0,6}(?:为|是|即)(?:该项[^。；，]{0,6})?牵头"
    "(?P<others>[^。；]{0,12}(?:其余|其他|其它)[^。；，]{0,8}(?:配合|协助|协办))?"
)
# What a mark in a column stands for, as a note beside the table says: ★为牵头单位.
MARKS = f"√✓✔☑{SHAPES}"
_LEGEND = re.compile(rf"([{MARKS}])[”’』]?\s*(?:表示|代表|为|指|是|：)([^，。；]{{1,16}})")
_MEANING = re.compile("牵头|主办|责任|负责|承担|配合|协助|参与|协办")
_MARKED = re.compile(f"[{MARKS}]")
_OPEN_MARKS = "☆○△□◇"  # without a note they may stand for no


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table as one row sees it: the headings of its columns, the row that prints
    them, the row `above` this one, what marks stand for (None: nothing), and the roles of the
    first agency of a list and of the others, where a note gives them."""

    columns: tuple[str, ...]
    block: Block
    above: Block
    marks: Mapping[str, Role | None]
    ranks: tuple[Role | None, Role | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row at `block.text[start:end]`, the heading of its column, and what it prints,
    marks included that the text leaves out."""

    heading: str
    start: int
    end: int
    printed: str


def headings(blocks: Sequence[Block]) -> dict[str, Head]:
    """For each row below a table's head, that head, by block id; where two rows make the head
    (责任分工 over 牵头单位 and 配合单位), the second."""
    found: dict[str, Head] = {}
    if not any(block.kind == "row" for block in blocks):
        return found
    marks = legend(blocks)
    ranks = _ranks(blocks)
    head: Block | None = None
    above: Block | None = None
    between = False
    for block in blocks:
        if block.kind != "row":
            # A section's heading between the rows (一、政务服务) does not end their table.
            head = head if block.kind == "heading" else None
            above = None if head is None else above
            between = True
            continue
        if _heads(block) and (head is None or between or above is head):
            head = block
        elif head and above:
            columns = tuple("".join(c.split()) for c in head.cells)
            found[block.id] = Head(columns, head, above, marks, ranks)
        above, between = block, False
    return found


def _heads(block: Block) -> bool:
    cells = ["".join(cell.split()) for cell in block.cells]
    if cells[0].isdigit():
        return False  # a numbered row, though its bodies be called 各单位
    return sum(bool(_HEADER.search(c)) and len(c) <= 12 for c in cells) >= 2


def legend(blocks: Sequence[Block]) -> dict[str, Role | None]:
    """What marks stand for; a filled one of which no note tells, for one responsible."""
    told: dict[str, Role | None] = {}
    for mark, words in (note for block in blocks for note in _LEGEND.findall(block.orig)):
        role = _MEANING.search(words)
        if "不" in words or (role is None and "单位" in words):
            told[mark] = None
        elif role:
            told[mark] = ROLES.get(role[0], "responsible")
    filled = {mark: ROLES["责任"] for mark in MARKS if mark not in _OPEN_MARKS}
    return filled | told


def _ranks(blocks: Sequence[Block]) -> tuple[Role | None, Role | None]:
    """The roles of the first and of the others of a list: 排第一位的为牵头单位，其余为配合单位."""
    note = next(filter(None, (_FIRST_LEADS.search(block.text) for block in blocks)), None)
    if note is None:
        return (None, None)
    return ("lead", "support" if note["others"] else None)


def is_head(block: Block, heads: Mapping[str, Head]) -> bool:
    """Whether a row is the head of its table or has none: it assigns nothing."""
    return block.kind == "row" and block.id not in heads


def cells(block: Block, heading: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a row with their places in its text."""
    found: list[Cell] = []
    place = 0
    for index, content in enumerate(block.cells):
        words = content.strip()
        at = block.orig.find(words, place) if words else place
        low = bisect_left(block.offsets, at)
        high = bisect_left(block.offsets, at + len(words))
        found.append(Cell(heading[index] if index < len(heading) else "", low, high, words))
        place = at + len(words)
    return tuple(found)


def column_role(heading: str) -> Role | None:
    """The role of the agencies in a column; None for a column of no agencies."""
    match = _AGENCY_COLUMN.search(heading)
    if (
        match is None
        or _LOOKS.search(heading)
        or (_PERIOD_COLUMN.search(heading) and not _BOTH.search(heading))
    ):
        return None
    return ROLES[match[1] or "责任"]


def is_matter(heading: str) -> bool:
    """Whether a column says what is to be done."""
    return not (
        column_role(heading)
        or _LOOKS.search(heading)
        or _IDLE_COLUMN.search(heading)
        or _PERIOD_COLUMN.search(heading)
    )


def marked(cell: Cell, head: Head) -> Role | None:
    """The role that a mark in a cell gives the agency which heads its column; None for none."""
    return head.marks.get(cell.printed) if _MARKED.fullmatch(cell.printed) else None


def is_period(heading: str) -> bool:
    """Whether a column gives the period."""
    return bool(_PERIOD_COLUMN.search(heading))
