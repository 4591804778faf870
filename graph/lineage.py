"""From a matter at the top down to a county: [P] who took it up on the way, and who did not.

Tiers are the norm itself (where one is asked for), then the place's own chain of
divisions from the nation down, as far as the directives given reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.model import StoredAssignment, StoredDocument
from graph.compare import Scope, compare, functions
from graph.model import CellAgency, Comparison, Jurisdiction
from graph.places import jurisdictions
from graph.rules.case import baseline_items
from mapping.divisions import Divisions
from mapping.reference import Norm, Reference

Fate = Literal[
    "begun",  # the first tier that has it
    "kept",  # the tier above that had it last, and this one
    "resumed",  # a tier above has it, the one just above does not
    "changed",  # kept, but given to none of the functions that the tier above gives it to
    "lost",  # the tier just above has it, this one does not
    "absent",  # neither this tier nor the one just above
]


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of the way down: a norm or a place, and its directives by id."""

    name: str
    adcode: str | None
    directives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a matter at a tier, and who has it there."""

    fate: Fate
    agencies: tuple[CellAgency, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """One matter from tier to tier; `item` and `matter` are the norm's, empty where a tier
    below began it. `added`: begun below the first tier."""

    item: str
    matter: str
    measures: tuple[str, ...]
    steps: tuple[Step, ...]
    added: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """Strands by tiers, from the top down; the last tier is the place asked about."""

    place: Jurisdiction
    baseline: str | None
    tiers: tuple[Tier, ...]
    strands: tuple[Strand, ...]


def lineage(
    assignments: Sequence[StoredAssignment],
    documents: Sequence[StoredDocument],
    place: Jurisdiction,
    reference: Reference,
    *,
    baseline: str | None = None,
    measure: str | None = None,
) -> Lineage:
    """The way down to `place` of every matter of `baseline`, or of one `measure`.

    With a baseline, what the tiers below add to it comes after its own matters; a matter of
    it that no measure of the tables stands for cannot be followed. Raises UnknownBaseline.
    """
    places = chain(place, documents, reference.divisions)
    norms = [reference.norm(baseline)] if baseline else []
    scopes: list[Scope] = [*norms, *places]
    matrix = compare(
        assignments,
        scopes,
        reference,
        measures=None if measure is None else [measure],
        baseline=baseline,
    )
    items = [item for item in baseline_items(reference, baseline) if item.measures]
    strands = [_strand(i.item, i.matter, i.measures, matrix, reference) for i in items]
    known = {one for item in items for one in item.measures}
    strands += [
        _strand("", row.act, (row.measure,), matrix, reference)
        for row in matrix.rows
        if row.measure not in known
    ]
    tiers = [_norm_tier(norm) for norm in norms] + [_tier(one, documents) for one in places]
    return Lineage(place, baseline, tuple(tiers), tuple(strands))


def chain(
    place: Jurisdiction, documents: Sequence[StoredDocument], divisions: Divisions
) -> tuple[Jurisdiction, ...]:
    """The places above that have directives of their own, from the top down, and the place."""
    held = jurisdictions(documents)
    nation = {d.record.jurisdiction for d in documents if d.record.level == "nation"}
    codes = [above.adcode for above in divisions.ancestors(place.adcode)] if place.adcode else []
    above = [one for one in held if one.name in nation or one.adcode in codes]
    order = {code: number for number, code in enumerate(codes)}
    above.sort(key=lambda one: -order.get(one.adcode or "", len(codes)))
    return (*(one for one in above if one != place), place)


def _norm_tier(norm: Norm) -> Tier:
    return Tier(norm.number, None, ())


def _tier(place: Jurisdiction, documents: Sequence[StoredDocument]) -> Tier:
    own = (d.id for d in documents if d.record.jurisdiction == place.name)
    return Tier(place.name, place.adcode, tuple(own))


def _strand(
    item: str, matter: str, measures: tuple[str, ...], matrix: Comparison, reference: Reference
) -> Strand:
    """A matter is taken up by a tier that gives any of its measures to anybody."""
    lines = [matrix.row(n) for n, row in enumerate(matrix.rows) if row.measure in measures]
    steps: list[Step] = []
    for column in range(len(matrix.jurisdictions)):
        agencies = tuple(entry for line in lines for entry in line[column].agencies)
        steps.append(Step(_fate(agencies, steps, reference), agencies))
    first = next((n for n, step in enumerate(steps) if step.agencies), 0)
    return Strand(item, matter, measures, tuple(steps), added=first > 0)


def _fate(here: tuple[CellAgency, ...], above: Sequence[Step], reference: Reference) -> Fate:
    just_above = above[-1].agencies if above else ()
    if not here:
        return "lost" if just_above else "absent"
    if not any(step.agencies for step in above):
        return "begun"
    if not just_above:
        return "resumed"
    ours, theirs = (set(functions(each, reference)) for each in (here, just_above))
    return "kept" if ours & theirs or "" in theirs else "changed"
