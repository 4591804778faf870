"""Rows of pasted tables whose cells go over several lines, each row on a line of its own again.

    1 修缮石桥，清点                    1   修缮石桥，清点桥牌。
    桥牌。             县文旅局   or    县文旅局   县财政局   6月底前

A table is told by its head and by the numbers of its rows; what stands in which column by what
it is. Holds afterwards: the words of a row are those of its lines, tabs between cells; a matter
that goes on below its bodies is whole before them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.loose import COLUMN, GAP, HEAD_MAX, NOBODY, WHEN, Kind, is_bodies, kind_of, loose_head
from ingest.model import SEAM, Line
from ingest.numerals import SHAPES, read_label
from ingest.tables import section_of

_NUMBER = re.compile(r"(\d{1,3})[.．、]?(?:[ \u3000\t]+|$)")
_SIGN = re.compile(f"[√✓✔☑{SHAPES}—–-]")
_STOP = re.compile("[。；，：]")
_ENDED = ("。", "；", "！")
_PERIOD_MAX = 20  # characters of a cell that says by when
_MOST = 12  # lines of a row
_REST_MAX = 20  # characters of a last line below the bodies
_LEAST = 2  # rows that tell a table
_BODIES_LEAST = 2  # columns of a matrix that are bodies


@dataclass(frozen=True, slots=True)
class _Head:
    """The headings of the columns and what these hold; `signs`: each body has a column."""

    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    signs: bool = False


def join_wrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of each row of such a table as one."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        head = _head(_words(lines[at]))
        rows = _rows(lines, at + 1, head) if head else []
        end = at + 1 + sum(len(own) for own, _ in rows)
        # Rows that stand on a line each are read as they are.
        if head and any(cells and len(own) > 1 for own, cells in rows):
            joined.append(replace(lines[at], text="\t".join(head.headings)))
            for own, cells in rows:
                joined.append(replace(own[0], text="\t".join(cells)) if cells else own[0])
            at = end
        else:
            joined.append(lines[at])
            at += 1
    return tuple(joined)


def _words(line: Line) -> str:
    return "" if line.box or line.cells or line.role != "body" else line.text.strip()


def _head(text: str) -> _Head | None:
    """The head of a table with a column of numbers."""
    if not COLUMN.match(text):
        return None
    if head := loose_head(text):
        return _Head(head.headings, head.kinds)
    words = tuple(text.split())
    bodies = all(len(word) <= HEAD_MAX and is_bodies(word) for word in words[2:])
    if bodies and len(words) >= 2 + _BODIES_LEAST and kind_of(words[1]) == "what":
        who: list[Kind] = ["who"] * (len(words) - 2)
        return _Head(words, ("number", "what", *who), signs=True)
    return None


def _rows(
    lines: Sequence[Line], start: int, head: _Head
) -> list[tuple[Sequence[Line], tuple[str, ...]]]:
    """The rows below a head, each as its lines and its cells; headings of sections between them
    are lines without cells."""
    rows: list[tuple[Sequence[Line], tuple[str, ...]]] = []
    at, number = start, 1
    while True:
        section = at < len(lines) and _is_section(_words(lines[at]))
        first = at + 1 if section else at
        if section and number > 1 and _number(lines, first) == 1:
            number = 1  # each section counts for itself
        if _number(lines, first) != number:
            break
        own = _own(lines, first, number, head)
        cells = _cells(own, head) if own else ()
        if not cells:
            break
        rows += [(lines[at:first], ())] if section else []
        rows.append((own, cells))
        at, number = first + len(own), number + 1
    return rows if sum(bool(cells) for _, cells in rows) >= _LEAST else []


def _is_section(words: str) -> bool:
    """Whether a line may head some rows: 一、查控, （一）护桥（牵头单位：县文旅局）."""
    label = read_label(words)
    bracketed = label is not None and label.style == "han-bracket"
    return section_of(words) is not None or (bracketed and not words.endswith(_ENDED))


def _number(lines: Sequence[Line], at: int) -> int:
    match = _NUMBER.match(_words(lines[at])) if at < len(lines) else None
    return int(match[1]) if match else 0


def _own(lines: Sequence[Line], start: int, number: int, head: _Head) -> Sequence[Line]:
    """The lines of the row with this number: up to the next row, or as many as it needs."""
    for end in range(start + 1, min(start + _MOST, len(lines)) + 1):
        if _number(lines, end) == number + 1:
            return lines[start:end]
        words = _words(lines[end]) if end < len(lines) else ""
        # A tab sets cells apart: the line is a row, or the rest of one that structure.py tells.
        if not words or read_label(words) or "\t" in lines[end].text:
            break
    at_most = [lines[start:end] for end in range(start + 1, end + 1)]
    whole = [own for own in at_most if _is_whole(own, head)] or at_most
    return whole[1] if len(whole) > 1 and _has_rest(whole[0], whole[1], head) else whole[0]


def _has_rest(own: Sequence[Line], more: Sequence[Line], head: _Head) -> bool:
    """Whether the matter of a row's lines goes on in the short one below them."""
    rest = _words(more[-1])
    broken = not max(_cells(own, head), key=len, default="").endswith(_ENDED)
    return broken and rest.endswith(_ENDED) and len(rest) <= _REST_MAX and "：" not in rest


