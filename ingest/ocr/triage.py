"""When a page of a PDF needs OCR: pure rules on its text layer and its pictures."""

from __future__ import annotations

import re
import unicodedata

FEW = 10  # a text layer of fewer characters is a scanner's or a page number's
PICTURED = 0.3  # part of the page that pictures cover on a scan, at least
READABLE = 0.3  # part of a text layer's characters that are hanzi or figures, at least

HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
CID = re.compile(r"\(cid:\d+\)")


def hanzi_in(text: str) -> int:
    """How many Chinese characters `text` holds."""
    return len(HANZI.findall(text))


def needs_ocr(text: str, pictured: float) -> bool:
    """Whether the page must be read from its picture.

    `text` is its text layer, `pictured` the part of its area under pictures (0..1).
    """
    letters = "".join(CID.sub("\ufffd", text).split())
    if len(letters) < FEW:
        return pictured >= PICTURED
    unknown = sum(char == "\ufffd" or unicodedata.category(char) == "Co" for char in letters)
    readable = hanzi_in(letters) + sum(char.isdigit() for char in letters)
    return unknown > 0.1 * len(letters) or readable < READABLE * len(letters)
