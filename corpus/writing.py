"""How a reading enters the corpus, replaces an older one, and leaves.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Literal

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, union, update

from corpus import audit, duties, effects, rows, vectors
from corpus.bulk import first, insert_rows, last_id
from corpus.copies import Copy, copy_of, forget_copies, forget_sketch, keep_copy
from corpus.model import Entered, StoredDocument
from corpus.rows import Row
from corpus.schema import (
    assignments,
    block_text,
    blocks,
    bump,
    copies,
    documents,
    lines,
    pages,
    superseded,
)
from corpus.search import index_text
from ingest.model import Document
from mapping.knowledge import SHIPPED, Knowledge
from mapping.lexicon import load_lexicon
from mapping.mending import mended
from mapping.model import Mapping, Record
from mapping.reference import load_reference
from mapping.version import mapping_version

Outcome = Literal["imported", "updated", "unchanged", "poorer"]

# Built once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_COPIED = select(copies.c.document).where(copies.c.sha256 == bindparam("sha256"))
_MAY_BE_SAME = (
    select(documents)
    .where(
        (documents.c.sha256 == bindparam("sha256"))
        | (documents.c.name == bindparam("name"))
        | (documents.c.number == bindparam("number"))
        | documents.c.id.in_(_COPIED)
    )
    .order_by(documents.c.sha256 != bindparam("sha256"))
)
_MAY_BE = """SELECT 1 FROM documents WHERE sha256 = ?1 OR name = ?2 OR number = ?3
    UNION ALL SELECT 1 FROM copies WHERE sha256 = ?1"""
_TAKEN = "SELECT 1 FROM documents WHERE id = ?"

_TOLD = ("title", "number", "jurisdiction", "name", "imported_at", "assignments")
_PARTS = (pages, lines, blocks, assignments)


def load(knowledge: Knowledge = SHIPPED) -> None:
    """Load what `enter` needs: seconds, for which nobody should be kept from writing."""
    load_lexicon()
    mapping_version(knowledge)


def enter(
    connection: Connection,
    document: Document,
    mapping: Mapping,
    standing: Entered,
    told: str | None = None,
    knowledge: Knowledge = SHIPPED,
    by: str = "",
) -> tuple[str, Outcome]:
    """Enter a reading; see Corpus.add."""
    older = _same_directive(connection, document, mapping.record)
    if older is not None:
        told, mapping = _place_told(connection, older, told, mapping)
        if kept_as := _stays(connection, older, document, mapping, standing, by):
            return older.id, kept_as
    now = datetime.now(UTC).isoformat(timespec="seconds")
    own_id = older.id if older else _free_id(connection, mapping.record.document)
    mapping = replace(mapping, record=replace(mapping.record, document=own_id))
    row = rows.document_row(document, mapping, standing, now)
    row |= {"told": told, "mapped_by": mapping_version(knowledge)}
    touched = effects.touched(connection, own_id) if older else set()
    kept: duties.Kept = {}
    if older is None:
        insert_rows(connection, documents, [row])
    else:
        kept = _supersede(connection, older, now)
        forget_sketch(connection, own_id)
        connection.execute(update(documents).where(documents.c.id == own_id).values(row))
    forget_copies(connection, document.sha256)
    _insert_parts(connection, own_id, document := mended(document, mapping.repairs))
    duties.write(connection, own_id, document, mapping.assignments, kept)
    if older or mapping.effects or effects.upon(connection, mapping.record):
        effects.enter(connection, own_id, mapping.effects)
        effects.restate(connection, touched | effects.touched(connection, own_id))
    bump(connection)
    outcome: Outcome = "updated" if older else "imported"
    _note(connection, by, own_id, document, outcome)
    return own_id, outcome


def _stays(
    connection: Connection,
    older: StoredDocument,
    document: Document,
    mapping: Mapping,
    standing: Entered,
    by: str,
) -> Outcome | None:
    """How a reading that changes nothing is told; None for one that takes the older's place."""
    if not _same_field(connection, older.id, mapping):
        return None
    if _same_reading(older, document, mapping, standing):
        return "unchanged"
    copy = copy_of(connection, older, document)
    if standing != older.standing or not copy:
        return None
    keep_copy(connection, older.id, document, copy)
    _note(connection, by, older.id, document, copy)
    return "unchanged" if copy == "same-text" else "poorer"


