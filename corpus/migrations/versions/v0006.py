"""Indexes with all that a search filters by, and two spaces of vectors, so that one serves while
the other is made.

The vectors themselves are made anew by the next import or `remap`.
"""

from __future__ import annotations

from alembic import op

from corpus.connection import vector_trouble

revision = "0006"
down_revision = "0005"

_SPACE = """CREATE TABLE {name}_{number} (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES blocks (id) ON DELETE CASCADE,
    {value} BLOB NOT NULL)"""
_DDL = (
    "DROP INDEX ix_assignments_document",
    "DROP INDEX ix_assignments_block_id",
    "DROP INDEX ix_assignments_agency",
    "DROP INDEX ix_assignments_measure_shown",
    """CREATE INDEX ix_assignments_document
    ON assignments (document, shown, role, agency, measure, block_id)""",
    """CREATE INDEX ix_assignments_block
    ON assignments (block_id, shown, agency, role, measure, document)""",
    "CREATE INDEX ix_assignments_agency ON assignments (agency, shown, role, document, block_id)",
    """CREATE INDEX ix_assignments_measure_shown
    ON assignments (measure, document, shown, block_id)""",
    "CREATE INDEX ix_documents_draft ON documents (id) WHERE standing = 'draft'",
    "DROP TABLE vectors",
    "DROP TABLE embedders",
    """CREATE TABLE embedders (
        version TEXT NOT NULL PRIMARY KEY,
        fitted_on INTEGER NOT NULL,
        model BLOB NOT NULL,
        space INTEGER NOT NULL UNIQUE,
        ready INTEGER NOT NULL)""",
    *(
        _SPACE.format(name=name, number=number, value=value)
        for number in (0, 1)
        for name, value in (("vectors", "embedding"), ("signs", "signs"))
    ),
    "UPDATE meta SET value = 6 WHERE key = 'schema'",
)


def upgrade() -> None:
    """From the corpora with one set of vectors."""
    for statement in _DDL:
        op.execute(statement)
    if vector_trouble() is None:  # else the old signs stay, and are not looked at
        op.execute("DROP TABLE IF EXISTS block_signs")
