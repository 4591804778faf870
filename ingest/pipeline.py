"""The passes of reading, in order: file -> source -> blocks -> letterhead -> document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.errors import Unreadable
from ingest.letterhead import read_letterhead
from ingest.model import Document, Source
from ingest.readers import OcrChoice, read_source
from ingest.structure import build_blocks

LONGEST = 50_000
"""Characters of a paragraph; what goes through it more than once would take minutes over more."""


def read_document(
    path: Path,
    *,
    ocr: OcrChoice = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Read one file; `progress(done, total)` is told of pages.

    Raises `ingest.errors.Unreadable` where no text can be had from it.
    """
    source = read_source(path, ocr=ocr, progress=progress)
    document = assemble(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), source)
    if any(len(block.orig) > LONGEST for block in document.blocks):
        message = f"有一段文字超过 {LONGEST // 10_000} 万字，不像文件正文，请分段后再导入"
        raise Unreadable("too-large", message)
    return document


def assemble(name: str, sha256: str, source: Source) -> Document:
    """A document from what a reader yielded."""
    blocks = build_blocks(source.lines)
    return Document(name, sha256, source, blocks, read_letterhead(blocks), source.problems)