def _note(
    connection: Connection, by: str, own_id: str, document: Document, result: Outcome | Copy
) -> None:
    """Leave a line in the audit trail of a file that was entered, or kept as a copy."""
    told = {"file": document.name, "sha256": document.sha256, "result": result}
    audit.note(connection, by, "enter", own_id, told)


def remap(
    connection: Connection,
    own_id: str,
    document: Document,
    mapping: Mapping,
    knowledge: Knowledge,
) -> None:
    """Put another mapping of the same reading in the place of the one that a document has, and
    its text as the mapping's repairs make it."""
    document = mended(document, mapping.repairs)
    mine = documents.c.id == own_id
    touched = effects.touched(connection, own_id)
    row = rows.mapped_row(mapping) | {"mapped_by": mapping_version(knowledge)}
    connection.execute(update(documents).where(mine).values(row))
    kept = duties.take_out(connection, own_id)
    _put_blocks(connection, own_id, document)
    duties.write(connection, own_id, document, mapping.assignments, kept)
    effects.enter(connection, own_id, mapping.effects)
    effects.restate(connection, touched | effects.touched(connection, own_id))
    bump(connection)


def _place_told(
    connection: Connection, older: StoredDocument, told: str | None, mapping: Mapping
) -> tuple[str | None, Mapping]:
    """A place that a person told of a directive holds for its next reading that names none."""
    before = connection.scalar(select(documents.c.told).where(documents.c.id == older.id))
    if told is not None or before is None or mapping.record.adcode is not None:
        return told, mapping
    place = {name: getattr(older.record, name) for name in ("jurisdiction", "adcode", "level")}
    problems = tuple(p for p in mapping.problems if p.code != "no-jurisdiction")
    record = replace(mapping.record, **place)
    return before, replace(mapping, record=record, problems=problems)


def remove(connection: Connection, document_id: str, by: str) -> frozenset[str]:
    """Delete a document with its superseded readings and leave a line in the audit trail; the
    SHA-256 of its originals, none where there is no such document."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings()
    gone = row.first()
    if gone is None:
        return frozenset()
    tables = (documents.c.id, superseded.c.document, copies.c.document)
    own = [select(c.table.c.sha256).where(c == document_id) for c in tables]
    freed = frozenset(connection.scalars(union(*own)))
    told = {name: gone[name] for name in _TOLD} | {"originals": sorted(freed)}
    audit.note(connection, by, "remove", document_id, told)
    touched = effects.touched(connection, document_id)
    forget_blocks(connection, document_id)
    connection.execute(delete(documents).where(documents.c.id == document_id))
    effects.restate(connection, touched)
    bump(connection)
    return freed


def needed_originals(connection: Connection) -> frozenset[str]:
    """The SHA-256 of every original that a document, an older reading or a copy refers to."""
    tables = (documents, superseded, copies)
    return frozenset(connection.scalars(union(*(select(t.c.sha256) for t in tables))))


def same_directive(stored: StoredDocument, document: Document, record: Record) -> bool:
    """Whether a reading is of the directive that `stored` is a reading of.

    It is where the file is the same; where 文号 and jurisdiction are; or where the file's
    name is and nothing known of both tells them apart: 文号, jurisdiction, or the title
    where one has no 文号.
    """
    old = stored.record
    if stored.sha256 == document.sha256:
        return True
    if record.number is not None and record.number == old.number and _one_issuer(record, old):
        return True
    told = [(record.number, old.number), (record.jurisdiction, old.jurisdiction)]
    if None in (record.number, old.number):
        told.append((record.title, old.title))
    apart = any(one and other and one != other for one, other in told)
    return stored.name == document.name and not apart


def _one_issuer(record: Record, old: Record) -> bool:
    """Whether two of one 文号 are of one jurisdiction, or of one issuer where a text tells none."""
    if None in (record.jurisdiction, old.jurisdiction):
        return record.issuer is not None and record.issuer == old.issuer
    return record.jurisdiction == old.jurisdiction


def _same_reading(
    stored: StoredDocument, document: Document, mapping: Mapping, standing: Entered
) -> bool:
    """Whether a file is read as before: with other options it may not be."""
    return (
        stored.sha256 == document.sha256
        and stored.standing == standing
        and stored.record.adcode == mapping.record.adcode
        and stored.problems == rows.all_problems(document, mapping)
    )


def _same_field(connection: Connection, own_id: str, mapping: Mapping) -> bool:
    """Whether a directive is mapped by the policy field that it was: by another the same
    words are other measures."""
    field_of = load_reference().field_of
    before = {duty.measure for duty in duties.machine_readings(connection, own_id)}
    return field_of(before) == field_of({duty.measure for duty in mapping.assignments})


def _same_directive(
    connection: Connection, document: Document, record: Record
) -> StoredDocument | None:
    if first(connection, _MAY_BE, document.sha256, document.name, record.number) is None:
        return None
    told = {"sha256": document.sha256, "name": document.name, "number": record.number}
    found = connection.execute(_MAY_BE_SAME, told).mappings().all()
    copied = connection.scalar(_COPIED, told)
    candidates = map(rows.stored_document, found)
    return next(
        (old for old in candidates if old.id == copied or same_directive(old, document, record)),
        None,
    )


def _free_id(connection: Connection, wanted: str) -> str:
    for number in count(1):
        candidate = wanted if number == 1 else f"{wanted}-{number}"
        if first(connection, _TAKEN, candidate) is None:
            return candidate
    raise AssertionError


def _supersede(connection: Connection, older: StoredDocument, now: str) -> duties.Kept:
    """Move a reading to the superseded ones; give the ids of its assignments."""
    reading = dump(connection, older.id)
    row = {"document": older.id, "sha256": older.sha256, "replaced_at": now, "reading": reading}
    connection.execute(insert(superseded), row)
    forget_blocks(connection, older.id)
    for part in _PARTS:
        connection.execute(delete(part).where(part.c.document == older.id))
    return duties.ids(reading["assignments"])


def dump(connection: Connection, document_id: str) -> dict[str, list[Row]]:
    """All rows of a document's reading, by table."""
    return {table.name: _dump(connection, table, document_id) for table in (documents, *_PARTS)}


