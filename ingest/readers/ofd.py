"""OFD: text with its boxes, OCR where a page is a picture.

Boxes are in points, origin at the top left of the page. The text of templates, which
stands behind many pages alike, is furniture. Electronic stamps are kept in parts of
their own (Signs), which are not read: they lie over the text and hide none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from PIL import Image

from ingest.errors import Unreadable
from ingest.lines import Rect, line_of, rows_of
from ingest.model import Line, LineRole, Page, Problem, Source
from ingest.ocr.engine import Pixels
from ingest.ocr.scan import PageRead, scanned
from ingest.ocr.triage import FEW, needs_ocr
from ingest.progress import Progress
from ingest.readers.glyphs import parts_of_chars
from ingest.readers.limits import MAX_PAGES
from ingest.readers.ofd_package import OfdPage, page_area, pages_in
from ingest.readers.ofd_page import POINTS, Matrix, chars_of, on_page, pictures_of, rules_of
from ingest.readers.ofd_scan import printed
from ingest.readers.packages import ZIP_DAMAGE, opened_package, parsed
from ingest.readers.ruled import with_tables

DAMAGE = (*ZIP_DAMAGE, IndexError, etree.LxmlError, Image.DecompressionBombError, MemoryError)
UNIT: Rect = (0.0, 0.0, 1.0, 1.0)


def read_ofd(path: Path, progress: Progress | None) -> Source:
    """Read an OFD's text; scanned pages are left for scanned.py. Raises Unreadable."""
    pages: list[Page] = []
    lines: list[Line] = []
    problems: list[Problem] = []
    scans = 0
    with opened_package(path) as package:
        found = listed(package)
        for number, place in enumerate(found, 1):
            try:
                page, read, doubts = read_page(package, place, number)
            except DAMAGE as error:
                page, read, doubts = damaged(number, error)
            pages.append(page)
            lines += read
            problems += doubts
            if doubts == [scanned(number)]:
                scans += 1
            elif progress:
                progress(number - scans, len(found))
    return Source("ofd", tuple(pages), tuple(lines), tuple(problems))


def listed(package: ZipFile) -> list[OfdPage]:
    """The pages of the package; raises Unreadable where there are none, or too many."""
    try:
        found = pages_in(package)
    except DAMAGE as error:
        raise Unreadable("damaged", "OFD 已损坏，请重新导出或下载") from error
    if not found:
        raise Unreadable("no-pages", "OFD 里没有页，请重新导出")
    if len(found) > MAX_PAGES:
        raise Unreadable("too-large", f"OFD 超过 {MAX_PAGES} 页，请拆分后再导入")
    return found


def damaged(number: int, error: Exception) -> PageRead:
    """What is told of a page whose part is missing or broken."""
    cause = " ".join(str(error).split())[:80]
    message = f"这一页读不出来（{cause}），请重新导出 OFD"
    return Page(number), [], [Problem("page-unreadable", message, number)]


def ofd_picture(path: Path, number: int) -> tuple[Pixels, float]:
    """(RGB pixels of page `number` from its pictures, pixels per point). Raises DAMAGE."""
    with opened_package(path) as package:
        place = listed(package)[number - 1]
        root = parsed(package.read(place.content))
        page = page_of(root, place, number)
        return printed(package, place.pictures, pictures_of(root), page)


def page_of(root: etree._Element, place: OfdPage, number: int) -> Page:
    """The page with its size in points."""
    _, _, width, height = page_area(root.find("{*}Area")) or place.size
    return Page(number, width * POINTS, height * POINTS)


def read_page(package: ZipFile, place: OfdPage, number: int) -> PageRead:
    """Read one page (1-based): its templates, and its text if that does."""
    root = parsed(package.read(place.content))
    page = page_of(root, place, number)
    lines = [
        line
        for template in root.findall("{*}Template")
        if (name := place.templates.get(str(template.get("TemplateID"))))
        for line in lines_of(parsed(package.read(name)), number, "running-head")
    ]
    text = lines_of(root, number, "body")
    letters = "".join(line.text for line in text)
    pictures = pictures_of(root)
    if not needs_ocr(letters, share_of(pictures, page)):
        return page, lines + text, []
    if not pictures:
        message = "这一页的文字没有可用的编码，请打印成 PDF 再扫描导入"
        return page, lines + text, [Problem("page-unreadable", message, number)]
    return page, lines + (text if len(letters) < FEW else []), [scanned(number)]


def lines_of(root: etree._Element, number: int, role: LineRole) -> list[Line]:
    """The printed lines of a page's or a template's part, tables as rows."""
    chars = list(chars_of(root))
    lines = [line_of(row, number, role) for row in rows_of(parts_of_chars(chars))]
    return with_tables(lines, chars, rules_of(root), number) if role == "body" else lines


def share_of(pictures: Iterable[tuple[str, Matrix]], page: Page) -> float:
    """The part of the page's area that pictures cover, 1.0 at most."""
    covered = 0.0
    for _, matrix in pictures:
        x0, y0, x1, y1 = on_page(matrix, UNIT)
        covered += (x1 - x0) * (y1 - y0)
    return min(1.0, covered / (page.width * page.height))
