"""The standing of directives kept in step with what the others say of them.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, or_, select, update

from corpus import rows
from corpus.bulk import run
from corpus.schema import documents, effects
from corpus.standing import changes, means
from mapping.model import Effect, Record

_EFFECT = ("kind", "title", "number", "since", "provision", "quote")


def enter(connection: Connection, document: str, found: Iterable[Effect]) -> None:
    """Put a directive's effects in the place of those that it had."""
    connection.execute(delete(effects).where(effects.c.document == document))
    values = [{"document": document, **asdict(effect)} for effect in found]
    if values:
        connection.execute(insert(effects), values)


def touched(connection: Connection, document: str) -> set[str]:
    """Ids of the directives whose standing a directive changes, and its own."""
    found = {document}
    own = _own(connection, document)
    actor = _record(connection, document) if own else None
    if actor is None:
        return found
    for effect in own:
        alike = [documents.c.number == effect.number] if effect.number else []
        if effect.title and actor.adcode:
            alike.append(documents.c.adcode == actor.adcode)
        if not alike:
            continue
        near = connection.execute(select(documents).where(or_(*alike))).mappings()
        records = (rows.stored_document(row).record for row in near)
        found.update(record.document for record in records if means(effect, actor, record))
    return found


def restate(connection: Connection, ids: Collection[str]) -> None:
    """Work out the standing of these directives anew."""
    for document in sorted(ids):
        record = _record(connection, document)
        if record is None:
            continue
        told = changes(_own(connection, document), upon(connection, record))
        row = rows.changes_row(told)
        connection.execute(update(documents).where(documents.c.id == document).values(row))


def _record(connection: Connection, document: str) -> Record | None:
    query = select(documents).where(documents.c.id == document)
    row = connection.execute(query).mappings().first()
    return rows.stored_document(row).record if row else None


def _own(connection: Connection, document: str) -> list[Effect]:
    query = select(effects).where(effects.c.document == document).order_by(effects.c.id)
    found = connection.execute(query).mappings()
    return [Effect(**{name: row[name] for name in _EFFECT}) for row in found]


_ACTORS = """SELECT document FROM effects JOIN documents ON documents.id = document
    WHERE standing <> 'draft' AND document <> ?1"""
# No index helps where either will do.
_ACTING = f"""{_ACTORS} AND effects.title IS NOT NULL AND adcode = ?2
    UNION {_ACTORS} AND effects.number = ?3 ORDER BY 1"""


def upon(connection: Connection, record: Record) -> list[tuple[str, Effect]]:
    """What other directives, drafts apart, do to this one, each with the id of the other."""
    acting = run(connection, _ACTING, record.document, record.adcode, record.number)
    found: list[tuple[str, Effect]] = []
    for (actor_id,) in acting.fetchall():
        actor = _record(connection, actor_id)
        assert actor is not None
        acts = _own(connection, actor_id)
        found.extend((actor_id, effect) for effect in acts if means(effect, actor, record))
    return found
