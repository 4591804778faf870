"""Repairs put into the text that rules read, and refused ones taken out of it. [P]

`orig` is never touched, and every character of a text keeps its offset in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from operator import attrgetter

from ingest.letterhead import read_letterhead
from ingest.model import Block, Document
from ingest.normalise import normalise
from ingest.outline import PREFACE
from mapping.model import Repair
from mapping.repairs import NUMBER_BY_PLACE


def mended(document: Document, repairs: Sequence[Repair]) -> Document:
    """The document as rules should read it, from one as structure.py gives it; the same where
    nothing is repaired or refused."""
    if not repairs:
        return document
    blocks = document.blocks
    for repair in repairs:
        if repair.rule == NUMBER_BY_PLACE and repair.refused:
            blocks = _unnumbered(blocks, repair)
    put: dict[str, list[Repair]] = defaultdict(list)
    for one in repairs:
        if one.rule != NUMBER_BY_PLACE and not one.refused:
            put[one.block].append(one)
    blocks = tuple(_put(block, put[block.id]) if block.id in put else block for block in blocks)
    return replace(
        document, blocks=blocks, letterhead=read_letterhead(blocks, document.source.lines)
    )


def _put(block: Block, repairs: Sequence[Repair]) -> Block:
    """A block with repairs, which share no character, in its text."""
    words: list[str] = []
    offsets: list[int] = []
    done = 0
    for repair in sorted(repairs, key=attrgetter("start")):
        low = bisect_left(block.offsets, repair.start)
        high = low + len(repair.read)
        words += block.text[done:low], repair.text
        offsets += block.offsets[done:low]
        offsets += _spread(repair.read, repair.text, block.offsets[low:high])
        done = high
    text = "".join([*words, block.text[done:]])
    return replace(block, text=text, offsets=(*offsets, *block.offsets[done:]))


def _spread(read: str, text: str, offsets: Sequence[int]) -> Iterator[int]:
    """The offset of each character of `text`: that of the one it was read as, and for one that
    was not read that of the one before."""
    steps = SequenceMatcher(None, read, text, autojunk=False).get_opcodes()
    for _, low, high, start, end in steps:
        for at in range(end - start):
            place = min(low + at, high - 1) if high > low else max(low - 1, 0)
            yield offsets[place]


def _unnumbered(blocks: Sequence[Block], refused: Repair) -> tuple[Block, ...]:
    """The blocks with the one whose number is refused as a paragraph of the provision above it,
    and what stood below it there too."""
    at = next(n for n, block in enumerate(blocks) if block.id == refused.block)
    own, above = blocks[at], blocks[at - 1] if at else None
    label = above.label if above else PREFACE
    parent = own.parent if above is None else above.id if above.number else above.parent
    text, offsets = _as_read(own)
    mine = replace(
        own,
        parent=parent,
        kind="paragraph",
        label=label,
        number="",
        text=text,
        offsets=offsets,
        level=above.level if above else 0,
    )
    below = {own.id}
    found = [*blocks[:at], mine]
    for block in blocks[at + 1 :]:
        if block.label.startswith(own.label) and (block.parent in below or not block.number):
            below.add(block.id)
            rest = block.label.removeprefix(own.label)
            base = "" if label == PREFACE and rest else label
            up = parent if block.parent == own.id else block.parent
            block = replace(block, label=base + rest, parent=up)
        found.append(block)
    return tuple(found)


def _as_read(block: Block) -> tuple[str, tuple[int, ...]]:
    """What a block read before its number was told, in the script of its text."""
    plain = normalise(block.orig)
    simple = normalise(block.orig, traditional=True)
    return plain if block.text[-4:] == plain[0][-4:] else simple
