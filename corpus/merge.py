"""Two documents of one directive made one.

Every function works within the writing transaction of its caller.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from corpus import duties, effects, writing
from corpus.reading import stored_reading
from corpus.schema import copies, decisions, documents, pages, superseded
from corpus.settle import triple


def merge_documents(connection: Connection, both: tuple[str, str], keep: str | None) -> str:
    """Keep one of two documents, `keep` or the one read better; the other's reading, its
    older ones, its copies and what people said of it go over. The id of the one that stays."""
    kept = keep or max(both, key=lambda own_id: (*_worth(connection, own_id), own_id == both[0]))
    gone = both[1] if kept == both[0] else both[0]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    touched = effects.touched(connection, gone)
    _hand_over(connection, gone, kept, now)
    _repeat_decisions(connection, gone, kept)
    writing.forget_blocks(connection, gone)
    connection.execute(delete(documents).where(documents.c.id == gone))
    effects.restate(connection, touched | {kept})
    reading = stored_reading(connection, kept)
    assert reading is not None
    duties.rewrite(connection, kept, reading)
    return kept


def _worth(connection: Connection, own_id: str) -> tuple[float, int]:
    clear = connection.scalar(
        select(func.avg(pages.c.confidence)).where(pages.c.document == own_id)
    )
    held = connection.scalar(select(documents.c.assignments).where(documents.c.id == own_id))
    return round(clear or 1.0, 2), held or 0


def _hand_over(connection: Connection, gone: str, kept: str, now: str) -> None:
    """The other's reading and older readings become older readings of the one that stays."""
    reading = writing.dump(connection, gone)
    (own,) = reading["documents"]
    old = {"sha256": own["sha256"], "replaced_at": now, "reading": reading, "reason": "merged"}
    for table in (superseded, copies):
        connection.execute(update(table).where(table.c.document == gone).values(document=kept))
    connection.execute(insert(superseded), {**old, "document": kept})
    copy = {"sha256": own["sha256"], "name": own["name"], "reason": "merged", "at": now}
    connection.execute(insert(copies), {**copy, "document": kept})


def _repeat_decisions(connection: Connection, gone: str, kept: str) -> None:
    """Enter what people said of the other document for the one that stays, but where they
    have spoken of the same duty there."""
    said = {triple(decision.before) for decision in duties.standing_decisions(connection, kept)}
    for decision in duties.standing_decisions(connection, gone):
        if triple(decision.before) in said:
            continue
        query = select(decisions).where(decisions.c.id == decision.id)
        row: dict[str, Any] = dict(connection.execute(query).mappings().one())
        row |= {"id": None, "document": kept, "replaces": None}
        row["note"] = f"合并 {gone} 时带来（第 {decision.id} 号决定）"
        connection.execute(insert(decisions), row)
