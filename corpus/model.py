"""The values of the corpus: stored documents, stored assignments, import reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.model import Problem
from mapping.model import Assignment, Record

Entered = Literal["in-force", "draft"]
Standing = Literal["in-force", "amended", "repealed", "expired", "draft"]
Action = Literal[
    "accept", "correct", "reject", "undo", "merge", "apart", "keep-repair", "refuse-repair"
]
Unsure = Literal["agency", "confidence", "ocr", "duplicate", "disagreement", "repair"]
Judgement = Literal["accepted", "dismissed", "fixed"]
ImportStatus = Literal["imported", "unchanged", "updated", "failed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A directive is `standing` from the ISO date `since` on (None: as long as is known),
    by the directive with the id `by`; None where its own text or the importer says so."""

    standing: Standing
    since: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A directive in the corpus; `imported_at` is ISO 8601 in UTC.

    `standing` is how it was entered; `changes` are what directives of the corpus have
    made of it, by date: `standing_on` tells both together.
    """

    record: Record
    sha256: str
    name: str
    format: str
    standing: Entered
    pages: int
    characters: int
    assignments: int
    problems: tuple[Problem, ...]
    imported_at: str
    changes: tuple[Change, ...] = ()

    @property
    def id(self) -> str:
        """The short id of the directive."""
        return self.record.document

    def standing_on(self, day: date) -> Change:
        """What it is on a day, since when and by what."""
        told = [c for c in self.changes if c.since is None or c.since <= day.isoformat()]
        if self.standing == "draft" or not told:
            return Change(self.standing, None, None)
        return told[-1]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a reading, kept for ever.

    `before` is the machine's reading then; `after` what holds instead, None for a reading
    that is rejected or where the machine's word holds again. `replaces` is the decision
    that this one takes the place of; `at` is ISO 8601 in UTC.
    """

    id: int
    at: str
    by: str
    action: Action
    document: str
    before: Assignment
    after: Assignment | None
    replaces: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """The person's word that an assignment shows, and the machine's reading beside it.

    `machine` is None where the rules no longer give the reading; `disagrees` tells that
    the machine now reads otherwise than when the person decided, and not as the person.
    """

    decision: int
    action: Action
    by: str
    at: str
    machine: Assignment | None
    disagrees: bool


@dataclass(frozen=True, slots=True)
class StoredAssignment:
    """An assignment with the directive that makes it; `id` is stable within a corpus.

    Where a person has decided, `assignment` is the person's word and `review` tells so.
    """

    id: int
    document: StoredDocument
    assignment: Assignment
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class StoredRepair:
    """Words that OCR broke, `read`, and the `text` that stands for them; where, and why."""

    provision: str
    read: str
    text: str
    around: str
    rule: str


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something that a person should look at; `confidence` in 0..1 is how sure it may stand.

    `id` is that of an assignment (`a17`), of two documents that may be one (`d3`), of a
    person's word whose quote is gone from the text (`p5`), or of a repair of what OCR broke
    (`r9`). `candidates` are agency ids.
    """

    id: str
    kind: Unsure
    confidence: float
    document: StoredDocument
    assignment: Assignment | None
    review: Review | None
    candidates: tuple[str, ...]
    other: StoredDocument | None
    reason: str
    repair: StoredRepair | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """An assignment with the words around it: its block's text, normalised and as printed."""

    stored: StoredAssignment
    text: str
    orig: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which assignments or documents are wanted; None means any.

    `within` is an adcode: that jurisdiction alone, or with `below` all places in it too.
    `on` lets through what was issued and in force (or amended) on that day; with `standing`
    what had that standing then (today where no day is given). `drafts` lets drafts in.
    """

    within: str | None = None
    below: bool = False
    agency: str | None = None
    measures: tuple[str, ...] | None = None
    role: str | None = None
    document: str | None = None
    drafts: bool = False
    on: date | None = None
    standing: Standing | None = None


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
