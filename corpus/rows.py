"""Values to rows of the tables and back; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import RowMapping

from corpus.model import Change, Decision, Entered, Review, StoredAssignment, StoredDocument
from corpus.settle import Settled
from ingest.model import Block, Box, Document, Line, Page, Piece, Problem, Source
from mapping.model import Assignment, Citation, Forwarding, Record
from mapping.model import Mapping as Mapped
from mapping.proof import legibility

Row = dict[str, Any]

_RECORD_TEXT = ("title", "number", "issuer", "jurisdiction", "adcode", "level", "issued")
_DOCUMENT = ("sha256", "name", "format", "standing", "pages", "characters", "assignments")
_LINE = ("text", "page", "confidence", "role", "cells")
_BLOCK = ("parent", "kind", "level", "label", "number", "orig", "text")
_of_line, _of_block = attrgetter(*_LINE), attrgetter(*_BLOCK)
_ASSIGNMENT = tuple(field.name for field in fields(Assignment) if field.name != "boxes")
_of_assignment = attrgetter(*_ASSIGNMENT)
# What a person's word may put another value before: kept in `review` as the machine read it.
_READ = ("agency", "role", "modality", "measure", "deadline", "confidence", "act")


def all_problems(document: Document, mapping: Mapped) -> tuple[Problem, ...]:
    """What went wrong in reading and mapping, each once, in the order of the passes."""
    every = (*document.source.problems, *document.problems, *mapping.problems)
    return tuple(dict.fromkeys(every))


def document_row(document: Document, mapping: Mapped, standing: Entered, imported_at: str) -> Row:
    """The row of `documents`, but for what depends on the other rows; its id is the record's."""
    reading = dict.fromkeys((*document.source.problems, *document.problems))
    return {
        **mapped_row(mapping),
        "sha256": document.sha256,
        "name": document.name,
        "format": document.source.format,
        "standing": standing,
        "pages": len(document.source.pages),
        "characters": sum(len(block.orig) for block in document.blocks),
        "problems": [asdict(problem) for problem in reading],
        "imported_at": imported_at,
    }


def mapped_row(mapping: Mapped) -> Row:
    """What mapping tells of a document: its record, and problems."""
    record = mapping.record
    return {
        "id": record.document,
        **{name: getattr(record, name) for name in _RECORD_TEXT},
        "forwarded_by": asdict(record.forwarded_by) if record.forwarded_by else None,
        "cites": [asdict(citation) for citation in record.cites],
        "members": list(record.members),
        "assignments": len(mapping.assignments),
        "mapping_problems": [asdict(problem) for problem in mapping.problems],
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
        problems=tuple(
            dict.fromkeys(Problem(**each) for each in (*row["problems"], *row["mapping_problems"]))
        ),
        imported_at=row["imported_at"],
        changes=_changes(row),
    )


def _changes(row: RowMapping) -> tuple[Change, ...]:
    found = []
    if row["amended_on"] is not None:
        found.append(Change("amended", row["amended_on"] or None, row["amended_by"]))
    if row["ended_on"] is not None:
        found.append(Change(row["ended_as"], row["ended_on"] or None, row["ended_by"]))
    return tuple(found)


def changes_row(changes: Iterable[Change]) -> Row:
    """The columns of `documents` that keep what became of a directive."""
    row: Row = dict.fromkeys(("amended_on", "amended_by", "ended_on", "ended_by", "ended_as"))
    for change in changes:
        kind = "amended" if change.standing == "amended" else "ended"
        row |= {f"{kind}_on": change.since or "", f"{kind}_by": change.by}
        if kind == "ended":
            row["ended_as"] = change.standing
    return row


def reading_problems(row: RowMapping) -> tuple[Problem, ...]:
    """What went wrong in reading, of a row of `documents`."""
    return tuple(Problem(**problem) for problem in row["problems"])


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
            **dict(zip(_LINE, _of_line(line), strict=True)),
            "document": document,
            "position": position,
            "box": line.box and _box(line.box),
        }
        for position, line in enumerate(lines)
    ]


def _box(box: Box) -> tuple[float, ...]:
    # Not astuple, which copies deeply and is the slowest part of entering a document.
    return box.page, box.x0, box.y0, box.x1, box.y1


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


def block_rows(document: str, blocks: Iterable[Block], first: int) -> list[Row]:
    """The rows of `blocks`, numbered in reading order from 0, with ids from `first` on."""
    return [_block_row(document, position, block, first) for position, block in enumerate(blocks)]


def _block_row(document: str, position: int, block: Block, first: int) -> Row:
    return {
        "id": first + position,
        **dict(zip(_BLOCK, _of_block(block), strict=True)),
        "document": document,
        "position": position,
        "block": block.id,
        "offsets": None if block.offsets == _unmoved(block.orig) else block.offsets,
        "pieces": [(p.start, p.end, p.line, p.column) for p in block.pieces],
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


def assignment_row(
    settled: Settled, document: str, block_ids: Mapping[str, int], source: Source, block: Block
) -> Row:
    """The row of an assignment as it is shown; `block_ids` gives the row of each block."""
    review, duty = settled.review, settled.assignment
    return {
        **duty_row(duty),
        "document": document,
        "block_id": block_ids[duty.block],
        "shown": int(settled.shown),
        "legible": legibility(block, source, duty.start, duty.end),
        "review": review and _review_row(review),
    }


def duty_row(duty: Assignment) -> Row:
    """The values of an assignment, fit for JSON."""
    return {
        **dict(zip(_ASSIGNMENT, _of_assignment(duty), strict=True)),
        "boxes": [_box(box) for box in duty.boxes],
    }


def _review_row(review: Review) -> Row:
    machine = review.machine
    return {
        "decision": review.decision,
        "action": review.action,
        "by": review.by,
        "at": review.at,
        "disagrees": review.disagrees,
        "machine": machine and {name: getattr(machine, name) for name in _READ},
    }


def assignment(row: Mapping[str, Any] | RowMapping) -> Assignment:
    """The assignment of a row of `assignments`, as it is shown."""
    return Assignment(
        **{name: row[name] for name in _ASSIGNMENT},
        boxes=tuple(Box(*box) for box in row["boxes"]),
    )


def review(row: RowMapping) -> Review | None:
    """What a person decided of a row of `assignments`."""
    told = row["review"]
    if told is None:
        return None
    machine = told["machine"] and replace(assignment(row), **told["machine"])
    return Review(**{**told, "machine": machine})


def machine_reading(row: RowMapping) -> Assignment | None:
    """What the machine read, of a row of `assignments`; None where only a person says it."""
    told = review(row)
    return told.machine if told else assignment(row)


def stored_assignment(row: RowMapping, document: StoredDocument) -> StoredAssignment:
    """The assignment of a row of `assignments` with its directive."""
    return StoredAssignment(row["id"], document, assignment(row), review(row))


def decision(row: RowMapping) -> Decision:
    """The decision of a row of `decisions` that is about an assignment."""
    values = {name: row[name] for name in ("id", "at", "by", "action", "document")}
    return Decision(
        **values,
        before=assignment(row["before"]),
        after=assignment(row["after"]) if row["after"] else None,
        replaces=row["replaces"],
        note=row["note"],
    )
