"""From parts with boxes to printed lines in reading order, furniture marked.

Guarantees, for any parts: every part ends in exactly one line (`rows_of`); marking
changes roles only, so no character, line or order is lost (`mark_furniture`); a line
with cells, a stamp, and any line away from head and foot of a page with boxes keeps
its role.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Box, Line, LineRole, Page

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1; y down."""

SAME_ROW = 0.5  # shared height, as a part of the lower of two boxes
WIDE_GAP = 0.9  # in heights of the line: more than this between two parts is a blank
WORD_GAP = 0.15  # the same between two Latin letters
MARGIN = 0.14  # head and foot of a page, as a part of its height
SAME_HEIGHT = 0.015  # running heads stand at the same height, within this part of the page
HEAD_PAGES = 3  # a running head stands on so many pages at least, and on half of all

DASHES = r"[-—－―–·•~～一_]"
DASHED_NUMBER = re.compile(rf"\s*(?:{DASHES}\s*)+\d{{1,4}}\s*(?:{DASHES}\s*)+\s*")
PAGE_OF = re.compile(r"\s*第\s*\d{1,4}\s*页\s*[，,/]?\s*(?:共\s*\d{1,4}\s*页)?\s*")
LONE_NUMBER = re.compile(rf"\s*{DASHES}?\s*\d{{1,4}}\s*{DASHES}?\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a printed line.

    `on_page` is its box on the upright page; `level` the same after taking the page's
    skew out, by which parts are compared.
    """

    text: str
    confidence: float
    on_page: Rect
    level: Rect


def rows_of(parts: Iterable[Part]) -> list[tuple[Part, ...]]:
    """Group parts into printed rows, top to bottom, each from left to right."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: part.level[1] + part.level[3]):
        row = next((row for row in reversed(rows[-3:]) if shares_row(row, part)), None)
        if row is None:
            rows.append([part])
        else:
            row.append(part)
    return [tuple(sorted(row, key=lambda part: part.level[0])) for row in rows]


def shares_row(row: Sequence[Part], part: Part) -> bool:
    """Whether `part` stands at the height of the tallest part of `row`."""
    tallest = max(row, key=lambda other: other.level[3] - other.level[1]).level
    shared = min(tallest[3], part.level[3]) - max(tallest[1], part.level[1])
    return shared > SAME_ROW * min(tallest[3] - tallest[1], part.level[3] - part.level[1])


def line_of(row: Sequence[Part], page: int, role: LineRole = "body", scale: float = 1.0) -> Line:
    """One line out of a row's parts; its confidence is theirs, weighed by length.

    `scale` is the parts' units per unit of the page.
    """
    text = row[0].text
    for before, after in pairwise(row):
        text += blank_between(before, after) + after.text
    weights = [max(len(part.text), 1) for part in row]
    scores = [part.confidence * weight for part, weight in zip(row, weights, strict=True)]
    return Line(text, page, hull(row, page, scale), sum(scores) / sum(weights), role)


def blank_between(before: Part, after: Part) -> str:
    """A blank where the print shows one: Chinese parts are joined without."""
    gap = after.level[0] - before.level[2]
    height = min(part.level[3] - part.level[1] for part in (before, after))
    latin = before.text[-1:].isascii() and after.text[:1].isascii()
    return " " if gap > height * (WORD_GAP if latin else WIDE_GAP) else ""


def hull(parts: Iterable[Part], page: int, scale: float) -> Box:
    """The smallest box around all parts, in units of the page."""
    lefts, tops, rights, bottoms = zip(*(part.on_page for part in parts), strict=True)
    sides = (min(lefts), min(tops), max(rights), max(bottoms))
    return Box(page, *(side / scale for side in sides))


def mark_furniture(lines: Sequence[Line], pages: Sequence[Page]) -> tuple[Line, ...]:
    """Give page numbers and running heads their roles; the text of each line stays."""
    heights = {page.number: page.height for page in pages}
    ends = page_ends(lines)
    heads = running_heads(lines, heights)
    marked = []
    for index, line in enumerate(lines):
        role = line.role
        if role == "body" and not line.cells:
            if is_page_number(line, heights.get(line.page, 0.0), index in ends):
                role = "page-number"
            elif index in heads:
                role = "running-head"
        marked.append(replace(line, role=role))
    return tuple(marked)


def page_ends(lines: Sequence[Line]) -> set[int]:
    """Indices of the first and the last line of each page, stamps passed over."""
    on_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.role != "stamp":
            on_page[line.page].append(index)
    return {index for indices in on_page.values() for index in (indices[0], indices[-1])}


def is_page_number(line: Line, height: float, at_end: bool) -> bool:
    """Whether a line is a page number.

    With a box it must stand at the head or foot of the page. Flowing text has lost its
    pages, so `- 6 -` counts anywhere in it; a bare number only as a page's first or last
    line, box or not.
    """
    if line.box is not None and height and not in_margin(line, height):
        return False
    if DASHED_NUMBER.fullmatch(line.text) or PAGE_OF.fullmatch(line.text):
        return True
    return at_end and LONE_NUMBER.fullmatch(line.text) is not None


def in_margin(line: Line, height: float) -> bool:
    """Whether a line with a box stands at the head or the foot of its page."""
    if line.box is None or not height:
        return False
    return line.box.y1 < height * MARGIN or line.box.y0 > height * (1 - MARGIN)


def running_heads(lines: Sequence[Line], heights: dict[int, float]) -> set[int]:
    """Indices of lines whose text stands at the same height of most pages' margins."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for index, line in enumerate(lines):
        height = heights.get(line.page, 0.0)
        if line.box is not None and in_margin(line, height):
            shelf = round(line.box.y0 / height / SAME_HEIGHT)
            for near in (shelf - 1, shelf, shelf + 1):
                seen[head_text(line), near].add(index)
    least = max(HEAD_PAGES, len(heights) / 2)
    frequent = [
        indices
        for indices in seen.values()
        if len(Counter(lines[index].page for index in indices)) >= least
    ]
    return set().union(*frequent)


def head_text(line: Line) -> str:
    """A head's text without blanks and figures, which change from page to page."""
    return re.sub(r"[\s\d]", "", line.text)
