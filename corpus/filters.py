"""A Filter as conditions of SQL.

The values stand in them under names, so that a statement made for one filter serves all of its
`shape` with the `values` of each: SQLAlchemy takes longer to make one than SQLite to run it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, func, select, text, true

from corpus.model import Filter
from corpus.schema import assignments, documents

_NATION = "100000"


def of_documents(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on `documents`: place, id and standing, and holding a wanted assignment."""
    found = _of_place(wanted)
    if asks_assignments(wanted):
        held = assignments.c.document == documents.c.id
        found.append(exists().where(held, *of_assignments(wanted)))
    return found


def of_assignments(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on `assignments` alone: shown at all, agency, measures, role."""
    found: list[ColumnElement[bool]] = [assignments.c.shown == 1]
    if wanted.agency is not None:
        found.append(assignments.c.agency == bindparam("agency_asked", wanted.agency))
    if wanted.measures is not None:
        measures = list(wanted.measures)
        asked: BindParameter[Any] = bindparam("measures_asked", measures, expanding=True)
        found.append(assignments.c.measure.in_(asked))
    if wanted.role is not None:
        found.append(assignments.c.role == bindparam("role_asked", wanted.role))
    return found


def of_owner(document: ColumnElement[str], wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a column that names a document: what the filter asks of it but for its
    assignments. Of drafts there are few: where they alone are left out, no other is looked at."""
    if wanted.document is not None:
        return [document == bindparam("document_asked", wanted.document), *_in(document, wanted)]
    if (wanted.within, wanted.on, wanted.standing) != (None, None, None):
        return _in(document, wanted)
    drafts = select(documents.c.id).where(text("documents.standing = 'draft'"))
    return [] if wanted.drafts else [document.not_in(drafts)]


def _in(document: ColumnElement[str], wanted: Filter) -> list[ColumnElement[bool]]:
    return [document.in_(select(documents.c.id).where(*_of_place(wanted)))]


def asks_assignments(wanted: Filter) -> bool:
    """Whether the filter asks for certain assignments, and not for documents alone."""
    return (wanted.agency, wanted.measures, wanted.role) != (None, None, None)


def is_placed(wanted: Filter) -> bool:
    """Whether the filter names a place or a document."""
    return (wanted.within, wanted.document) != (None, None)


def shape(wanted: Filter) -> Filter:
    """A filter that is equal for all that differ in values only."""
    nation = wanted.below and wanted.within == _NATION
    return Filter(
        within=None if wanted.within is None else _NATION if nation else "",
        below=wanted.below,
        agency=None if wanted.agency is None else "",
        measures=None if wanted.measures is None else (),
        role=None if wanted.role is None else "",
        document=None if wanted.document is None else "",
        drafts=wanted.drafts,
        on=None if wanted.on is None else date.min,
        standing=wanted.standing,
    )


def values(wanted: Filter) -> dict[str, object]:
    """The values of a filter by the names that they have in its conditions."""
    low, high = _reach(wanted.within or "")
    return {
        "place_asked": wanted.within,
        "place_low": low,
        "place_high": high,
        "agency_asked": wanted.agency,
        "measures_asked": list(wanted.measures or ()),
        "role_asked": wanted.role,
        "document_asked": wanted.document,
        "day_asked": (wanted.on or date.today()).isoformat(),
    }


def _of_place(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [true()]
    if wanted.within is not None:
        found.append(of_adcode(documents.c.adcode, wanted))
    if wanted.document is not None:
        found.append(documents.c.id == bindparam("document_asked", wanted.document))
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
        return adcode == bindparam("place_asked", place)
    if place == _NATION:
        return adcode.is_not(None)
    low, high = _reach(place)
    return adcode.between(bindparam("place_low", low), bindparam("place_high", high))


def _reach(place: str) -> tuple[str, str]:
    """The first and the last adcode that may lie in a place."""
    head = place.removesuffix("00").removesuffix("00")
    return head.ljust(6, "0"), head.ljust(6, "9")


def _of_day(wanted: Filter) -> list[ColumnElement[bool]]:
    """Conditions on what became of a document by the day, which is today by default."""
    day: BindParameter[str] = bindparam("day_asked", (wanted.on or date.today()).isoformat())
    had = (documents.c.ended_on.is_not(None)) & (documents.c.ended_on <= day)
    changed = (documents.c.amended_on.is_not(None)) & (documents.c.amended_on <= day)
    found: list[ColumnElement[bool]] = [func.coalesce(documents.c.issued, "") <= day]
    if wanted.standing in ("repealed", "expired"):
        return [*found, had, documents.c.ended_as == wanted.standing]
    found.append(~had)
    if wanted.standing is not None:
        found.append(changed if wanted.standing == "amended" else ~changed)
    return found
