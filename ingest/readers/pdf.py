"""PDF: the text layer where it is good, a picture for OCR where a page is a scan.

Boxes are in PDF points, origin at the top left of the page as a viewer shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import Unreadable
from ingest.lines import line_of, rows_of
from ingest.model import Line, Page, Problem, Source
from ingest.ocr.engine import Pixels
from ingest.ocr.scan import FOR_OCR, MAX_PIXELS, MAX_SIDE, PageRead, overlaid, scanned
from ingest.ocr.triage import needs_ocr
from ingest.progress import Progress
from ingest.readers.apart import pages_apart
from ingest.readers.glyphs import lies_on_its_side, parts_of_chars, slanted
from ingest.readers.limits import MAX_PAGES
from ingest.readers.pdf_text import chars_of, rules_of
from ingest.readers.ruled import DRAWING, with_tables

DPI = 200
NO_PAGES = re.compile(rb"/Count\s+0\b")
ONE_PAGE = re.compile(rb"/Type\s*/Page\b")
COVERED = 0.7  # part of the page that one picture covers, if it is the page's scan
STRAY = 0.1  # part of its pieces of text that may be seen: a page number put on it
DEPTH = 4  # how deep forms within forms are looked into for pictures


def read_pdf(path: Path, progress: Progress | None) -> Source:
    """Read a PDF's text layers; scanned pages are left for scanned.py. Raises Unreadable."""
    pages: list[Page] = []
    lines: list[Line] = []
    problems: list[Problem] = []
    total = scans = 0
    for answer in pages_apart("ingest.readers.pdf:read_pages", path):
        if isinstance(answer, int):
            total = answer
            continue
        page, found, doubts = answer
        pages.append(page)
        lines += found
        problems += doubts
        if any(doubt.code in FOR_OCR for doubt in doubts):
            scans += 1
        elif progress:
            progress(page.number - scans, total)
    return Source("pdf", tuple(pages), tuple(lines), tuple(problems))


def read_pages(path: Path, first: int) -> Iterator[int | PageRead]:
    """How many pages there are, then each from `first` on by its text layer. Raises Unreadable.

    To be run apart: PDFium has been known to crash, and some pages keep it busy for ever.
    """
    with opened(path) as document:
        yield len(document)
        for number in range(first, len(document) + 1):
            try:
                yield read_page(document, number)
            except (pdfium.PdfiumError, OSError, ValueError, MemoryError) as error:
                yield damaged(number, error)


def damaged(number: int, error: Exception) -> PageRead:
    """What is told of a page that PDFium does not read, or draw."""
    message = f"这一页读不出来（{error}），请重新扫描"
    return Page(number), [], [Problem("page-unreadable", message, number)]


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The open document; raises Unreadable for encrypted, damaged and empty ones."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise refusal(path) from error
    try:
        if not len(document):
            raise no_pages()
        if len(document) > MAX_PAGES:
            raise Unreadable("too-large", f"PDF 超过 {MAX_PAGES} 页，请拆分后再导入")
        yield document
    finally:
        document.close()


def refusal(path: Path) -> Unreadable:
    """Why PDFium does not open the file, in words for a person.

    PDFium's error code for an empty page tree is that of the file opened before, so
    the file itself is asked.
    """
    data = path.read_bytes()
    if b"/Encrypt" in data:
        return Unreadable("encrypted", "PDF 已加密，请另存一份不带密码的")
    if NO_PAGES.search(data) and not ONE_PAGE.search(data):
        return no_pages()
    return Unreadable("damaged", "PDF 已损坏，请重新打印或导出")


def no_pages() -> Unreadable:
    """The error for a document of nothing."""
    return Unreadable("no-pages", "PDF 里没有页，请重新导出")


def read_page(document: pdfium.PdfDocument, number: int) -> PageRead:
    """Read one page (1-based) by its text layer, if that does."""
    page = document[number - 1]
    chars = list(chars_of(page))
    parts = parts_of_chars(chars)
    size = page.get_size()
    pictures, paths = drawings(page)
    text = "".join(part.text for part in parts)
    if needs_ocr(text, picture_share(page, pictures)) or lies_on_its_side(parts):
        return Page(number, *size), [], [scanned(number)]
    doubts = [overlaid(number)] if pictures and unseen(page) else []
    across = slanted(parts)
    apart = {id(part) for run in across for part in run}
    lines = [line_of(row, number) for row in rows_of(p for p in parts if id(p) not in apart)]
    if 0 < len(paths) <= DRAWING:
        lines = with_tables(lines, chars, list(rules_of(page, paths)), number)
    lines += [line_of(run, number, "running-head") for run in across]
    return Page(number, *size), lines, doubts


def pdf_picture(path: Path, number: int) -> tuple[Pixels, float]:
    """(RGB pixels of page `number`, pixels per point). Raises PdfiumError, ValueError."""
    with pdfium.PdfDocument(path) as document:
        page = document[number - 1]
        refuse_huge(page)
        scale = min(DPI / 72, MAX_SIDE / max(1.0, *page.get_size()))
        pixels = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].copy()
        return pixels, pixels.shape[1] / page.get_width()


def refuse_huge(page: pdfium.PdfPage) -> None:
    """Raise ValueError for a page with a picture that is too large to be decoded."""
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH):
        wide, high = picture.get_px_size()
        if wide * high > MAX_PIXELS:
            raise ValueError(f"{wide}x{high} 像素的图片太大")


def drawings(page: pdfium.PdfPage) -> tuple[list[pdfium.PdfObject], list[pdfium.PdfObject]]:
    """The pictures and the paths of a page."""
    picture, path = pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH
    found = list(page.get_objects(filter=[picture, path], max_depth=DEPTH))
    return [o for o in found if o.type == picture], [o for o in found if o.type == path]


def unseen(page: pdfium.PdfPage) -> bool:
    """Whether nobody sees the page's text: a scanner's program has laid it, invisible or under
    the picture, where it read something. That reading is not known to be right."""
    text, picture = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_IMAGE
    texts = seen = 0
    covered = False
    for thing in page.get_objects(filter=[text, picture], max_depth=DEPTH):
        if thing.type == text:
            texts += 1
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(thing)
            seen += mode != pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        elif picture_share(page, [thing]) >= COVERED:
            covered, seen = True, 0
    return covered and seen <= STRAY * texts


def picture_share(page: pdfium.PdfPage, pictures: Iterable[pdfium.PdfObject]) -> float:
    """The part of the page's area that pictures cover, 1.0 at most."""
    width, height = page.get_size()
    covered = 0.0
    for picture in pictures:
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return float(min(1.0, covered / max(width * height, 1.0)))
