"""What a person decides of a reading or a finding, and a draft to be checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.schemas import Identity, Strict
from api.schemas.assignments import Adcode, AssignmentOut
from api.schemas.comparison import Baseline, Name
from corpus.model import Judgement
from graph.check import Place
from graph.model import Evidence, Jurisdiction, Severity
from ingest.model import Problem
from mapping.model import Modality, Role

Note = Annotated[str | None, Field(max_length=2000, description="Kept beside it.")]


class CorrectionIn(Strict):
    """A decision on an assignment; the values are for `correct` alone, null leaves one as it
    is, and an empty `deadline` takes the deadline away."""

    action: Literal["accept", "correct", "reject", "undo"]
    agency: Identity = None
    measure: Identity = None
    role: Role | None = None
    modality: Modality | None = None
    deadline: Annotated[str | None, Field(max_length=100)] = None
    note: Note = None


class CorrectionOut(BaseModel):
    """What was decided by whom; `assignment` as it is shown now, null where it is rejected."""

    id: str
    action: Literal["accept", "correct", "reject", "undo"]
    by: str
    assignment: AssignmentOut | None


class VerdictIn(Strict):
    """What is to become of a finding; `dismissed` and `fixed` want a reason."""

    verdict: Judgement
    reason: Annotated[str | None, Field(max_length=2000)] = None
    baseline: Baseline = None


class CheckIn(Strict):
    """A draft as text; `name` is what its file would be called."""

    text: Annotated[str, Field(min_length=1, max_length=300_000)]
    name: Annotated[str, Field(min_length=1, max_length=100)] = "草案"
    against: Annotated[
        tuple[Name, ...], Field(max_length=50, description="Places, directives; all without any.")
    ] = ()
    baseline: Baseline = None
    jurisdiction: Annotated[Adcode, Field(description="Where the draft names no place.")] = None


class RemarkOut(BaseModel):
    """A finding about a draft and the places in it that it concerns; what is `missing` has
    no words of its own."""

    id: str
    rule: str
    severity: Severity
    jurisdiction: Jurisdiction
    measure: str | None
    sentence_zh: str
    sentence_en: str
    evidence: list[Evidence]
    successor: str | None
    since: int | None
    missing: bool
    places: list[Place]


class CheckOut(BaseModel):
    """What is wrong with a draft; nothing of it is kept.

    `draft` is its own record; `against` the ids of the directives it was held against,
    `replaced` those of earlier texts of its own, which were left out.
    """

    draft: dict[str, Any]
    file: str
    assignments: int
    problems: list[Problem]
    baseline: str | None
    against: list[str]
    replaced: list[str]
    findings: list[RemarkOut]
