"""Characters with places -> parts: joined where they follow one another.

Every visible character ends in one part, in the order given; a run printed twice at one
place (false bold) is kept once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.lines import WORD_GAP, Part, Rect

Char = tuple[str, Rect]
NEAR, FAR = 0.3, 2.5  # heights of a character between two that follow one another
LEAST_LYING = 20  # characters by which a page is told to lie on its side
LEAST_SLANTED = 3  # characters of a watermark


def parts_of_chars(chars: Iterable[Char]) -> list[Part]:
    """Parts out of characters in the order of the file, boxes in points."""
    kept: list[Part] = []
    places: set[tuple[str, int, int]] = set()
    for run in runs_of(chars):
        text, box = joined(run)
        near = [(text, round(box[0] + dx), round(box[1] + dy)) for dx in (0, 1) for dy in (0, 1)]
        if text.strip() and places.isdisjoint(near):
            kept.append(Part(text, 1.0, box, box))
        places.add((text, round(box[0]), round(box[1])))
    return kept


def runs_of(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """The characters cut at blanks, at gaps and where the line changes."""
    run: list[Char] = []
    for char in chars:
        if run and (not char[0].strip() or not follows(run[-1][1], char[1])):
            yield run
            run = []
        if char[0].strip():
            run.append(char)
    if run:
        yield run


def follows(before: Rect, after: Rect) -> bool:
    """Whether a character stands right behind another, on the same line."""
    height = max(before[3] - before[1], 0.1)
    level = abs(before[1] - after[1]) < 0.3 * height and abs(before[3] - after[3]) < 0.3 * height
    return level and -0.5 * height < after[0] - before[2] <= WORD_GAP * height


def lies_on_its_side(parts: Sequence[Part]) -> bool:
    """Whether most characters stand alone, below or above the one before, as on a page that
    is printed on its side."""
    turned = sum(
        abs(right) < NEAR * high < FAR * abs(down)
        for right, down, high in map(step, pairwise(parts))
    )
    characters = sum(len(part.text) for part in parts)
    return characters >= LEAST_LYING and turned > 0.5 * characters


def slanted(parts: Sequence[Part]) -> list[list[Part]]:
    """Runs of single characters that climb or fall across the page, as watermarks do, each
    in the order of the file."""
    runs: list[list[Part]] = []
    last: Part | None = None
    for pair in pairwise(parts):
        right, down, high = step(pair)
        if min(abs(right), abs(down)) > NEAR * high and max(abs(right), abs(down)) < FAR * high:
            if last is not pair[0]:
                runs.append([pair[0]])
            runs[-1].append(pair[1])
            last = pair[1]
    return [run for run in runs if len(run) >= LEAST_SLANTED]


def step(pair: tuple[Part, Part]) -> tuple[float, float, float]:
    """How far right and down the second part stands of the first, and the height of a
    character; far away where one of them is more than a single character."""
    before, after = (part.on_page for part in pair)
    high = before[3] - before[1]
    if len(pair[0].text) > 1 or len(pair[1].text) > 1:
        return math.inf, 0.0, high
    return after[0] - before[0], after[1] - before[1], high


def joined(run: list[Char]) -> Char:
    """One part's text and box; halves of characters beyond the first plane are paired."""
    text = "".join(char for char, _ in run)
    lefts, tops, rights, bottoms = zip(*(box for _, box in run), strict=True)
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return paired, (min(lefts), min(tops), max(rights), max(bottoms))
