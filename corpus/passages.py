"""What one question needs of a corpus, read by index: few rows, whatever the corpus holds."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from corpus import rows
from corpus.model import Passage, StoredDocument
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
    asked: dict[str, Collection[str]] = {"owners": list(owners)}
    if measures is not None:
        asked["measures"] = list(measures)
    if agencies is not None:
        asked["agencies"] = list(agencies)
    if within is not None:
        asked["blocks"] = list({block for _, block in within})
    found = connection.execute(_query(frozenset(asked)), asked).mappings()
    return tuple(
        Passage(
            rows.stored_assignment(row, owners[row["document"]]),
            row["text_of_block"],
            row["orig_of_block"],
        )
        for row in found
        if within is None or (row["document"], row["block"]) in within
    )


@functools.cache
def _query(asked: frozenset[str]) -> Select[Any]:
    """The statement for these parameters, built once: building costs more than running."""
    columns = {
        "owners": assignments.c.document,
        "measures": assignments.c.measure,
        # Not by the index on agencies, which leads through every place's police.
        "agencies": assignments.c.agency.op("||")(""),
        "blocks": assignments.c.block,
    }
    wanted = [columns[name].in_(bindparam(name, expanding=True)) for name in sorted(asked)]
    return (
        select(
            assignments, blocks.c.text.label("text_of_block"), blocks.c.orig.label("orig_of_block")
        )
        .join(blocks)
        .where(assignments.c.shown == 1, *wanted)
        .order_by(assignments.c.document, blocks.c.position, assignments.c.start, assignments.c.id)
    )


def holders(connection: Connection, measures: Sequence[str]) -> tuple[str, ...]:
    """Ids of the documents that give one of `measures` to anybody, drafts too, by id."""
    query = select(assignments.c.document).where(
        assignments.c.measure.in_(measures), assignments.c.shown == 1
    )
    return tuple(connection.scalars(query.distinct().order_by(assignments.c.document)))
