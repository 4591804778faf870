"""Plain text: UTF-8, GB18030, UTF-16; a form feed ends a page.

Blank lines are dropped; the blanks that open a line are kept, since an indent tells a
paragraph.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import Unreadable
from ingest.model import Line, Page, Source
from ingest.ocr.engine import OcrChoice
from ingest.progress import Progress

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ENCODINGS = ["gb18030", "utf_16_le", "utf_16_be", "big5"]


def read_text(path: Path, ocr: OcrChoice, progress: Progress | None) -> Source:
    """Read a text file; its lines have no boxes. Raises Unreadable."""
    text = decode(path.read_bytes())
    sheets = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    lines = [
        Line(line.rstrip(), number)
        for number, sheet in enumerate(sheets, 1)
        for line in sheet.split("\n")
        if line.strip()
    ]
    if progress:
        progress(len(sheets), len(sheets))
    pages = tuple(Page(number) for number in range(1, len(sheets) + 1))
    return Source("text", pages, tuple(lines))


def decode(data: bytes) -> str:
    """The characters of `data`; raises Unreadable where no encoding fits."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=ENCODINGS).best()
    if best is None:
        raise Unreadable("unknown-encoding", "not text in a known encoding: save it as UTF-8")
    return str(best)
