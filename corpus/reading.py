"""A stored reading as the value that it was entered from."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, Table, select

from corpus import rows
from corpus.schema import blocks, documents, lines, pages
from ingest.letterhead import read_letterhead
from ingest.model import Document, Source


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
    return Document(row["name"], row["sha256"], source, tree, read_letterhead(tree), problems)


def _parts(connection: Connection, table: Table, order: str, document: str) -> list[RowMapping]:
    query = select(table).where(table.c.document == document).order_by(table.c[order])
    return list(connection.execute(query).mappings())
