"""What the corpus held on an earlier day: readings that have been superseded since."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from corpus import rows
from corpus.model import StoredAssignment, StoredDocument
from corpus.schema import superseded
from ingest.model import Block

Reading = tuple[StoredDocument, tuple[StoredAssignment, ...], tuple[Block, ...]]


def readings_on(connection: Connection, day: date) -> tuple[Reading, ...]:
    """The readings in force when `day` began that a later one has replaced, by document."""
    query = select(superseded).where(superseded.c.replaced_at >= day.isoformat())
    found: dict[str, Reading] = {}
    for row in connection.execute(query.order_by(superseded.c.replaced_at)).mappings():
        reading = row["reading"]
        document = rows.stored_document(reading["documents"][0])
        held = document.imported_at < day.isoformat() and document.standing == "in-force"
        if held and document.id not in found:
            given = tuple(
                StoredAssignment(duty["id"], document, rows.assignment(duty))
                for duty in reading["assignments"]
            )
            blocks = tuple(rows.block(block) for block in reading["blocks"])
            found[document.id] = (document, given, blocks)
    return tuple(found.values())
