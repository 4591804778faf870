"""What a reading is checked for: words printed twice at a page break, and nothing lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Block, Line, Problem, Source

_LEAST, _MOST = 2, 60  # hanzi and characters printed twice
_HANZI = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageShare:
    """How many characters (blanks and cell marks apart) of a page lie in blocks, and how many
    are furniture; `share` of all, 1.0 where nothing is lost."""

    page: int
    characters: int
    in_blocks: int
    furniture: int

    @property
    def share(self) -> float:
        """The part of the page's characters that lie in blocks or are furniture."""
        return (self.in_blocks + self.furniture) / self.characters if self.characters else 1.0


def page_shares(source: Source, blocks: Sequence[Block]) -> tuple[PageShare, ...]:
    """One for each page of a source, in order."""
    whole: dict[int, int] = defaultdict(int)
    furniture: dict[int, int] = defaultdict(int)
    held: dict[int, int] = defaultdict(int)
    for line in source.lines:
        whole[line.page] += _count(line.text)
        if line.role != "body":
            furniture[line.page] += _count(line.text)
    for block in blocks:
        for piece in block.pieces:
            line = source.lines[piece.line]
            held[line.page] += _count(block.orig[piece.start : piece.end])
    return tuple(
        PageShare(page.number, whole[page.number], held[page.number], furniture[page.number])
        for page in source.pages
    )


def checked(source: Source, blocks: Sequence[Block]) -> tuple[Problem, ...]:
    """What a person should look at: words twice at a page break, characters in no block."""
    lost = [
        Problem(
            "text-left-out", f"这一页有 {1 - page.share:.1%} 的文字没有归入条款，请核对", page.page
        )
        for page in page_shares(source, blocks)
        if page.share < 1.0
    ]
    return (*_doubled(source.lines), *lost)


def _doubled(lines: Sequence[Line]) -> Iterator[Problem]:
    """Pages that begin with the very words that the page before ends with."""
    body = [line for line in lines if line.role == "body" and not line.cells]
    for above, below in pairwise(body):
        if above.page != below.page and (words := _overlap(above.text, below.text)):
            message = f"“{words}”在上一页末和这一页首重复出现，请与原图核对"
            yield Problem("doubled-at-page-break", message, below.page)


def _overlap(above: str, below: str) -> str:
    """The longest words that end one line and begin the next; empty for none."""
    ended, begun = "".join(above.split()), "".join(below.split())
    for length in range(min(len(ended), len(begun), _MOST), _LEAST - 1, -1):
        words = begun[:length]
        if ended.endswith(words) and len(_HANZI.findall(words)) >= _LEAST:
            return words
    return ""


def _count(text: str) -> int:
    return sum(not char.isspace() and char not in "|｜" for char in text)
