"""The share of a scanned page's characters that were sure enough to be kept."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """From the corpora whose pages did not tell what OCR had left out."""
    op.execute("ALTER TABLE pages ADD COLUMN kept FLOAT NOT NULL DEFAULT '1.0'")
    op.execute("UPDATE meta SET value = 7 WHERE key = 'schema'")
