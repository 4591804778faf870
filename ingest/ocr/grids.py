"""Ruled tables on the picture of a page: where their rules run, and what stands in each cell.

Places are in pixels of the page made level, as `Part.level`. Every part within a table
ends in exactly one cell.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.lines import Part, hull, line_of, rows_of
from ingest.model import Line
from ingest.ocr.engine import Pixels

Mask = NDArray[np.uint8]

RULE = 1 / 16  # of the page's width: no stroke of a character is so long
BLOCK, DARKER = 31, 16  # pixels around, and grey levels below their mean, of a mark
LEAST = 0.3  # of a table's side is ruled where a row or a column ends
WHOLE = 0.5  # of a cell's side is ruled where it ends
APART = 12  # pixels between two rules
CELL_BREAK = "\t"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules: x of the vertical and y of the horizontal ones, ascending.

    `shut_left[row][column]`, `shut_above[row][column]`: whether a rule parts the cell
    there from the one beside it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    shut_left: NDArray[np.bool_]
    shut_above: NDArray[np.bool_]

    def cell(self, part: Part) -> tuple[int, int]:
        """(row, column) of the cell that holds the middle of a part: of one that runs over
        several, the first."""
        x0, y0, x1, y1 = part.level
        row = bisect(self.ys[1:-1], (y0 + y1) / 2)
        column = bisect(self.xs[1:-1], (x0 + x1) / 2)
        while column and not self.shut_left[row][column]:
            column -= 1
        while row and not self.shut_above[row][column]:
            row -= 1
        return row, column

    def holds(self, part: Part) -> bool:
        """Whether the middle of a part lies in the table."""
        x0, y0, x1, y1 = part.level
        across, down = (x0 + x1) / 2, (y0 + y1) / 2
        return self.xs[0] < across < self.xs[-1] and self.ys[0] < down < self.ys[-1]


def find_grids(image: Pixels, skew: float) -> list[Grid]:
    """The tables of two rows and two columns or more, of an RGB picture whose lines run at
    `skew` degrees."""
    marks, right, down = level_marks(image, skew)
    longest = round(image.shape[1] * RULE)
    across, upright = opened(marks, (longest, 1)), opened(marks, (1, longest))
    if not across.any() or not upright.any():
        return []
    grids = []
    count, _, stats, _ = cv2.connectedComponentsWithStats(across | upright)
    for x, y, wide, high, _area in stats[1:count].tolist():
        here = (slice(y, y + high), slice(x, x + wide))
        xs, ys = rules(upright[here].mean(axis=0)), rules(across[here].mean(axis=1))
        if len(xs) > 2 and len(ys) > 2:
            grids.append(grid_of(across[here], upright[here], xs, ys, (x - right, y - down)))
    return grids


def level_marks(image: Pixels, skew: float) -> tuple[Mask, float, float]:
    """(what is darker than its surroundings as 1, on the page made level; how far its origin
    lies to the right and down in that picture)."""
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (5, 5), 0)  # no grain
    method, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    marks = cv2.adaptiveThreshold(grey, 1, method, kind, BLOCK, DARKER)
    marks = cv2.dilate(marks, np.ones((3, 3), np.uint8))
    height, width = marks.shape
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    right, down = max(0.0, -height * sin), max(0.0, width * sin)
    turn = np.array([[cos, sin, right], [-sin, cos, down]])
    size = (math.ceil(width + height * abs(sin)), math.ceil(height + width * abs(sin)))
    level: Mask = cv2.warpAffine(marks, turn, size, flags=cv2.INTER_NEAREST)  # type: ignore[assignment]
    return level, right, down


def opened(marks: Mask, kernel: tuple[int, int]) -> Mask:
    """What is left of marks that `kernel` (width, height) fits into."""
    found: Mask = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))  # type: ignore[assignment]
    return found


def rules(ruled: NDArray[np.float64]) -> list[int]:
    """Where rules run, by the part of the other side that is ruled at each place."""
    at = np.flatnonzero(ruled >= LEAST)
    if not at.size:
        return []
    groups = np.split(at, np.flatnonzero(np.diff(at) > APART) + 1)
    return [int(group.mean()) for group in groups]


def grid_of(
    across: Mask, upright: Mask, xs: Sequence[int], ys: Sequence[int], origin: tuple[float, float]
) -> Grid:
    """The grid of rules at `xs` and `ys` of a table's pictures of rules."""
    rows, columns = len(ys) - 1, len(xs) - 1
    left, above = np.ones((rows, columns), bool), np.ones((rows, columns), bool)
    for row in range(rows):
        for column in range(columns):
            tall, wide = slice(ys[row], ys[row + 1]), slice(xs[column], xs[column + 1])
            beside = slice(max(0, xs[column] - APART), xs[column] + APART)
            over = slice(max(0, ys[row] - APART), ys[row] + APART)
            left[row][column] = upright[tall, beside].any(axis=1).mean() >= WHOLE
            above[row][column] = across[over, wide].any(axis=0).mean() >= WHOLE
    return Grid(tuple(x + origin[0] for x in xs), tuple(y + origin[1] for y in ys), left, above)


def table_lines(grid: Grid, parts: Iterable[Part], number: int, scale: float) -> list[Line]:
    """The rows of a table that hold text, each a line with its cells; a cell that another
    runs over is empty. `scale` is pixels per unit of the page."""
    cells: dict[int, dict[int, list[Part]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        row, column = grid.cell(part)
        cells[row][column].append(part)
    lines = []
    for at in sorted(cells):
        there = cells[at]
        texts = tuple(cell_text(there[place]) for place in range(len(grid.xs) - 1))
        held = [part for cell in there.values() for part in cell]
        sure = line_of(held, number).confidence
        box = hull(held, number, scale)
        lines.append(Line(CELL_BREAK.join(texts), number, box, sure, cells=texts))
    return lines


def cell_text(parts: Iterable[Part]) -> str:
    """A cell's lines, wraps undone."""
    return "".join(line_of(row, 1).text for row in rows_of(parts))
