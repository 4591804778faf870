"""Scanned pages of any format: their pictures drawn, read, and put in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from ingest.errors import Unreadable
from ingest.model import Line, Problem, Source
from ingest.normalise import is_traditional, simplified
from ingest.ocr.choose import open_engine
from ingest.ocr.engine import OcrChoice, OcrEngine, Pixels
from ingest.ocr.pool import PAGE_TIMEOUT, PagePool, PageTask
from ingest.ocr.scan import FOR_OCR, PageRead, scan_page, unread
from ingest.progress import Progress
from ingest.readers.image import PICTURE_DAMAGE, image_picture
from ingest.readers.ofd import DAMAGE, ofd_picture
from ingest.readers.pdf import pdf_picture

PICTURES: dict[str, Callable[[Path, int], tuple[Pixels, float]]] = {
    "pdf": pdf_picture,
    "image": image_picture,
    "ofd": ofd_picture,
}
"""By format: (RGB pixels of a page, pixels per unit of the page)."""

PAGE_ERRORS = (*DAMAGE, *PICTURE_DAMAGE, Unreadable, pdfium.PdfiumError)
"""What a page raises that is damaged or asks for too much."""


def page_pool(jobs: int = 1, timeout: float = PAGE_TIMEOUT) -> PagePool:
    """Processes that read scanned pages of files; to be closed. `timeout`: seconds a page.

    They import the program's main module: a script that calls this must guard its own
    calls by `if __name__ == "__main__"`.
    """
    return PagePool(read_scanned, jobs, timeout)


def read_scanned(task: PageTask, engine: OcrEngine) -> PageRead:
    """One scanned page; what is wrong with it is a problem."""
    try:
        pixels, scale = PICTURES[task.format](task.path, task.number)
        return scan_page(pixels, task.number, scale, engine)
    except PAGE_ERRORS as error:
        cause = " ".join(str(error).split())[:80]
        message = f"这一页读不出来（{cause}），请重新扫描"
        return unread(task.number, Problem("page-unreadable", message, task.number))


def scans_in(source: Source) -> list[int]:
    """The pages (1-based) that their reader left for OCR."""
    return [problem.page for problem in source.problems if problem.code in FOR_OCR and problem.page]


def with_scans(
    source: Source,
    path: Path,
    ocr: OcrChoice,
    pool: PagePool | None = None,
    progress: Progress | None = None,
) -> Source:
    """`source` with its scanned pages read, in their places. Raises OcrUnavailable.

    `progress` is told of each page in turn.
    """
    tasks = [PageTask(path, source.format, number, ocr) for number in scans_in(source)]
    if pool:
        reads = pool.read_all(tasks)
    else:
        engine = open_engine(ocr)
        reads = (read_scanned(task, engine) for task in tasks)
    pages = {page.number: page for page in source.pages}
    found: dict[int, list[Line]] = {}
    problems = [problem for problem in source.problems if problem.code not in FOR_OCR]
    with closing(reads):
        for page, lines, doubts in reads:
            if page.engine:
                pages[page.number] = page
            found[page.number] = lines
            problems += doubts
            if progress:
                progress(len(pages) - len(tasks) + len(found), len(pages))
    return replace(
        source,
        pages=tuple(pages.values()),
        lines=placed(source.lines, found),
        problems=tuple(sorted(problems, key=lambda problem: problem.page or 0)),
    )


def placed(printed: tuple[Line, ...], found: dict[int, list[Line]]) -> tuple[Line, ...]:
    """Lines of text layers and of scans, page by page; a scan's own text goes where OCR read
    something."""
    scanned = one_script([line for lines in found.values() for line in lines])
    on_page: dict[int, list[Line]] = defaultdict(list)
    for line in (*(line for line in printed if not found.get(line.page)), *scanned):
        on_page[line.page].append(line)
    return tuple(line for page in sorted(on_page) for line in on_page[page])


def one_script(lines: list[Line]) -> list[Line]:
    """Lines of a document in Simplified script, without the odd Traditional characters that
    engines read into some faces (國 for 国 in Kai); one in Traditional script as it is."""
    if is_traditional("".join(line.text for line in lines)):
        return lines
    return [replace(line, text="".join(map(simplified, line.text))) for line in lines]
