"""Assignments as the service gives them, and what is asked of a list of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from api.schemas import Identity, Listing, Paged, Words
from corpus.model import Action, Standing
from ingest.model import Box
from mapping.model import Modality, Role

Adcode = Annotated[str | None, Field(pattern="^[0-9]{6}$", description="GB/T 2260, six digits.")]


class AssignmentsQuery(Paged):
    """Which assignments; those of drafts only where `document` names one."""

    adcode: Annotated[Adcode, Field(description="Of this place and those in it.")] = None
    agency: Annotated[Identity, Field(description="Id of an agency.")] = None
    measure: Annotated[Identity, Field(description="Id of a measure.")] = None
    role: Role | None = None
    document: Annotated[Identity, Field(description="Id of a directive.")] = None
    q: Annotated[Words, Field(description="In the quote, or the agency as printed.")] = None


class ReadingOut(BaseModel):
    """What the machine reads where a person has decided."""

    agency: str
    role: Role
    modality: Modality
    measure: str
    deadline: str | None
    confidence: float


class ReviewOut(BaseModel):
    """A person's word on an assignment; `at` is ISO 8601 in UTC."""

    action: Action
    by: str
    at: str
    disagrees: Annotated[bool, Field(description="The machine now reads otherwise.")]
    machine: ReadingOut | None


class AssignmentOut(BaseModel):
    """This provision gives this agency, in this role, this measure, with its proof.

    `start` and `end` delimit `quote` in the text of `block`; `page` is 1-based and null for
    flowing text; `boxes` are in the units of the page (its width and height are told by the
    directive); `act` says what is to be done where `measure` is `other`.
    """

    id: str
    document: str
    title: str
    number: str | None
    jurisdiction: str | None
    adcode: str | None
    status: Standing
    provision: str
    agency: str
    name: str
    mention: str
    current_agency: str
    role: Role
    modality: Modality
    measure: str
    measure_name: str
    act: str
    quote: str
    deadline: str | None
    block: str
    start: int
    end: int
    page: int | None
    boxes: list[Box]
    rule: str
    confidence: float
    review: ReviewOut | None


class AssignmentList(Listing[AssignmentOut]):
    """Assignments by directive and place in it."""
