"""What the directive's page shows: provisions in order, marked quotes, duties beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import StoredAssignment
from ingest.model import Block
from mapping.model import Assignment


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row that are all inside a quote, or all outside."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One block with its duties; `anchored` on the first block of a provision."""

    block: Block
    runs: tuple[Run, ...]
    duties: tuple[Assignment, ...]
    anchored: bool


def rows(blocks: Iterable[Block], assignments: Sequence[StoredAssignment]) -> tuple[Row, ...]:
    """One row a block, in the order of the text."""
    beside: dict[str, list[Assignment]] = {}
    for stored in assignments:
        beside.setdefault(stored.assignment.block, []).append(stored.assignment)
    seen: set[str] = set()
    found = []
    for block in blocks:
        duties = tuple(sorted(beside.get(block.id, ()), key=lambda duty: (duty.start, duty.end)))
        spans = [(duty.start, duty.end) for duty in duties]
        found.append(Row(block, marked(block.orig, spans), duties, block.label not in seen))
        seen.add(block.label)
    return tuple(found)


def marked(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """`text` cut where a span begins or ends; spans may overlap and repeat."""
    cuts = sorted({0, len(text), *(min(place, len(text)) for span in spans for place in span)})
    return tuple(
        Run(text[start:end], any(low <= start < high for low, high in spans))
        for start, end in pairwise(cuts)
    )
