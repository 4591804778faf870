"""Keys of the service, imports sent to it, and the audit log chained by hashes.

The lines of the log that are there are chained as they stand.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, column, select, table, update

from corpus import audit

revision = "0004"
down_revision = "0003"

_TABLES = (
    """CREATE TABLE marks ("key" TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)""",
    """CREATE TABLE keys (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        hash TEXT NOT NULL,
        made_at TEXT NOT NULL,
        last_used TEXT,
        revoked_at TEXT)""",
    "CREATE UNIQUE INDEX ix_keys_name ON keys (name) WHERE revoked_at IS NULL",
    """CREATE TABLE imports (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        token TEXT,
        content TEXT NOT NULL,
        UNIQUE ("by", token))""",
    "CREATE INDEX ix_imports_content ON imports (content)",
    "ALTER TABLE jobs ADD COLUMN batch INTEGER",
    "ALTER TABLE jobs ADD COLUMN changes INTEGER NOT NULL DEFAULT '0'",
    "CREATE INDEX ix_jobs_batch ON jobs (batch)",
    *(
        f"ALTER TABLE audit ADD COLUMN {name} TEXT NOT NULL DEFAULT ''"
        for name in ("origin", "previous", "hash")
    ),
)
_COLUMNS = ("id", "at", "by", "origin", "action", "document", "previous", "hash")
_LOG = table("audit", *map(column, _COLUMNS), column("told", JSON))
_END = "UPDATE meta SET value = 4 WHERE key = 'schema'"
_TRIGGER = """CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit are kept as they were made'); END"""


def upgrade() -> None:
    """From the corpora that only a person at the machine could reach."""
    for statement in _TABLES:
        op.execute(statement)
    op.execute("DROP TRIGGER audit_no_UPDATE")
    _chain()
    op.execute(_TRIGGER)
    op.execute(_END)


def _chain() -> None:
    connection, previous = op.get_bind(), ""
    for row in connection.execute(select(_LOG).order_by(_LOG.c.id)).mappings().all():
        told = {**row, "previous": previous}
        previous = audit.line_hash(told)
        chained = update(_LOG).where(_LOG.c.id == row["id"])
        connection.execute(chained.values(previous=told["previous"], hash=previous))
    audit.set_head(connection, previous)
