"""What one question needs of a corpus, read by index: few rows, whatever the corpus holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, select, tuple_

from corpus import rows
from corpus.model import Passage, StoredAssignment, StoredDocument
from corpus.schema import assignments, blocks


def read(
    connection: Connection,
    owners: Mapping[str, StoredDocument],
    *,
    measures: Collection[str] | None = None,
    agencies: Collection[str] | None = None,
    within: Collection[tuple[str, str]] | None = None,
) -> tuple[Passage, ...]:
    """The assignments of the documents `owners` (by id), each with its block's text.

    Only those of `measures`, of `agencies`, and in the blocks `within` (document and
    block id), where given. By document and place in it.
    """
    wanted: list[ColumnElement[bool]] = [assignments.c.document.in_(owners)]
    if measures is not None:
        wanted.append(assignments.c.measure.in_(measures))
    if agencies is not None:
        wanted.append(assignments.c.agency.in_(agencies))
    if within is not None:
        place = tuple_(assignments.c.document, assignments.c.block)
        wanted.append(place.in_(within))
    order = (assignments.c.document, blocks.c.position, assignments.c.start, assignments.c.id)
    query = select(assignments, blocks.c.text, blocks.c.orig).join(blocks).where(*wanted)
    return tuple(
        Passage(
            StoredAssignment(row["id"], owners[row["document"]], rows.assignment(row)),
            row["text"],
            row["orig"],
        )
        for row in connection.execute(query.order_by(*order)).mappings()
    )


def holders(connection: Connection, measures: Sequence[str]) -> tuple[str, ...]:
    """Ids of the documents that give one of `measures` to anybody, drafts too, by id."""
    query = select(assignments.c.document).where(assignments.c.measure.in_(measures)).distinct()
    return tuple(connection.scalars(query.order_by(assignments.c.document)))