def _dump(connection: Connection, table: Table, document_id: str) -> list[Row]:
    owner = table.c.id if table is documents else table.c.document
    query = select(table).where(owner == document_id).order_by(*table.primary_key)
    found = connection.execute(query).mappings()
    return [dict(row) for row in found]


def forget_blocks(connection: Connection, document_id: str) -> None:
    """Take a document's blocks out of both indexes, before they go themselves."""
    vectors.forget(connection, document_id)
    gone = select(blocks.c.id).where(blocks.c.document == document_id)
    connection.execute(delete(block_text).where(block_text.c.rowid.in_(gone)))


def measures_of(connection: Connection, own_id: str) -> tuple[str, ...]:
    """The measure of each assignment that the machine reads in a document."""
    return tuple(duty.measure for duty in duties.machine_readings(connection, own_id))


def _put_blocks(connection: Connection, own_id: str, document: Document) -> None:
    """Put a document's blocks in the place of those it has, where they are others."""
    query = select(blocks).where(blocks.c.document == own_id).order_by(blocks.c.position)
    stored = tuple(map(rows.block, connection.execute(query).mappings()))
    if stored == document.blocks:
        return
    forget_blocks(connection, own_id)
    connection.execute(delete(blocks).where(blocks.c.document == own_id))
    _insert_blocks(connection, own_id, document)


def _insert_parts(connection: Connection, own_id: str, document: Document) -> None:
    """Enter pages, lines and blocks, and the blocks into the index of words."""
    insert_rows(connection, pages, rows.page_rows(own_id, document.source.pages))
    insert_rows(connection, lines, rows.line_rows(own_id, document.source.lines))
    _insert_blocks(connection, own_id, document)


def _insert_blocks(connection: Connection, own_id: str, document: Document) -> None:
    entered = rows.block_rows(own_id, document.blocks, last_id(connection, blocks) + 1)
    insert_rows(connection, blocks, entered)
    index_text(connection, [(row["id"], row["text"]) for row in entered])
