"""Runs the rules over directives held beside one another: [P] but for the packaged exceptions."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

from corpus.model import StoredAssignment, StoredDocument
from graph.exceptions import load_exceptions
from graph.model import Finding, Severity
from graph.rules import RULES
from graph.rules.case import Claim, case_of
from mapping.reference import Reference


def find(
    assignments: Sequence[StoredAssignment],
    documents: Sequence[StoredDocument],
    reference: Reference,
    *,
    on: date,
    baseline: str | None,
    rules: Collection[str] = tuple(RULES),
) -> tuple[Finding, ...]:
    """What `rules` find, in the order of RULES; all directives given are taken to be in force.

    `on` is the date as of which reforms count. Raises UnknownBaseline (a LookupError)
    for a baseline that the tables do not have.
    """
    case = case_of(assignments, documents, reference, load_exceptions(), on=on, baseline=baseline)
    return tuple(
        _finding(name, rule.severity, claim)
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
