"""A Filter as conditions of SQL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, exists, func, true

from corpus.model import Filter
from corpus.schema import assignments, blocks, documents

_NATION = "100000"


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
        found.append(of_adcode(documents.c.adcode, wanted))
    if wanted.document is not None:
        found.append(documents.c.id == wanted.document)
    if wanted.standing == "draft":
        found.append(documents.c.standing == "draft")
    elif not wanted.drafts:
        found.append(documents.c.standing == "in-force")
    if wanted.standing != "draft" and (wanted.on is not None or wanted.standing is not None):
        found.extend(_of_day(wanted))
    return found


def of_adcode(adcode: ColumnElement[str], wanted: Filter) -> ColumnElement[bool]:
    """Whether a column's adcode is the place wanted, or lies in it (GB/T 2260: a province's
    code ends in 0000, a prefecture's in 00, the nation's is 100000)."""
    place = wanted.within or ""
    if not wanted.below:
        return adcode == place
    if place == _NATION:
        return adcode.is_not(None)
    head = place.removesuffix("00").removesuffix("00")
    return adcode.between(head.ljust(6, "0"), head.ljust(6, "9"))


def _of_day(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on what became of a document by the day, which is today by default."""
    day = (wanted.on or date.today()).isoformat()
    had = (documents.c.ended_on.is_not(None)) & (documents.c.ended_on <= day)
    changed = (documents.c.amended_on.is_not(None)) & (documents.c.amended_on <= day)
    found: list[ColumnElement[bool]] = [func.coalesce(documents.c.issued, "") <= day]
    if wanted.standing in ("repealed", "expired"):
        return [*found, had, documents.c.ended_as == wanted.standing]
    found.append(~had)
    if wanted.standing is not None:
        found.append(changed if wanted.standing == "amended" else ~changed)
    return found
