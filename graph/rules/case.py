"""What every rule is given, and what it gives back: [P].

Rules see the directives they are given as directives in force, but for those that another
of them has repealed and those past their own end: who leaves drafts in (to check one) has
them held against the others as if they were in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.model import StoredAssignment, StoredDocument
from graph.exceptions import Exceptions
from graph.model import Evidence, Finding, Jurisdiction, Told
from graph.places import jurisdiction, jurisdictions
from graph.rules.holdings import Hand, Holding, Sides, family, hands_of, holding
from graph.rules.norms import Ending, Norms, above
from graph.rules.peers import Peers
from mapping.reference import BaselineItem, Reference

EXAMPLES = 5
"""How many other places a claim shows at most."""

SAME_FIELD = 5
"""Measures of a baseline or of another text that a text must share to be of its field."""


class UnknownBaseline(LookupError):
    """A baseline is asked for that the tables do not have; the message names those they have."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule says of one jurisdiction, before it is numbered and weighed.

    `facts` are what the finding's id is made of, besides rule and place.
    """

    jurisdiction: Jurisdiction
    measure: str | None
    facts: tuple[str, ...]
    sentence_zh: str
    sentence_en: str
    evidence: tuple[Evidence, ...]
    successor: str | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Superior:
    """A directive from above that binds a place, by the words of its own directive, or
    because the place forwards it (then `by` is None and nothing need be carried out anew)."""

    document: StoredDocument
    by: Told | None


Given = Mapping[str, Sequence[StoredAssignment]]
Memory = dict[tuple[object, ...], tuple[Claim, Sequence[object]]]
Numbered = dict[int, tuple[Claim, Finding]]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The directives held beside one another, the tables, and the day asked about.

    `items` are the matters of `baseline` and `wanted` their measures; `holdings` the places
    with directives in force; `ended` the directives that are no longer. `by_document` are
    all assignments.
    `memory` keeps the claims made and `findings` what has become of them, `remembered` and
    `findings_before` those of the case before: see `once` and `numbered`.
    """

    documents: tuple[StoredDocument, ...]
    reference: Reference
    exceptions: Exceptions
    on: date
    baseline: str | None
    items: tuple[BaselineItem, ...]
    wanted: frozenset[str]
    norms: Norms
    sides: Sides
    holdings: dict[Jurisdiction, Holding]
    by_document: Given
    ended: dict[str, Ending]
    superiors: dict[Jurisdiction, tuple[Superior, ...]]
    peers: Peers
    remembered: Memory = field(default_factory=dict)
    memory: Memory = field(default_factory=dict)
    findings_before: Numbered = field(default_factory=dict)
    findings: Numbered = field(default_factory=dict)

    def crosscutting(self, measure: str) -> bool:
        """Whether every body does this for itself (exceptions.tsv, `family`)."""
        return family(self.reference, measure) in self.exceptions.families

    def shared(self, measure: str) -> bool:
        """Whether a measure is one that several bodies have side by side."""
        return self.crosscutting(measure) or measure in self.exceptions.measures

    def hands(self, document: StoredDocument) -> dict[str, Hand]:
        """What one directive gives to whom."""
        return hands_of(self.by_document.get(document.id, ()), self.sides)

    def once(
        self, make: Callable[[], Claim], words: tuple[str, ...], rests_on: Sequence[object]
    ) -> Claim:
        """The claim of the case before where the words and the very objects that it rests on
        are the same, else a new one."""
        key = (words, *map(id, rests_on))
        found = self.remembered.get(key) or (make(), rests_on)
        self.memory[key] = found
        return found[0]

    def numbered(self, claim: Claim, number: Callable[[Claim], Finding]) -> Finding:
        """The claim's finding, that of the case before where the claim is."""
        found = self.findings_before.get(id(claim))
        if found is None or found[0] is not claim:
            found = (claim, number(claim))
        self.findings[id(claim)] = found
        return found[1]


