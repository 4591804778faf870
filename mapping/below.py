"""Bodies alone on the line below each item of a list, who have it: （1）修缮石桥 / ★县文旅局.

They are told from bodies over the items that they have by the numbers, which go on behind them,
and by the last, which stands below the last item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.loose import only_bodies
from ingest.model import Block
from ingest.numerals import read_label

_LEAST = 2  # items that tell such a list


def below(blocks: Sequence[Block]) -> dict[str, Block]:
    """By the id of each line of bodies that stands below its item that item."""
    lists: dict[str | None, list[tuple[Block, Block | None, Block | None]]] = {}
    for before, item, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if item.number:
            lists.setdefault(item.parent, []).append((item, before, after))
    return {line.id: item for own in lists.values() for item, line in _pairs(own)}


def _pairs(
    items: Sequence[tuple[Block, Block | None, Block | None]],
) -> Iterator[tuple[Block, Block]]:
    """The items of a list, each with its line, where each has one and the first none above."""
    first = items[0][1]
    counted = [read_label(item.text) for item, _, _ in items]
    on = all(a and b and b.ordinal == a.ordinal + 1 for a, b in pairwise(counted))
    if len(items) < _LEAST or not on or (first is not None and _names(first)):
        return
    lines = [(item, after) for item, _, after in items if after and _names(after)]
    if len(lines) == len(items):
        yield from lines


def _names(block: Block) -> bool:
    """Whether a block is a line of bodies and no more, marks before them."""
    bare = not block.orig.lstrip().startswith(tuple("（([［【〔"))  # a list of suffixes.py
    return block.kind == "paragraph" and bare and only_bodies(block.orig)
