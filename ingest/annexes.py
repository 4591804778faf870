"""Where annexes begin: 附件1 above its text, told from the note that lists them (附件：1.…).

An annex has numbers of its own. The note stands before the signature (GB/T 9704: 附件说明);
it opens nothing, and its items are no provisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import DATE
from ingest.model import Line

_ANNEX = re.compile(
    r"附\s*([件表录錄图圖])\s*([\d一二三四五六七八九十]{0,3}|[A-E])\s*"
    r"(?:([:：．.、])\s*|[ 　]+|$)(.*)"
)
_ITEM = re.compile(r"(\d{1,2})\s*[.．、]\s*\S")
_TITLE_MAX = 60


@dataclass(frozen=True, slots=True)
class Annexes:
    """The lines that open annexes with the name of each (附件2), and those of the notes."""

    opening: dict[int, str]
    notes: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Heading:
    position: int
    name: str
    rest: str
    listed: bool


def find_annexes(body: Sequence[tuple[int, Line]]) -> Annexes:
    """The annexes of a text, by the indices of its lines."""
    texts = [line.text.strip() for _, line in body]
    tables = {at for at, (_, line) in enumerate(body) if line.cells}
    heads = [
        head for at, text in enumerate(texts) if (head := _heading(at, text, at + 1 in tables))
    ]
    noted = [head for head in heads if _is_note(head, heads, texts)]
    notes = {at for head in noted for at in _note(head.position, texts)}
    opening = {body[h.position][0]: h.name for h in heads if h.position not in notes}
    return Annexes(opening, frozenset(body[at][0] for at in notes))


def _heading(position: int, text: str, over_table: bool) -> _Heading | None:
    match = _ANNEX.match(text)
    if match is None or len(match[4]) > _TITLE_MAX or re.search("[。；，]", match[4]):
        return None
    name = f"附{match[1]}{match[2]}"
    # 附件：title without a number is how a note names a single annex, but right above its table.
    listed = bool(_ITEM.match(match[4])) or bool(not match[2] and match[4] and not over_table)
    return _Heading(position, name, match[4], listed)


def _is_note(head: _Heading, heads: Sequence[_Heading], texts: Sequence[str]) -> bool:
    """Whether a line only names an annex that stands elsewhere: its number comes again, the
    next line names another, or it is a list or stands right above the signature."""
    if head.listed or any(h.position > head.position and h.name == head.name for h in heads):
        return True
    near = {h.position: h for h in heads}
    around = [near.get(head.position + 1), near.get(head.position - 1)]
    if any(other and other.name != head.name and other.rest and head.rest for other in around):
        return True
    behind = texts[head.position + 1 : head.position + 4]
    return bool(head.rest) and any(DATE.fullmatch("".join(text.split())) for text in behind)


def _note(start: int, texts: Sequence[str]) -> list[int]:
    """The lines of a note: its first, and the items 2. 3. that follow."""
    found = [start]
    match = _ITEM.search(texts[start]) if not texts[start][-1:].isdigit() else None
    wanted = int(match[1]) + 1 if match else 0
    for at in range(start + 1, len(texts)):
        item = _ITEM.match(texts[at])
        if not (wanted and item and int(item[1]) == wanted):
            break
        found.append(at)
        wanted += 1
    return found
