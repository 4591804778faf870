"""A PDF page's text layer as parts."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.lines import Part
from ingest.readers.glyphs import Char, parts_of_chars


def parts_of(page: pdfium.PdfPage) -> list[Part]:
    """The page's text as parts, boxes in points from the top left as shown."""
    return parts_of_chars(chars_of(page))


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
