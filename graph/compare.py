"""Measures by columns: [P] who has what, side by side.

A column is a place with all that binds it, one directive, or a baseline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import StoredAssignment, StoredDocument
from graph.acts import OTHER, act_of, align
from graph.model import Cell, CellAgency, CellState, Column, Comparison, Jurisdiction, Row
from graph.places import jurisdiction
from graph.rules.case import baseline_items
from mapping.reference import Norm, Reference
from mapping.reforms import lasting_agency

Scope = Jurisdiction | StoredDocument | Norm
Entries = dict[str, list[CellAgency]]

_ORDER = {"lead": 0, "responsible": 1, "support": 2}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in the making: the entries of each column; see Row."""

    measure: str
    family: str
    cells: list[list[CellAgency]]
    act: str = ""
    likeness: float | None = None


def compare(
    assignments: Iterable[StoredAssignment],
    scopes: Sequence[Scope],
    reference: Reference,
    *,
    measures: Collection[str] | None = None,
    family: str | None = None,
    baseline: str | None = None,
) -> Comparison:
    """The matrix of `scopes`; rows are what any of them assigns or the baseline asks.

    `measures` and `family` narrow the rows; measures named are shown even if nobody has
    them. A directive that a place has forwarded fills the cells its own leave empty.
    Matters outside the tables come last, aligned by their acts. Raises UnknownBaseline.
    """
    asked = {m for item in baseline_items(reference, baseline) for m in item.measures}
    held = _by_document(assignments)
    near = _by_place(held.values())
    had = [_entries(scope, held, near, reference) for scope in scopes]
    wanted = set(measures) if measures is not None else asked.union(*had)
    columns = tuple(map(_column, scopes))
    lines = [
        line
        for line in (*_known(had, reference), *_aligned(had))
        if line.measure.partition("/")[0] in wanted and family in (None, line.family)
    ]
    rows = tuple(_row(line, columns, line.measure in asked, reference) for line in lines)
    return Comparison(
        measures=tuple(row.measure for row in rows),
        jurisdictions=columns,
        cells=tuple(
            _cell(row, column, entries, reference)
            for row, line in zip(rows, lines, strict=True)
            for column, entries in zip(columns, line.cells, strict=True)
        ),
        rows=rows,
        baseline=baseline,
        required=tuple(row.measure for row in rows if row.required),
    )


def _column(scope: Scope) -> Column:
    if isinstance(scope, Jurisdiction):
        return Column(scope.name, scope.adcode)
    if isinstance(scope, Norm):
        return Column(scope.title, None, baseline=scope.id)
    return Column(scope.record.title or scope.id, scope.record.adcode, document=scope.id)


def _by_document(assignments: Iterable[StoredAssignment]) -> dict[str, list[StoredAssignment]]:
    held: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        held[stored.document.id].append(stored)
    return held


def _by_place(held: Iterable[list[StoredAssignment]]) -> dict[str, list[list[StoredAssignment]]]:
    """By the name of a place the directives that it has made or forwarded."""
    found: dict[str, list[list[StoredAssignment]]] = defaultdict(list)
    for group in held:
        record = group[0].document.record
        notice = record.forwarded_by
        for name in {record.jurisdiction, notice.jurisdiction if notice else None} - {None}:
            found[str(name)].append(group)
    return found


def _entries(
    scope: Scope,
    held: dict[str, list[StoredAssignment]],
    near: dict[str, list[list[StoredAssignment]]],
    reference: Reference,
) -> Entries:
    """What a column holds, by measure."""
    entries: Entries = defaultdict(list)
    if isinstance(scope, Norm):
        for item in reference.baselines.get(scope.id, ()):
            asked = CellAgency("", "responsible", item.item, scope.id, quote=item.matter)
            for measure in item.measures:
                entries[measure].append(asked)
    elif isinstance(scope, StoredDocument):
        for stored in held.get(scope.id, ()):
            entries[stored.assignment.measure].append(_entry(stored, None))
    else:
        _add_place(entries, scope, near.get(scope.name, ()))
    return dict(entries)


