"""The shapes at the edge of the service; an answer's own shape is api.answer.Answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class AskQuery(BaseModel):
    """The parameters of a question; others are refused."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, Field(min_length=1, max_length=500, description="The question.")]
    place: Annotated[
        str | None, Field(alias="in", max_length=50, description="Name or adcode of a place.")
    ] = None
    on: Annotated[date | None, Field(description="The day the answer is to hold for.")] = None
    limit: Annotated[int, Field(ge=1, le=200, description="At most so many agencies.")] = 10


class ProblemOut(BaseModel):
    """An error as RFC 9457 lays it down."""

    type: str
    title: str
    status: int
    detail: str


class StateOut(BaseModel):
    """The answer of the health checks."""

    status: Literal["ok"]
