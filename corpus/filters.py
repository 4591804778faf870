"""A Filter as conditions of SQL."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, true

from corpus.model import Filter
from corpus.schema import assignments, blocks, documents


def of_documents(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on `documents`: place, id and standing, and holding a wanted assignment."""
    found = _of_place(wanted)
    if _asks_assignments(wanted):
        held = assignments.c.document == documents.c.id
        found.append(exists().where(held, *of_assignments(wanted)))
    return found


def of_blocks(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on `blocks` joined to `documents`."""
    found = _of_place(wanted)
    if _asks_assignments(wanted):
        held = assignments.c.block_id == blocks.c.id
        found.append(exists().where(held, *of_assignments(wanted)))
    return found


def of_assignments(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on `assignments` alone: shown at all, agency, measures, role."""
    found: list[ColumnElement[bool]] = [assignments.c.shown == 1]
    if wanted.agency is not None:
        found.append(assignments.c.agency == wanted.agency)
    if wanted.measures is not None:
        found.append(assignments.c.measure.in_(wanted.measures))
    if wanted.role is not None:
        found.append(assignments.c.role == wanted.role)
    return found


def _asks_assignments(wanted: Filter) -> bool:
    return (wanted.agency, wanted.measures, wanted.role) != (None, None, None)


def _of_place(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [true()]
    if wanted.within is not None:
        found.append(documents.c.adcode == wanted.within)
    if wanted.document is not None:
        found.append(documents.c.id == wanted.document)
    if not wanted.drafts:
        found.append(documents.c.standing == "in-force")
    return found