def _add_place(
    entries: Entries, place: Jurisdiction, held: Iterable[list[StoredAssignment]]
) -> None:
    """The place's own directives, then what those that it has forwarded say of other matters."""
    lent: list[StoredAssignment] = []
    for group in held:
        record = group[0].document.record
        notice = record.forwarded_by
        if record.jurisdiction == place.name and jurisdiction(record) == place:
            for stored in group:
                entries[stored.assignment.measure].append(_entry(stored, None))
        elif notice and notice.jurisdiction == place.name:
            lent.extend(group)
    covered = set(entries) - {OTHER}
    for stored in lent:
        if stored.assignment.measure not in covered:
            source = stored.document.record.jurisdiction
            entries[stored.assignment.measure].append(_entry(stored, source))


def _entry(stored: StoredAssignment, source: str | None) -> CellAgency:
    duty = stored.assignment
    return CellAgency(
        duty.agency,
        duty.role,
        duty.provision,
        stored.document.id,
        source,
        mention="".join(duty.mention.split()),
        quote=duty.quote,
        page=duty.page,
        deadline=duty.deadline,
        act=act_of(duty) if duty.measure == OTHER else "",
    )


def _cell(row: Row, column: Column, entries: list[CellAgency], reference: Reference) -> Cell:
    return Cell(
        measure=row.measure,
        jurisdiction=column.name,
        adcode=column.adcode,
        agencies=tuple(sorted(entries, key=lambda entry: _ORDER[entry.role])),
        state=_state(row, column, entries, reference),
        document=column.document,
    )


def _state(row: Row, column: Column, entries: list[CellAgency], reference: Reference) -> CellState:
    if column.baseline is not None:
        return "asked" if entries else "silent"
    if not entries:
        return "required-gap" if row.required else "gap"
    agreed = (row.agreement or 0) * row.assigned >= 2
    if agreed and row.agency not in functions(entries, reference):
        return "differs"
    return "forwarded" if all(entry.inherited_from for entry in entries) else "held"


def _known(had: Sequence[Entries], reference: Reference) -> Iterator[_Line]:
    """The measures of the tables, whoever has them."""
    for entry in reference.measures.values():
        if entry.id != OTHER:
            yield _Line(entry.id, entry.family, [entries.get(entry.id, []) for entries in had])


def _aligned(had: Sequence[Entries]) -> Iterator[_Line]:
    """Matters outside the tables, alike acts in one line."""
    every = [(n, entry) for n, entries in enumerate(had) for entry in entries.get(OTHER, ())]
    for number, matter in enumerate(align([entry.act for _, entry in every]), 1):
        cells: list[list[CellAgency]] = [[] for _ in had]
        for member in matter.members:
            column, entry = every[member]
            cells[column].append(entry)
        likeness = matter.likeness if sum(map(bool, cells)) > 1 else None
        yield _Line(f"{OTHER}/{number}", OTHER, cells, every[matter.members[0]][1].act, likeness)


def _row(line: _Line, columns: Sequence[Column], required: bool, reference: Reference) -> Row:
    """How far the columns agree on a measure."""
    holders = [
        functions(entries, reference)
        for column, entries in zip(columns, line.cells, strict=True)
        if entries and column.baseline is None
    ]
    counts = Counter(agency for agencies in holders for agency in agencies)
    agency, most = counts.most_common(1)[0] if counts else (None, 0)
    return Row(
        measure=line.measure,
        family=line.family,
        required=required,
        assigned=len(holders),
        agreement=round(most / len(holders), 3) if len(holders) > 1 else None,
        agency=agency,
        act=line.act,
        likeness=line.likeness,
    )


def functions(entries: Iterable[CellAgency], reference: Reference) -> dict[str, None]:
    """The functions that answer for a cell, in order, successors and forerunners made one.

    Who supports counts only where nobody else is named.
    """
    ordered = sorted(entries, key=lambda entry: _ORDER[entry.role])
    acting = [entry for entry in ordered if entry.role != "support"] or ordered
    return {lasting_agency(reference, entry.agency): None for entry in acting}
