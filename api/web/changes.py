"""What directives change in the findings: those found with them and not without, and the other
way round. [S] reads the corpus through graph.load."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from api.held import found
from corpus.store import Corpus
from graph.findings import find
from graph.load import load
from graph.model import Finding
from mapping.reference import Reference


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that are there because of some directives, and those that are gone with them."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def changes(corpus: Corpus, reference: Reference, documents: Collection[str]) -> Changes:
    """What the corpus's findings of today owe to `documents`. Raises CorpusUnusable."""
    today = date.today()
    view = load(corpus, reference)
    norm = next(iter(reference.baselines), None)
    now = found(view, today, norm)
    before = find(
        [stored for stored in view.assignments if stored.document.id not in documents],
        [document for document in view.documents if document.id not in documents],
        reference,
        [said for said in view.told if said.document not in documents],
        on=today,
        baseline=norm,
    )
    then, here = {finding.id for finding in before}, {finding.id for finding in now}
    return Changes(
        tuple(finding for finding in now if finding.id not in then),
        tuple(finding for finding in before if finding.id not in here),
    )
