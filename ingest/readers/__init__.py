"""Files of any known format -> Source; what the file is, is told by its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.errors import Unreadable
from ingest.lines import mark_furniture
from ingest.model import Problem, Source
from ingest.ocr.engine import OcrChoice
from ingest.ocr.pool import PagePool
from ingest.ocr.triage import hanzi_in
from ingest.progress import Progress
from ingest.readers.doc import read_doc, read_rtf, read_wordml
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.image import read_image
from ingest.readers.kinds import sniff
from ingest.readers.limits import MAX_CHARACTERS
from ingest.readers.ofd import read_ofd
from ingest.readers.pdf import read_pdf
from ingest.readers.scanned import page_pool, scans_in, with_scans
from ingest.readers.text import read_text

__all__ = [
    "READERS",
    "OcrChoice",
    "PagePool",
    "Progress",
    "finished",
    "page_pool",
    "read_printed",
    "read_source",
    "scans_in",
    "sniff",
    "with_scans",
]

Reader = Callable[[Path, Progress | None], Source]

READERS: dict[str, Reader] = {
    "pdf": read_pdf,
    "image": read_image,
    "docx": read_docx,
    "doc": read_doc,
    "rtf": read_rtf,
    "wordml": read_wordml,
    "ofd": read_ofd,
    "html": read_html,
    "text": read_text,
}

UNREAD = ("needs-ocr", "page-unreadable", "page-timeout")
SHOWN = 10  # pages named one by one
SCANNED_HANZI = 8  # a picture with fewer shows no directive
PLAIN = {"text": "纯文本", "html": "网页"}
PACKED = (".pdf", ".docx", ".ofd", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")


def read_source(
    path: Path,
    *,
    ocr: OcrChoice = "auto",
    progress: Progress | None = None,
    pages: PagePool | None = None,
) -> Source:
    """Every line that the file holds, furniture marked; `progress(done, total)` of pages.

    Scanned pages are read by `pages` where it is given (see `page_pool`), else here, one
    after the other and without a limit of time. Raises Unreadable where no Chinese text
    can be had, OcrUnavailable where the wanted engine does not load. A page that fails is
    a problem of the source.
    """
    source = read_printed(path, progress)
    if ocr != "none" and scans_in(source):
        source = with_scans(source, path, ocr, pages, progress)
    return finished(source)


def read_printed(path: Path, progress: Progress | None = None) -> Source:
    """What is read without OCR; the pages that need it have the problem `needs-ocr`.

    To be given to `with_scans`, if it has scans, and `finished`. Raises Unreadable.
    """
    found = sniff(path)
    source = READERS[found](path, progress)
    if found in PLAIN and path.suffix.lower() in PACKED:
        message = f"名为 {path.suffix}，内容却是{PLAIN[found]}，已按内容读取，请核对是否下载完整"
        source = replace(source, problems=(Problem("other-kind", message), *source.problems))
    return source


def finished(source: Source) -> Source:
    """The source with furniture marked, and told where it is partial. Raises Unreadable."""
    refuse_unfit(source)
    lines = mark_furniture(source.lines, source.pages)
    return replace(source, lines=lines, problems=(*partial(source), *source.problems))


def partial(source: Source) -> list[Problem]:
    """What tells of a document some of whose pages were not read."""
    lost = [str(problem.page) for problem in source.problems if problem.code in UNREAD]
    if not lost:
        return []
    shown = "、".join(lost[:SHOWN]) + ("等" if len(lost) > SHOWN else "")
    message = f"共 {len(source.pages)} 页，{len(lost)} 页没有读出（第 {shown} 页），其余各页已入库"
    return [Problem("partial", message)]


def refuse_unfit(source: Source) -> None:
    """Raise Unreadable for a source without Chinese text, with the reason if one is known,
    and for one with more than any directive has."""
    if sum(len(line.text) for line in source.lines) > MAX_CHARACTERS:
        message = f"文字超过 {MAX_CHARACTERS // 10_000} 万字，请拆分后再导入"
        raise Unreadable("too-large", message)
    found = sum(hanzi_in(line.text) for line in source.lines if line.role == "body")
    scanned = any(page.engine for page in source.pages)
    if found >= (SCANNED_HANZI if scanned else 1):
        return
    for problem in source.problems:
        if problem.code in UNREAD:
            raise Unreadable(problem.code, problem.message)
    raise Unreadable("no-text", "没有读到中文，请换成文件正文或更清楚的扫描件")
