"""Who did what to the corpus, kept for ever: triggers refuse to change or delete a line.

Each line holds the hash of the line before it and its own, and the head of the chain stands in
`marks` too: a line that was changed, slipped in or taken out, also the last one, is seen by
`verify`. Who can write the file can forge the whole chain; a copy of its head (`dutymap audit`
prints it) kept elsewhere shows that too.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getuser
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from corpus.bulk import first, insert_rows, run
from corpus.ledger import audit

# Where what is done now was asked for: set by the service for each request, by a worker for
# each file.
origin: ContextVar[str] = ContextVar("origin", default="command")

_HEAD = "audit-head"
_LAST = "SELECT value FROM marks WHERE key = ?"
_SET_HEAD = "INSERT OR REPLACE INTO marks (key, value) VALUES (?, ?)"
_HASHED = ("previous", "at", "by", "origin", "action", "document", "told")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a person did to `document` (empty: to none); `told` says what it was, for
    those who can no longer look. `at` is ISO 8601 in UTC; `origin` is the address that it came
    from, `command`, or the import (`import 12`) that a file was sent with; `hash` is that of this
    line and `previous` that of the one before."""

    id: int
    at: str
    by: str
    action: str
    document: str
    told: Mapping[str, Any]
    origin: str
    previous: str
    hash: str


def note(
    connection: Connection, by: str, action: str, document: str, told: Mapping[str, Any]
) -> None:
    """Enter a line, in the writing transaction that does what it tells."""
    row: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": by,
        "action": action,
        "document": document,
        "told": dict(told),
        "origin": origin.get(),
        "previous": head(connection),
    }
    row["hash"] = line_hash(row)
    insert_rows(connection, audit, [row])
    set_head(connection, row["hash"])


def login() -> str:
    """The login name of this process's user, or the number of one without a name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def head(connection: Connection) -> str:
    """The hash of the last line, empty before the first."""
    return first(connection, _LAST, _HEAD) or ""


def set_head(connection: Connection, value: str) -> None:
    """Note the hash of the last line."""
    run(connection, _SET_HEAD, _HEAD, value)


def line_hash(row: Mapping[str, Any] | RowMapping) -> str:
    """The SHA-256 of a line with the hash of the line before it, in hexadecimal."""
    told = [row[name] for name in _HASHED]
    line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def trail(connection: Connection, limit: int, before: int | None = None) -> tuple[Entry, ...]:
    """The last lines, the latest first; those `before` the line of this id."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.id < before)
    return tuple(Entry(**row) for row in connection.execute(query).mappings())


def broken(connection: Connection) -> Iterator[tuple[str, str]]:
    """Where the chain does not hold, and how: the line's id, and a Chinese sentence."""
    last = ""
    for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
        if row["previous"] != last:
            yield f"audit {row['id']}", "与上一行接不上：前面有行被删除、插入或改动"
        if row["hash"] != line_hash(row):
            yield f"audit {row['id']}", "内容与校验值不符：这一行被改动"
        last = row["hash"]
    if last != head(connection):
        yield "audit", "末尾的行被删除，或有人在外面添了行"
