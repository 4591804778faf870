"""The tables of a corpus.

`blocks.id` is also the rowid of its text in `block_text` (FTS5 over bigrams) and of its
vector in `block_vectors` (vec0). Ids are never used twice. Sequences of values (cites,
pieces, boxes, cells) are JSON: they are always read and written whole.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.dialects.sqlite import insert

from corpus.connection import CorpusUnusable

SCHEMA = 1
DIMENSIONS = 256

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("issuer", Text),
    Column("jurisdiction", Text),
    Column("adcode", Text, index=True),
    Column("level", Text),
    Column("issued", Text),
    Column("forwarded_by", JSON(none_as_null=True)),
    Column("cites", JSON, nullable=False),
    Column("members", JSON, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("format", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("assignments", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("imported_at", Text, nullable=False),
)


def _document_column(*, primary_key: bool = False) -> Column[str]:
    owner = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", Text, owner, primary_key=primary_key, nullable=False, index=True)


pages = Table(
    "pages",
    metadata,
    _document_column(primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("engine", Text),
    Column("confidence", Float, nullable=False),
    Column("turned", Integer, nullable=False),
    Column("skew", Float, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    _document_column(primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("box", JSON(none_as_null=True)),  # [page, x0, y0, x1, y1]
    Column("confidence", Float, nullable=False),
    Column("role", Text, nullable=False),
    Column("cells", JSON, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("position", Integer, nullable=False),
    Column("block", Text, nullable=False),
    Column("parent", Text),
    Column("kind", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("orig", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("offsets", JSON(none_as_null=True)),  # null where text is orig
    Column("pieces", JSON, nullable=False),  # [start, end, line, column] each
    Column("cells", JSON, nullable=False),
    UniqueConstraint("document", "block"),
    sqlite_autoincrement=True,
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("block_id", ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("provision", Text, nullable=False),
    Column("agency", Text, nullable=False, index=True),
    Column("mention", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("measure", Text, nullable=False, index=True),
    Column("quote", Text, nullable=False),
    Column("deadline", Text),
    Column("block", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("page", Integer),
    Column("boxes", JSON, nullable=False),  # [page, x0, y0, x1, y1] each
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("act", Text, nullable=False),
    Index("ix_assignments_measure_document", "measure", "document"),
    sqlite_autoincrement=True,
)

superseded = Table(
    "superseded",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("sha256", Text, nullable=False),
    Column("replaced_at", Text, nullable=False),
    Column("reading", JSON, nullable=False),  # {"document", "blocks", "assignments"}: old rows
    sqlite_autoincrement=True,
)

embedders = Table(
    "embedders",
    metadata,
    Column("version", Text, primary_key=True),
    Column("fitted_on", Integer, nullable=False),  # blocks in the corpus when it was fitted
    Column("model", LargeBinary, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("place", Text, nullable=False),  # empty where none was told
    Column("status", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("question", "place", "status", "day"),
    sqlite_autoincrement=True,
)

synonyms = Table(
    "synonyms",
    metadata,
    Column("measure", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("question", Text),
    Column("day", Text, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("reason", Text),
    Column("by", Text),
    Column("at", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    sqlite_autoincrement=True,
)

block_text = table("block_text", column("rowid"), column("pairs"))
block_vectors = table(
    "block_vectors",
    column("rowid"),
    column("adcode"),
    column("embedding"),
    column("distance"),
    column("k"),
)

_TEXT_DDL = """CREATE VIRTUAL TABLE IF NOT EXISTS block_text
    USING fts5(pairs, tokenize = 'unicode61 remove_diacritics 0')"""
# A partition takes room for whole chunks, so a chunk is about a county's directives.
_VECTOR_DDL = f"""CREATE VIRTUAL TABLE IF NOT EXISTS block_vectors USING vec0(
    adcode text partition key,
    embedding float[{DIMENSIONS}] distance_metric=cosine,
    chunk_size=128)"""


def check(connection: Connection, path: Path) -> bool:
    """Whether all tables are there. Raises CorpusUnusable for a corpus newer than SCHEMA."""
    if not inspect(connection).has_table("meta"):
        return False
    found = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if found is not None and found > SCHEMA:
        raise CorpusUnusable(
            f"{path}: the corpus was written by a newer dutymap (schema {found}, this one "
            f"reads {SCHEMA}); upgrade dutymap or choose another folder"
        )
    return found is not None and inspect(connection).has_table(verdicts.name)


def create(connection: Connection) -> None:
    """Make the tables and indexes that are missing, but for the vectors."""
    metadata.create_all(connection)
    for index in assignments.indexes:
        index.create(connection, checkfirst=True)
    connection.exec_driver_sql(_TEXT_DDL)
    start = [{"key": "schema", "value": SCHEMA}, {"key": "version", "value": 0}]
    connection.execute(insert(meta).on_conflict_do_nothing(), start)


def create_vectors(connection: Connection) -> None:
    """Make the table of vectors where it is missing; needs sqlite-vec."""
    connection.exec_driver_sql(_VECTOR_DDL)


def bump(connection: Connection) -> None:
    """Count one more change of the corpus, for those who cache what they computed from it."""
    later = meta.update().where(meta.c.key == "version").values(value=meta.c.value + 1)
    connection.execute(later)
