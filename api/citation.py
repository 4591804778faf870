"""Whether a quote stands where it is said to stand, and whether that still holds: [P]."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from corpus.model import Change, StoredDocument
from ingest.model import Block

Verdict = Literal[
    "verified",  # the words stand in this provision
    "elsewhere",  # they stand in the directive, in other provisions: `found_in`
    "altered",  # the provision has words like them: `nearest`
    "not-found",  # nothing like them in the provision, or the directive
    "no-such-provision",  # the directive has no provision of this label
]
ALIKE = 0.6  # of the quote's characters that stand in the same order, before it is `altered`


@dataclass(frozen=True, slots=True)
class Citation:
    """What became of a quote: `in_force` tells whether its directive holds on the day (as it
    was made or amended), `standing` since when and by what it does or does not."""

    status: Verdict
    document: str
    title: str
    number: str | None
    provision: str | None
    found_in: tuple[str, ...]
    nearest: str | None
    in_force: bool
    standing: Change
    as_of: date


def verify(
    document: StoredDocument,
    blocks: Sequence[Block],
    quote: str,
    provision: str | None,
    day: date,
) -> Citation:
    """Look for `quote` in a provision (None: anywhere), blanks and forms of width left aside."""
    texts: dict[str, str] = {}
    for block in blocks:
        texts[block.label] = texts.get(block.label, "") + block.orig
    words = _bare(quote)
    found = tuple(label for label, text in texts.items() if words and words in _bare(text))
    status, nearest = _judged(texts, found, words, provision)
    standing = document.standing_on(day)
    return Citation(
        status=status,
        document=document.id,
        title=document.record.title,
        number=document.record.number,
        provision=provision,
        found_in=found,
        nearest=nearest,
        in_force=standing.standing in ("in-force", "amended"),
        standing=standing,
        as_of=day,
    )


def _judged(
    texts: dict[str, str], found: Sequence[str], words: str, provision: str | None
) -> tuple[Verdict, str | None]:
    if provision is not None and provision not in texts:
        return "no-such-provision", None
    if found and provision in (None, *found):
        return "verified", None
    if found:
        return "elsewhere", None
    among = texts.values() if provision is None else (texts[provision],)
    near = max(among, key=lambda text: _likeness(words, _bare(text)), default="")
    if _likeness(words, _bare(near)) >= ALIKE:
        return "altered", near
    return "not-found", None


def _likeness(words: str, text: str) -> float:
    """The share of `words` that stand in `text` in the same order, in runs of two or more."""
    if not words:
        return 0.0
    runs = SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()
    return sum(run.size for run in runs if run.size > 1) / len(words)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
