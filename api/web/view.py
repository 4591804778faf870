"""What the directive's page shows: provisions in order, marked quotes, duties beside them. [P]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.decided import PlacedRepair
from corpus.model import StoredAssignment
from ingest.model import Block, Line
from ingest.normalise import normalise

Span = tuple[int, int]

UNCLEAR = 0.9
"""Lines that the OCR was less sure of are marked: below, a character is often wrong."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row that are alike: in a quote or not; how sure the OCR was of their
    line, None where it was sure; `read` what they were taken for, None where for themselves."""

    text: str
    marked: bool
    unclear: float | None = None
    read: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One block with its duties; `anchored` on the first block of a provision. `page` is the
    first that it stands on, None for flowing text; `renumbered`: its number is printed
    otherwise than its label says."""

    block: Block
    runs: tuple[Run, ...]
    duties: tuple[StoredAssignment, ...]
    anchored: bool
    page: int | None
    renumbered: bool


def rows(
    blocks: Iterable[Block],
    assignments: Sequence[StoredAssignment],
    lines: Sequence[Line],
    repairs: Sequence[PlacedRepair] = (),
) -> tuple[Row, ...]:
    """One row a block, in the order of the text."""
    beside: dict[str, list[StoredAssignment]] = {}
    for stored in assignments:
        beside.setdefault(stored.assignment.block, []).append(stored)
    seen: set[str] = set()
    found = []
    for block in blocks:
        duties = sorted(beside.get(block.id, ()), key=_place)
        quotes = [(duty.assignment.start, duty.assignment.end) for duty in duties]
        read = [(each.start, each.end, each.text) for each in repairs if each.block == block.id]
        first = lines[block.pieces[0].line] if block.pieces else None
        found.append(
            Row(
                block=block,
                runs=runs(block.orig, quotes, unclear(block, lines), read),
                duties=tuple(duties),
                anchored=block.label not in seen,
                page=first.page if first and first.box else None,
                renumbered=bool(block.number) and not _ends_with(block.label, block.number),
            )
        )
        seen.add(block.label)
    return tuple(found)


def _place(stored: StoredAssignment) -> tuple[int, int, int]:
    return stored.assignment.start, stored.assignment.end, stored.id


def _ends_with(label: str, number: str) -> bool:
    plain = "".join(normalise(number)[0].split()).rstrip("、.．")
    return "".join(label.split()).endswith(plain) or plain.strip("（）") in label


def runs(
    text: str,
    quotes: Sequence[Span],
    doubts: Sequence[tuple[int, int, float]] = (),
    read: Sequence[tuple[int, int, str]] = (),
) -> tuple[Run, ...]:
    """`text` cut where anything begins or ends; spans may overlap, repeat and reach too far."""
    spans = [*quotes, *((low, high) for low, high, _ in (*doubts, *read))]
    cuts = sorted({0, len(text), *(min(place, len(text)) for span in spans for place in span)})
    return tuple(
        Run(
            text[start:end],
            any(low <= start < high for low, high in quotes),
            next((sure for low, high, sure in doubts if low <= start < high), None),
            next((as_ for low, high, as_ in read if low <= start < high), None),
        )
        for start, end in pairwise(cuts)
    )


def unclear(block: Block, lines: Sequence[Line]) -> list[tuple[int, int, float]]:
    """The stretches of a block whose lines the OCR was not sure of, with how sure it was."""
    return [
        (piece.start, piece.end, lines[piece.line].confidence)
        for piece in block.pieces
        if lines[piece.line].confidence < UNCLEAR
    ]
