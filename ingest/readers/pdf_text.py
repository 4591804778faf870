"""A PDF page's text layer as parts: characters joined where they follow one another.

Every visible character ends in one part, in the order of the content stream; a run
printed twice at one place (false bold) is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.lines import WORD_GAP, Part, Rect

Char = tuple[str, Rect]


def parts_of(page: pdfium.PdfPage) -> list[Part]:
    """The page's text as parts, boxes in points from the top left as shown."""
    kept: list[Part] = []
    places: set[tuple[str, int, int]] = set()
    for run in runs_of(page):
        text, box = joined(run)
        near = [(text, round(box[0] + dx), round(box[1] + dy)) for dx in (0, 1) for dy in (0, 1)]
        if text.strip() and places.isdisjoint(near):
            kept.append(Part(text, 1.0, box, box))
        places.add((text, round(box[0]), round(box[1])))
    return kept


def runs_of(page: pdfium.PdfPage) -> Iterator[list[Char]]:
    """Characters in content order, cut at blanks, at gaps and where the line changes."""
    run: list[Char] = []
    for char in chars_of(page):
        if run and (not char[0].strip() or not follows(run[-1][1], char[1])):
            yield run
            run = []
        if char[0].strip():
            run.append(char)
    if run:
        yield run


def chars_of(page: pdfium.PdfPage) -> Iterator[Char]:
    """(character, box as shown) of the text layer; blanks that PDFium adds have empty boxes."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation()
    for index in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        x0, y0, x1, y1 = text.get_charbox(index, loose=True)
        shown = {
            0: (x0 - left, top - y1, x1 - left, top - y0),
            90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
            180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
            270: (top - y1, right - x1, top - y0, right - x0),
        }
        yield char, shown[turned]


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
