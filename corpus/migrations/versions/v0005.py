"""The sketch of a text in one row instead of thirty-two."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import numpy as np
from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"

_DDL = """CREATE TABLE sketches (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    bands BLOB NOT NULL)"""


def upgrade() -> None:
    """From the corpora with a row for each band of a sketch."""
    op.execute(_DDL)
    connection = op.get_bind()
    rows = connection.execute(text("SELECT document, hash FROM bands ORDER BY document, band"))
    sketches = [
        {"document": document, "bands": np.array([row.hash for row in own], np.uint32).tobytes()}
        for document, own in groupby(rows, itemgetter(0))
    ]
    if sketches:
        insert = "INSERT INTO sketches (document, bands) VALUES (:document, :bands)"
        connection.execute(text(insert), sketches)
    op.execute("DROP TABLE bands")
    op.execute("UPDATE meta SET value = 5 WHERE key = 'schema'")
