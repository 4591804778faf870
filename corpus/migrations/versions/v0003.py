"""The audit log, the table of imports to be done, and indexes fewer."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_DDL = (
    """CREATE TABLE audit (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        document TEXT NOT NULL,
        told JSON NOT NULL)""",
    "CREATE INDEX ix_audit_document ON audit (document)",
    """CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit are kept as they were made'); END""",
    """CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit are kept as they were made'); END""",
    """CREATE TABLE jobs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL,
        sha256 TEXT,
        ocr TEXT NOT NULL,
        standing TEXT,
        jurisdiction TEXT,
        state TEXT NOT NULL,
        submitted_at TEXT NOT NULL,
        finished_at TEXT,
        owner TEXT,
        until FLOAT NOT NULL,
        attempts INTEGER NOT NULL,
        cancelling INTEGER NOT NULL,
        pages_done INTEGER NOT NULL,
        pages INTEGER NOT NULL,
        report JSON,
        error TEXT)""",
    "CREATE INDEX ix_jobs_sha256 ON jobs (sha256)",
    "CREATE INDEX ix_jobs_open ON jobs (id) WHERE state IN ('waiting', 'running')",
    # Other indexes begin with the same columns.
    "DROP INDEX ix_pages_document",
    "DROP INDEX ix_lines_document",
    "DROP INDEX ix_blocks_document",
    "DROP INDEX ix_assignments_measure",
    "UPDATE meta SET value = 3 WHERE key = 'schema'",
)


def upgrade() -> None:
    """From the corpora with people's decisions."""
    for statement in _DDL:
        op.execute(statement)
