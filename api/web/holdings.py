"""Who has what where, for the pages of agencies and measures. [P]

An agency is one with those that it has replaced: what they are given counts as its own, as in
mapping/reforms.py. A place is the one whose directive gives the duty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Jurisdiction
from graph.places import jurisdiction
from mapping.reference import AgencyEntry, Reference
from mapping.reforms import lasting_agency

ROLES: Final = ("lead", "responsible", "support")
"""The weightiest first."""
NOWHERE: Final = Jurisdiction("", None)
"""Of a directive that names no place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency among all: its own name last in `kin`, and how much it is given."""

    kin: tuple[AgencyEntry, ...]
    places: int
    directives: int
    measures: int
    duties: int


@dataclass(frozen=True, slots=True)
class Load:
    """What an agency carries in a place; `rank` is 1 for who has the most duties of the `of`
    agencies there, `share` its part of all the place's duties, 0..1."""

    place: Jurisdiction
    roles: Mapping[str, int]
    measures: int
    duties: int
    rank: int
    of: int
    share: float


@dataclass(frozen=True, slots=True)
class Given:
    """A measure that an agency has: the duties by place, the weightiest first; and who else
    has it, each with the number of places."""

    measure: str
    held: tuple[tuple[Jurisdiction, tuple[StoredAssignment, ...]], ...]
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Directives of a year ("" where none is told) that give something to the agency, by the
    name of `kin` that they use, each with its number of duties; and who ended that year."""

    year: str
    named: tuple[tuple[tuple[StoredDocument, int], ...], ...]
    ended: tuple[str, ...]


def heirs(reference: Reference) -> dict[str, str]:
    """Each agency with the last that took over its work; itself where no reform ended it."""
    return {agency: lasting_agency(reference, agency) for agency in reference.agencies}


def kin(agency: str, reference: Reference) -> tuple[AgencyEntry, ...]:
    """The agency with all that reforms made one with it, those ended first, by year."""
    last = lasting_agency(reference, agency)
    found = [e for e in reference.agencies.values() if lasting_agency(reference, e.id) == last]
    return tuple(sorted(found, key=lambda entry: (entry.id == last, entry.since or 0)))


def place_of(document: StoredDocument) -> Jurisdiction:
    """The place whose directive it is."""
    return jurisdiction(document.record) or NOWHERE


def standings(
    assignments: Iterable[StoredAssignment], reference: Reference
) -> tuple[Standing, ...]:
    """Every agency that is given something, the one with most duties first."""
    last = heirs(reference)
    given: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        given[last.get(stored.assignment.agency, stored.assignment.agency)].append(stored)
    found = [
        Standing(
            kin=kin(agency, reference),
            places=len({place_of(each.document) for each in duties}),
            directives=len({each.document.id for each in duties}),
            measures=len({each.assignment.measure for each in duties}),
            duties=len(duties),
        )
        for agency, duties in given.items()
        if agency in reference.agencies
    ]
    return tuple(sorted(found, key=lambda standing: -standing.duties))


def loads(
    assignments: Iterable[StoredAssignment], agency: str, reference: Reference
) -> tuple[Load, ...]:
    """What `agency` carries in each place, the heaviest first."""
    last = heirs(reference)
    by_place: dict[Jurisdiction, dict[str, list[StoredAssignment]]] = {}
    for stored in assignments:
        holder = last.get(stored.assignment.agency, stored.assignment.agency)
        held = by_place.setdefault(place_of(stored.document), defaultdict(list))
        held[holder].append(stored)
    own = last[agency]
    found = [_load(place, held, own) for place, held in by_place.items() if own in held]
    return tuple(sorted(found, key=lambda load: (-load.duties, load.place.adcode or "")))


def _load(place: Jurisdiction, held: Mapping[str, Sequence[StoredAssignment]], own: str) -> Load:
    duties = held[own]
    return Load(
        place=place,
        roles=Counter(each.assignment.role for each in duties),
        measures=len({each.assignment.measure for each in duties}),
        duties=len(duties),
        rank=1 + sum(len(other) > len(duties) for other in held.values()),
        of=len(held),
        share=len(duties) / sum(len(every) for every in held.values()),
    )


def given(
    assignments: Iterable[StoredAssignment], agency: str, reference: Reference
) -> tuple[Given, ...]:
    """What `agency` is given, in the order of the measures' tables."""
    last = heirs(reference)
    by_measure: dict[str, dict[str, dict[Jurisdiction, list[StoredAssignment]]]] = {}
    for stored in assignments:
        duty = stored.assignment
        holders = by_measure.setdefault(duty.measure, {})
        held = holders.setdefault(last.get(duty.agency, duty.agency), defaultdict(list))
        held[place_of(stored.document)].append(stored)
    own = last[agency]
    return tuple(
        _given(measure, by_measure[measure], own)
        for measure in reference.measures
        if own in by_measure.get(measure, ())
    )


def _given(
    measure: str, holders: Mapping[str, Mapping[Jurisdiction, list[StoredAssignment]]], own: str
) -> Given:
    held = tuple(
        (place, tuple(sorted(duties, key=lambda each: ROLES.index(each.assignment.role))))
        for place, duties in sorted(holders[own].items(), key=lambda item: item[0].adcode or "")
    )
    others = Counter({other: len(places) for other, places in holders.items() if other != own})
    return Given(measure, held, tuple(others.most_common()))


def years(
    assignments: Iterable[StoredAssignment], agency: str, reference: Reference
) -> tuple[Year, ...]:
    """The timeline: each year that a directive or a reform of the agency falls into."""
    family = kin(agency, reference)
    named: dict[str, dict[str, Counter[str]]] = {}
    documents: dict[str, StoredDocument] = {}
    for stored in assignments:
        own = stored.assignment.agency
        if own in {entry.id for entry in family}:
            year = (stored.document.record.issued or "")[:4]
            named.setdefault(year, defaultdict(Counter))[own][stored.document.id] += 1
            documents[stored.document.id] = stored.document
    for entry in family:
        if entry.successor and entry.since:
            named.setdefault(str(entry.since), {})
    return tuple(
        Year(
            year,
            tuple(
                tuple((documents[own], n) for own, n in named[year].get(e.id, Counter()).items())
                for e in family
            ),
            tuple(e.id for e in family if e.successor and str(e.since) == year),
        )
        for year in sorted(named)
    )
