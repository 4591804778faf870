"""Repairs put into the text that rules read, and refused ones taken out of it. [P]

`orig` is never touched, and every character of a text keeps its offset in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

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
    put = [one for one in repairs if one.rule != NUMBER_BY_PLACE and not one.refused]
    blocks = tuple(_put(block, [r for r in put if r.block == block.id]) for block in blocks)
    return replace(document, blocks=blocks, letterhead=read_letterhead(blocks))


def _put(block: Block, repairs: Sequence[Repair]) -> Block:
    """A block with repairs in its text, the last first so that places hold."""
    text, offsets = block.text, block.offsets
    for repair in sorted(repairs, key=lambda one: -one.start):
        low = next(at for at, place in enumerate(offsets) if place >= repair.start)
        high = low + len(repair.read)
        spread = tuple(_spread(repair.read, repair.text, offsets[low:high]))
        text = text[:low] + repair.text + text[high:]
        offsets = offsets[:low] + spread + offsets[high:]
    return replace(block, text=text, offsets=offsets) if repairs else block


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
