"""One measure in different hands, words or times in one jurisdiction, and between several: [P].

Several agencies named together in one provision are joint, never in conflict; an
agency that supports is no rival; exceptions.tsv says who else is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, combinations, groupby, islice

from corpus.model import StoredAssignment
from graph.model import Evidence, Jurisdiction
from graph.rules import superiors
from graph.rules.case import EXAMPLES, Case, Claim
from graph.rules.holdings import Hand, Holding, Side
from graph.rules.wording import cited, en, evidence, matter, printed, zh
from mapping.periods import period

_BINDING = {"must": "应当", "may": "可以", "must-not": "不得"}
_ALIKE = 0.6
"""Likeness of words (0..1) from which two provisions of one directive are of one act."""


@dataclass(frozen=True, slots=True)
class _Grant:
    """One measure in one provision: who has it (`parties`, `side`), who is named at all."""

    parties: tuple[StoredAssignment, ...]
    side: Side
    named: Side

    @property
    def leads(self) -> tuple[StoredAssignment, ...]:
        return tuple(party for party in self.parties if party.assignment.role == "lead")


def of_leads(case: Case) -> Iterator[Claim]:
    """Provisions of one jurisdiction that give one measure different lead agencies."""
    for place, measure, grants in _granted(case):
        if clashing := _clashing([grant for grant in grants if grant.leads]):
            parties = [party for grant in clashing for party in grant.leads]
            yield _claim(case, place, measure, parties, ("牵头部门", "lead agencies"))


def of_agencies(case: Case) -> Iterator[Claim]:
    """Provisions of one jurisdiction that give one measure to agencies neither names together.

    Where both provisions name leads, of_leads has it.
    """
    for place, measure, grants in _granted(case):
        if _clashing([grant for grant in grants if grant.leads]):
            continue
        if clashing := _clashing(grants):
            parties = [party for grant in clashing for party in grant.parties]
            yield _claim(case, place, measure, parties, ("责任部门", "agencies"))


def of_modalities(case: Case) -> Iterator[Claim]:
    """One agency that must by one directive, and may or must not by another, do one thing.

    Within one directive only must against must not: a measure is coarser than a clause, and
    what is optional in one case may be due in another.
    """
    for held, measure, one, other in _pairs(case):
        kinds = {one.assignment.modality, other.assignment.modality}
        strict = kinds == {"must", "must-not"}
        apart = one.document.id != other.document.id
        if len(kinds) == 2 and kinds <= _BINDING.keys() and (apart or strict):
            yield _contradiction(case, held, measure, one, other)


def of_deadlines(case: Case) -> Iterator[Claim]:
    """One agency with two periods for one measure that cannot be the same number of days.

    Within one directive only where both provisions speak of one act.
    """
    for held, measure, one, other in _pairs(case):
        ours, theirs = one.assignment.deadline, other.assignment.deadline
        if not ours or not theirs or ours == theirs:
            continue
        first, second = period(ours), period(theirs)
        apart = first and second and first.at_odds(second)
        if apart and (one.document.id != other.document.id or _alike(one, other)):
            yield _at_odds(case, held, measure, one, other)


def of_functions(case: Case) -> Iterator[Claim]:
    """A measure that most of the peers who assign it give to another function.

    Not where it is told already that the superior directive has another agency.
    """
    told = {(claim.jurisdiction, claim.measure) for claim in superiors.of_agencies(case)}
    for measure in sorted(case.peers.sides):
        if case.shared(measure):
            continue
        by_side = case.peers.by_side(measure)
        others = sum(map(len, by_side.values())) - 1
        for side, mine in by_side.items():
            rivals = [rival for rival in by_side if side.apart(rival)]
            if sum(len(by_side[rival]) for rival in rivals) * 2 > others:
                some = _some(by_side[rival] for rival in rivals)
                shown = [other.hands[measure].parties[0] for other in some]
                for held in (h for h in mine if not told or (h.place, measure) not in told):
                    yield _divergence(case, held, measure, shown)


def _some(holders: Iterable[Sequence[Holding]]) -> list[Holding]:
    """A few of the places, those of the function that most have first."""
    ordered = sorted(holders, key=len, reverse=True)
    return list(islice(chain.from_iterable(ordered), EXAMPLES))


def _granted(case: Case) -> Iterator[tuple[Jurisdiction, str, list[_Grant]]]:
    """For each jurisdiction its own grants of each measure that only one body should have."""
    for held in case.holdings.values():
        for measure in held.several:
            hand = held.hands[measure]
            if len(hand.acting) > 1 and not case.shared(measure):
                yield held.place, measure, _grants(case, hand)


def _grants(case: Case, hand: Hand) -> list[_Grant]:
    provisions: dict[tuple[str, str], list[StoredAssignment]] = {}
    for stored in hand.given:
        key = (stored.document.id, stored.assignment.provision)
        provisions.setdefault(key, []).append(stored)
    return [
        _Grant(
            parties=(some := tuple(p for p in hand.parties if p in given)),
            side=case.sides.of(some),
            named=case.sides.of(given),
        )
        for given in provisions.values()
    ]


def _clashing(grants: list[_Grant]) -> list[_Grant]:
    """The grants, in order, that stand against at least one other."""
    found = [
        pair
        for pair in combinations(grants, 2)
        if pair[0].side.apart(pair[1].named) and pair[1].side.apart(pair[0].named)
    ]
    return [grant for grant in grants if any(grant is one for pair in found for one in pair)]


def _pairs(
    case: Case,
) -> Iterator[tuple[Holding, str, StoredAssignment, StoredAssignment]]:
    """Pairs of provisions of one place that give one measure to one agency."""
    for held in case.holdings.values():
        for measure in held.several:
            if case.crosscutting(measure):
                continue
            for one, other in combinations(held.hands[measure].parties, 2):
                where = [(s.document.id, s.assignment.provision) for s in (one, other)]
                agencies = (one.assignment.agency, other.assignment.agency)
                if where[0] != where[1] and case.sides.one(*agencies):
                    yield held, measure, one, other


def _alike(one: StoredAssignment, other: StoredAssignment) -> bool:
    first, second = _act(one), _act(other)
    return SequenceMatcher(a=first, b=second, autojunk=False).ratio() >= _ALIKE


def _act(stored: StoredAssignment) -> str:
    """A provision's words without who and when."""
    duty = stored.assignment
    return duty.quote.replace(duty.deadline or "", "").replace(duty.mention, "")


