"""What a file is: told by its content, never by its name."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers.doc import ole_format
from ingest.readers.packages import opened_package
from ingest.readers.text import BOMS, wide_encoding

HEAD = 4096  # bytes by which a format is told
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
PACKAGES = {"docx": re.compile(r"word/document\d*\.xml"), "ofd": re.compile(r"OFD\.xml")}
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|section|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)

ARCHIVE = re.compile(r"^(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE | re.MULTILINE)
"""A field of the head of a web page kept whole as one file (MHT, RFC 2557)."""

WORD_XML = 'progid="Word.Document"'


def sniff(path: Path) -> str:
    """The key into READERS for a file. Raises Unreadable for what has no reader."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable("empty", "文件是空的，请重新获取")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return package_format(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return ole_format(path)
    return "rtf" if head.startswith(b"{\\rtf") else plain_format(head)


def plain_format(head: bytes) -> str:
    """ "html", "wordml" or "text" for a file that begins so. Raises Unreadable for binary data."""
    marked = next((name for bom, name in BOMS.items() if head.startswith(bom)), None)
    encoding = marked or wide_encoding(head)
    if b"\0" in head and not encoding:
        raise Unreadable(
            "unsupported", "不是文本、网页、PDF、图片、DOCX、DOC 或 OFD，请另存为其中一种"
        )
    start = head.decode(encoding or "latin-1", errors="replace").removeprefix("\ufeff")
    if WORD_XML in start:
        return "wordml"
    archive = "multipart/" in start and len(ARCHIVE.findall(start)) > 1
    return "html" if archive or HTML.match(start) else "text"


def package_format(path: Path) -> str:
    """What a zip package is. Raises Unreadable for all but DOCX and OFD."""
    with opened_package(path) as package:
        names = package.namelist()
    for kind, member in PACKAGES.items():
        if any(map(member.fullmatch, names)):
            return kind
    raise Unreadable("unsupported", "是压缩包而不是 DOCX 或 OFD，请先解压，再导入里面的文件")
