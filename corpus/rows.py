"""Values to rows of the tables and back; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, fields
from typing import Any

from sqlalchemy import RowMapping

from corpus.model import Standing, StoredDocument
from ingest.model import Block, Box, Document, Line, Page, Piece, Problem
from mapping.model import Assignment, Citation, Forwarding, Mapping, Record

Row = dict[str, Any]

_RECORD_TEXT = ("title", "number", "issuer", "jurisdiction", "adcode", "level", "issued")
_DOCUMENT = ("sha256", "name", "format", "standing", "pages", "characters", "assignments")
_BLOCK = ("parent", "kind", "level", "label", "number", "orig", "text")
_ASSIGNMENT = tuple(field.name for field in fields(Assignment) if field.name != "boxes")


def all_problems(document: Document, mapping: Mapping) -> tuple[Problem, ...]:
    """What went wrong in reading and mapping, each once, in the order of the passes."""
    every = (*document.source.problems, *document.problems, *mapping.problems)
    return tuple(dict.fromkeys(every))


def document_row(document: Document, mapping: Mapping, standing: Standing, imported_at: str) -> Row:
    """The row of `documents`; its id is the record's."""
    record = mapping.record
    return {
        "id": record.document,
        **{name: getattr(record, name) for name in _RECORD_TEXT},
        "forwarded_by": asdict(record.forwarded_by) if record.forwarded_by else None,
        "cites": [asdict(citation) for citation in record.cites],
        "members": list(record.members),
        "sha256": document.sha256,
        "name": document.name,
        "format": document.source.format,
        "standing": standing,
        "pages": len(document.source.pages),
        "characters": sum(len(block.orig) for block in document.blocks),
        "assignments": len(mapping.assignments),
        "problems": [asdict(problem) for problem in all_problems(document, mapping)],
        "imported_at": imported_at,
    }


def stored_document(row: RowMapping) -> StoredDocument:
    """The document of a row of `documents`."""
    forwarding = row["forwarded_by"]
    record = Record(
        document=row["id"],
        **{name: row[name] for name in _RECORD_TEXT},
        forwarded_by=Forwarding(**forwarding) if forwarding else None,
        cites=tuple(Citation(**citation) for citation in row["cites"]),
        members=tuple(row["members"]),
    )
    return StoredDocument(
        record=record,
        **{name: row[name] for name in _DOCUMENT},
        problems=tuple(Problem(**problem) for problem in row["problems"]),
        imported_at=row["imported_at"],
    )


def page_rows(document: str, pages: Iterable[Page]) -> list[Row]:
    """The rows of `pages`."""
    return [{"document": document, **asdict(page)} for page in pages]


def page(row: RowMapping) -> Page:
    """The page of a row of `pages`."""
    return Page(**{field.name: row[field.name] for field in fields(Page)})


def line_rows(document: str, lines: Iterable[Line]) -> list[Row]:
    """The rows of `lines`, numbered in reading order from 0."""
    return [
        {
            **asdict(line),
            "document": document,
            "position": position,
            "box": astuple(line.box) if line.box else None,
        }
        for position, line in enumerate(lines)
    ]


def line(row: RowMapping) -> Line:
    """The line of a row of `lines`."""
    return Line(
        text=row["text"],
        page=row["page"],
        box=Box(*row["box"]) if row["box"] else None,
        confidence=row["confidence"],
        role=row["role"],
        cells=tuple(row["cells"]),
    )


def block_rows(document: str, blocks: Iterable[Block]) -> list[Row]:
    """The rows of `blocks`, numbered in reading order from 0; `id` is the table's."""
    return [_block_row(document, position, block) for position, block in enumerate(blocks)]


def _block_row(document: str, position: int, block: Block) -> Row:
    return {
        **{name: getattr(block, name) for name in _BLOCK},
        "document": document,
        "position": position,
        "block": block.id,
        "offsets": None if block.offsets == _unmoved(block.orig) else block.offsets,
        "pieces": [astuple(piece) for piece in block.pieces],
        "cells": block.cells,
    }


def _unmoved(orig: str) -> tuple[int, ...]:
    return tuple(range(len(orig) + 1))


def block(row: RowMapping) -> Block:
    """The block of a row of `blocks`."""
    offsets = row["offsets"]
    return Block(
        id=row["block"],
        **{name: row[name] for name in _BLOCK},
        offsets=_unmoved(row["orig"]) if offsets is None else tuple(offsets),
        pieces=tuple(Piece(*piece) for piece in row["pieces"]),
        cells=tuple(row["cells"]),
    )


def assignment_rows(
    document: str, assignments: Sequence[Assignment], block_ids: dict[str, int]
) -> list[Row]:
    """The rows of `assignments`; `block_ids` gives the row of each block of the document."""
    return [
        {
            **{name: getattr(assignment, name) for name in _ASSIGNMENT},
            "document": document,
            "block_id": block_ids[assignment.block],
            "boxes": [astuple(box) for box in assignment.boxes],
        }
        for assignment in assignments
    ]


def assignment(row: RowMapping) -> Assignment:
    """The assignment of a row of `assignments`."""
    return Assignment(
        **{name: row[name] for name in _ASSIGNMENT},
        boxes=tuple(Box(*box) for box in row["boxes"]),
    )
