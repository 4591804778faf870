"""What one place gives to whom, digested once so that every rule can look at it: [P]."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.model import StoredAssignment, StoredDocument
from graph.exceptions import Exceptions
from graph.model import Jurisdiction
from mapping.lexicon import AgencyNames
from mapping.model import Level
from mapping.reference import Reference
from mapping.reforms import lasting_agency

_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,9}?[省州市县区旗盟](?!级)")

SAME_THEME = 3
"""Measures of one theme that a place must give out to be held beside others in it."""

At = tuple[Level | None, str]
"""A level, and a measure or theme."""

CLASS = "member-units"
"""The id of a class of bodies (有关部门) that names none of them."""


def family(reference: Reference, measure: str) -> str:
    """The family of a measure."""
    entry = reference.measures.get(measure)
    return entry.family if entry else measure.partition(".")[0]


def theme(reference: Reference, measure: str) -> str:
    """The first word of a measure's family: all restrictions are of one theme."""
    return family(reference, measure).partition("-")[0]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Who acts, bystanders left out, and `reach`: all for whom one of them may stand.

    Made by Sides, where equal ones are one object; `name` is for a lasting order.
    """

    acting: frozenset[str]
    reach: frozenset[str]
    name: str

    def apart(self, other: Side) -> bool:
        """Whether both act, and nobody of the one may stand for anybody of the other."""
        return (
            bool(self.acting and other.acting)
            and self.reach.isdisjoint(other.acting)
            and other.reach.isdisjoint(self.acting)
        )


class Sides:
    """Makes sides; equal ones are one object, so that thousands of places share them.

    An agency may stand for those with the same last successor, for its partners, and for
    those whose part a combined bureau carries in its printed name (自然资源和林业局).
    """

    def __init__(
        self, reference: Reference, exceptions: Exceptions, names: Sequence[AgencyNames]
    ) -> None:
        self.reference, self.exceptions = reference, exceptions
        self._owners = {stem: entry.id for entry in names for stem in entry.stems if len(stem) > 1}
        longest = sorted(map(re.escape, self._owners), key=len, reverse=True)
        self._stems = re.compile("|".join(longest))
        self._peers = _peers(reference, exceptions)
        self._parts: dict[tuple[str, str], tuple[str, ...]] = {}
        self._alike: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._made: dict[frozenset[tuple[str, ...]], Side] = {}
        self._sides: dict[str, Side] = {}

    def of(self, given: Iterable[StoredAssignment]) -> Side:
        """The side of those who hold these assignments, whatever their role."""
        return self.named((each.assignment.agency, each.assignment.mention) for each in given)

    def named(self, parties: Iterable[tuple[str, str]]) -> Side:
        """The side of agencies (id, name as printed)."""
        bystanders = self.exceptions.bystanders
        key = frozenset(self._part(*party) for party in parties if party[0] not in bystanders)
        if key not in self._made:
            alike = (self._peers.get(one, {one}) for part in key for one in part)
            acting, reach = frozenset(part[0] for part in key), frozenset[str]().union(*alike)
            name = " ".join((*sorted(acting), "|", *sorted(reach)))
            self._made[key] = self._sides.setdefault(name, Side(acting, reach, name))
        return self._made[key]

    def one(self, agency: str, other: str) -> bool:
        """Whether the one may stand for the other."""
        return other in self._peers.get(agency, {agency})

    def _part(self, agency: str, mention: str) -> tuple[str, ...]:
        """The agency, and the others whose part its printed name says it carries; the name of
        the place before it says nothing (公安县民政局)."""
        party = (agency, mention)
        if party not in self._parts:
            words = _PLACE.sub("", "".join(mention.split()))
            named = {self._owners[stem] for stem in self._stems.findall(words)}
            part = (agency, *sorted(named - {agency}))
            self._parts[party] = self._alike.setdefault(part, part)
        return self._parts[party]


def _peers(reference: Reference, exceptions: Exceptions) -> dict[str, frozenset[str]]:
    """For each agency those with the same last successor, and the partners of any of them."""
    heirs: dict[str, set[str]] = defaultdict(set)
    for agency in reference.agencies:
        heirs[lasting_agency(reference, agency)].add(agency)
    return {
        agency: frozenset(kin).union(*(p for p in exceptions.partners if kin & p))
        for kin in heirs.values()
        for agency in kin
    }


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """One measure in one place: its assignments in order; `side` and `parties` are those who
    act on it other than in support, bystanders left out, `acting` their ids; whether any of
    the assignments has a deadline (`timed`) or tells of leading and supporting (`ranked`)."""

    given: tuple[StoredAssignment, ...]
    parties: tuple[StoredAssignment, ...]
    side: Side
    acting: frozenset[str]
    timed: bool
    ranked: bool

    @property
    def classed(self) -> bool:
        """Whether it is given to a class of bodies and to none of them by name."""
        return not self.acting and any(g.assignment.agency == CLASS for g in self.given)


def _is_party(stored: StoredAssignment) -> bool:
    return stored.assignment.role != "support"


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """A place with its directives in force.

    `given` are the assignments of its own directives, `lent` the measures of those that it
    has only forwarded, `binding` the measures of both; `several` the measures that its own
    give more than once, `ranked` those in which somebody leads or supports; `outlived` are
    assignments by directive and agency to agencies that some reform has ended. `themes` are
    those it works in (SAME_THEME), `worked` its level with each of its measures in them.
    """

    place: Jurisdiction
    level: Level | None
    documents: tuple[StoredDocument, ...]
    given: tuple[StoredAssignment, ...]
    lent: frozenset[str]
    binding: frozenset[str]
    hands: dict[str, Hand]
    several: tuple[str, ...]
    ranked: tuple[str, ...]
    themes: frozenset[str]
    worked: tuple[tuple[At, Hand], ...]
    outlived: dict[tuple[str, str], tuple[StoredAssignment, ...]]

    @property
    def place_key(self) -> tuple[str, str]:
        """Name and code: names alone stand twice (朝阳区)."""
        return self.place.name, self.place.adcode or ""


def hands_of(given: Iterable[StoredAssignment], sides: Sides) -> dict[str, Hand]:
    """The assignments by measure."""
    found: dict[str, list[StoredAssignment]] = {}
    for stored in given:
        found.setdefault(stored.assignment.measure, []).append(stored)
    return {measure: _hand(tuple(some), sides) for measure, some in found.items()}


def _hand(given: tuple[StoredAssignment, ...], sides: Sides) -> Hand:
    side = sides.of(filter(_is_party, given))
    parties = tuple(g for g in given if _is_party(g) and g.assignment.agency in side.acting)
    return Hand(
        given=given,
        parties=given if parties == given else parties,
        side=side,
        acting=side.acting,
        timed=any(each.assignment.deadline for each in given),
        ranked=any(each.assignment.role != "responsible" for each in given),
    )


def holding(
    documents: tuple[StoredDocument, ...],
    given: tuple[StoredAssignment, ...],
    lent: frozenset[str],
    place: Jurisdiction,
    sides: Sides,
) -> Holding:
    """Digest a place's directives."""
    reference = sides.reference
    hands, level = hands_of(given, sides), documents[0].record.level
    counts = Counter(theme(reference, measure) for measure in lent.union(hands))
    themes = frozenset(name for name, count in counts.items() if count >= SAME_THEME)
    outlived: dict[tuple[str, str], list[StoredAssignment]] = {}
    for stored in given:
        entry = reference.agencies.get(stored.assignment.agency)
        if entry and entry.successor:
            key = (stored.document.id, stored.assignment.agency)
            outlived.setdefault(key, []).append(stored)
    return Holding(
        place=place,
        level=level,
        documents=documents,
        given=given,
        lent=lent,
        binding=lent.union(hands),
        hands=hands,
        several=tuple(m for m, hand in hands.items() if len(hand.given) > 1),
        ranked=tuple(m for m, hand in hands.items() if hand.ranked),
        themes=themes,
        worked=tuple(
            ((level, measure), hand)
            for measure, hand in hands.items()
            if theme(reference, measure) in themes
        ),
        outlived={key: tuple(some) for key, some in outlived.items()},
    )
