"""A stored reading as the value that it was entered from."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, RowMapping, Table, select

from corpus import rows
from corpus.schema import blocks, documents, lines, pages, repairs
from ingest.letterhead import read_letterhead
from ingest.model import Document, Source
from ingest.structure import build_blocks


def stored_reading(connection: Connection, document_id: str) -> Document | None:
    """The document as it was read, its letterhead told by the present rules; None where there
    is no such document."""
    found = connection.execute(select(documents).where(documents.c.id == document_id))
    row = found.mappings().first()
    if row is None:
        return None
    problems = rows.reading_problems(row)
    source = Source(
        format=row["format"],
        pages=tuple(map(rows.page, _parts(connection, pages, "number", document_id))),
        lines=tuple(map(rows.line, _parts(connection, lines, "position", document_id))),
        problems=problems,
    )
    tree = tuple(map(rows.block, _parts(connection, blocks, "position", document_id)))
    return Document(
        row["name"], row["sha256"], source, tree, read_letterhead(tree, source.lines), problems
    )


def read_again(connection: Connection, document_id: str) -> Document | None:
    """The document with its blocks as its lines give them, without the repairs that its stored
    text holds; None where there is no such document."""
    document = stored_reading(connection, document_id)
    mended = select(repairs.c.id).where(repairs.c.document == document_id).limit(1)
    if document is None or connection.scalar(mended) is None:
        return document
    tree = build_blocks(document.source.lines)
    return replace(document, blocks=tree, letterhead=read_letterhead(tree, document.source.lines))


def _parts(connection: Connection, table: Table, order: str, document: str) -> list[RowMapping]:
    query = select(table).where(table.c.document == document).order_by(table.c[order])
    return list(connection.execute(query).mappings())
