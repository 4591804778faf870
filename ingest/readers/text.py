"""Plain text and Markdown: UTF-8, GB18030, UTF-16; a form feed ends a page.

Blank lines are dropped; the blanks that open a line are kept, since an indent tells a
paragraph.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.errors import Unreadable
from ingest.model import Line, Page, Problem, Source
from ingest.progress import Progress
from ingest.readers.limits import MAX_TEXT
from ingest.readers.markdown import without_marks

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
HEAD = 4096  # bytes in which a page declares its encoding
WIDE_SHARE = 0.7
COMMON_SHARE = 0.8
LOST = "\ufffd"
FEW_LOST = 0.05  # of the characters of a UTF-8 text that has been damaged, at most
SAMPLE = 20_000  # characters by which an encoding is told
DECLARED = re.compile(rb"<meta[^>]{0,100}charset\s*=\s*[\"']?\s*(gb\w{0,10}|big5|utf-?8)", re.I)
ENCODINGS = ["gb18030", "big5"]


def read_text(path: Path, progress: Progress | None) -> Source:
    """Read a text file; its lines have no boxes. Raises Unreadable."""
    text = without_marks(decode(contents(path)))
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
    return Source("text", pages, tuple(lines), lost_characters(text))


def contents(path: Path) -> bytes:
    """The bytes of a file of text. Raises Unreadable where they are far more than a directive."""
    if path.stat().st_size > MAX_TEXT:
        raise Unreadable("too-large", f"文本超过 {MAX_TEXT // 1_000_000} MB，请拆分后再导入")
    return path.read_bytes()


def lost_characters(text: str) -> tuple[Problem, ...]:
    """What tells of characters that could not be decoded; nothing where there are none."""
    count = text.count(LOST)
    if not count:
        return ()
    message = f"有 {count} 个字符无法解码，读作 {LOST}，请与原文核对或重新获取文件"
    return (Problem("lost-characters", message),)


def decode(data: bytes, *, declared: bool = False) -> str:
    """The characters of `data`; raises Unreadable where no encoding fits.

    `declared` takes the word of an HTML page's own tag where the page keeps it.
    """
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode(wide_encoding(data) or "utf-8")
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        if text.count(LOST) < FEW_LOST * len(text):
            return text
    told = DECLARED.search(data[:HEAD]) if declared else None
    if (told and told[1].lower().startswith(b"gb")) or is_gb18030(data):
        return data.decode("gb18030", errors="replace")
    best = from_bytes(data[: 2 * SAMPLE], cp_isolation=ENCODINGS).best()
    if best is None:
        raise Unreadable("unknown-encoding", "认不出文字编码，请另存为 UTF-8")
    return data.decode(best.encoding, errors="replace")


def is_gb18030(data: bytes) -> bool:
    """Whether the bytes are Chinese in a national encoding: most hanzi are of its first,
    common level (GB/T 2312 rows 16 to 55)."""
    text = data[:SAMPLE].decode("gb18030", errors="ignore")
    rows = [char.encode("gb2312", "ignore")[:1] for char in text if "\u4e00" <= char <= "\u9fff"]
    common = sum(b"\xb0" <= row <= b"\xd7" for row in rows)
    return bool(rows) and common > COMMON_SHARE * len(rows) and data.count(b"\0") == 0


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
