"""Pages in two columns: where the gutter runs, and what is read before what.

Guarantee, for any parts: every part ends in exactly one group, in the order of reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1; y down."""

MIDDLE = (0.35, 0.65)  # where a gutter runs, as parts of the print's width
STEPS = 60  # places at which it is looked for
CROSSED = 0.25  # of all parts, at most, run over the gutter: titles, heads, notes
LEAST_ROWS = 5  # of a column
LONG = 7  # a column is so many times as wide as a line is high, at least
FULL = 0.8  # of a column's width, that a row of text fills
FULL_SHARE, FULL_LEAST = 0.5, 0.35  # of the rows are full, of both columns and of each
APART = 1.3  # a head or foot stands off by so many times the pitch of rows
LIKE = 0.6  # the narrower column, as a part of the wider


@dataclass(frozen=True, slots=True)
class Columns:
    """Indices of boxes: those over both columns, and those of each."""

    across: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def reading_groups(
    boxes: Sequence[Rect], rows_of: Callable[[Sequence[int]], list[list[int]]]
) -> list[list[int]]:
    """Groups of indices of boxes, each to be read before the next: one group, or the parts
    of a page in two columns. `rows_of` groups indices into printed rows."""
    columns = find_columns(boxes, rows_of)
    if columns is None:
        return [list(range(len(boxes)))]
    groups: list[list[int]] = []
    left, right = list(columns.left), list(columns.right)
    for row in rows_of(columns.across):
        level = min(_middle(boxes[at]) for at in row)
        for column in (left, right):
            above = [at for at in column if _middle(boxes[at]) < level]
            column[:] = [at for at in column if at not in above]
            groups.append(above)
        groups.append(row)
    return [group for group in (*groups, left, right) if group]


def find_columns(
    boxes: Sequence[Rect], rows_of: Callable[[Sequence[int]], list[list[int]]]
) -> Columns | None:
    """The two columns of a page; None where it has one, or a table or list that only looks so:
    the rows of text in a column fill its width, cells do not."""
    if len(boxes) < 2 * LEAST_ROWS:
        return None
    gutter = _gutter(boxes)
    if gutter is None:
        return None
    rows = rows_of(range(len(boxes)))
    over = {at for at, box in enumerate(boxes) if box[0] < gutter < box[2]}
    across = {at for row in rows if over & set(row) for at in row} | _standing_off(boxes, rows)
    rest = [at for at in range(len(boxes)) if at not in across]
    left = [at for at in rest if boxes[at][2] <= gutter]
    right = [at for at in rest if boxes[at][0] >= gutter]
    sides = [_side(boxes, side, rows_of(side)) for side in (left, right)]
    widths = [side.width for side in sides]
    if any(side.rows < LEAST_ROWS or side.full < FULL_LEAST * side.rows for side in sides):
        return None
    if sum(side.full for side in sides) < FULL_SHARE * sum(side.rows for side in sides):
        return None
    if min(widths) < max(LIKE * max(widths), *(LONG * side.height for side in sides)):
        return None
    return Columns(tuple(sorted(across)), tuple(left), tuple(right))


def _gutter(boxes: Sequence[Rect]) -> float | None:
    """The x that the fewest boxes run over, in the middle of the print."""
    low, high = min(box[0] for box in boxes), max(box[2] for box in boxes)
    places = [
        low + (high - low) * (MIDDLE[0] + (MIDDLE[1] - MIDDLE[0]) * step / STEPS)
        for step in range(STEPS + 1)
    ]
    crossed = [sum(box[0] < place < box[2] for box in boxes) for place in places]
    fewest = min(crossed)
    if fewest > CROSSED * len(boxes):
        return None
    free = [place for place, count in zip(places, crossed, strict=True) if count == fewest]
    return median(free)


def _standing_off(boxes: Sequence[Rect], rows: Sequence[Sequence[int]]) -> set[int]:
    """The first and the last row of a page where they stand off from the others, as running
    heads and page numbers do."""
    levels = [median(_middle(boxes[at]) for at in row) for row in rows]
    steps = [below - above for above, below in pairwise(levels)]
    if len(steps) < LEAST_ROWS:
        return set()
    far = APART * median(steps)
    found = set(rows[0]) if steps[0] > far else set()
    return found | (set(rows[-1]) if steps[-1] > far else set())


@dataclass(frozen=True, slots=True)
class _Side:
    """What may be a column: its width, the height of its lines, its rows and the full ones."""

    width: float
    height: float
    rows: int
    full: int


def _side(boxes: Sequence[Rect], side: Sequence[int], rows: list[list[int]]) -> _Side:
    """The boxes of one side of a gutter, in rows."""
    if not rows:
        return _Side(0.0, 0.0, 0, 0)
    width = max(boxes[at][2] for at in side) - min(boxes[at][0] for at in side)
    hulls = [max(boxes[at][2] for at in row) - min(boxes[at][0] for at in row) for row in rows]
    height = median(boxes[at][3] - boxes[at][1] for at in side)
    return _Side(width, height, len(rows), sum(hull >= FULL * width for hull in hulls))


def _middle(box: Rect) -> float:
    return (box[1] + box[3]) / 2
