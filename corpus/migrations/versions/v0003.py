"""The audit log, the table of imports to be done, fewer indexes, vectors in a plain table.

The vectors themselves are made anew by the next import or `remap`.
"""

from __future__ import annotations

from alembic import op

from corpus.connection import vector_trouble

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
    """CREATE TABLE vectors (
        id INTEGER NOT NULL PRIMARY KEY REFERENCES blocks (id) ON DELETE CASCADE,
        embedding BLOB NOT NULL)""",
    "DELETE FROM embedders",
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
    if vector_trouble() is None:  # else the old vectors stay, and are not looked at
        op.execute("DROP TABLE IF EXISTS block_vectors")
