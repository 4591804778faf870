"""The passes of reading, in order: file -> source -> blocks -> letterhead -> document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.broken import join_cut
from ingest.checks import checked
from ingest.letterhead import read_letterhead
from ingest.model import Document, Source
from ingest.readers import OcrChoice, PagePool, read_source
from ingest.runs import split_runs
from ingest.stacked import join_stacked
from ingest.structure import build_blocks
from ingest.wrapped import join_wrapped


def read_document(
    path: Path,
    *,
    ocr: OcrChoice = "auto",
    progress: Callable[[int, int], None] | None = None,
    pages: PagePool | None = None,
) -> Document:
    """Read one file; `progress(done, total)` is told of pages, `pages` reads those scanned.

    Raises `ingest.errors.Unreadable` where no text can be had from it.
    """
    return document_of(path, read_source(path, ocr=ocr, progress=progress, pages=pages))


def document_of(path: Path, source: Source) -> Document:
    """The document from what was read of the file at `path`."""
    return assemble(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), source)


def assemble(name: str, sha256: str, source: Source) -> Document:
    """A document from what a reader yielded."""
    source = replace(source, lines=split_runs(join_wrapped(join_stacked(join_cut(source.lines)))))
    blocks = build_blocks(source.lines)
    problems = (*source.problems, *checked(source, blocks))
    return Document(name, sha256, source, blocks, read_letterhead(blocks, source.lines), problems)
