"""The tables of what is done to a corpus, beside those of what it holds (schema.py)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, MetaData, Table, Text, text

metadata = MetaData()

# Who did what to the corpus as a whole, kept for ever as the decisions are.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # ISO 8601 in UTC
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("told", JSON, nullable=False),
    sqlite_autoincrement=True,
)

# Imports to be done; see jobs.py.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
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
    Index("ix_jobs_open", "id", sqlite_where=text("state IN ('waiting', 'running')")),
    sqlite_autoincrement=True,
)
