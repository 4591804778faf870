"""Ruled tables of a page: ruling lines -> cells -> one line for each row.

The steps from lines to cells are pdfplumber's (`pdfplumber.table`), which take no more
than lines; so they serve every format that has them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from ingest.lines import Rect, line_of, rows_of
from ingest.model import Box, Line
from ingest.readers.glyphs import Char, parts_of_chars

CELL_BREAK = "\t"
RULED = 4  # a table has so many ruling lines at least
DRAWING = 3_000  # a page of more lines is a drawing
NEAR = 3.0  # points between lines that are one
SHORT = 3.0  # points; shorter lines are no rules
CROSSINGS = 3_000  # a page of more crossings is a drawing
Cell = tuple[float, float, float, float]


def with_tables(
    lines: list[Line], chars: Sequence[Char], rules: Sequence[Rect], number: int
) -> list[Line]:
    """`lines` of page `number`, those inside a ruled table replaced by its rows.

    `rules` are the drawn lines, thin boxes in points as shown. A table whose rows do not
    hold the very characters of the lines is left alone.
    """
    if not RULED <= len(rules) <= DRAWING:
        return lines
    edges = merge_edges([edge_of(rule) for rule in rules if long(rule)], NEAR, NEAR, NEAR, NEAR)
    crossings = edges_to_intersections(edges, NEAR, NEAR)
    if len(crossings) > CROSSINGS:
        return lines
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        lines = put_in(lines, table_rows(cells, chars, number), outline(cells))
    return lines


def long(rule: Rect) -> bool:
    """Whether a drawn line is long enough, and straight."""
    across, down = rule[2] - rule[0], rule[3] - rule[1]
    return max(across, down) >= SHORT > min(across, down)


def edge_of(rule: Rect) -> dict[str, float | str]:
    """A drawn line as pdfplumber describes it."""
    x0, y0, x1, y1 = rule
    if x1 - x0 > y1 - y0:
        return {"orientation": "h"} | sides(x0, y0, x1, y0)
    return {"orientation": "v"} | sides(x0, y0, x0, y1)


def sides(x0: float, y0: float, x1: float, y1: float) -> dict[str, float | str]:
    """A box as pdfplumber describes it."""
    return {"x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0}


def outline(cells: Iterable[Cell]) -> Cell:
    """The box around all cells."""
    lefts, tops, rights, bottoms = zip(*cells, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def table_rows(cells: Sequence[Cell], chars: Iterable[Char], number: int) -> list[Line]:
    """The rows of a table of two rows and two columns or more; none for others.

    A cell joined downwards stands in each of its rows, for it is said of each; one joined to
    the right is followed by empty ones.
    """
    lefts, tops = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    if len(lefts) < 2 or len(tops) < 2:
        return []
    covers = {
        (row, column): cell
        for cell in cells
        for row in range(tops.index(cell[1]), bisect_right(tops, cell[3] - NEAR))
        for column in range(lefts.index(cell[0]), bisect_right(lefts, cell[2] - NEAR))
    }
    texts = cell_texts(covers, lefts, tops, chars, number)
    left, _, right, bottom = outline(cells)
    ends = [*tops[1:], bottom]
    rows = []
    for row, (top, end) in enumerate(zip(tops, ends, strict=True)):
        said = tuple(
            texts.get(cell, "") if (cell := covers.get((row, column))) and cell[0] == x else ""
            for column, x in enumerate(lefts)
        )
        if any(said):
            box = Box(number, left, top, right, end)
            rows.append(Line(CELL_BREAK.join(said), number, box, cells=said))
    return rows


def cell_texts(
    covers: dict[tuple[int, int], Cell],
    lefts: Sequence[float],
    tops: Sequence[float],
    chars: Iterable[Char],
    number: int,
) -> dict[Cell, str]:
    """What is printed in each cell, its lines joined."""
    inside: dict[Cell, list[Char]] = defaultdict(list)
    for char, (x0, y0, x1, y1) in chars:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        cell = covers.get((bisect_right(tops, y) - 1, bisect_right(lefts, x) - 1))
        if cell and x <= cell[2] and y <= cell[3]:
            inside[cell].append((char, (x0, y0, x1, y1)))
    return {
        cell: "".join(line_of(row, number).text for row in rows_of(parts_of_chars(found)))
        for cell, found in inside.items()
    }


def put_in(lines: list[Line], rows: Sequence[Line], bounds: Cell) -> list[Line]:
    """Put rows in the place of the lines within `bounds`, if no character is lost by it."""
    inside = [line for line in lines if line.box and within(line.box, bounds)]
    if not rows or not inside or letters(inside) - letters(rows):
        return lines
    start = lines.index(inside[0])
    rest = [line for line in lines if line not in inside]
    return rest[:start] + list(rows) + rest[start:]


def within(box: Box, bounds: Cell) -> bool:
    """Whether the middle of `box` lies in `bounds`."""
    x0, y0, x1, y1 = bounds
    return x0 <= (box.x0 + box.x1) / 2 <= x1 and y0 <= (box.y0 + box.y1) / 2 <= y1


def letters(lines: Sequence[Line]) -> Counter[str]:
    """How often each character but blanks stands in the lines."""
    return Counter(char for line in lines for char in line.text if not char.isspace())
