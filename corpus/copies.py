"""Other copies of a directive: the same text again, a poorer reading, another document
that may be the same.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.dialects.sqlite import insert

from corpus.bulk import run
from corpus.connection import Database
from corpus.likeness import likeness, sharing, shingles, sketch
from corpus.model import StoredDocument
from corpus.schema import alike, blocks, copies, decisions, pages, sketches
from ingest.model import Document

Copy = Literal["same-text", "poorer", "merged"]

ALIKE = 0.7  # of two copies of one text that OCR read at 1 % of errors, 0.9 are equal
_SAME_BUT_POORER = 0.8
_AT_ONCE = 20
_WORSE = 0.01  # less sure by so much on the mean page


def copy_of(connection: Connection, older: StoredDocument, document: Document) -> Copy | None:
    """What another file of the directive `older` is where it gives nothing new; None where it
    should take its place: other words, or the same words read better."""
    if older.sha256 == document.sha256:
        return None
    now, then = _clearness(document), _stored_clearness(connection, older.id)
    texts = _text(connection, older.id), "".join("".join(b.orig.split()) for b in document.blocks)
    if texts[0] == texts[1]:
        return "same-text" if now <= then else None
    if now >= then - _WORSE:
        return None
    near = likeness(
        _stored_shingles(connection, older.id), shingles(block.text for block in document.blocks)
    )
    return "poorer" if near >= _SAME_BUT_POORER else None


def keep_copy(connection: Connection, own_id: str, document: Document, reason: Copy) -> None:
    """Remember a file that is a copy of a document."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    forget_copies(connection, document.sha256)
    row = {"sha256": document.sha256, "document": own_id, "name": document.name}
    connection.execute(insert(copies), {**row, "reason": reason, "at": now})


_FORGET = "DELETE FROM copies WHERE sha256 = ?"


def forget_copies(connection: Connection, sha256: str) -> None:
    """A file that is read as a document of its own is no copy."""
    run(connection, _FORGET, sha256)


def liken(database: Database) -> None:
    """Find the documents that may be the same directive from another source, for those that
    were not looked at since they were read: some in a transaction, so that nobody waits long."""
    first = {"after": "", "most": 1}
    with database.reading() as connection:
        last: str | None = None if connection.execute(_LACKING, first).first() is None else ""
    while last is not None:
        with database.writing() as connection:
            found = connection.execute(_LACKING, {"after": last, "most": _AT_ONCE}).all()
            for own_id, number, adcode in found:
                _liken(connection, own_id, number, adcode)
            last = found[-1].id if found else None


def _liken(connection: Connection, own_id: str, number: str | None, adcode: str | None) -> None:
    """A pair that was there keeps its id."""
    runs = _stored_shingles(connection, own_id)
    mine = {"own": own_id, "number": number, "adcode": adcode, "bands": sketch(runs)}
    found: dict[tuple[str, str], float] = {}
    for other in _sketched(connection, mine):
        near = likeness(runs, _stored_shingles(connection, other))
        if near >= ALIKE and not _held_apart(connection, own_id, other):
            found[min(own_id, other), max(own_id, other)] = near
    for pair_id, one, two in connection.execute(_PAIRS, {"own": own_id}).all():
        if (one, two) not in found:
            connection.execute(delete(alike).where(alike.c.id == pair_id))
    for (one, two), near in found.items():
        pair = insert(alike).values(one=one, other=two, likeness=near)
        connection.execute(pair.on_conflict_do_update(["one", "other"], set_={"likeness": near}))


def forget_sketch(connection: Connection, own_id: str) -> None:
    """Let a document be looked at again, since it was read anew."""
    connection.execute(delete(sketches).where(sketches.c.document == own_id))


_LACKING = text(
    """SELECT id, number, adcode FROM documents
    WHERE id > :after AND NOT EXISTS (SELECT 1 FROM sketches WHERE document = documents.id)
    ORDER BY id LIMIT :most"""
)
_PAIRS = text("SELECT id, one, other FROM alike WHERE one = :own OR other = :own")
_SKETCH = text("INSERT INTO sketches (document, bands) VALUES (:own, :bands)")
_OTHERS = """SELECT id, bands FROM documents JOIN sketches ON document = id
    WHERE id <> :own AND coalesce(number = :number, TRUE) AND bands <> x''"""
_ANYWHERE = text(f"{_OTHERS} ORDER BY id")
_HERE = text(f"{_OTHERS} AND (adcode = :adcode OR adcode IS NULL) ORDER BY id")


def _sketched(connection: Connection, mine: dict[str, Any]) -> list[str]:
    """Keep a document's sketch, and give the documents that share a band with it and of which
    nothing known tells them apart: another place copies a text word for word, and another
    文号 is another directive."""
    connection.execute(_SKETCH, mine)
    if not mine["bands"]:
        return []
    others = connection.execute(_HERE if mine["adcode"] else _ANYWHERE, mine).all()
    return [others[place].id for place in sharing(mine["bands"], [one.bands for one in others])]


def _held_apart(connection: Connection, one: str, other: str) -> bool:
    """Whether a person has said that two documents are not the same, and not undone it."""
    query = (
        select(decisions.c.action)
        .where(decisions.c.action.in_(("apart", "undo")))
        .where(func.json_extract(decisions.c.before, "$.one") == min(one, other))
        .where(func.json_extract(decisions.c.before, "$.other") == max(one, other))
        .order_by(decisions.c.id.desc())
    )
    return connection.scalar(query) == "apart"


def _clearness(document: Document) -> float:
    """How sure the reader was of the mean page, 1.0 for digital text."""
    scores = [page.confidence for page in document.source.pages]
    return sum(scores) / len(scores) if scores else 1.0


def _stored_clearness(connection: Connection, own_id: str) -> float:
    mean = select(func.avg(pages.c.confidence)).where(pages.c.document == own_id)
    found = connection.scalar(mean)
    return 1.0 if found is None else float(found)


def _text(connection: Connection, own_id: str) -> str:
    query = select(blocks.c.orig).where(blocks.c.document == own_id).order_by(blocks.c.position)
    return "".join("".join(orig.split()) for orig in connection.scalars(query))


def _stored_shingles(connection: Connection, own_id: str) -> frozenset[str]:
    query = select(blocks.c.text).where(blocks.c.document == own_id).order_by(blocks.c.position)
    return shingles(connection.scalars(query))
