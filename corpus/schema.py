"""The tables of a corpus.

`blocks.id` is also the rowid of its text in `block_text` (FTS5 over bigrams) and the id of its
vector in the tables of a Space. Ids are never used twice.
Sequences of values (cites, pieces, boxes, cells) are JSON: always read and written whole.

A change here goes with a script under corpus/migrations/ and one more in SCHEMA.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    String,
    Table,
    TableClause,
    Text,
    UniqueConstraint,
    column,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.dialects.sqlite import insert

from corpus import ledger
from corpus.bulk import run
from corpus.connection import CorpusUnusable

SCHEMA = 8

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
    Column("number", Text, index=True),
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
    Column("problems", JSON, nullable=False),  # of reading
    Column("imported_at", Text, nullable=False),
    Column("mapping_problems", JSON, nullable=False, server_default="[]"),
    Column("mapped_by", Text, index=True),  # the version of the rules; null: not known
    Column("told", Text),  # the adcode that the importer was given
    Column("amended_on", Text),  # ISO dates; empty: always
    Column("amended_by", Text),
    Column("ended_on", Text),
    Column("ended_by", Text),
    Column("ended_as", Text),  # repealed or expired
    Index("ix_documents_draft", "id", sqlite_where=text("standing = 'draft'")),
)


def _document_column(*, primary_key: bool = False, index: bool = True) -> Column[str]:
    """`index` False where an index of several columns begins with it."""
    owner = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", Text, owner, primary_key=primary_key, nullable=False, index=index)


pages = Table(
    "pages",
    metadata,
    _document_column(primary_key=True, index=False),
    Column("number", Integer, primary_key=True),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("engine", Text),
    Column("confidence", Float, nullable=False),
    Column("turned", Integer, nullable=False),
    Column("skew", Float, nullable=False),
    Column("kept", Float, nullable=False, server_default="1.0"),
)

lines = Table(
    "lines",
    metadata,
    _document_column(primary_key=True, index=False),
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
    _document_column(index=False),
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
    _document_column(index=False),
    Column("block_id", ForeignKey("blocks.id", ondelete="CASCADE"), nullable=False),
    Column("provision", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("mention", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("measure", Text, nullable=False),
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
    Column("shown", Integer, nullable=False, server_default="1"),  # 0: rejected, or said twice
    Column("legible", Float, nullable=False, server_default="1.0"),  # of its worst line
    Column("review", JSON(none_as_null=True)),  # a person's word on it; see rows.py
    Column("unsure", Text),  # why it is in the review queue; null: it is not
    Column("sureness", Float, nullable=False, server_default="1.0"),
    # With all that a search filters by, so that no row is read for it.
    Index("ix_assignments_document", "document", "shown", "role", "agency", "measure", "block_id"),
    Index("ix_assignments_block", "block_id", "shown", "agency", "role", "measure", "document"),
    Index("ix_assignments_agency", "agency", "shown", "role", "document", "block_id"),
    Index("ix_assignments_measure_shown", "measure", "document", "shown", "block_id"),
    Index("ix_assignments_unsure", "sureness", sqlite_where=text("unsure IS NOT NULL")),
    sqlite_autoincrement=True,
)

# A person's decisions, kept for ever: triggers refuse to change or delete them. No foreign
# key, since they outlive a document that is removed and imported again.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("before", JSON, nullable=False),
    Column("after", JSON(none_as_null=True)),
    Column("replaces", Integer),  # the earlier decision that it takes the place of
    Column("note", Text),
    sqlite_autoincrement=True,
)

# What OCR broke and how it is read; `state` is accepted, refused, or null: nobody has decided.
repairs = Table(
    "repairs",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("block", Text, nullable=False),
    Column("start", Integer, nullable=False),  # of `read` in the block's `orig`
    Column("end", Integer, nullable=False),
    Column("read", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("around", Text, nullable=False),
    Column("state", Text),
    sqlite_autoincrement=True,
)

effects = Table(
    "effects",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("number", Text, index=True),
    Column("since", Text),
    Column("provision", Text, nullable=False),
    Column("quote", Text, nullable=False),
)

# By which texts like one another are found; see likeness.py.
sketches = Table(
    "sketches",
    metadata,
    _document_column(primary_key=True, index=False),
    Column("bands", LargeBinary, nullable=False),  # 32 uint32
)

alike = Table(
    "alike",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("one", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("other", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("likeness", Float, nullable=False),
    UniqueConstraint("one", "other"),
    sqlite_autoincrement=True,
)

# Files that gave nothing new: another copy of a text that the corpus has.
copies = Table(
    "copies",
    metadata,
    Column("sha256", Text, primary_key=True),
    _document_column(),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),  # same-text, poorer or merged
    Column("at", Text, nullable=False),
)

superseded = Table(
    "superseded",
    metadata,
    Column("id", Integer, primary_key=True),
    _document_column(),
    Column("sha256", Text, nullable=False),
    Column("replaced_at", Text, nullable=False),
    Column("reading", JSON, nullable=False),  # {"document", "blocks", "assignments"}: old rows
    Column("reason", Text, nullable=False, server_default="updated"),  # or merged
    sqlite_autoincrement=True,
)

embedders = Table(
    "embedders",
    metadata,
    Column("version", Text, primary_key=True),
    Column("fitted_on", Integer, nullable=False),  # blocks in the corpus when it was fitted
    Column("model", LargeBinary, nullable=False),  # empty for one that lies in a folder
    Column("space", Integer, nullable=False, unique=True),  # which of SPACES has its vectors
    Column("ready", Integer, nullable=False),  # 0: its vectors are still being made
)


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The tables of the vectors of one model: `vectors` as they are, `signs` theirs, one bit a
    dimension, and `index` (vec0) the signs again, by which the nearest of all are found."""

    number: int
    vectors: Table
    signs: Table
    index: TableClause


