"""Other copies of a directive: the same text again, a poorer reading, another document
that may be the same.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, delete, func, or_, select, text, tuple_
from sqlalchemy.dialects.sqlite import insert

from corpus.likeness import likeness, shingles, sketch
from corpus.model import StoredDocument
from corpus.schema import alike, bands, blocks, copies, decisions, pages
from ingest.model import Document
from mapping.model import Record

Copy = Literal["same-text", "poorer", "merged"]

ALIKE = 0.7  # of two copies of one text that OCR read at 1 % of errors, 0.9 are equal
_SAME_BUT_POORER = 0.8
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


def forget_copies(connection: Connection, sha256: str) -> None:
    """A file that is read as a document of its own is no copy."""
    connection.execute(delete(copies).where(copies.c.sha256 == sha256))


def liken(connection: Connection, record: Record, document: Document) -> None:
    """Find the documents that may be the same directive from another source as the one with
    this record; a pair that was there keeps its id."""
    own_id = record.document
    runs = shingles(block.text for block in document.blocks)
    keys = tuple(enumerate(sketch(runs)))
    connection.execute(delete(bands).where(bands.c.document == own_id))
    if keys:
        own = [{"band": band, "hash": value, "document": own_id} for band, value in keys]
        connection.execute(insert(bands), own)
    found: dict[tuple[str, str], float] = {}
    for other in _candidates(connection, record, keys) if keys else ():
        near = likeness(runs, _stored_shingles(connection, other))
        if near >= ALIKE and not _held_apart(connection, own_id, other):
            found[min(own_id, other), max(own_id, other)] = near
    either = or_(alike.c.one == own_id, alike.c.other == own_id)
    gone = tuple_(alike.c.one, alike.c.other).not_in(list(found))
    connection.execute(delete(alike).where(either, gone))
    for (one, two), near in found.items():
        pair = insert(alike).values(one=one, other=two, likeness=near)
        connection.execute(pair.on_conflict_do_update(["one", "other"], set_={"likeness": near}))


def has_sketch(connection: Connection, own_id: str) -> bool:
    """Whether a document has been looked at for others like it."""
    found = select(bands.c.band).where(bands.c.document == own_id).limit(1)
    return connection.scalar(found) is not None


_OTHER = "other.id <> :own AND coalesce(other.number = :number, TRUE)"
_SHARED = """json_each(:keys) AS sought CROSS JOIN bands
    ON band = json_extract(sought.value, '$[0]') AND hash = json_extract(sought.value, '$[1]')"""
# The bands of a much copied text are long: where a place is known, by place first.
_NEAR_HERE = text(
    f"""SELECT id FROM documents AS other
    WHERE (adcode = :adcode OR adcode IS NULL) AND {_OTHER}
        AND EXISTS (SELECT 1 FROM {_SHARED} AND document = other.id)
    ORDER BY id"""
)
_NEAR_ANYWHERE = text(
    f"""SELECT DISTINCT other.id FROM {_SHARED} JOIN documents AS other ON other.id = document
    WHERE {_OTHER} ORDER BY other.id"""
)


def _candidates(
    connection: Connection, mine: Record, keys: Sequence[tuple[int, int]]
) -> Sequence[str]:
    """Documents that share a band, and of which nothing known tells them apart: another
    place copies a text word for word, and another 文号 is another directive."""
    asked = {"own": mine.document, "number": mine.number, "keys": json.dumps(keys)}
    if mine.adcode is None:
        return connection.scalars(_NEAR_ANYWHERE, asked).all()
    return connection.scalars(_NEAR_HERE, asked | {"adcode": mine.adcode}).all()


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
