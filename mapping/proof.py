"""From a stretch of a block's text to its words, page and boxes."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
from operator import attrgetter

from ingest.model import SEAM, Block, Box, Page, Source

_end = attrgetter("end")


def original_span(block: Block, start: int, end: int) -> tuple[int, int]:
    """The offsets in `block.orig` of `block.text[start:end]`, outer blanks left out; across a seam
    of its longer side, which is printed in one piece."""
    low = block.offsets[start]
    high = block.offsets[end - 1] + 1 if end > start else low
    seam = block.orig.find(SEAM, low, high)
    if seam < 0:
        return low, high
    return (low, seam) if seam - low > high - seam else (seam + 1, high)


def boxes(block: Block, source: Source, low: int, high: int) -> tuple[Box, ...]:
    """The rectangles that `block.orig[low:high]` covers, one a printed line, on every page that
    they stand on.

    A part of a line takes its share of the line's width (hanzi are of one width, figures and
    Latin letters of half of it) and of the height that a skewed line has. Empty for flowing
    text.
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
        column = piece.column - piece.start
        on = _numbered(source, line.page)
        yield _part(line.text, line.box, column + start, column + end, on.skew if on else 0.0)


def _numbered(source: Source, number: int) -> Page | None:
    """The page of this number; as a rule all stand in their order."""
    if number <= len(source.pages) and (page := source.pages[number - 1]).number == number:
        return page
    return next((page for page in source.pages if page.number == number), None)


def _part(text: str, box: Box, start: int, end: int, skew: float) -> Box:
    """The rectangle of `text[start:end]` in the box of its line, which falls to the right by
    `skew` degrees: the box around a skewed line is higher than the line."""
    whole = _width(text)
    if not whole or not text[start:end]:
        return box
    width = box.x1 - box.x0
    left = box.x0 + width * _width(text[:start]) / whole
    right = box.x0 + width * _width(text[:end]) / whole
    slope = math.tan(math.radians(skew))
    slope = math.copysign(min(abs(slope), (box.y1 - box.y0) / max(width, 1.0) / 2), slope)
    before, behind = (left - box.x0, box.x1 - right)
    if slope < 0:
        before, behind = behind, before
    return Box(box.page, left, box.y0 + before * abs(slope), right, box.y1 - behind * abs(slope))


def _width(text: str) -> float:
    return sum(0.5 if char.isascii() and not char.isspace() else 1.0 for char in text)


def page(block: Block, source: Source, low: int) -> int | None:
    """The page on which `block.orig[low]` stands; None for flowing text."""
    if not block.pieces:
        return None
    number = source.lines[block.pieces[_piece_at(block, low)].line].page
    on = _numbered(source, number)
    return number if on and on.width > 0 else None


def legibility(block: Block, source: Source, low: int, high: int) -> float:
    """The least OCR score, in 0..1, of the lines that `block.orig[low:high]` covers; 1.0 for
    digital text. An assignment is right only if its words were read right."""
    pieces = takewhile(lambda piece: piece.start < high, block.pieces[_piece_at(block, low) :])
    covered = (source.lines[piece.line] for piece in pieces if low < piece.end)
    return min((line.confidence for line in covered), default=1.0)


def _piece_at(block: Block, low: int) -> int:
    """The first piece that reaches beyond `low`, else the last."""
    return min(bisect_right(block.pieces, low, key=_end), len(block.pieces) - 1)
