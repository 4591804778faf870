"""How a reading enters the corpus, replaces an older one, and leaves.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Literal

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from corpus import rows, vectors
from corpus.model import Standing, StoredDocument
from corpus.rows import Row
from corpus.schema import (
    assignments,
    block_text,
    blocks,
    bump,
    documents,
    lines,
    pages,
    superseded,
)
from corpus.search import index_text
from ingest.model import Document
from mapping.model import Mapping, Record

Outcome = Literal["imported", "updated", "unchanged"]
Duty = tuple[str, str, str]  # provision, agency, measure: what one assignment is

_PARTS = (pages, lines, blocks, assignments)


def enter(
    connection: Connection, document: Document, mapping: Mapping, standing: Standing
) -> tuple[str, Outcome]:
    """Enter a reading; see Corpus.add."""
    older = _same_directive(connection, document, mapping.record)
    if older is not None and _same_reading(older, document, mapping, standing):
        own = select(assignments.c.measure).where(assignments.c.document == older.id)
        # By another policy field the same words are other measures.
        if set(connection.scalars(own)) == {duty.measure for duty in mapping.assignments}:
            return older.id, "unchanged"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    own_id = older.id if older else _free_id(connection, mapping.record.document)
    mapping = replace(mapping, record=replace(mapping.record, document=own_id))
    row = rows.document_row(document, mapping, standing, now)
    kept: dict[Duty, int] = {}
    if older is None:
        connection.execute(insert(documents), row)
    else:
        kept = _supersede(connection, older, now)
        connection.execute(update(documents).where(documents.c.id == own_id).values(row))
    _insert_parts(connection, own_id, document, mapping, kept)
    bump(connection)
    return own_id, "updated" if older else "imported"


def remove(connection: Connection, document_id: str) -> tuple[str, ...]:
    """Delete a document with its superseded readings; the SHA-256 of the originals that
    nothing needs any more, none where there is no such document."""
    own = select(documents.c.sha256).where(documents.c.id == document_id)
    past = select(superseded.c.sha256).where(superseded.c.document == document_id)
    freed = set(connection.scalars(own.union(past)))
    if not freed:
        return ()
    _forget_blocks(connection, document_id)
    connection.execute(delete(documents).where(documents.c.id == document_id))
    needed = select(documents.c.sha256).union(select(superseded.c.sha256))
    bump(connection)
    return tuple(freed - set(connection.scalars(needed)))


def same_directive(stored: StoredDocument, document: Document, record: Record) -> bool:
    """Whether a reading is of the directive that `stored` is a reading of.

    It is where the file is the same; where 文号 and jurisdiction are; or where the file's
    name is and nothing known of both tells them apart: 文号, jurisdiction, or the title
    where one has no 文号.
    """
    old = stored.record
    if stored.sha256 == document.sha256:
        return True
    if None not in (record.number, record.jurisdiction) and (
        (record.number, record.jurisdiction) == (old.number, old.jurisdiction)
    ):
        return True
    told = [(record.number, old.number), (record.jurisdiction, old.jurisdiction)]
    if None in (record.number, old.number):
        told.append((record.title, old.title))
    apart = any(one and other and one != other for one, other in told)
    return stored.name == document.name and not apart


def _same_reading(
    stored: StoredDocument, document: Document, mapping: Mapping, standing: Standing
) -> bool:
    """Whether a file is read as before: with other options it may not be."""
    return (
        stored.sha256 == document.sha256
        and stored.standing == standing
        and stored.record.adcode == mapping.record.adcode
        and stored.problems == rows.all_problems(document, mapping)
    )


def _same_directive(
    connection: Connection, document: Document, record: Record
) -> StoredDocument | None:
    alike = or_(
        documents.c.sha256 == document.sha256,
        documents.c.name == document.name,
        documents.c.number == record.number,
    )
    query = select(documents).where(alike).order_by(documents.c.sha256 != document.sha256)
    candidates = map(rows.stored_document, connection.execute(query).mappings().all())
    return next((old for old in candidates if same_directive(old, document, record)), None)


def _free_id(connection: Connection, wanted: str) -> str:
    for number in count(1):
        candidate = wanted if number == 1 else f"{wanted}-{number}"
        if not connection.scalar(select(documents.c.id).where(documents.c.id == candidate)):
            return candidate
    raise AssertionError


def _supersede(connection: Connection, older: StoredDocument, now: str) -> dict[Duty, int]:
    """Move a reading to the superseded ones; give the ids of its assignments."""
    reading = {
        "documents": _dump(connection, documents, older.id),
        **{part.name: _dump(connection, part, older.id) for part in _PARTS},
    }
    row = {"document": older.id, "sha256": older.sha256, "replaced_at": now, "reading": reading}
    connection.execute(insert(superseded), row)
    _forget_blocks(connection, older.id)
    for part in _PARTS:
        connection.execute(delete(part).where(part.c.document == older.id))
    return {
        (row["provision"], row["agency"], row["measure"]): row["id"]
        for row in reading["assignments"]
    }


def _dump(connection: Connection, table: Table, document_id: str) -> list[Row]:
    owner = table.c.id if table is documents else table.c.document
    found = connection.execute(select(table).where(owner == document_id)).mappings()
    return [dict(row) for row in found]


def _forget_blocks(connection: Connection, document_id: str) -> None:
    """Take a document's blocks out of both indexes, before they go themselves."""
    vectors.forget(connection, document_id)
    gone = select(blocks.c.id).where(blocks.c.document == document_id)
    connection.execute(delete(block_text).where(block_text.c.rowid.in_(gone)))


def _insert_parts(
    connection: Connection, own_id: str, document: Document, mapping: Mapping, kept: dict[Duty, int]
) -> None:
    """Enter pages, lines, blocks and assignments; a duty that was there keeps its id."""
    _insert(connection, pages, rows.page_rows(own_id, document.source.pages))
    _insert(connection, lines, rows.line_rows(own_id, document.source.lines))
    _insert(connection, blocks, rows.block_rows(own_id, document.blocks))
    query = select(blocks.c.block, blocks.c.id, blocks.c.text)
    entered = connection.execute(query.where(blocks.c.document == own_id)).all()
    index_text(connection, [(row, text) for _, row, text in entered])
    block_ids = {block: row for block, row, _ in entered}
    duties = rows.assignment_rows(own_id, mapping.assignments, block_ids)
    for row in duties:
        row["id"] = kept.pop((row["provision"], row["agency"], row["measure"]), None)
    _insert(connection, assignments, duties)


def _insert(connection: Connection, table: Table, values: list[Row]) -> None:
    if values:
        connection.execute(insert(table), values)
