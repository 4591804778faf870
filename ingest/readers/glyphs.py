"""Characters with places -> parts: joined where they follow one another.

Every visible character ends in one part, in the order given; a run printed twice at one
place (false bold) is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.lines import WORD_GAP, Part, Rect

Char = tuple[str, Rect]


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


def joined(run: list[Char]) -> Char:
    """One part's text and box; halves of characters beyond the first plane are paired."""
    text = "".join(char for char, _ in run)
    lefts, tops, rights, bottoms = zip(*(box for _, box in run), strict=True)
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return paired, (min(lefts), min(tops), max(rights), max(bottoms))
