"""The assignments of a document written as they are shown: the machine's, and people's words.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, select

from corpus import rows
from corpus.bulk import first, insert_rows, run
from corpus.model import Decision, Unsure
from corpus.rows import Row
from corpus.schema import assignments, decisions
from corpus.settle import Settled, settle, triple
from ingest.model import Document
from mapping.candidates import is_unknown
from mapping.lexicon import load_lexicon
from mapping.model import Assignment

Kept = Mapping[tuple[str, ...], int]  # see `ids`

_UNSURE = 0.7  # what is right less often than seven times in ten is worth a look
_ILLEGIBLE = 0.9  # so sure was the OCR of a line; below, a character is often wrong
_BLOCKS = "SELECT block, id FROM blocks WHERE document = ?"
_COUNT = "UPDATE documents SET assignments = ? WHERE id = ?"
_DECIDED = "SELECT 1 FROM decisions WHERE document = ?"
_STANDING = (
    select(decisions)
    .where(decisions.c.document == bindparam("document"))
    .where(decisions.c.action.in_(("accept", "correct", "reject")))
    .where(
        decisions.c.id.not_in(select(decisions.c.replaces).where(decisions.c.replaces.is_not(None)))
    )
    .order_by(decisions.c.id)
)


def write(
    connection: Connection,
    own_id: str,
    document: Document,
    readings: Sequence[Assignment],
    kept: Kept,
) -> None:
    """Enter the machine's readings as people's decisions let them show; `kept` gives the ids
    of those that were there (see `ids`)."""
    settled = settle(readings, standing_decisions(connection, own_id), document)
    block_ids = dict(run(connection, _BLOCKS, own_id))
    tree = {block.id: block for block in document.blocks}
    numbers = _numbers(settled, kept)
    entered: list[Row] = []
    for one, number in zip(settled, numbers, strict=True):
        block = tree[one.assignment.block]
        row = rows.assignment_row(one, own_id, block_ids, document.source, block)
        row["unsure"], row["sureness"] = _doubt(row)
        entered.append({**row, "id": number})
    insert_rows(connection, assignments, entered)
    run(connection, _COUNT, sum(one.shown for one in settled), own_id)


def rewrite(connection: Connection, own_id: str, document: Document) -> None:
    """Write a document's assignments anew after people decided; the machine's stay as read."""
    replace_all(connection, own_id, document, machine_readings(connection, own_id))


def replace_all(
    connection: Connection, own_id: str, document: Document, readings: Sequence[Assignment]
) -> None:
    """Put other readings of the machine in the place of those that a document has."""
    write(connection, own_id, document, readings, take_out(connection, own_id))


def take_out(connection: Connection, own_id: str) -> Kept:
    """Take a document's assignments out; the ids that they had."""
    kept = ids(_rows(connection, own_id))
    connection.execute(delete(assignments).where(assignments.c.document == own_id))
    return kept


def machine_readings(connection: Connection, own_id: str) -> tuple[Assignment, ...]:
    """What the machine read of a document, whatever people said of it."""
    found = map(rows.machine_reading, _rows(connection, own_id))
    return tuple(duty for duty in found if duty)


def ids(found: Iterable[Mapping[str, Any] | RowMapping]) -> dict[tuple[str, ...], int]:
    """The ids of rows of `assignments` by what they are: provision, agency and measure as the
    machine read them, and as they are shown."""
    kept: dict[tuple[str, ...], int] = {}
    for row in found:
        shown = row["provision"], row["agency"], row["measure"]
        kept.setdefault(("shown", *shown), row["id"])
        machine = row["review"]["machine"] if row["review"] else row
        if machine:
            read = row["provision"], machine["agency"], machine["measure"]
            kept.setdefault(("machine", *read), row["id"])
    return kept


def standing_decisions(connection: Connection, document: str) -> tuple[Decision, ...]:
    """People's decisions on the readings of a document that no later one has replaced."""
    if first(connection, _DECIDED, document) is None:
        return ()
    found = connection.execute(_STANDING, {"document": document}).mappings()
    return tuple(map(rows.decision, found))


def _rows(connection: Connection, own_id: str) -> Sequence[RowMapping]:
    query = select(assignments).where(assignments.c.document == own_id)
    return connection.execute(query.order_by(assignments.c.id)).mappings().all()


def _numbers(settled: Sequence[Settled], kept: Kept) -> list[int | None]:
    """The id that each assignment had, by the machine's reading before the shown one."""
    if not kept:
        return [None] * len(settled)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for kind in ("machine", "shown"):
        for place, one in enumerate(settled):
            duty = one.assignment
            if kind == "machine" and one.review:
                if one.review.machine is None:
                    continue
                duty = one.review.machine
            number = kept.get((kind, *triple(duty)))
            if place not in found and number is not None and number not in taken:
                found[place] = number
                taken.add(number)
    return [found.get(place) for place in range(len(settled))]


def _doubt(row: Row) -> tuple[Unsure | None, float]:
    """Why an assignment belongs into the review queue, if it does, and how sure it is."""
    review = row["review"]
    if review:
        machine = review["machine"]
        against = 1 - machine["confidence"] if machine else 0.0
        return ("disagreement", against) if review["disagrees"] else (None, 1.0)
    sureness = row["confidence"]
    if not row["shown"]:
        return None, sureness
    if is_unknown(row["agency"], row["mention"], load_lexicon()):
        return "agency", sureness
    if row["legible"] < _ILLEGIBLE:
        return "ocr", sureness
    return ("confidence" if row["confidence"] < _UNSURE else None), sureness
