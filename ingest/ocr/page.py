"""One picture of a page, read: stamps lifted off, turned upright, skew measured.

After `read_page` every line that the engine is sure enough of is either a part or a part
of a stamp; all boxes are on the picture after turning it upright, before deskewing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from ingest.lines import Part, Rect
from ingest.ocr.engine import MIN_SCORE, OcrEngine, OcrLine, Pixels
from ingest.ocr.grids import Grid, find_grids
from ingest.ocr.stamps import find_stamps, lift_stamp, only_stamp

UPRIGHT_SCORE = 0.85
"""Upright pages score near 0.99, turned ones near 0.6."""

SLENDER = 5.0  # lines so many times as wide as high tell the skew


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one picture says; sizes and boxes in pixels of the upright picture.

    `turned` is the clockwise rotation applied, in degrees; `skew` the angle of its lines
    against the horizontal, in degrees, positive where they fall to the right; `kept` the
    share of the characters seen that are in `parts`: the others are too unsure to be text;
    `grids` are its ruled tables.
    """

    parts: tuple[Part, ...]
    stamps: tuple[Part, ...]
    width: int
    height: int
    confidence: float
    turned: int
    skew: float
    kept: float
    grids: tuple[Grid, ...]


def read_page(image: Pixels, engine: OcrEngine) -> PageReading:
    """Read one RGB picture (height, width, 3); a picture without text has no parts."""
    clean, seals = image, find_stamps(image)
    for seal in seals:
        clean = lift_stamp(clean, seal)
    turned, seen = read_upright(clean, engine)
    found = sure(seen)
    upright = turn(image, turned)
    skew = skew_of(found)
    stamps = [
        line
        for seal in (find_stamps(upright) if turned else seals)
        for line in moved(sure(engine.read(only_stamp(upright, seal))), seal[0], seal[1])
    ]
    height, width = upright.shape[:2]
    return PageReading(
        parts=tuple(part_of(line, skew) for line in found),
        stamps=tuple(part_of(line, skew) for line in stamps),
        width=width,
        height=height,
        confidence=mean_score(found),
        turned=turned,
        skew=skew,
        kept=characters(found) / max(characters(seen), 1) if seen else 1.0,
        grids=tuple(find_grids(turn(clean, turned), skew)) if found else (),
    )


def sure(seen: Iterable[OcrLine]) -> list[OcrLine]:
    """The lines that are text."""
    return [line for line in seen if line.confidence >= MIN_SCORE]


def characters(found: Iterable[OcrLine]) -> int:
    """How many characters lines hold."""
    return sum(len(line.text) for line in found)


def moved(found: Iterable[OcrLine], right: float, down: float) -> Iterator[OcrLine]:
    """Lines of a cut-out, put back where it was cut from."""
    for line in found:
        a, b, c, d = ((x + right, y + down) for x, y in line.quad)
        yield replace(line, quad=(a, b, c, d))


def read_upright(image: Pixels, engine: OcrEngine) -> tuple[int, list[OcrLine]]:
    """(clockwise turn in degrees, all lines) of the rotation that reads best."""
    turned, found = 0, engine.read(image)
    # Engines read some lines that lie on their side, so the score alone does not tell.
    for angle in (90, 270, 180) if lies(sure(found)) else (180, 90, 270):
        if not found or uprightness(found) >= UPRIGHT_SCORE:
            break
        other = engine.read(turn(image, angle))
        if uprightness(other) > uprightness(found):
            turned, found = angle, other
    return turned, found


def uprightness(found: list[OcrLine]) -> float:
    """The mean score, less one where most lines lie on their side."""
    return mean_score(sure(found)) - lies(sure(found))


def lies(found: list[OcrLine]) -> bool:
    """Whether most characters stand in boxes higher than wide."""
    return sum(len(line.text) * (1 if upended(line) else -1) for line in found) > 0


def upended(line: OcrLine) -> bool:
    """Whether the line's box is higher than wide."""
    x0, y0, x1, y1 = bounds(line.quad)
    return y1 - y0 > x1 - x0


def turn(image: Pixels, clockwise: int) -> Pixels:
    """The picture turned by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(image, -clockwise // 90))


def mean_score(found: Iterable[OcrLine]) -> float:
    """Mean confidence over characters; 0.0 where there are none."""
    weighed = [(line.confidence, len(line.text)) for line in found]
    total = sum(weight for _, weight in weighed)
    return sum(score * weight for score, weight in weighed) / total if total else 0.0


def skew_of(found: Iterable[OcrLine]) -> float:
    """The median slope, in degrees, of the slender lines; 0.0 where there are none."""
    slopes = []
    for line in found:
        (ax, ay), (bx, by), _, (dx, dy) = line.quad
        if math.dist((ax, ay), (bx, by)) > SLENDER * math.dist((ax, ay), (dx, dy)):
            slopes.append(math.degrees(math.atan2(by - ay, bx - ax)))
    return float(np.median(slopes)) if slopes else 0.0


def part_of(line: OcrLine, skew: float) -> Part:
    """The line with its box on the page and its box on the page made level."""
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    level = [(x * cos + y * sin, y * cos - x * sin) for x, y in line.quad]
    return Part(line.text, line.confidence, bounds(line.quad), bounds(level))


def bounds(corners: Iterable[tuple[float, float]]) -> Rect:
    """The upright box around corners."""
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
