"""From a stretch of a block's text to its words, page and boxes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, Box, Source


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
    for piece in block.pieces:
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
    for piece in block.pieces:
        if piece.start <= low < piece.end or piece is block.pieces[-1]:
            number = source.lines[piece.line].page
            paged = any(p.number == number and p.width > 0 for p in source.pages)
            return number if paged else None
    return None


def legibility(block: Block, source: Source, low: int, high: int) -> float:
    """The least OCR score, in 0..1, of the lines that `block.orig[low:high]` covers; 1.0 for
    digital text. An assignment is right only if its words were read right."""
    lines = (p.line for p in block.pieces if p.start < high and low < p.end)
    return min((source.lines[line].confidence for line in lines), default=1.0)
