"""Review, standing, copies of one directive, and the rules that a document was mapped by.

The place of the documents that are there counts as told by a person: whether it was is not
known, and so no later rule takes it from them. The rest of what is new is filled by `remap`.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_DDL = (
    "ALTER TABLE documents ADD COLUMN mapping_problems JSON NOT NULL DEFAULT '[]'",
    "ALTER TABLE documents ADD COLUMN mapped_by TEXT",
    "ALTER TABLE documents ADD COLUMN told TEXT",
    "ALTER TABLE documents ADD COLUMN amended_on TEXT",
    "ALTER TABLE documents ADD COLUMN amended_by TEXT",
    "ALTER TABLE documents ADD COLUMN ended_on TEXT",
    "ALTER TABLE documents ADD COLUMN ended_by TEXT",
    "ALTER TABLE documents ADD COLUMN ended_as TEXT",
    "CREATE INDEX ix_documents_mapped_by ON documents (mapped_by)",
    "CREATE INDEX ix_documents_number ON documents (number)",
    "ALTER TABLE assignments ADD COLUMN shown INTEGER NOT NULL DEFAULT '1'",
    "ALTER TABLE assignments ADD COLUMN legible FLOAT NOT NULL DEFAULT '1.0'",
    "ALTER TABLE assignments ADD COLUMN review JSON",
    "ALTER TABLE assignments ADD COLUMN unsure TEXT",
    "ALTER TABLE assignments ADD COLUMN sureness FLOAT NOT NULL DEFAULT '1.0'",
    "DROP INDEX ix_assignments_measure_document",
    "CREATE INDEX ix_assignments_measure_shown ON assignments (measure, document, shown)",
    "CREATE INDEX ix_assignments_unsure ON assignments (sureness) WHERE unsure IS NOT NULL",
    "ALTER TABLE superseded ADD COLUMN reason TEXT NOT NULL DEFAULT 'updated'",
    """CREATE TABLE decisions (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        document TEXT NOT NULL,
        before JSON NOT NULL,
        after JSON,
        replaces INTEGER,
        note TEXT)""",
    "CREATE INDEX ix_decisions_document ON decisions (document)",
    """CREATE TRIGGER decisions_no_UPDATE BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are kept as they were made'); END""",
    """CREATE TRIGGER decisions_no_DELETE BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are kept as they were made'); END""",
    """CREATE TABLE effects (
        id INTEGER NOT NULL PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        title TEXT,
        number TEXT,
        since TEXT,
        provision TEXT NOT NULL,
        quote TEXT NOT NULL)""",
    "CREATE INDEX ix_effects_document ON effects (document)",
    "CREATE INDEX ix_effects_number ON effects (number)",
    """CREATE TABLE bands (
        band INTEGER NOT NULL,
        hash INTEGER NOT NULL,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        PRIMARY KEY (band, hash, document)) WITHOUT ROWID""",
    "CREATE INDEX ix_bands_document ON bands (document)",
    """CREATE TABLE alike (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        one TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        other TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        likeness FLOAT NOT NULL,
        UNIQUE (one, other))""",
    "CREATE INDEX ix_alike_other ON alike (other)",
    """CREATE TABLE copies (
        sha256 TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL)""",
    "CREATE INDEX ix_copies_document ON copies (document)",
    """CREATE TABLE verdicts (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        finding TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT,
        "by" TEXT,
        at TEXT NOT NULL,
        sentence TEXT NOT NULL)""",
    "CREATE INDEX ix_verdicts_finding ON verdicts (finding)",
    # Two codes of problems were mapping's when the first corpora were made.
    *(
        f"""UPDATE documents SET {column} = (SELECT coalesce(json_group_array(json(value)), '[]')
        FROM json_each(problems)
        WHERE json_extract(value, '$.code') {test} ('no-jurisdiction', 'no-assignments'))"""  # noqa: S608
        for column, test in (("mapping_problems", "IN"), ("problems", "NOT IN"))
    ),
    "UPDATE documents SET told = adcode",
    "UPDATE meta SET value = 2 WHERE key = 'schema'",
)


def upgrade() -> None:
    """From the first corpora to those with people's decisions."""
    for statement in _DDL:
        op.execute(statement)
