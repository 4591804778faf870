"""Assignments whether they are shown or not: a person who rejected one may take it back."""

from __future__ import annotations

from sqlalchemy import Select, select

from corpus import rows
from corpus.model import StoredAssignment
from corpus.schema import assignments, documents
from corpus.store import Corpus


def reading(corpus: Corpus, number: int) -> StoredAssignment | None:
    """The assignment with this id, shown or rejected; None where there is none."""
    found = _stored(corpus, select(assignments).where(assignments.c.id == number))
    return found[0] if found else None


def rejected(corpus: Corpus, document: str) -> tuple[StoredAssignment, ...]:
    """The assignments of a document that a person has rejected, by id."""
    hidden = select(assignments).where(
        assignments.c.document == document,
        assignments.c.shown == 0,
        assignments.c.review["action"].as_string() == "reject",
    )
    return _stored(corpus, hidden.order_by(assignments.c.id))


def _stored(corpus: Corpus, query: Select[tuple[object, ...]]) -> tuple[StoredAssignment, ...]:
    with corpus.database.reading() as connection:
        found = connection.execute(query).mappings().all()
        owning = select(documents).where(documents.c.id.in_({row["document"] for row in found}))
        owners = {
            row["id"]: rows.stored_document(row) for row in connection.execute(owning).mappings()
        }
    return tuple(rows.stored_assignment(row, owners[row["document"]]) for row in found)
