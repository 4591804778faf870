"""Which documents are due to be mapped again, because what maps them has changed."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, exists, select

from corpus.schema import assignments, documents
from mapping.fields import field_names
from mapping.knowledge import Knowledge
from mapping.reference import load_reference
from mapping.version import mapping_version


def outdated(connection: Connection, knowledge: Knowledge, field: str | None) -> tuple[str, ...]:
    """Ids in order; see Corpus.outdated."""
    current = {name: mapping_version(replace(knowledge, field=name)) for name in field_names()}
    due: ColumnElement[bool] = documents.c.mapped_by.is_(None)
    due |= documents.c.mapped_by.not_in(current.values())
    if field is not None:
        due |= (documents.c.mapped_by != current[field]) & ~_of_a_field()
    query = select(documents.c.id).where(due).order_by(documents.c.id)
    return tuple(connection.scalars(query))


def _of_a_field() -> ColumnElement[bool]:
    """Whether a measure of a document tells by which policy field it was read."""
    own = [name for name, entry in load_reference().measures.items() if entry.field]
    mine = assignments.c.document == documents.c.id
    return exists().where(mine, assignments.c.measure.in_(own)).correlate(documents)