def _is_whole(own: Sequence[Line], head: _Head) -> bool:
    """Whether the lines have what a row ends with: its period, or else its bodies."""
    ends = "when" if "when" in head.kinds else "who"
    cells = zip(_cells(own, head), head.kinds, strict=False)
    return any(cell for cell, kind in cells if kind == ends)


def _cells(own: Sequence[Line], head: _Head) -> tuple[str, ...]:
    """The cells of a row by columns; () where its words do not fit them."""
    number, *rest = (word for line in own for word in GAP.sub(" ", _words(line)).split())
    if head.signs:
        return _signed(number, rest, len(head.kinds) - 2)
    end = max((at + 1 for at, word in enumerate(rest) if _names_bodies(word)), default=len(rest))
    start = end
    while start and _names_bodies(rest[start - 1]):
        start -= 1
    before, behind = rest[:start], rest[end:]
    timed = "when" in head.kinds
    periods = list(itertools.takewhile(_is_period, behind)) if timed else []
    if timed and start == end and before and _is_period(before[-1]):
        before, periods = before[:-1], before[-1:]
    halves = "".join(before), "".join(behind[len(periods) :])
    matter = SEAM.join(filter(None, halves))
    return tuple(_filled((number, matter, rest[start:end], periods), head.kinds)) if matter else ()


def _signed(number: str, words: Sequence[str], columns: int) -> tuple[str, ...]:
    """The cells of a row of a matrix: its signs stand together, one for each body."""
    signs = [at for at, word in enumerate(words) if _SIGN.fullmatch(word)]
    if len(signs) != columns or signs[-1] - signs[0] != columns - 1:
        return ()
    matter = "".join((*words[: signs[0]], *words[signs[-1] + 1 :]))
    return (number, matter, *words[signs[0] : signs[-1] + 1])


def _names_bodies(word: str) -> bool:
    return is_bodies(word) or NOBODY.fullmatch(word) is not None


def _is_period(word: str) -> bool:
    return WHEN.search(word) is not None and len(word) <= _PERIOD_MAX and not _STOP.search(word)


def _filled(
    row: tuple[str, str, Sequence[str], Sequence[str]], kinds: Sequence[Kind]
) -> Iterator[str]:
    """What stands in each column of a row's number, matter, bodies and periods: the matter in the
    last that may hold it, bodies one a column, those over in the first."""
    number, matter, bodies, periods = row
    columns = kinds.count("who")
    listed = _lists(bodies)
    over = max(0, len(listed) - columns)
    named = [" ".join(listed[: over + 1]), *listed[over + 1 :]]
    last = max(at for at, kind in enumerate(kinds) if kind == "what")
    for at, kind in enumerate(kinds):
        if kind == "who":
            yield named.pop(0) if named else ""
        elif kind == "what":
            yield matter if at == last else ""
        else:
            yield {"number": number, "when": "".join(periods)}.get(kind, "")


def _lists(words: Sequence[str]) -> list[str]:
    """Words that name bodies, a list that goes on behind 、 as one."""
    lists: list[str] = []
    for word in words:
        if lists and lists[-1].endswith("、"):
            lists[-1] += word
        else:
            lists.append(word)
    return lists
