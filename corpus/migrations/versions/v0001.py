"""The tables of the first corpora, as they were; a corpus that lacks some gets them."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_DDL = (
    """CREATE TABLE IF NOT EXISTS meta (
    "key" TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY ("key")
)""",
    """CREATE TABLE IF NOT EXISTS documents (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    number TEXT,
    issuer TEXT,
    jurisdiction TEXT,
    adcode TEXT,
    level TEXT,
    issued TEXT,
    forwarded_by JSON,
    cites JSON NOT NULL,
    members JSON NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    standing TEXT NOT NULL,
    pages INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    assignments INTEGER NOT NULL,
    problems JSON NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (sha256)
)""",
    """CREATE TABLE IF NOT EXISTS embedders (
    version TEXT NOT NULL,
    fitted_on INTEGER NOT NULL,
    model BLOB NOT NULL,
    PRIMARY KEY (version)
)""",
    """CREATE TABLE IF NOT EXISTS questions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    question TEXT NOT NULL,
    place TEXT NOT NULL,
    status TEXT NOT NULL,
    day TEXT NOT NULL,
    times INTEGER NOT NULL,
    UNIQUE (question, place, status, day)
)""",
    """CREATE TABLE IF NOT EXISTS synonyms (
    measure TEXT NOT NULL,
    words TEXT NOT NULL,
    question TEXT,
    day TEXT NOT NULL,
    PRIMARY KEY (measure, words)
)""",
    """CREATE TABLE IF NOT EXISTS pages (
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    width FLOAT NOT NULL,
    height FLOAT NOT NULL,
    engine TEXT,
    confidence FLOAT NOT NULL,
    turned INTEGER NOT NULL,
    skew FLOAT NOT NULL,
    PRIMARY KEY (document, number),
    FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE
)""",
    """CREATE TABLE IF NOT EXISTS lines (
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    page INTEGER NOT NULL,
    box JSON,
    confidence FLOAT NOT NULL,
    role TEXT NOT NULL,
    cells JSON NOT NULL,
    PRIMARY KEY (document, position),
    FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE
)""",
    """CREATE TABLE IF NOT EXISTS superseded (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    reading JSON NOT NULL,
    FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE
)""",
    """CREATE TABLE IF NOT EXISTS assignments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    block_id INTEGER NOT NULL,
    provision TEXT NOT NULL,
    agency TEXT NOT NULL,
    mention TEXT NOT NULL,
    role TEXT NOT NULL,
    modality TEXT NOT NULL,
    measure TEXT NOT NULL,
    quote TEXT NOT NULL,
    deadline TEXT,
    block TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    boxes JSON NOT NULL,
    rule TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    act TEXT NOT NULL,
    FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE,
    FOREIGN KEY(block_id) REFERENCES blocks (id) ON DELETE CASCADE
)""",
    "CREATE INDEX IF NOT EXISTS ix_documents_adcode ON documents (adcode)",
    "CREATE INDEX IF NOT EXISTS ix_documents_name ON documents (name)",
    "CREATE INDEX IF NOT EXISTS ix_pages_document ON pages (document)",
    "CREATE INDEX IF NOT EXISTS ix_lines_document ON lines (document)",
    "CREATE INDEX IF NOT EXISTS ix_blocks_document ON blocks (document)",
    "CREATE INDEX IF NOT EXISTS ix_superseded_document ON superseded (document)",
    "CREATE INDEX IF NOT EXISTS ix_assignments_measure ON assignments (measure)",
    "CREATE INDEX IF NOT EXISTS ix_assignments_agency ON assignments (agency)",
    "CREATE INDEX IF NOT EXISTS ix_assignments_block_id ON assignments (block_id)",
    "CREATE INDEX IF NOT EXISTS ix_assignments_document ON assignments (document)",
    "CREATE INDEX IF NOT EXISTS ix_assignments_measure_document ON assignments (measure, document)",
    """CREATE VIRTUAL TABLE IF NOT EXISTS block_text
    USING fts5(pairs, tokenize = 'unicode61 remove_diacritics 0')""",
)


def upgrade() -> None:
    """Make what is missing."""
    for statement in _DDL:
        op.execute(statement)
