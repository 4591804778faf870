"""Where the text prints the values of its own record: title, 文号, issuer, date, norms. [P]

What is only inferred (an issuer told by the code of a 文号, a place told by a person) is printed
nowhere and has no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.dates import DATE, iso_date
from ingest.model import Block, Box, Document
from ingest.normalise import is_traditional, normalise
from mapping.analysis import Analysis
from mapping.members import member_mentions
from mapping.model import Record
from mapping.proof import boxes, original_span, page

_NUMBER = re.compile(r"(.+)〔(\d{4})〕(\d+)号")
_OPEN, _CLOSE = r"[〔\[（(【]", r"[〕\]）)】]"


@dataclass(frozen=True, slots=True)
class Printed:
    """A value of the record (`field`, `value`) and its words, `orig[start:end]` of a block.

    `page` is 1-based and None for flowing text; `boxes` cover the words. A value that runs
    over several blocks (a title on two lines) has one of these for each.
    """

    field: str
    value: str
    block: str
    provision: str
    start: int
    end: int
    words: str
    page: int | None
    boxes: tuple[Box, ...]


def record_places(
    document: Document, record: Record, docs: Mapping[str, Analysis]
) -> tuple[Printed, ...]:
    """The first place of each value of a record, in the order of the record; `docs` are the
    blocks with their cues."""
    text = _Joined(document.blocks)
    found = [_at(document, "title", record.title, text.find(record.title))]
    if record.number:
        found.append(_at(document, "number", record.number, text.number(record.number)))
    for issuer in record.issuer.split("、") if record.issuer else ():
        found.append(_at(document, "issuer", issuer, text.find(issuer)))
    if record.issued:
        found.append(_at(document, "issued", record.issued, text.date(record.issued)))
    if notice := record.forwarded_by:
        found.append(_at(document, "forwarded_by", notice.title, text.find(notice.title)))
    for citation in record.cites:
        found.append(_at(document, "cites", citation.title, text.find(f"《{citation.title}》")))
    return (*(place for places in found for place in places), *_members(document, record, docs))


Span = tuple[Block, int, int]
"""A block with the offsets of words in its text."""


class _Joined:
    """The texts of blocks joined without blanks, with the block and offset of each character."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._from = [
            (block, at, char)
            for block in blocks
            for at, char in enumerate(block.text)
            if not char.isspace()
        ]
        self._text = "".join(map(itemgetter(2), self._from))

        self._traditional = is_traditional("".join(block.orig for block in blocks))

    def find(self, words: str) -> tuple[Span, ...]:
        """The first place of words, a span for each block that they run over."""
        return self._first(re.escape(self._plain(words)))

    def number(self, number: str) -> tuple[Span, ...]:
        """The first print of a 文号, whatever its brackets."""
        plain = self._plain(number)
        match = _NUMBER.fullmatch(plain)
        if match is None:
            return self._first(re.escape(plain))
        return self._first(f"{re.escape(match[1])}{_OPEN}{match[2]}{_CLOSE}第?{match[3]}号")

    def date(self, iso: str) -> tuple[Span, ...]:
        """The first print of a date, one above or below all provisions before others."""
        matches = [m for m in DATE.finditer(self._text) if iso_date(m[0]) == iso]
        outside = [m for m in matches if not self._from[m.start()][0].number]
        first = next(iter(outside or matches), None)
        return self._spans(*first.span()) if first else ()

    def _plain(self, words: str) -> str:
        """Words in the script and widths that the blocks are read in."""
        return "".join(normalise(words, traditional=self._traditional)[0].split())

    def _first(self, pattern: str) -> tuple[Span, ...]:
        match = re.search(pattern, self._text)
        return self._spans(*match.span()) if match else ()

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        found: dict[str, Span] = {}
        for block, at, _ in self._from[start:end]:
            _, low, _ = found.get(block.id, (block, at, at))
            found[block.id] = (block, low, at + 1)
        return tuple(found.values())


def _members(document: Document, record: Record, docs: Mapping[str, Analysis]) -> Iterator[Printed]:
    """Where each member is first named as one."""
    wanted = set(record.members)
    for block, mention in member_mentions(document, docs):
        if mention.agency in wanted:
            wanted.remove(mention.agency)
            yield from _at(
                document, "members", mention.agency, ((block, mention.start, mention.end),)
            )


def _at(document: Document, field: str, value: str, spans: Sequence[Span]) -> list[Printed]:
    found = []
    for block, start, end in spans:
        low, high = original_span(block, start, end)
        where = page(block, document.source, low), boxes(block, document.source, low, high)
        words = block.orig[low:high]
        found.append(Printed(field, value, block.id, block.label, low, high, words, *where))
    return found
