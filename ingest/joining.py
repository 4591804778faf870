"""The lines of a block joined, with the pieces that lead back to each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Piece

Read = tuple[int, str]
"""A line's index among all lines, and its text."""

_LATIN = re.compile("[A-Za-z]")
_CELL_BREAK = "\t"


def join(parts: Sequence[Read]) -> tuple[str, tuple[Piece, ...]]:
    """Undo wraps: lines joined without a blank, but for one between Latin words."""
    orig = ""
    pieces: list[Piece] = []
    for index, raw in parts:
        text = raw.strip()
        if orig and _LATIN.match(text) and _LATIN.match(orig[-1]):
            orig += " "
        pieces.append(Piece(len(orig), len(orig) + len(text), index, raw.find(text)))
        orig += text
    return orig, tuple(pieces)


def join_rows(
    parts: Sequence[Read], cells: Sequence[tuple[str, ...]]
) -> tuple[str, tuple[Piece, ...], tuple[str, ...]]:
    """A table row that a page end cut, made whole cell by cell: its text with tabs between
    cells, its pieces, its cells. Cell marks alone (tabs, upright bars) have no piece."""
    if len(parts) == 1:
        return *join(parts), cells[0]
    placed = [_placed(raw, own) for (_, raw), own in zip(parts, cells, strict=True)]
    orig = ""
    pieces: list[Piece] = []
    whole: list[str] = []
    for column in range(len(cells[0])):
        orig += _CELL_BREAK if column else ""
        start = len(orig)
        for (index, _), own, columns in zip(parts, cells, placed, strict=True):
            if text := own[column]:
                pieces.append(Piece(len(orig), len(orig) + len(text), index, columns[column]))
                orig += text
        whole.append(orig[start:])
    return orig, tuple(pieces), tuple(whole)


def _placed(raw: str, cells: Sequence[str]) -> list[int]:
    """Where each cell stands in its line."""
    found, at = [], 0
    for cell in cells:
        at = raw.find(cell, at)
        found.append(at)
        at += len(cell)
    return found
