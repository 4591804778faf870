"""The values of comparison: jurisdictions, evidence, findings, the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mapping.model import Role

Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place that has directives; `adcode` is None where the directive's place has no code."""

    name: str
    adcode: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The printed words that a finding rests on, and where they stand.

    An item of a baseline has the baseline's id as `document`, its own item as
    `provision` and its matter as `quote`; a list of members has neither provision
    nor quote. `page` is 1-based, None for flowing text.
    """

    document: str
    title: str
    number: str | None
    provision: str
    agency: str
    mention: str
    quote: str
    page: int | None
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a drafter should look at; `id` is stable while its facts are.

    `measure` is the matter in question (the first one where a baseline's matter has
    several) or None. `successor` and `since` are of a reform: who holds the function
    on the date asked about, and the year in which the named agency ended.
    """

    id: str
    rule: str
    severity: Severity
    jurisdiction: Jurisdiction
    measure: str | None
    sentence_zh: str
    sentence_en: str
    evidence: tuple[Evidence, ...]
    successor: str | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class CellAgency:
    """One agency in a cell; `inherited_from` names the jurisdiction whose text was forwarded."""

    agency: str
    role: Role
    provision: str
    document: str
    inherited_from: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Who has `measure` in one jurisdiction; no agencies where nobody has."""

    measure: str
    jurisdiction: str
    adcode: str | None
    agencies: tuple[CellAgency, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures (in table order) by jurisdictions (in the order asked for).

    `cells` go row by row and hold every pair once. `baseline` is the id of the norm
    held against, and `required` those of `measures` that it asks for.
    """

    measures: tuple[str, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    cells: tuple[Cell, ...]
    baseline: str | None = None
    required: tuple[str, ...] = ()
