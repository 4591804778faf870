"""The tables of what is done to a corpus, asked of it and said, beside those of what it holds
(schema.py)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# Who did what to the corpus, kept for ever as the decisions are; see audit.py.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("told", JSON, nullable=False),
    Column("origin", Text, nullable=False, server_default=""),
    Column("previous", Text, nullable=False, server_default=""),
    Column("hash", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# The head of the audit log, and the secret that cookies are signed with.
marks = Table(
    "marks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Keys of the service; see keys.py.
keys = Table(
    "keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("made_at", Text, nullable=False),  # ISO 8601 in UTC, as the next two
    Column("last_used", Text),
    Column("revoked_at", Text),
    Index("ix_keys_name", "name", unique=True, sqlite_where=text("revoked_at IS NULL")),
)

# What was sent to the service in one request; its files are jobs. See imports.py.
imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("token", Text),  # the Idempotency-Key, if one was sent
    Column("content", Text, nullable=False, index=True),  # the hash of names, files and options
    UniqueConstraint("by", "token"),
    sqlite_autoincrement=True,
)

# Imports to be done; see jobs.py.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),  # within the corpus where it was sent to the service
    Column("sha256", Text, index=True),
    Column("ocr", Text, nullable=False),
    Column("standing", Text),
    Column("jurisdiction", Text),
    Column("state", Text, nullable=False),
    Column("submitted_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("owner", Text),
    Column("until", Float, nullable=False),  # seconds since 1970: the lease, or not before
    Column("attempts", Integer, nullable=False),
    Column("cancelling", Integer, nullable=False),
    Column("pages_done", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("report", JSON(none_as_null=True)),
    Column("error", Text),
    Column("batch", Integer, index=True),  # the row of `imports`; null: asked for on this machine
    Column("changes", Integer, nullable=False, server_default="0"),  # of what a person sees
    Index("ix_jobs_open", "id", sqlite_where=text("state IN ('waiting', 'running')")),
    sqlite_autoincrement=True,
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
