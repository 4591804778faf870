"""What a person decides of a reading or a finding, and a draft to be checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.schemas import Identity, Strict
from api.schemas.assignments import Adcode, AssignmentOut
from api.schemas.comparison import Baseline, Name
from graph.check import Place
from graph.model import Evidence, Jurisdiction, Severity
from ingest.model import Problem
from mapping.model import Modality, Role

Note = Annotated[str | None, Field(max_length=2000, description="Kept beside it.")]


class DecisionIn(Strict):
    """The reading is right, or is none, or what was decided of it no longer holds."""

    action: Literal["accept", "reject", "undo"]
    note: Note = None


_CORRECTED = ("agency", "measure", "role", "modality", "deadline")


class CorrectionIn(Strict):
    """What the reading ought to be, in one value at least; null leaves a value as it is, an
    empty `deadline` takes the deadline away."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": [name], "properties": {name: {"type": "string"}}}
                for name in _CORRECTED
            ]
        }
    )

    action: Literal["correct"]
    agency: Identity = None
    measure: Identity = None
    role: Role | None = None
    modality: Modality | None = None
    deadline: Annotated[str | None, Field(max_length=100)] = None
    note: Note = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, name) is None for name in _CORRECTED):
            raise ValueError("say what is to be corrected")
        return self


class CorrectionOut(BaseModel):
    """What was decided by whom; `assignment` as it is shown now, null where it is rejected."""

    id: str
    action: Literal["accept", "correct", "reject", "undo"]
    by: str
    assignment: AssignmentOut | None


class AcceptedIn(Strict):
    """A finding is taken up."""

    verdict: Literal["accepted"]
    reason: Annotated[str | None, Field(max_length=2000)] = None
    baseline: Baseline = None


class SettledIn(Strict):
    """A finding is dismissed, or what it found has been mended: `reason` says why, or how."""

    verdict: Literal["dismissed", "fixed"]
    reason: Annotated[str, Field(pattern=r"\S", max_length=2000)]
    baseline: Baseline = None


class AgainstIn(Strict):
    """What a draft is held against."""

    against: Annotated[
        tuple[Name, ...], Field(max_length=50, description="Places, directives; all without any.")
    ] = ()
    baseline: Baseline = None
    jurisdiction: Annotated[Adcode, Field(description="Where the draft names no place.")] = None


class CheckIn(AgainstIn):
    """A draft as text; `name` is what its file would be called."""

    text: Annotated[
        str, Field(max_length=300_000, pattern="[\u4e00-\u9fff]", description="In Chinese.")
    ]
    name: Annotated[str, Field(min_length=1, max_length=100)] = "草案"


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
