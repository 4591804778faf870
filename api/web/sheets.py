"""The boxes on a page's picture: of every printed line, and of the words quoted. [P]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.web.picture import held, picture_address
from api.web.view import UNCLEAR
from corpus.model import StoredAssignment
from ingest.model import Block, Box, Line, Page


@dataclass(frozen=True, slots=True)
class Mark:
    """A box with the block it belongs to; `duties` are the assignments quoted there, none for
    a line; `unclear` how sure the OCR was of the line, None where it was sure."""

    box: Box
    block: str
    duties: tuple[int, ...] = ()
    unclear: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: where its picture is, and its size in the units of the boxes."""

    page: Page
    address: str


def sheets(document: str, pages: Iterable[Page]) -> tuple[Sheet, ...]:
    """The pages that can be shown; none for flowing text."""
    return tuple(
        Sheet(page, picture_address(document, page.number))
        for page in pages
        if page.width > 0 and page.height > 0
    )


def line_marks(blocks: Iterable[Block], lines: Sequence[Line], page: int) -> tuple[Mark, ...]:
    """The lines of a page that belong to a block."""
    return tuple(
        Mark(line.box, block.id, unclear=line.confidence if line.confidence < UNCLEAR else None)
        for block in blocks
        for piece in block.pieces
        if (line := lines[piece.line]).box is not None and line.page == page
    )


def quote_marks(assignments: Iterable[StoredAssignment], page: Page) -> tuple[Mark, ...]:
    """The words quoted on a page, each box once with all assignments that quote it."""
    found: dict[Box, tuple[str, list[int]]] = {}
    for stored in assignments:
        duty = stored.assignment
        for box in duty.boxes:
            if box.page == page.number:
                found.setdefault(held(box, page), (duty.block, []))[1].append(stored.id)
    return tuple(Mark(box, block, tuple(ids)) for box, (block, ids) in found.items())
