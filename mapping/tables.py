"""Rows of a 任务分工表: which column holds the matter, which the agencies, which the period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Block
from mapping.model import Role
from mapping.suffixes import ROLES

_HEADER = re.compile(r"序号|单位|部门|时限|期限|时间|事项|任务|措施|内容|备注|职责")
_AGENCY_COLUMN = re.compile(
    r"(牵头|主办|主责|责任|承办|实施|负责|配合|协助|协办|参与)?[^，。]{0,4}(?:单位|部门|机构)"
)
_IDLE_COLUMN = re.compile(r"序号|备注|编号")
_PERIOD_COLUMN = re.compile(r"时限|期限|时间|频次")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row at `block.text[start:end]`, and the heading of its column."""

    heading: str
    start: int
    end: int


def headings(blocks: Sequence[Block]) -> dict[str, tuple[str, ...]]:
    """For each row below a table's head, the headings of its columns, by block id."""
    found: dict[str, tuple[str, ...]] = {}
    head: tuple[str, ...] = ()
    for block in blocks:
        if block.kind != "row":
            head = ()
        elif (
            sum(bool(_HEADER.search(c)) and len(c.strip()) <= 12 for c in block.cells) >= 2
            and not head
        ):
            head = tuple("".join(c.split()) for c in block.cells)
        elif head:
            found[block.id] = head
    return found


def is_head(block: Block, heads: dict[str, tuple[str, ...]]) -> bool:
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
        found.append(Cell(heading[index] if index < len(heading) else "", low, high))
        place = at + len(words)
    return tuple(found)


def column_role(heading: str) -> Role | None:
    """The role of the agencies in a column; None for a column of no agencies."""
    match = _AGENCY_COLUMN.search(heading)
    if match is None or _PERIOD_COLUMN.search(heading):
        return None
    return ROLES[match[1] or "责任"]


def is_matter(heading: str) -> bool:
    """Whether a column says what is to be done."""
    return not (
        column_role(heading) or _IDLE_COLUMN.search(heading) or _PERIOD_COLUMN.search(heading)
    )


def is_period(heading: str) -> bool:
    """Whether a column gives the period."""
    return bool(_PERIOD_COLUMN.search(heading))
