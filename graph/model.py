"""The values of comparison: jurisdictions, evidence, findings, the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mapping.model import Role

Severity = Literal["high", "medium", "low"]
ToldKind = Literal["implements", "cites", "repeals", "amends", "expires"]


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
class Told:
    """What a directive says of a norm: that it `implements` or `cites` it, `repeals` or
    `amends` it from the ISO date `since` on (None: always); `expires` is of the directive
    itself, and `title` and `number` are None. `page` is 1-based, None for flowing text.
    """

    document: str
    kind: ToldKind
    title: str | None
    number: str | None
    since: str | None
    provision: str
    quote: str
    page: int | None


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
class Column:
    """What a column stands for: a place, one directive (`document` is its id, `name` its
    title) or a baseline (`baseline` is its id, `name` its title)."""

    name: str
    adcode: str | None
    document: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class CellAgency:
    """One agency in a cell; `inherited_from` names the jurisdiction whose text was forwarded.

    In a baseline's column `agency` and `mention` are empty, `provision` is the item and
    `quote` its matter. `act` says what is to be done where `measure` is outside the tables.
    """

    agency: str
    role: Role
    provision: str
    document: str
    inherited_from: str | None = None
    mention: str = ""
    quote: str = ""
    page: int | None = None
    deadline: str | None = None
    act: str = ""


CellState = Literal[
    "held",  # given to somebody
    "differs",  # given to another function than the columns that agree
    "forwarded",  # given by a directive of another place that this one has forwarded
    "gap",  # given to nobody here, but elsewhere
    "required-gap",  # given to nobody here, and the baseline asks for it
    "asked",  # a baseline's own column, which asks for it
    "silent",  # a baseline's own column, which does not
]


@dataclass(frozen=True, slots=True)
class Cell:
    """Who has `measure` in one column; no agencies where nobody has.

    `jurisdiction` and `adcode` are the column's `name` and `adcode`, `document` its own.
    """

    measure: str
    jurisdiction: str
    adcode: str | None
    agencies: tuple[CellAgency, ...]
    state: CellState
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a row's cells come to, baselines' columns left out.

    `assigned` columns give the measure to anybody; `agreement` is the share of them that
    give it to `agency`, the commonest function (an agency and its successors are one, support
    counts where nobody else is named), None below two. A matter outside the tables has an
    `act` and, where several columns were aligned to it, the least `likeness` among them.
    """

    measure: str
    family: str
    required: bool
    assigned: int
    agreement: float | None
    agency: str | None
    act: str = ""
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures (in table order) by columns (in the order asked for).

    `measures` and `rows` go side by side; a matter outside the tables is `other/1`,
    `other/2`, …. `cells` go row by row and hold every pair once. `baseline` is the id of
    the norm held against, and `required` those of `measures` that it asks for.
    """

    measures: tuple[str, ...]
    jurisdictions: tuple[Column, ...]
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    baseline: str | None = None
    required: tuple[str, ...] = ()

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of one row, in the order of the columns."""
        width = len(self.jurisdictions)
        return self.cells[number * width : (number + 1) * width]
