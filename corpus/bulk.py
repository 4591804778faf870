"""Many rows into a table at once.

SQLAlchemy looks at each value of each row on its way; for the thousands of values of a directive
that took longer than SQLite itself. Here it makes the statement, once, and the values go to the
driver as they are, JSON alone written out.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, Connection, TableClause, insert, text
from sqlalchemy.dialects import sqlite

from corpus.connection import to_json

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def insert_rows(connection: Connection, table: TableClause, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; none is no error."""
    if not rows:
        return
    statement, names, written = _statement(table, tuple(rows[0]))
    for row in rows:
        for name in written:
            row[name] = _written(row[name])
    connection.exec_driver_sql(statement, [tuple([row[name] for name in names]) for row in rows])


def _written(value: Any) -> str | None:
    if value is None:
        return None
    return to_json(value) if value else "[]"  # most are sequences of nothing


@functools.cache
def _statement(
    table: TableClause, given: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The statement, the columns in its order, and those of them that are JSON."""
    made = insert(table).compile(dialect=sqlite.dialect(), column_keys=given)
    names = tuple(made.positiontup or ())
    return str(made), names, tuple(n for n in names if isinstance(table.c[n].type, JSON))


def last_id(connection: Connection, table: TableClause) -> int:
    """The highest id that a table whose ids are never used twice has given, 0 for none."""
    return connection.scalar(_LAST, {"name": table.name}) or 0
