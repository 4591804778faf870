"""Directives as the service gives them, and what is asked of a list of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from api.schemas import Identity, Listing, Paged, Strict, Words
from api.schemas.assignments import Adcode, AssignmentOut
from corpus.model import Change, Entered, Standing
from ingest.model import BlockKind, Page, Problem
from mapping.model import Citation, Effect, Forwarding, Level


class DocumentsQuery(Paged):
    """Which directives; all, drafts too, where nothing is asked."""

    jurisdiction: Annotated[Identity, Field(description="The place as the directive names it.")] = (
        None
    )
    adcode: Annotated[Adcode, Field(description="Of this place and those in it.")] = None
    number: Annotated[Identity, Field(description="文号, as printed.")] = None
    standing: Annotated[Standing | None, Field(description="What it is today.")] = None
    status: Annotated[Entered | None, Field(description="As what it was entered.")] = None
    q: Annotated[Words, Field(description="In the title, 文号, issuer or id.")] = None


class DocumentOut(BaseModel):
    """A directive in the corpus.

    `status` is what it is today, `since` when and `by` which directive (an id); `entered` is
    as what it was entered; `name` and `format` are of the file it was read from.
    """

    id: str
    title: str
    number: str | None
    issuer: str | None
    jurisdiction: str | None
    adcode: str | None
    level: Level | None
    issued: str | None
    status: Standing
    since: str | None
    by: str | None
    entered: Entered
    name: str
    format: str
    pages: int
    characters: int
    assignments: int
    problems: list[Problem]
    imported_at: str


class DocumentList(Listing[DocumentOut]):
    """Directives by id."""


class ProvisionOut(BaseModel):
    """One block of a directive's text; `parent` is the block above it in the tree."""

    block: str
    parent: str | None
    kind: BlockKind
    level: int
    provision: str
    number: str
    text: str
    cells: list[str]
    assignments: list[AssignmentOut]


class DocumentWhole(DocumentOut):
    """A directive with its text: `provisions` in reading order, `sheets` its pages with their
    sizes (0 for flowing text), `effects` what it does to others, `changes` what they did to it."""

    sha256: str
    forwarded_by: Forwarding | None
    cites: list[Citation]
    members: list[str]
    changes: list[Change]
    effects: list[Effect]
    sheets: list[Page]
    provisions: list[ProvisionOut]


class PictureQuery(Strict):
    """How a page is to be drawn."""

    width: Annotated[int, Field(ge=50, le=2400, description="Pixels across.")] = 1000
