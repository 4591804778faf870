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
MAX_BYTES = 20_000_000
WIDE_SHARE = 0.7
ENCODINGS = ["gb18030", "big5"]


def read_text(path: Path, ocr: OcrChoice, progress: Progress | None) -> Source:
    """Read a text file; its lines have no boxes. Raises Unreadable."""
    text = decode(contents(path))
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


def contents(path: Path) -> bytes:
    """The bytes of a file of text. Raises Unreadable where they are far more than a directive."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("too-large", f"文本超过 {MAX_BYTES // 1_000_000} MB，请拆分后再导入")
    return path.read_bytes()


def decode(data: bytes) -> str:
    """The characters of `data`; raises Unreadable where no encoding fits."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode(wide_encoding(data) or "utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=ENCODINGS).best()
    if best is None:
        raise Unreadable("unknown-encoding", "认不出文字编码，请另存为 UTF-8")
    return str(best)


def wide_encoding(data: bytes) -> str | None:
    """The kind of UTF-16 that unmarked bytes are, told by Chinese text in it; else None."""
    if b"\0" not in data:
        return None
    texts = {
        name: data[: len(data) // 2 * 2].decode(name, errors="replace")
        for name in ("utf-16-le", "utf-16-be")
    }
    best = max(texts, key=lambda name: chinese_share(texts[name]))
    return best if chinese_share(texts[best]) > WIDE_SHARE else None


def chinese_share(text: str) -> float:
    """The part of `text` that is common in Chinese print: hanzi, their marks, line ends."""
    common = sum("\u4e00" <= char <= "\u9fff" or char in "\n，。、；：　（）" for char in text)
    return common / max(len(text), 1)
