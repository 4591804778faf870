"""What a document was before: its older readings, and what people decided of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from corpus.model import Action
from corpus.schema import copies, decisions, superseded
from corpus.store import Corpus


@dataclass(frozen=True, slots=True)
class OlderReading:
    """A reading that another took the place of, or another copy of the same directive.

    `reason` is updated, merged, same-text or poorer; `at` is ISO 8601 in UTC. The counts are
    None for a copy that was not kept as a reading.
    """

    at: str
    reason: str
    name: str
    sha256: str
    characters: int | None
    assignments: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A decision as the log has it; `before` and `after` are assignments, or documents."""

    id: int
    at: str
    by: str
    action: Action
    before: dict[str, Any]
    after: dict[str, Any] | None
    replaces: int | None
    note: str | None


def older_readings(corpus: Corpus, document: str) -> tuple[OlderReading, ...]:
    """The older readings and the copies of a document, the first one first."""
    told = func.json_extract(superseded.c.reading, "$.documents[0]").label("told")
    past = select(superseded.c.replaced_at, superseded.c.reason, superseded.c.sha256, told)
    same = select(copies).where(copies.c.document == document, copies.c.reason != "merged")
    with corpus.database.reading() as connection:
        readings = connection.execute(past.where(superseded.c.document == document)).all()
        found = [_older(at, reason, sha256, row) for at, reason, sha256, row in readings]
        for row in connection.execute(same).mappings():
            found.append(
                OlderReading(row["at"], row["reason"], row["name"], row["sha256"], None, None)
            )
    return tuple(sorted(found, key=lambda reading: reading.at))


def _older(at: str, reason: str, sha256: str, told: str) -> OlderReading:
    row = json.loads(told)
    return OlderReading(at, reason, row["name"], sha256, row["characters"], row["assignments"])


def spoken(corpus: Corpus, document: str) -> tuple[Spoken, ...]:
    """Every decision ever made on a document, the first one first."""
    names = Spoken.__dataclass_fields__
    query = select(decisions).where(decisions.c.document == document).order_by(decisions.c.id)
    with corpus.database.reading() as connection:
        found = connection.execute(query).mappings()
        return tuple(Spoken(**{name: row[name] for name in names}) for row in found)
