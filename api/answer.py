"""The answer to a question, as design and docs/http.md fix it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from corpus.model import Standing
from ingest.model import Box
from mapping.model import Modality, Role

Status = Literal["answered", "not-assigned", "not-covered", "not-understood", "ambiguous"]


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The jurisdiction asked about."""

    name: str
    adcode: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What the question was understood to be about: measure ids, and its own words."""

    measures: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """The directive of a place above, or forwarded, from which the answer comes."""

    document: str
    jurisdiction: str | None


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """One agency that handles the matter, with the clause that says so."""

    agency: str
    name: str
    mention: str
    current_agency: str
    role: Role
    modality: Modality
    deadline: str | None
    document: str
    title: str
    number: str | None
    status: Standing
    provision: str
    quote: str
    page: int | None
    boxes: tuple[Box, ...]
    confidence: float
    inherited_from: Inherited | None
    measure: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who has the matter in another jurisdiction; `agency` None for a baseline."""

    jurisdiction: str | None
    agency: str | None
    document: str
    provision: str


@dataclass(frozen=True, slots=True)
class AnswerFinding:
    """A finding that concerns the answers: the directives give the matter to different
    agencies. `sentence` is in the question's language."""

    id: str
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Related:
    """A duty near the matter that nobody has: no answer, only where to look next."""

    agency: str
    name: str
    measure: str
    document: str
    title: str
    provision: str
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `answers` is empty unless `status` is `answered`, `related` unless it is
    `not-assigned`."""

    question: str
    jurisdiction: PlaceAnswer | None
    as_of: date
    status: Status
    matter: Matter
    answers: tuple[AgencyAnswer, ...]
    elsewhere: tuple[Elsewhere, ...]
    explanation: str
    findings: tuple[AnswerFinding, ...] = ()
    related: tuple[Related, ...] = ()


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as JSON values; dates as ISO strings."""
    return {**asdict(answer), "as_of": answer.as_of.isoformat()}
