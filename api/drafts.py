"""[S] A draft from its file, in memory: nothing of it reaches the corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from api.asked import place_coded
from corpus.importer import document_id
from corpus.uploads import safe_name
from graph.check import Draft, draft_of
from ingest.model import Document
from ingest.pipeline import read_document
from ingest.readers import OcrChoice
from mapping.knowledge import SHIPPED, Knowledge
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
    from mapping.pipeline import map_document  # spaCy takes a second, and most runs only answer

    mapping = map_document(
        reading,
        reference,
        document_id=document_id(path),
        jurisdiction=jurisdiction,
        knowledge=knowledge,
    )
    return draft_of(reading, mapping)


def sent_draft(
    name: str,
    content: bytes,
    read: Callable[[Path], Document],
    reference: Reference,
    jurisdiction: str | None,
    knowledge: Knowledge,
) -> Draft:
    """A draft that was sent as a file of this name, read by `read`. Raises what `read` does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(content)
        return map_draft(read(path), path, reference, jurisdiction, knowledge)


def text_draft(
    text: str,
    reference: Reference,
    *,
    name: str = "草案",
    jurisdiction: str | None = None,
    knowledge: Knowledge = SHIPPED,
) -> Draft:
    """A draft that came as text. Raises Unreadable, Misnamed."""
    place_coded(jurisdiction, reference)
    # What is no text at all would make another format of it.
    plain = "".join(c for c in text if c.isprintable() or c in "\r\n\t\u3000")
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(f"{name}.txt")
        path.write_text(plain, "utf-8")
        return read_draft(path, reference, jurisdiction=jurisdiction, knowledge=knowledge)
