"""One measure in different hands: [P], one function a rule.

Several agencies named together in one provision are joint, never in conflict; an
agency that supports is no rival; exceptions.tsv says who else is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from corpus.model import StoredAssignment
from graph.model import Evidence, Jurisdiction
from graph.rules.case import EXAMPLES, Case, Claim, cited, en, evidence, matter, printed, zh


@dataclass(frozen=True, slots=True)
class _Grant:
    """One measure in one provision: who has it (`parties`, `agencies`), who is named at all."""

    parties: tuple[StoredAssignment, ...]
    agencies: frozenset[str]
    named: frozenset[str]

    @property
    def leads(self) -> tuple[StoredAssignment, ...]:
        return tuple(party for party in self.parties if party.assignment.role == "lead")


def of_leads(case: Case) -> Iterator[Claim]:
    """Provisions of one jurisdiction that give one measure different lead agencies."""
    for place, measure, grants in _granted(case):
        led = [grant for grant in grants if grant.leads]
        if clashing := _clashing(case, led):
            parties = [party for grant in clashing for party in grant.leads]
            yield _claim(case, place, measure, parties, ("牵头部门", "lead agencies"))


def of_agencies(case: Case) -> Iterator[Claim]:
    """Provisions of one jurisdiction that give one measure to agencies neither names together.

    Where both provisions name leads, of_leads has it.
    """
    for place, measure, grants in _granted(case):
        if _clashing(case, [grant for grant in grants if grant.leads]):
            continue
        if clashing := _clashing(case, grants):
            parties = [party for grant in clashing for party in grant.parties]
            yield _claim(case, place, measure, parties, ("责任部门", "agencies"))


def of_functions(case: Case) -> Iterator[Claim]:
    """A measure that most of the neighbours who assign it give to another function."""
    held: dict[str, dict[Jurisdiction, _Grant]] = defaultdict(dict)
    for place, measure, grants in _granted(case):
        parties = [party for grant in grants for party in grant.parties]
        if parties:
            held[measure][place] = _grant(case, parties)
    for measure, holders in held.items():
        distinct = {grant.agencies for grant in holders.values()}
        for place, mine in holders.items():
            others = [holders[other] for other in case.near[place] if other in holders]
            rivals = {theirs for theirs in distinct if case.apart(mine.agencies, theirs)}
            apart = [grant for grant in others if grant.agencies in rivals]
            if len(apart) * 2 > len(others):
                theirs = [grant.parties[0] for grant in apart[:EXAMPLES]]
                yield _divergence(case, place, measure, mine.parties[0], theirs)


def _granted(case: Case) -> Iterator[tuple[Jurisdiction, str, list[_Grant]]]:
    """For each jurisdiction its own grants of each measure that only one body should have."""
    for place, assignments in case.own.items():
        provisions: dict[str, dict[tuple[str, str], list[StoredAssignment]]] = defaultdict(dict)
        for stored in assignments:
            key = (stored.document.id, stored.assignment.provision)
            provisions[stored.assignment.measure].setdefault(key, []).append(stored)
        for measure in case.reference.measures:
            if measure in provisions and not case.shared(measure):
                grants = [_grant(case, given) for given in provisions[measure].values()]
                yield place, measure, grants


def _grant(case: Case, given: list[StoredAssignment]) -> _Grant:
    parties = tuple(
        stored
        for stored in given
        if stored.assignment.role != "support"
        and stored.assignment.agency not in case.exceptions.bystanders
    )
    return _Grant(parties, _agencies(parties), _agencies(given))


def _agencies(given: Iterable[StoredAssignment]) -> frozenset[str]:
    return frozenset(stored.assignment.agency for stored in given)


def _clashing(case: Case, grants: list[_Grant]) -> list[_Grant]:
    """The grants, in order, that stand against at least one other."""
    found = [
        pair
        for pair in combinations(grants, 2)
        if case.apart(pair[0].agencies, pair[1].named)
        and case.apart(pair[1].agencies, pair[0].named)
    ]
    return [grant for grant in grants if any(grant is one for pair in found for one in pair)]


def _claim(
    case: Case,
    place: Jurisdiction,
    measure: str,
    parties: list[StoredAssignment],
    noun: tuple[str, str],
) -> Claim:
    shown = tuple(evidence(party) for party in parties)
    in_zh, in_en = matter(case, measure)
    by_provision = [list(items) for _, items in groupby(shown, key=cited)]
    each_zh = "；".join(
        f"{cited(items[0])}为{'、'.join(map(printed, items))}" for items in by_provision
    )
    each_en = "; ".join(
        f"{' and '.join(en(case, item.agency) for item in items)} in {cited(items[0])}"
        for items in by_provision
    )
    return Claim(
        place,
        measure,
        (measure, *sorted({f"{i.document} {i.provision} {i.agency}" for i in shown})),
        f"{place.name}对“{in_zh}”规定了不同的{noun[0]}：{each_zh}；请明确由谁负责或由谁牵头。",
        f"{place.name} gives “{in_en}” to different {noun[1]}: {each_en};"
        " say who is responsible or who leads.",
        shown,
    )


def _divergence(
    case: Case,
    place: Jurisdiction,
    measure: str,
    mine: StoredAssignment,
    theirs: list[StoredAssignment],
) -> Claim:
    here, there = evidence(mine), [evidence(other) for other in theirs]
    in_zh, in_en = matter(case, measure)
    return Claim(
        place,
        measure,
        (measure, here.agency, *sorted({item.agency for item in there})),
        f"{place.name}把“{in_zh}”交给{zh(case, here.agency)}（{cited(here)}），"
        f"{'、'.join(_held_zh(case, item) for item in there)}；请核对职能是否对应。",
        f"{place.name} gives “{in_en}” to {en(case, here.agency)} ({cited(here)}), while "
        f"{', '.join(_held_en(case, item) for item in there)}; check which function fits.",
        (here, *there),
    )


def _held_zh(case: Case, item: Evidence) -> str:
    return f"{item.jurisdiction}交给{zh(case, item.agency)}"


def _held_en(case: Case, item: Evidence) -> str:
    return f"{item.jurisdiction} has {en(case, item.agency)}"