def _space(number: int) -> Space:
    def kept(name: str, value: str) -> Table:
        block = ForeignKey("blocks.id", ondelete="CASCADE")
        return Table(
            f"{name}_{number}",
            metadata,
            Column("id", block, primary_key=True),
            Column(value, LargeBinary, nullable=False),
        )

    index = table(
        f"sign_index_{number}",
        column("rowid"),
        column("embedding"),
        column("distance"),
        column("k"),
    )
    return Space(number, kept("vectors", "embedding"), kept("signs", "signs"), index)


# Two, so that one model's vectors serve while those of the next are made.
SPACES = (_space(0), _space(1))

block_text = table("block_text", column("rowid"), column("pairs"))

_TEXT_DDL = """CREATE VIRTUAL TABLE IF NOT EXISTS block_text
    USING fts5(pairs, tokenize = 'unicode61 remove_diacritics 0')"""


# Alembic's own note of the version; `meta` says the same to every dutymap there ever was.
revision = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

_KEPT = [(name, change) for name in ("decisions", "audit") for change in ("UPDATE", "DELETE")]
_KEPT_DDL = """CREATE TRIGGER IF NOT EXISTS {0}_no_{1} BEFORE {1} ON {0}
    BEGIN SELECT RAISE(ABORT, '{0} are kept as they were made'); END"""


def found_version(connection: Connection) -> int | None:
    """The version of the tables that are there; None where there are none."""
    if not inspect(connection).has_table("meta"):
        return None
    return connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))


def check(connection: Connection, path: Path) -> bool:
    """Whether the tables are there. Raises CorpusUnusable for another version than SCHEMA."""
    found = found_version(connection)
    if found is not None and found > SCHEMA:
        raise CorpusUnusable(
            f"{path}：库由更新的 dutymap 写成（表结构 {found}，本程序读 {SCHEMA}），"
            "请升级 dutymap，或另选文件夹"
        )
    if found is not None and found < SCHEMA:
        raise CorpusUnusable(
            f"{path}：库由较早的 dutymap 写成（表结构 {found}，本程序读 {SCHEMA}），"
            "请运行 `dutymap migrate`，它会先做备份"
        )
    return found is not None


def create(connection: Connection) -> None:
    """Make the tables and indexes of a new corpus, but for the index of signs."""
    metadata.create_all(connection)
    ledger.metadata.create_all(connection)
    connection.exec_driver_sql(_TEXT_DDL)
    for name, change in _KEPT:
        connection.exec_driver_sql(_KEPT_DDL.format(name, change))
    start = [{"key": "schema", "value": SCHEMA}, {"key": "version", "value": 0}]
    connection.execute(insert(meta).on_conflict_do_nothing(), start)
    stamp = {"version_num": f"{SCHEMA:04}"}
    connection.execute(insert(revision).values(stamp).on_conflict_do_nothing())


_LATER = "UPDATE meta SET value = value + 1 WHERE key = 'version'"


def bump(connection: Connection) -> None:
    """Count one more change of the corpus, for those who cache what they computed from it."""
    run(connection, _LATER)
