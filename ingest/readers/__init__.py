"""Files of any known format -> Source; what the file is, is told by its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.errors import Unreadable
from ingest.lines import mark_furniture
from ingest.model import Source
from ingest.ocr.engine import OcrChoice
from ingest.ocr.triage import hanzi_in
from ingest.progress import Progress
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.image import read_image
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text, wide_encoding

__all__ = ["READERS", "OcrChoice", "Progress", "read_source", "sniff"]

Reader = Callable[[Path, OcrChoice, Progress | None], Source]

READERS: dict[str, Reader] = {
    "pdf": read_pdf,
    "image": read_image,
    "docx": read_docx,
    "html": read_html,
    "text": read_text,
}

HEAD = 4096  # bytes by which a format is told
SCANNED_HANZI = 8  # a picture with fewer shows no directive
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
NAMED = {".pdf": "pdf", ".docx": "docx"} | dict.fromkeys(
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), "image"
)


def read_source(path: Path, *, ocr: OcrChoice = "auto", progress: Progress | None = None) -> Source:
    """Every line that the file holds, furniture marked; `progress(done, total)` of pages.

    Raises Unreadable where no Chinese text can be had, OcrUnavailable where the wanted
    engine does not load. A page that fails is a problem of the source.
    """
    source = READERS[sniff(path)](path, ocr, progress)
    refuse_textless(source)
    return replace(source, lines=mark_furniture(source.lines, source.pages))


def refuse_textless(source: Source) -> None:
    """Raise Unreadable for a source without Chinese text, with the reason if one is known."""
    found = sum(hanzi_in(line.text) for line in source.lines if line.role == "body")
    scanned = any(page.engine for page in source.pages)
    if found >= (SCANNED_HANZI if scanned else 1):
        return
    for problem in source.problems:
        if problem.code in ("needs-ocr", "page-unreadable"):
            raise Unreadable(problem.code, problem.message)
    raise Unreadable("no-text", "没有读到中文，请换成文件正文或更清楚的扫描件")


def sniff(path: Path) -> str:
    """The key into READERS for a file, by its content. Raises Unreadable."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable("empty", "文件是空的，请重新获取")
    found = format_of(head, path)
    named = NAMED.get(path.suffix.lower())
    if named and named != found and found in ("text", "html"):
        message = f"名为 {path.suffix}，内容却是纯文本，请改名或取得真正的文件"
        raise Unreadable("not-an-image" if named == "image" else f"not-a-{named}", message)
    return found


def format_of(head: bytes, path: Path) -> str:
    """The format that the first bytes show. Raises Unreadable for one that has no reader."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return package_format(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old-office", "旧版或加密的 Office 文件，请另存为 DOCX 或 PDF")
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in head and not marked and not wide_encoding(head):
        raise Unreadable("unsupported", "不是文本、PDF、图片、DOCX 或 HTML，请另存为其中一种")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "text"


def package_format(path: Path) -> str:
    """What a zip package is. Raises Unreadable for all but DOCX."""
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged", "压缩包已损坏，请重新获取文件") from error
    if "word/document.xml" in names:
        return "docx"
    if "OFD.xml" in names:
        raise Unreadable("unsupported", "还不能读 OFD，请打印成 PDF")
    raise Unreadable("unsupported", "是压缩包而不是 DOCX，请先解压，或另存为 PDF")