def case_of(
    by_document: Given,
    documents: Sequence[StoredDocument],
    sides: Sides,
    told: Iterable[Told] = (),
    *,
    on: date,
    baseline: str | None,
    before: Case | None = None,
) -> Case:
    """Sort the assignments, given by directive, by jurisdiction; a directive without a place
    binds nobody here.

    Of `before`, a case of the same tables, whatever has not changed is taken over; it is
    used up by this. Raises UnknownBaseline.
    """
    reference = sides.reference
    items = baseline_items(reference, baseline)
    norms = Norms(documents, told, on)
    ended = {d.id: end for d in documents if (end := norms.ended(d, on))}
    valid = [d for d in documents if d.id not in ended]
    holdings = _holdings(valid, by_document, sides, before)
    return Case(
        documents=tuple(documents),
        reference=reference,
        exceptions=sides.exceptions,
        on=on,
        baseline=baseline,
        items=items,
        wanted=frozenset(measure for item in items for measure in item.measures),
        norms=norms,
        sides=sides,
        holdings=holdings,
        by_document=by_document,
        ended=ended,
        superiors=_superiors(valid, norms),
        peers=_peers(holdings, reference, before),
        remembered=before.memory if before else {},
        findings_before=before.findings if before else {},
    )


def _peers(
    holdings: dict[Jurisdiction, Holding], reference: Reference, before: Case | None
) -> Peers:
    """The places by what they give out; those of the case before are brought up to date."""
    peers = before.peers if before else Peers(reference)
    older = before.holdings if before else {}
    come = [held for place, held in holdings.items() if older.get(place) is not held]
    come.sort(key=lambda held: held.place_key)
    gone = [held for place, held in older.items() if holdings.get(place) is not held]
    peers.change(gone, come)
    return peers


def _holdings(
    documents: Sequence[StoredDocument],
    by_document: Given,
    sides: Sides,
    before: Case | None,
) -> dict[Jurisdiction, Holding]:
    owned: dict[Jurisdiction, list[StoredDocument]] = {p: [] for p in jurisdictions(documents)}
    lent: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if place := jurisdiction(document.record):
            owned[place].append(document)
        notice = document.record.forwarded_by
        if notice and notice.jurisdiction:
            lent[notice.jurisdiction] |= measures_of(by_document.get(document.id, ()))
    found = {}
    for place, some in owned.items():
        own = tuple(some)
        given = tuple(stored for d in own for stored in by_document.get(d.id, ()))
        borrowed = frozenset(lent.get(place.name, ()))
        old = before.holdings.get(place) if before else None
        same = old and (old.documents, old.given, old.lent) == (own, given, borrowed)
        found[place] = old if old and same else holding(own, given, borrowed, place, sides)
    return found


def _superiors(
    documents: Sequence[StoredDocument], norms: Norms
) -> dict[Jurisdiction, tuple[Superior, ...]]:
    """By place, the directives from above that it says it carries out or has forwarded."""
    places = {place.name: place for place in jurisdictions(documents)}
    valid = {document.id for document in documents}
    found: dict[Jurisdiction, dict[str, Superior]] = defaultdict(dict)
    for document in documents:
        own = jurisdiction(document.record)
        for told in norms.bases(document) if own else ():
            basis = norms.held(told.title, told.number, document.record)
            if own and basis and basis.id in valid and above(basis, document):
                found[own].setdefault(basis.id, Superior(basis, told))
        notice = document.record.forwarded_by
        forwarder = places.get(notice.jurisdiction or "") if notice else None
        if forwarder and forwarder != own:
            found[forwarder].setdefault(document.id, Superior(document, None))
    return {place: tuple(some.values()) for place, some in found.items()}


def baseline_items(reference: Reference, baseline: str | None) -> tuple[BaselineItem, ...]:
    """The baseline's matters, none for None; raises UnknownBaseline."""
    if baseline is None:
        return ()
    if baseline not in reference.baselines:
        have = ", ".join(reference.baselines) or "none"
        raise UnknownBaseline(f"no baseline “{baseline}” in the tables; they have: {have}")
    return reference.baselines[baseline]


def measures_of(assignments: Iterable[StoredAssignment]) -> frozenset[str]:
    """The measures that the assignments give to anybody."""
    return frozenset(stored.assignment.measure for stored in assignments)
