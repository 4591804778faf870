"""What every rule is given, what it gives back, and how evidence is worded: [P].

Rules see the directives they are given as directives in force: who leaves drafts in
(to check one) has them held against the others as if they were in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import StoredAssignment, StoredDocument
from graph.exceptions import Exceptions
from graph.model import Evidence, Jurisdiction
from graph.places import Held, inherited, jurisdiction, jurisdictions, own
from mapping.reference import BaselineItem, Reference
from mapping.reforms import lasting_agency

EXAMPLES = 5
"""How many other places a claim shows at most."""

SAME_FIELD = 5
"""Measures that two texts must share before one may be said to lack what the other has."""


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
class Case:
    """The directives held beside one another, the tables, and the date asked about.

    `items` are the matters of `baseline`. Of each jurisdiction: `own` are the assignments
    of its directives; `measures` what those give to anybody and `binding` that and what
    directives give that it has only forwarded; `near` the comparable ones, `first` its
    first assignment of a measure. `peers` are the agencies that may stand for one,
    itself among them.
    """

    documents: tuple[StoredDocument, ...]
    reference: Reference
    exceptions: Exceptions
    on: date
    baseline: str | None
    items: tuple[BaselineItem, ...]
    own: Held
    measures: dict[Jurisdiction, frozenset[str]]
    binding: dict[Jurisdiction, frozenset[str]]
    near: dict[Jurisdiction, tuple[Jurisdiction, ...]]
    first: dict[tuple[Jurisdiction, str], StoredAssignment]
    peers: dict[str, frozenset[str]]

    def apart(self, ours: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether some of us and some of them act, and nobody may stand for another.

        An agency and its successors are one, partners do not rival one another, and
        bystanders do not count.
        """
        acting, others = ours - self.exceptions.bystanders, theirs - self.exceptions.bystanders
        return bool(acting and others) and all(
            others.isdisjoint(self.peers.get(agency, {agency})) for agency in acting
        )

    def shared(self, measure: str) -> bool:
        """Whether a measure is one that several bodies have side by side."""
        entry = self.reference.measures.get(measure)
        family = entry.family if entry else measure.partition(".")[0]
        return family in self.exceptions.families or measure in self.exceptions.measures


def case_of(
    assignments: Sequence[StoredAssignment],
    documents: Sequence[StoredDocument],
    reference: Reference,
    exceptions: Exceptions,
    *,
    on: date,
    baseline: str | None,
) -> Case:
    """Sort the assignments by jurisdiction; directives without a place bind nobody here.

    Raises UnknownBaseline.
    """
    held, lent = own(assignments), inherited(assignments)
    mine = {place: held.get(place, ()) for place in jurisdictions(documents)}
    measures = {place: measures_of(had) for place, had in mine.items()}
    binding = {
        place: had | measures_of(lent.get(place.name, ())) for place, had in measures.items()
    }
    first: dict[tuple[Jurisdiction, str], StoredAssignment] = {}
    for place, had in mine.items():
        for stored in had:
            first.setdefault((place, stored.assignment.measure), stored)
    return Case(
        documents=tuple(documents),
        reference=reference,
        exceptions=exceptions,
        on=on,
        baseline=baseline,
        items=baseline_items(reference, baseline),
        own=mine,
        measures=measures,
        binding=binding,
        near=_near(documents, measures, binding),
        first=first,
        peers=_peers(reference, exceptions),
    )


def _peers(reference: Reference, exceptions: Exceptions) -> dict[str, frozenset[str]]:
    """For each agency those with the same last successor, and its partners."""
    heirs: dict[str, set[str]] = defaultdict(set)
    for agency in reference.agencies:
        heirs[lasting_agency(reference, agency)].add(agency)
    return {
        agency: frozenset(kin).union(*(p for p in exceptions.partners if agency in p))
        for kin in heirs.values()
        for agency in kin
    }


def _near(
    documents: Iterable[StoredDocument],
    measures: dict[Jurisdiction, frozenset[str]],
    binding: dict[Jurisdiction, frozenset[str]],
) -> dict[Jurisdiction, tuple[Jurisdiction, ...]]:
    """For each place the other local ones whose directives are of the same policy field."""
    high = ("nation", "province")
    local = {jurisdiction(d.record) for d in documents if d.record.level not in high}
    return {
        place: tuple(
            other
            for other, theirs in measures.items()
            if other != place and other in local and len(theirs & mine) >= SAME_FIELD
        )
        for place, mine in binding.items()
    }


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


def evidence(stored: StoredAssignment) -> Evidence:
    """An assignment as evidence."""
    record, duty = stored.document.record, stored.assignment
    return Evidence(
        document=record.document,
        title=record.title,
        number=record.number,
        provision=duty.provision,
        agency=duty.agency,
        mention=duty.mention,
        quote=duty.quote,
        page=duty.page,
        jurisdiction=record.jurisdiction or "",
    )


def cited(item: Evidence) -> str:
    """《title》第五条, marks inside the title made single as the rules of print want."""
    title = item.title.replace("《", "〈").replace("》", "〉")
    return f"《{title}》{item.provision}"


def printed(item: Evidence) -> str:
    """The agency as printed, without the blanks that print and OCR leave in it."""
    return "".join(item.mention.split())


def zh(case: Case, agency: str) -> str:
    """The agency's Chinese name, its id where the tables lack it."""
    entry = case.reference.agencies.get(agency)
    return entry.zh if entry else agency


def en(case: Case, agency: str) -> str:
    """The agency's English name, its id where the tables lack it."""
    entry = case.reference.agencies.get(agency)
    return entry.en if entry else agency


def matter(case: Case, measure: str) -> tuple[str, str]:
    """The measure in Chinese and English, its id where the tables lack it."""
    entry = case.reference.measures.get(measure)
    return (entry.zh, entry.en) if entry else (measure, measure)
