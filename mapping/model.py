"""The values of mapping: what a document makes whom do, each with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ingest.model import Box, Problem

Role = Literal["lead", "responsible", "support"]
Modality = Literal["must", "may", "must-not", "encouraged"]
NO_MEASURE: Final = "other"
"""The measure of a duty that no id of the policy field fits."""

Level = Literal["county", "prefecture", "province", "nation"]
EffectKind = Literal["repeals", "amends", "expires"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A norm named in 《》: title as printed inside the marks, 文号 or None."""

    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Forwarding:
    """The notice that forwards a directive; `issued` is an ISO date or None."""

    title: str
    number: str | None
    issuer: str | None
    jurisdiction: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """The document's own record, the first line of an export.

    `adcode` is the six-digit code of GB/T 2260; `level` and `adcode` are None where
    the place could not be told; `members` are agency ids in the order printed.
    """

    document: str
    title: str
    number: str | None
    issuer: str | None
    jurisdiction: str | None
    adcode: str | None
    level: Level | None
    issued: str | None
    forwarded_by: Forwarding | None
    cites: tuple[Citation, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """This provision gives this agency, in this role, this measure.

    `start` and `end` delimit `quote` in the `orig` of the block with id `block`;
    `page` is 1-based and None for flowing text; `boxes` cover the quote; `rule`
    names the grammar rule that made it; `confidence` is in 0..1; `act` is a short
    verb-object phrase where `measure` is `other`, else empty.
    """

    provision: str
    agency: str
    mention: str
    role: Role
    modality: Modality
    measure: str
    quote: str
    deadline: str | None
    block: str
    start: int
    end: int
    page: int | None
    boxes: tuple[Box, ...]
    rule: str
    confidence: float
    act: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a directive does to the standing of a norm from the ISO date `since` on.

    The norm is named by `title` (as printed inside 《》) or `number` (文号) or both; `expires`
    names none: it is the directive itself. `since` is None where no date is known: always.
    """

    kind: EffectKind
    title: str | None
    number: str | None
    since: str | None
    provision: str
    quote: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Words that OCR broke, and what they are read as; the block's `orig` keeps them.

    `orig[start:end]` of the block with id `block` holds `read`, which its `text` has as
    `text`; `around` are the characters beside it, by which it is known again in a later
    reading. `confidence` is in 0..1; a person has `refused` it where the read words stand.
    """

    block: str
    start: int
    end: int
    read: str
    text: str
    rule: str
    confidence: float
    around: str
    refused: bool = False

    @property
    def key(self) -> RepairKey:
        """What it is, wherever its block stands."""
        return self.rule, self.read, self.text, self.around


RepairKey = tuple[str, str, str, str]
"""Rule, words read, words put, characters beside them."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that mapping found in one document."""

    record: Record
    assignments: tuple[Assignment, ...]
    problems: tuple[Problem, ...] = ()
    effects: tuple[Effect, ...] = ()
    repairs: tuple[Repair, ...] = ()
