"""A PDF page's characters and drawn lines, with boxes in points from the top left as shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.lines import Part, Rect
from ingest.readers.glyphs import Char, parts_of_chars

MOST_SEGMENTS = 1_000
"""Of one path; more of them draw a picture."""

Point = tuple[float, float]


def parts_of(page: pdfium.PdfPage) -> list[Part]:
    """The page's text as parts."""
    return parts_of_chars(chars_of(page))


def chars_of(page: pdfium.PdfPage) -> Iterator[Char]:
    """(character, box) of the text layer; blanks that PDFium adds have empty boxes."""
    layer = page.get_textpage()
    shown = shown_by(page)
    # The raw calls and handle, once a character: pypdfium2's own cost twice as much.
    text, box = layer.raw, pdfium_c.FS_RECTF()
    unicode_at, box_at = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    for index in range(layer.count_chars()):
        box_at(text, index, box)
        yield chr(unicode_at(text, index)), shown(box.left, box.bottom, box.right, box.top)


def shown_by(page: pdfium.PdfPage) -> Callable[[float, float, float, float], Rect]:
    """From a PDF's own box (left, bottom, right, top) to that on the page as shown."""
    left, bottom, right, top = page.get_bbox()
    shown: dict[int, Callable[[float, float, float, float], Rect]] = {
        0: lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    }
    return shown[page.get_rotation()]


def rules_of(page: pdfium.PdfPage, paths: list[pdfium.PdfObject]) -> Iterator[Rect]:
    """The straight lines that the paths draw, as thin boxes on the page as shown."""
    shown = shown_by(page)
    for path in paths:
        if drawn(path) and pdfium_c.FPDFPath_CountSegments(path) <= MOST_SEGMENTS:
            for (ax, ay), (bx, by) in strokes(path):
                yield shown(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def drawn(path: pdfium.PdfObject) -> bool:
    """Whether a path is stroked or filled, and not a clip alone."""
    fill, stroke = pdfium_c.c_int(), pdfium_c.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def strokes(path: pdfium.PdfObject) -> Iterator[tuple[Point, Point]]:
    """The lines of a path from point to point, in the PDF's own coordinates."""
    matrix = path.get_matrix()
    holder = path.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    x, y = pdfium_c.c_float(), pdfium_c.c_float()
    first = last = (0.0, 0.0)
    for index in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield last, first
