"""Measures by jurisdictions: [P] who has what, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus.model import StoredAssignment
from graph.model import Cell, CellAgency, Comparison, Jurisdiction
from graph.places import inherited, own
from graph.rules.case import baseline_items, measures_of
from mapping.reference import Reference

_ORDER = {"lead": 0, "responsible": 1, "support": 2}


def compare(
    assignments: Sequence[StoredAssignment],
    jurisdictions: Sequence[Jurisdiction],
    reference: Reference,
    *,
    measures: Collection[str] | None = None,
    family: str | None = None,
    baseline: str | None = None,
) -> Comparison:
    """The matrix of `jurisdictions`; rows are what any of them assigns or the baseline asks.

    `measures` and `family` narrow the rows; measures named are shown even if nobody has
    them. A directive that a place has forwarded fills the cells its own leave empty.
    Raises UnknownBaseline (a LookupError).
    """
    asked = {m for item in baseline_items(reference, baseline) for m in item.measures}
    mine, lent = own(assignments), inherited(assignments)
    had = {place: _column(mine.get(place, ()), lent.get(place.name, ())) for place in jurisdictions}
    wanted = set(measures) if measures is not None else asked.union(*map(set, had.values()))
    rows = tuple(
        entry.id
        for entry in reference.measures.values()
        if entry.id in wanted and family in (None, entry.family)
    )
    return Comparison(
        measures=rows,
        jurisdictions=tuple(jurisdictions),
        cells=tuple(
            Cell(row, place.name, place.adcode, had[place].get(row, ()))
            for row in rows
            for place in jurisdictions
        ),
        baseline=baseline,
        required=tuple(row for row in rows if row in asked),
    )


def _column(
    mine: tuple[StoredAssignment, ...], forwarded: tuple[StoredAssignment, ...]
) -> dict[str, tuple[CellAgency, ...]]:
    """The cells of one column that somebody has."""
    covered = measures_of(mine)
    lent = [stored for stored in forwarded if stored.assignment.measure not in covered]
    cells: dict[str, list[CellAgency]] = {}
    for stored in mine:
        cells.setdefault(stored.assignment.measure, []).append(_entry(stored, None))
    for stored in lent:
        source = stored.document.record.jurisdiction
        cells.setdefault(stored.assignment.measure, []).append(_entry(stored, source))
    return {
        measure: tuple(sorted(entries, key=lambda entry: _ORDER[entry.role]))
        for measure, entries in cells.items()
    }


def _entry(stored: StoredAssignment, source: str | None) -> CellAgency:
    duty = stored.assignment
    return CellAgency(duty.agency, duty.role, duty.provision, stored.document.id, source)
