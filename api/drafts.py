"""[S] A draft from its file, in memory: nothing of it reaches the corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.importer import document_id
from graph.check import Draft, draft_of
from ingest.model import Document
from ingest.pipeline import read_document
from ingest.readers import OcrChoice
from mapping.knowledge import SHIPPED, Knowledge
from mapping.pipeline import map_document
from mapping.reference import Reference


def read_draft(
    path: Path,
    reference: Reference,
    *,
    ocr: OcrChoice = "auto",
    jurisdiction: str | None = None,
    knowledge: Knowledge = SHIPPED,
    progress: Callable[[int, int], None] | None = None,
) -> Draft:
    """Read and map one file; `jurisdiction` is an adcode. Raises Unreadable, OSError."""
    reading = read_document(path, ocr=ocr, progress=progress)
    return map_draft(reading, path, reference, jurisdiction, knowledge)


def map_draft(
    reading: Document,
    path: Path,
    reference: Reference,
    jurisdiction: str | None,
    knowledge: Knowledge,
) -> Draft:
    """The draft that was read from the file `path`."""
    mapping = map_document(
        reading,
        reference,
        document_id=document_id(path),
        jurisdiction=jurisdiction,
        knowledge=knowledge,
    )
    return draft_of(reading, mapping)
