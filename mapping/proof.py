"""From a stretch of a block's text to its words, page and boxes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
from operator import attrgetter

from ingest.model import Block, Box, Source

_end = attrgetter("end")


def original_span(block: Block, start: int, end: int) -> tuple[int, int]:
    """The offsets in `block.orig` of `block.text[start:end]`, outer blanks left out."""
    low = block.offsets[start]
    high = block.offsets[end - 1] + 1 if end > start else low
    return low, high


def boxes(block: Block, source: Source, low: int, high: int) -> tuple[Box, ...]:
    """The rectangles that `block.orig[low:high]` covers, one a printed line.

    A part of a line takes its share of the line's width by characters: hanzi are
    of one width. Empty for flowing text.
    """
    return tuple(_line_boxes(block, source, low, high))


def _line_boxes(block: Block, source: Source, low: int, high: int) -> Iterator[Box]:
    for piece in block.pieces[_piece_at(block, low) :]:
        if piece.start >= high:
            return
        start, end = max(low, piece.start), min(high, piece.end)
        line = source.lines[piece.line]
        if start >= end or line.box is None:
            continue
        width = (line.box.x1 - line.box.x0) / max(1, len(line.text))
        left = line.box.x0 + (piece.column + start - piece.start) * width
        right = line.box.x0 + (piece.column + end - piece.start) * width
        yield Box(line.box.page, left, line.box.y0, right, line.box.y1)


def page(block: Block, source: Source, low: int) -> int | None:
    """The page on which `block.orig[low]` stands; None for flowing text."""
    if not block.pieces:
        return None
    number = source.lines[block.pieces[_piece_at(block, low)].line].page
    paged = any(p.number == number and p.width > 0 for p in source.pages)
    return number if paged else None


def legibility(block: Block, source: Source, low: int, high: int) -> float:
    """The least OCR score, in 0..1, of the lines that `block.orig[low:high]` covers; 1.0 for
    digital text. An assignment is right only if its words were read right."""
    pieces = takewhile(lambda piece: piece.start < high, block.pieces[_piece_at(block, low) :])
    covered = (source.lines[piece.line] for piece in pieces if low < piece.end)
    return min((line.confidence for line in covered), default=1.0)


def _piece_at(block: Block, low: int) -> int:
    """The first piece that reaches beyond `low`, else the last."""
    return min(bisect_right(block.pieces, low, key=_end), len(block.pieces) - 1)
