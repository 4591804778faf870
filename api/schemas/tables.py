"""Agencies, measures and places as the service gives them."""

from __future__ import annotations

from pydantic import BaseModel

from api.schemas import Listing
from api.schemas.assignments import AssignmentOut


class AgencyOut(BaseModel):
    """An agency by function; a reform ended it in the year `since` for `successor`."""

    id: str
    zh: str
    en: str
    aliases: list[str]
    successor: str | None
    since: int | None
    current_agency: str


class AgencyList(Listing[AgencyOut]):
    """Agencies in the order of their table."""


class MeasureCount(BaseModel):
    """How many assignments give a measure."""

    measure: str
    zh: str
    assignments: int


class AgencyWhole(AgencyOut):
    """An agency with those that a reform joins it to, and what they are given where.

    `lineage` are the ids that have the same last successor, this one among them; `measures`
    counts, and `items` lists, what the directives in force give any of them.
    """

    lineage: list[AgencyOut]
    measures: list[MeasureCount]
    items: list[AssignmentOut]
    next: str | None


class MeasureOut(BaseModel):
    """A measure; `note` says what else falls under it, `field` is empty for every field."""

    id: str
    family: str
    family_zh: str
    zh: str
    en: str
    note: str
    field: str


class MeasureList(Listing[MeasureOut]):
    """Measures in the order of their table."""


class AgencyCount(BaseModel):
    """How many assignments give something to an agency."""

    agency: str
    zh: str
    assignments: int


class MeasureWhole(MeasureOut):
    """A measure with who is given it: `agencies` counted, `items` listed."""

    agencies: list[AgencyCount]
    items: list[AssignmentOut]
    next: str | None


class PlaceOut(BaseModel):
    """A place with directives of its own."""

    name: str
    adcode: str | None
    documents: int


class PlaceList(Listing[PlaceOut]):
    """Places by adcode, those without one last."""
