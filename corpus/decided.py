"""What a person may decide on in one document, decided already or not: assignments that were
rejected, repairs of what OCR broke."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select

from corpus import rows
from corpus.model import StoredAssignment
from corpus.schema import assignments, documents, repairs
from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class PlacedRepair:
    """Words that OCR broke, `orig[start:end]` of a block, read as `text`."""

    block: str
    start: int
    end: int
    text: str


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


def repairs_of(corpus: Corpus, document: str) -> tuple[PlacedRepair, ...]:
    """The repairs of a document that nobody has refused."""
    query = select(repairs).where(repairs.c.document == document).order_by(repairs.c.id)
    standing = query.where(repairs.c.state.is_distinct_from("refused"))
    names = PlacedRepair.__slots__
    with corpus.database.reading() as connection:
        found = connection.execute(standing).mappings()
        return tuple(PlacedRepair(**{name: row[name] for name in names}) for row in found)


def _stored(corpus: Corpus, query: Select[tuple[object, ...]]) -> tuple[StoredAssignment, ...]:
    with corpus.database.reading() as connection:
        found = connection.execute(query).mappings().all()
        owning = select(documents).where(documents.c.id.in_({row["document"] for row in found}))
        owners = {
            row["id"]: rows.stored_document(row) for row in connection.execute(owning).mappings()
        }
    return tuple(rows.stored_assignment(row, owners[row["document"]]) for row in found)
