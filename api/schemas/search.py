"""Searches and the review queue: what is asked and what is found."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from api.schemas import Day, Identity, Listing, Paged, PlaceName, Strict
from corpus.model import Standing, Unsure
from mapping.model import Modality, Role


class SearchQuery(Strict):
    """Words, and what the blocks that hold them must be of."""

    q: Annotated[str, Field(min_length=1, max_length=500, description="Words.")]
    place: PlaceName = None
    agency: Annotated[Identity, Field(description="With a duty of this agency.")] = None
    measure: Annotated[Identity, Field(description="With this measure.")] = None
    family: Annotated[Identity, Field(description="With a measure of this family.")] = None
    role: Role | None = None
    on: Annotated[Day | None, Field(description="In force on this day.")] = None
    standing: Annotated[Standing | None, Field(description="On that day, or today.")] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class HitOut(BaseModel):
    """A block that answers to the words; `marks` are (start, end) in `snippet`."""

    document: str
    title: str
    number: str | None
    jurisdiction: str | None
    adcode: str | None
    status: Standing
    provision: str
    block: str
    snippet: str
    marks: list[tuple[int, int]]
    score: float


class HitList(Listing[HitOut]):
    """Blocks, the best first; a search has one page."""


class ReviewQuery(Paged):
    """Which part of the queue."""

    place: PlaceName = None
    kind: Annotated[Unsure | None, Field(description="Unsure for this reason.")] = None


class QueueOut(BaseModel):
    """Something that a person should look at; `confidence` in 0..1 is how sure it may stand.

    `id` is that of an assignment (`a17`), of two directives that may be one (`d3`, the second
    in `other`), of a person's word whose quote is gone (`p5`), or of a repair of what OCR broke
    (`r9`: `read`, and the `text` instead). `candidates` are agency ids.
    """

    id: str
    kind: Unsure
    confidence: float
    reason: str
    document: str
    title: str
    jurisdiction: str | None
    other: str | None
    provision: str | None
    agency: str | None
    mention: str | None
    role: Role | None
    modality: Modality | None
    measure: str | None
    quote: str | None
    deadline: str | None
    page: int | None
    rule: str | None
    candidates: list[str]
    by: str | None
    read: str | None
    text: str | None


class QueueList(Listing[QueueOut]):
    """What a person should look at, the least sure first."""
