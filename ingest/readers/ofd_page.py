"""An OFD page's objects: characters with their boxes in points, pictures with their places.

An object lies in a Boundary on the page; a CTM turns its own coordinates before that
(GB/T 33190-2016, 8.5 and 11.3). OFD measures in millimetres from the top left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, repeat

from lxml import etree

from ingest.lines import Rect
from ingest.readers.glyphs import Char
from ingest.readers.ofd_package import numbers

POINTS = 72 / 25.4
"""Points in a millimetre."""

ASCENT, DESCENT = 0.88, 0.12  # of a character's box above and below the base line, in its size
NARROW = 0.5  # width of a Latin letter whose advance is not told, in its size

STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def placement(item: etree._Element) -> Matrix:
    """From an object's own coordinates to millimetres on the page."""
    left, top, _, _ = numbers(str(item.get("Boundary") or "0 0 0 0"), 4)
    a, b, c, d, e, f = numbers(str(item.get("CTM") or "1 0 0 1 0 0"), 6)
    return a, b, c, d, e + left, f + top


def on_page(matrix: Matrix, rect: Rect) -> Rect:
    """The upright box in points around a rectangle in an object's own coordinates."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    xs = [(a * x + c * y + e) * POINTS for x, y in corners]
    ys = [(b * x + d * y + f) * POINTS for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def chars_of(page: etree._Element) -> Iterator[Char]:
    """(character, box in points) of every text object, in the order of the file."""
    for item in page.iter("{*}TextObject"):
        yield from chars_in(item)


def chars_in(item: etree._Element) -> Iterator[Char]:
    """(character, box) of one text object. Raises ValueError for numbers that are none."""
    matrix = placement(item)
    (size,) = numbers(str(item.get("Size") or "0"), 1)
    (stretch,) = numbers(str(item.get("HScale") or "1"), 1)
    x = y = 0.0
    for code in item.iter("{*}TextCode"):
        text = code.text or ""
        (x,) = numbers(str(code.get("X") or x), 1)
        (y,) = numbers(str(code.get("Y") or y), 1)
        widths = [size * stretch * (NARROW if char.isascii() else 1.0) for char in text]
        downs = chain(deltas(code.get("DeltaY"), len(text)), repeat(0.0))
        across = chain(deltas(code.get("DeltaX"), len(text)), repeat(None))
        for char, width, right, down in zip(text, widths, across, downs, strict=False):
            wide = min(width, right) if right and right > 0 else width
            yield char, on_page(matrix, (x, y - ASCENT * size, x + wide, y + DESCENT * size))
            stays = right is None and down
            x += 0.0 if stays else width if right is None else right
            y += down


def deltas(text: str | None, most: int) -> list[float]:
    """The advances of DeltaX or DeltaY, `g 3 4.2` being 4.2 three times; `most` at most."""
    words = (text or "").split()
    found: list[float] = []
    place = 0
    while place < len(words) and len(found) < most:
        if words[place] == "g":
            count = min(int(words[place + 1]), most)
            found += numbers(words[place + 2], 1) * count
            place += 3
        else:
            found += numbers(words[place], 1)
            place += 1
    return found[:most]


def rules_of(page: etree._Element) -> list[Rect]:
    """The straight lines that the page draws, as thin boxes in points."""
    return [
        on_page(placement(item), (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
        for item in page.iter("{*}PathObject")
        for (ax, ay), (bx, by) in strokes(item.findtext("{*}AbbreviatedData") or "")
    ]


def strokes(path: str) -> Iterator[tuple[Point, Point]]:
    """The lines of a path such as `M 0 0 L 90 0 L 90 5 C`, from point to point (9.1); curves
    are passed over. Raises ValueError for numbers that are none."""
    first = last = (0.0, 0.0)
    for command, told in STEP.findall(path):
        figures = [float(word) for word in told.split()]
        if command == "C":
            yield last, first
            last = first
        if len(figures) < 2:
            continue
        point = (figures[-2], figures[-1])
        if command == "L":
            yield last, point
        elif command in "MS":
            first = point
        last = point


def pictures_of(page: etree._Element) -> list[tuple[str, Matrix]]:
    """(resource id, from the unit square to the page) of every picture."""
    return [(str(item.get("ResourceID")), placement(item)) for item in page.iter("{*}ImageObject")]
