"""The one place where a reading is mapped: for a file that is imported, and again later."""

from __future__ import annotations

from ingest.model import Document
from mapping.knowledge import Knowledge
from mapping.model import Mapping, RepairKey
from mapping.reference import load_reference


def mapped(
    document: Document,
    own_id: str,
    jurisdiction: str | None,
    knowledge: Knowledge,
    refused: frozenset[RepairKey] = frozenset(),
) -> Mapping:
    """What a directive makes whom do by the present rules (`mapping.version`) and `knowledge`;
    `jurisdiction` is the adcode that a person told, None where the text's own place counts;
    `refused` are the repairs that people do not want."""
    from mapping.pipeline import map_document  # spaCy takes a second, and most runs only answer

    return map_document(
        document,
        load_reference(),
        document_id=own_id,
        jurisdiction=jurisdiction,
        knowledge=knowledge,
        refused=refused,
    )
