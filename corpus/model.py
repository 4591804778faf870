"""The values of the corpus: stored documents, stored assignments, import reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.model import Problem
from mapping.model import Assignment, Record

Standing = Literal["in-force", "draft"]
Judgement = Literal["accepted", "dismissed", "fixed"]
ImportStatus = Literal["imported", "unchanged", "updated", "failed"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A directive in the corpus; `imported_at` is ISO 8601 in UTC."""

    record: Record
    sha256: str
    name: str
    format: str
    standing: Standing
    pages: int
    characters: int
    assignments: int
    problems: tuple[Problem, ...]
    imported_at: str

    @property
    def id(self) -> str:
        """The short id of the directive."""
        return self.record.document


@dataclass(frozen=True, slots=True)
class StoredAssignment:
    """An assignment with the directive that makes it; `id` is stable within a corpus."""

    id: int
    document: StoredDocument
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Passage:
    """An assignment with the words around it: its block's text, normalised and as printed."""

    stored: StoredAssignment
    text: str
    orig: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which assignments or documents are wanted; None means any.

    `within` is an adcode: that jurisdiction alone. `drafts` lets drafts in.
    """

    within: str | None = None
    agency: str | None = None
    measures: tuple[str, ...] | None = None
    role: str | None = None
    document: str | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A block found by text or vector search; `score` is higher for better."""

    document: str
    block: str
    provision: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the log, `times` on one ISO day, with what became of it; no persons."""

    id: int
    question: str
    place: str | None
    status: str
    day: str
    times: int


@dataclass(frozen=True, slots=True)
class Synonym:
    """An everyday name of a measure that an editor added; `words` are literal, `*` standing
    for a few characters; `question` is the missed question it was made from, or None."""

    measure: str
    words: str
    question: str | None
    day: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a finding: `reason` why it is dismissed, or what has fixed it;
    `by` who says so, `at` when (ISO 8601 in UTC), `sentence` what the finding said then."""

    finding: str
    verdict: Judgement
    reason: str | None
    by: str | None
    at: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: one line of `dutymap import --json`."""

    path: str
    document: str | None
    status: ImportStatus
    pages: int
    characters: int
    assignments: int
    problems: tuple[Problem, ...]
    seconds: float
