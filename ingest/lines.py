"""From parts with boxes to printed lines in reading order, furniture marked.

Guarantees, for any parts: every part ends in exactly one line (`rows_of`); marking
changes roles only, so no character, line or order is lost (`mark_furniture`); a stamp
keeps its role, and so does any line away from head and foot of a page with boxes that is no
imprint and no table head printed again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.amid import heads_amid
from ingest.columns import Rect, reading_groups
from ingest.imprint import imprint_lines
from ingest.model import Box, Line, LineRole, Page

__all__ = ["Part", "Rect", "line_of", "mark_furniture", "rows_of"]

SAME_ROW = 0.5  # shared height, as a part of the lower of two boxes
WIDE_GAP = 0.9  # in heights of the line: more than this between two parts is a blank
WORD_GAP = 0.15  # the same between two Latin letters
MARGIN = 0.14  # head and foot of a page, as a part of its height
PHOTOGRAPHED = 0.25  # the same on a picture that shows more than the page
SAME_HEIGHT = 0.015  # running heads stand at the same height, within this part of the page
HEAD_PAGES = 3  # a running head stands on so many pages at least, and on half of all
PAIR_LEAST = 4  # of two pages, a head of so many characters outermost on both

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
    """Group parts into printed rows in reading order: top to bottom, the left of two columns
    before the right; each row from left to right."""
    given = list(parts)
    boxes = [part.level for part in given]

    def rows(indices: Sequence[int]) -> list[list[int]]:
        return level_rows(boxes, indices)

    groups = reading_groups(boxes, rows)
    return [tuple(given[at] for at in row) for group in groups for row in rows(group)]


def level_rows(boxes: Sequence[Rect], indices: Sequence[int]) -> list[list[int]]:
    """Indices of boxes grouped into rows, top to bottom, each from left to right."""
    rows: list[list[int]] = []
    for at in sorted(indices, key=lambda at: boxes[at][1] + boxes[at][3]):
        near = reversed(rows[-3:])
        row = next((row for row in near if shares_row([boxes[i] for i in row], boxes[at])), None)
        if row is None:
            rows.append([at])
        else:
            row.append(at)
    return [sorted(row, key=lambda at: boxes[at][0]) for row in rows]


def shares_row(row: Sequence[Rect], box: Rect) -> bool:
    """Whether a box stands at the height of the tallest box of `row`."""
    tallest = max(row, key=lambda other: other[3] - other[1])
    shared = min(tallest[3], box[3]) - max(tallest[1], box[1])
    return shared > SAME_ROW * min(tallest[3] - tallest[1], box[3] - box[1])


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
    """Give page numbers, running heads, table heads printed again on a new page and the
    imprint their roles; the text of each line stays."""
    heights = {page.number: page.height for page in pages}
    ends = page_ends(lines)
    heads = running_heads(lines, heights, ends) | repeated_table_heads(lines)
    marked = []
    for index, line in enumerate(lines):
        role = line.role
        number = not line.cells and is_page_number(line, heights.get(line.page, 0.0), index in ends)
        if role == "body" and (number or index in heads):
            role = "page-number" if number else "running-head"
        marked.append(replace(line, role=role))
    for index in heads_amid(marked):
        marked[index] = replace(marked[index], role="running-head")
    imprint = imprint_lines(marked)
    return tuple(
        replace(line, role="imprint") if index in imprint else line
        for index, line in enumerate(marked)
    )


def repeated_table_heads(lines: Sequence[Line]) -> set[int]:
    """Indices of rows that open a page and print again the head of the table above."""
    found: set[int] = set()
    head: tuple[str, ...] = ()
    page = 0
    for index, line in enumerate(lines):
        if line.role != "body":
            continue
        cells = line.cells or tab_cells(line.text)
        if len(cells) < 2:
            head = ()
        elif line.page != page and cells == head:
            found.add(index)
        elif not head:
            head = cells
        page = line.page
    return found


def tab_cells(text: str) -> tuple[str, ...]:
    """The cells of a row written with tabs; empty for other lines."""
    cells = tuple(cell.strip() for cell in text.strip().split("\t"))
    return cells if len(cells) > 2 else ()


def page_ends(lines: Sequence[Line]) -> set[int]:
    """Indices of the first and the last line of each page, stamps passed over; of a page with
    boxes the lines at its top and its foot, which in two columns are not the first and last."""
    on_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.role != "stamp":
            on_page[line.page].append(index)
    found: set[int] = set()
    for indices in on_page.values():
        found |= {indices[0], indices[-1]}
        boxes = {index: box for index in indices if (box := lines[index].box)}
        if boxes:
            top, foot = min(b.y1 for b in boxes.values()), max(b.y0 for b in boxes.values())
            found |= {index for index, box in boxes.items() if box.y0 < top or box.y1 > foot}
    return found


def is_page_number(line: Line, height: float, at_end: bool) -> bool:
    """Whether a line is a page number.

    With a box it must stand at the head or foot of the page; `- 6 -` as the first or last line
    may stand farther in, for a photograph shows more than the page. Flowing text has lost its
    pages, so `- 6 -` counts anywhere in it; a bare number only as a page's first or last
    line, box or not.
    """
    if line.box is not None and height and not in_margin(line, height):
        near = at_end and in_margin(line, height, PHOTOGRAPHED)
        return near and DASHED_NUMBER.fullmatch(line.text) is not None
    if DASHED_NUMBER.fullmatch(line.text) or PAGE_OF.fullmatch(line.text):
        return True
    return at_end and LONE_NUMBER.fullmatch(line.text) is not None


def in_margin(line: Line, height: float, margin: float = MARGIN) -> bool:
    """Whether a line with a box stands at the head or the foot of its page, `margin` high as
    a part of its height."""
    if line.box is None or not height:
        return False
    return line.box.y1 < height * margin or line.box.y0 > height * (1 - margin)


def running_heads(lines: Sequence[Line], heights: dict[int, float], ends: set[int]) -> set[int]:
    """Indices of lines whose text stands at the same height of most pages' margins; of two
    pages it must be outermost on both (`ends`, see page_ends)."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for index, line in enumerate(lines):
        height = heights.get(line.page, 0.0)
        if line.box is not None and not line.cells and in_margin(line, height):
            shelf = round(line.box.y0 / height / SAME_HEIGHT)
            for near in (shelf - 1, shelf, shelf + 1):
                seen[head_text(line), near].add(index)
    texts = Counter(head_text(line) for line in lines)
    twice = sum(count > 1 for count in texts.values()) > len(texts) / 2  # a page copied
    found: set[int] = set()
    for (text, _), indices in seen.items():
        on = len(Counter(lines[index].page for index in indices))
        pair = len(heights) == on == 2 and len(text) >= PAIR_LEAST and indices <= ends and not twice
        if pair or on >= max(HEAD_PAGES, len(heights) / 2):
            found |= indices
    return found


def head_text(line: Line) -> str:
    """A head's text without blanks and figures, which change from page to page."""
    return re.sub(r"[\s\d]", "", line.text)
