"""The shapes that programs see, in OpenAPI and in answers (docs/http.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.model import Standing
from mapping.model import Modality, Role

AnswerStatus = Literal["answered", "not-assigned", "not-covered", "not-understood", "ambiguous"]


class AskQuery(BaseModel):
    """The parameters of a question; others are refused."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(min_length=1, max_length=500, description="The question.")]
    place: Annotated[
        str | None, Field(alias="in", max_length=50, description="Name or adcode of a place.")
    ] = None
    on: Annotated[date | None, Field(description="The day the answer is to hold for.")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="At most so many agencies.")] = 10


class JurisdictionOut(BaseModel):
    """A place; `adcode` as in GB/T 2260."""

    name: str
    adcode: str | None


class MatterOut(BaseModel):
    """What the question was understood to be about."""

    measures: list[str]
    text: str


class BoxOut(BaseModel):
    """A rectangle on a page: page 1-based, x right, y down, in the page's own units."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class InheritedOut(BaseModel):
    """The directive above that binds this jurisdiction too."""

    document: str
    jurisdiction: str | None


class AgencyAnswerOut(BaseModel):
    """One agency that handles the matter, with the clause that says so."""

    agency: str
    name: str
    mention: str
    current_agency: str | None
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
    boxes: list[BoxOut]
    confidence: float
    inherited_from: InheritedOut | None


class ElsewhereOut(BaseModel):
    """Who handles the matter in another jurisdiction, or in a baseline."""

    jurisdiction: str | None
    agency: str | None
    document: str
    provision: str


class AnswerOut(BaseModel):
    """The answer to a question; `answers` is empty unless the status is `answered`."""

    question: str
    jurisdiction: JurisdictionOut | None
    as_of: date
    status: AnswerStatus
    matter: MatterOut
    answers: list[AgencyAnswerOut]
    elsewhere: list[ElsewhereOut]
    explanation: str


class ProblemOut(BaseModel):
    """An error as RFC 9457 lays it down."""

    type: str
    title: str
    status: int
    detail: str


class StateOut(BaseModel):
    """The answer of the health checks."""

    status: Literal["ok"]