def _where(item: Evidence) -> str:
    return f"{item.document} {item.provision} {item.agency}"


def _claim(
    case: Case,
    place: Jurisdiction,
    measure: str,
    parties: list[StoredAssignment],
    noun: tuple[str, str],
) -> Claim:
    shown = tuple(evidence(party) for party in parties)
    in_zh, in_en = matter(case.reference, measure)
    by_provision = [list(items) for _, items in groupby(shown, key=cited)]
    each_zh = "；".join(
        f"{cited(items[0])}为{'、'.join(printed(item) for item in items)}" for items in by_provision
    )
    each_en = "; ".join(
        f"{cited(items[0])}: {', '.join(en(case.reference, item.agency) for item in items)}"
        for items in by_provision
    )
    return Claim(
        place,
        measure,
        (measure, *sorted({_where(item) for item in shown})),
        f"{place.name}对“{in_zh}”规定了不同的{noun[0]}：{each_zh}；请明确由谁负责或由谁牵头。",
        f"{place.name} gives “{in_en}” to different {noun[1]}: {each_en};"
        " say who is responsible or who leads.",
        shown,
    )


def _contradiction(
    case: Case, held: Holding, measure: str, one: StoredAssignment, other: StoredAssignment
) -> Claim:
    shown = (evidence(one), evidence(other))
    in_zh, in_en = matter(case.reference, measure)
    said = [s.assignment.modality for s in (one, other)]
    in_words = [_BINDING[modality] for modality in said]
    return Claim(
        held.place,
        measure,
        (measure, *sorted(_where(item) for item in shown)),
        f"{printed(shown[0])}对“{in_zh}”，{cited(shown[0])}规定{in_words[0]}办理，"
        f"{cited(shown[1])}规定{in_words[1]}办理，请统一。",
        f"By {cited(shown[0])} {en(case.reference, shown[0].agency)} {said[0].replace('-', ' ')}"
        f" do “{in_en}”, by {cited(shown[1])} it {said[1].replace('-', ' ')}; make them agree.",
        shown,
    )


def _at_odds(
    case: Case, held: Holding, measure: str, one: StoredAssignment, other: StoredAssignment
) -> Claim:
    shown = (evidence(one), evidence(other))
    in_zh, in_en = matter(case.reference, measure)
    said = [s.assignment.deadline or "" for s in (one, other)]
    return Claim(
        held.place,
        measure,
        (measure, *sorted(_where(item) for item in shown), *sorted(said)),
        f"{printed(shown[0])}办理“{in_zh}”的期限不一致：{cited(shown[0])}为{said[0]}，"
        f"{cited(shown[1])}为{said[1]}，请统一。",
        f"The periods of {en(case.reference, shown[0].agency)} for “{in_en}” are at odds:"
        f" {said[0]} in {cited(shown[0])}, {said[1]} in {cited(shown[1])}; make them agree.",
        shown,
    )


def _divergence(
    case: Case, held: Holding, measure: str, theirs: Sequence[StoredAssignment]
) -> Claim:
    mine = held.hands[measure].parties[0]

    def make() -> Claim:
        here, there = evidence(mine), [evidence(other) for other in theirs]
        in_zh, in_en = matter(case.reference, measure)
        name = held.place.name
        each_zh = "、".join(f"{e.jurisdiction}交给{zh(case.reference, e.agency)}" for e in there)
        each_en = ", ".join(f"{e.jurisdiction} has {en(case.reference, e.agency)}" for e in there)
        return Claim(
            held.place,
            measure,
            (measure, *sorted(held.hands[measure].acting)),
            f"{name}把“{in_zh}”交给{zh(case.reference, here.agency)}（{cited(here)}），"
            f"{each_zh}；请核对职能是否对应。",
            f"{name} gives “{in_en}” to {en(case.reference, here.agency)} ({cited(here)}), while "
            f"{each_en}; check which function fits.",
            (here, *there),
        )

    return case.once(make, ("divergence", *held.place_key, measure), (mine, *theirs))
