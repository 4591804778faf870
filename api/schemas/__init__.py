"""The shapes at the edge of the service, a file a theme; here what all of them share.

An answer's own shape is api.answer.Answer, a comparison's graph.model.Comparison.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Item = TypeVar("Item")


def _iso(told: object) -> object:
    """Refuses the seconds since 1970 that pydantic takes for a day."""
    if isinstance(told, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", told, re.ASCII):
        raise ValueError("a day is written as 2024-05-01")
    return told


Day = Annotated[date, BeforeValidator(_iso)]
PlaceName = Annotated[
    str | None, Field(alias="in", max_length=50, description="Name or adcode of a place.")
]
Words = Annotated[str | None, Field(max_length=100, pattern="^[^\\u0000]*$")]
Identity = Annotated[str | None, Field(min_length=1, max_length=200)]


class Strict(BaseModel):
    """Parameters or a body; what is not named is refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Strict):
    """The parameters of a list."""

    cursor: Annotated[
        str | None, Field(max_length=2000, description="`next` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="At most so many items.")] = 50


class AskQuery(Strict):
    """The parameters of a question; others are refused."""

    q: Annotated[str, Field(min_length=1, max_length=500, description="The question.")]
    place: PlaceName = None
    on: Annotated[Day | None, Field(description="The day the answer is to hold for.")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="At most so many agencies.")] = 10


class Listing(BaseModel, Generic[Item]):
    """One page of a list; `next` is the cursor of the page behind it, null at the end."""

    items: list[Item]
    next: str | None


class FaultOut(BaseModel):
    """One thing wrong with a request."""

    where: str
    message: str


class ProblemOut(BaseModel):
    """An error as RFC 9457 lays it down; `errors` where a request is malformed (422)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut] = []


class StateOut(BaseModel):
    """The answer of the health checks."""

    status: Literal["ok"]
