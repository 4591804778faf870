"""Runs the rules over directives held beside one another: [P] but for the packaged tables."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial

from corpus.model import StoredAssignment, StoredDocument
from graph.exceptions import load_exceptions
from graph.model import Finding, Severity, Told
from graph.rules import RULES
from graph.rules.case import Case, Claim, Given, case_of
from graph.rules.holdings import Sides
from mapping.lexicon import load_lexicon
from mapping.reference import Reference


def find(
    assignments: Iterable[StoredAssignment],
    documents: Sequence[StoredDocument],
    reference: Reference,
    told: Iterable[Told] = (),
    *,
    on: date,
    baseline: str | None,
    rules: Collection[str] = tuple(RULES),
) -> tuple[Finding, ...]:
    """What `rules` find, in the order of RULES, in directives taken to be in force but for
    those that `told` says have ended.

    `on` is the date as of which reforms and endings count. Raises UnknownBaseline (a
    LookupError) for a baseline that the tables do not have.
    """
    given: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        given[stored.document.id].append(stored)
    case = make_case(given, documents, reference, told, on=on, baseline=baseline)
    return findings_of(case, rules)


def make_case(
    by_document: Given,
    documents: Sequence[StoredDocument],
    reference: Reference,
    told: Iterable[Told] = (),
    *,
    on: date,
    baseline: str | None,
    before: Case | None = None,
) -> Case:
    """The case that the rules look at; of `before` it takes over what has not changed."""
    if before is not None and before.reference is reference:
        sides = before.sides
    else:
        before, sides = None, Sides(reference, load_exceptions(), load_lexicon().agencies)
    return case_of(by_document, documents, sides, told, on=on, baseline=baseline, before=before)


def findings_of(case: Case, rules: Collection[str] = tuple(RULES)) -> tuple[Finding, ...]:
    """What `rules` find in a case, in the order of RULES."""
    return tuple(
        case.numbered(claim, partial(_finding, name, rule.severity))
        for name, rule in RULES.items()
        if name in rules
        for claim in rule.find(case)
    )


def _finding(rule: str, severity: Severity, claim: Claim) -> Finding:
    place = claim.jurisdiction
    facts = (rule, place.adcode or place.name, *claim.facts)
    return Finding(
        id=hashlib.sha256("\x1f".join(facts).encode()).hexdigest()[:12],
        rule=rule,
        severity=severity,
        jurisdiction=place,
        measure=claim.measure,
        sentence_zh=claim.sentence_zh,
        sentence_en=claim.sentence_en,
        evidence=claim.evidence,
        successor=claim.successor,
        since=claim.since,
    )
