"""What a person should look at, the least sure first."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, select, tuple_

from corpus import rows
from corpus.filters import of_documents
from corpus.model import Filter, QueueItem, StoredDocument, StoredRepair, Unsure
from corpus.schema import alike, assignments, blocks, decisions, documents, repairs
from mapping.candidates import agency_candidates
from mapping.lexicon import load_lexicon
from mapping.resolve import when_of

_REASONS: dict[Unsure, str] = {
    "agency": "机构表中没有这个单位，或这个名称可指几个机构，请从候选中选定",
    "confidence": "读法把握不大",
    "ocr": "原文识别不清，请与原图核对",
    "disagreement": "人工改过，机器现在的读法又不同",
    "repair": "识别有误，已按字形和上下文更正",
    "duplicate": "两份文件文字相近，可能是同一文件",
}
_LAST = 2**63 - 1
_GONE = "人工改过的原话，现在的文本里找不到了"


Place = tuple[float, str, int]
"""Where an item stands in the queue: its confidence, the letter and the number of its id."""


def place_in_queue(item: QueueItem) -> Place:
    """The key by which the queue is ordered."""
    return item.confidence, item.id[0], int(item.id[1:])


def queue(
    connection: Connection,
    wanted: Filter,
    kind: Unsure | None,
    limit: int,
    after: Place | None = None,
) -> tuple[QueueItem, ...]:
    """The `limit` least sure items of the documents that `wanted` lets through, behind `after`."""
    found = [*_duties(connection, wanted, kind, limit, after)]
    if kind in (None, "duplicate"):
        found.extend(_pairs(connection, wanted))
    if kind in (None, "repair"):
        found.extend(_repairs(connection, wanted))
    if kind in (None, "disagreement"):
        found.extend(_gone(connection, wanted))
    left = (item for item in found if after is None or place_in_queue(item) > after)
    return tuple(sorted(left, key=place_in_queue)[:limit])


def _duties(
    connection: Connection, wanted: Filter, kind: Unsure | None, limit: int, after: Place | None
) -> Iterator[QueueItem]:
    query = (
        select(assignments)
        .join(documents)
        .where(assignments.c.unsure.is_not(None), *of_documents(wanted))
        .order_by(assignments.c.sureness, assignments.c.id)
        .limit(limit)
    )
    if kind is not None:
        query = query.where(assignments.c.unsure == kind)
    if after is not None:
        # Assignments (a…) come before all else that is as sure.
        number = after[2] if after[1] == "a" else _LAST
        place = (assignments.c.sureness, assignments.c.id)
        query = query.where(tuple_(*place) > tuple_(after[0], number))
    for row in connection.execute(query).mappings().all():
        yield _duty(row, _document(connection, row["document"]))


def _duty(row: RowMapping, document: StoredDocument) -> QueueItem:
    duty = rows.assignment(row)
    record = document.record
    when = when_of(record.issued, record.number, record.level)
    return QueueItem(
        id=f"a{row['id']}",
        kind=row["unsure"],
        confidence=row["sureness"],
        document=document,
        assignment=duty,
        review=rows.review(row),
        candidates=agency_candidates(duty.agency, duty.mention, load_lexicon(), when),
        other=None,
        reason=_REASONS[row["unsure"]],
    )


def _pairs(connection: Connection, wanted: Filter) -> Iterator[QueueItem]:
    """Pairs of documents; the more alike, the less sure is it that both should stand."""
    allowed = select(documents.c.id).where(*of_documents(wanted))
    query = select(alike).where(alike.c.one.in_(allowed) | alike.c.other.in_(allowed))
    for row in connection.execute(query.order_by(alike.c.id)).mappings().all():
        yield QueueItem(
            id=f"d{row['id']}",
            kind="duplicate",
            confidence=round(1 - row["likeness"], 4),
            document=_document(connection, row["one"]),
            assignment=None,
            review=None,
            candidates=(),
            other=_document(connection, row["other"]),
            reason=_REASONS["duplicate"],
        )


def _repairs(connection: Connection, wanted: Filter) -> Iterator[QueueItem]:
    """Repairs of what OCR broke that nobody has decided on."""
    place = (blocks.c.document == repairs.c.document) & (blocks.c.block == repairs.c.block)
    query = (
        select(repairs, blocks.c.label)
        .join(documents, documents.c.id == repairs.c.document)
        .join(blocks, place)
        .where(repairs.c.state.is_(None), *of_documents(wanted))
        .order_by(repairs.c.id)
    )
    for row in connection.execute(query).mappings().all():
        values = {name: row[name] for name in ("read", "text", "around", "rule")}
        yield QueueItem(
            id=f"r{row['id']}",
            kind="repair",
            confidence=row["confidence"],
            document=_document(connection, row["document"]),
            assignment=None,
            review=None,
            candidates=(),
            other=None,
            reason=_REASONS["repair"],
            repair=StoredRepair(row["label"], **values),
        )


def _gone(connection: Connection, wanted: Filter) -> Iterator[QueueItem]:
    """People's words that are on no assignment: their quote is gone from the text."""
    later = select(decisions.c.replaces).where(decisions.c.replaces.is_not(None))
    used = (
        select(assignments.c.review["decision"].as_integer())
        .where(assignments.c.document == decisions.c.document)
        .where(assignments.c.review.is_not(None))
    )
    query = (
        select(decisions)
        .join(documents, documents.c.id == decisions.c.document)
        .where(decisions.c.action.in_(("accept", "correct")))
        .where(decisions.c.id.not_in(later), decisions.c.id.not_in(used))
        .where(*of_documents(wanted))
        .order_by(decisions.c.id)
    )
    for row in connection.execute(query).mappings().all():
        yield QueueItem(
            id=f"p{row['id']}",
            kind="disagreement",
            confidence=0.0,
            document=_document(connection, row["document"]),
            assignment=rows.decision(row).after,
            review=None,
            candidates=(),
            other=None,
            reason=_GONE,
        )


def _document(connection: Connection, own_id: str) -> StoredDocument:
    query = select(documents).where(documents.c.id == own_id)
    return rows.stored_document(connection.execute(query).mappings().one())
