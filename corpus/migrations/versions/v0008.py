"""The repairs of what OCR broke, each with its rule; those of older readings come with `remap`."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_DDL = (
    """CREATE TABLE repairs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        block TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        "read" TEXT NOT NULL,
        text TEXT NOT NULL,
        rule TEXT NOT NULL,
        confidence FLOAT NOT NULL,
        around TEXT NOT NULL,
        state TEXT)""",
    "CREATE INDEX ix_repairs_document ON repairs (document)",
    "UPDATE meta SET value = 8 WHERE key = 'schema'",
)


def upgrade() -> None:
    """From the corpora that kept what OCR read as it was."""
    for statement in _DDL:
        op.execute(statement)
