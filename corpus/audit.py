"""Who did what to the corpus, kept for ever: triggers refuse to change or delete a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from corpus.ledger import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a person did to `document`; `told` says what it was, for those who can
    no longer look. `at` is ISO 8601 in UTC."""

    id: int
    at: str
    by: str
    action: str
    document: str
    told: Mapping[str, Any]


def note(
    connection: Connection, by: str, action: str, document: str, told: Mapping[str, Any]
) -> None:
    """Enter a line, in the transaction that does what it tells."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"at": now, "by": by, "action": action, "document": document, "told": dict(told)}
    connection.execute(insert(audit), row)


def trail(connection: Connection, limit: int) -> tuple[Entry, ...]:
    """The last lines, the latest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    return tuple(Entry(**row) for row in connection.execute(query).mappings())
