"""What is done for every directive that is entered, past SQLAlchemy.

SQLAlchemy looks at each value of each row on its way, and at each statement; for a directive that
took longer than SQLite itself. Here statement and values go to the driver as they are, JSON alone
written out, within the transaction that SQLAlchemy has begun.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Connection, TableClause, insert
from sqlalchemy.dialects import sqlite

from corpus.connection import to_json

_LAST = "SELECT seq FROM sqlite_sequence WHERE name = ?"


def run(connection: Connection, statement: str, *values: object) -> Any:
    """The driver's cursor of a statement with its values."""
    driver: Any = connection.connection.driver_connection
    return driver.execute(statement, values)


def first(connection: Connection, statement: str, *values: object) -> Any:
    """The first value of the first row of a statement, None where it has no row."""
    row = run(connection, statement, *values).fetchone()
    return row[0] if row else None


def insert_rows(connection: Connection, table: TableClause, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; none is no error."""
    if not rows:
        return
    statement, values, written = _statement(table, tuple(rows[0]))
    for row in rows:
        for name in written:
            row[name] = _written(row[name])
    driver: Any = connection.connection.driver_connection
    driver.executemany(statement, map(values, rows))


def _written(value: Any) -> str | None:
    if value:
        return to_json(value)
    if value is None:
        return None
    return "{}" if isinstance(value, dict) else "[]"  # most are sequences of nothing


@functools.cache
def _statement(
    table: TableClause, given: tuple[str, ...]
) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]], tuple[str, ...]]:
    """The statement, what gives a row's values in its order, and the columns that are JSON."""
    made = insert(table).compile(dialect=sqlite.dialect(), column_keys=given)
    names = tuple(made.positiontup or ())
    written = tuple(name for name in names if isinstance(table.c[name].type, JSON))
    return str(made), itemgetter(*names), written


def last_id(connection: Connection, table: TableClause) -> int:
    """The highest id that a table whose ids are never used twice has given, 0 for none."""
    return first(connection, _LAST, table.name) or 0
