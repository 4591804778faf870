"""JSON lines: the document's record first, then its assignments, document by document: [P].

The keys are those of a gold file, and `page`, `boxes`, `rule`,
`confidence`, `current_agency`; `act` only where there is one, and `review` where a
person has decided, with the values that the machine reads instead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.model import Review, StoredAssignment, StoredDocument
from ingest.model import Box
from mapping.model import Record
from mapping.reference import Reference
from mapping.reforms import current_agency

_READ = ("agency", "role", "modality", "measure", "deadline", "confidence")


def jsonl(
    documents: Sequence[StoredDocument],
    assignments: Sequence[StoredAssignment],
    reference: Reference,
    on: date,
) -> Iterator[str]:
    """One JSON object a line; `on` is the date as of which `current_agency` is told."""
    by_document: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        by_document[stored.document.id].append(stored)
    for document in documents:
        yield _line(record_row(document.record))
        for stored in by_document[document.id]:
            yield _line(assignment_row(stored, reference, on))


def record_row(record: Record) -> dict[str, Any]:
    """The record as JSON has it: `forwarded_by` is absent where nothing forwards."""
    row = asdict(record)
    if record.forwarded_by is None:
        del row["forwarded_by"]
    return row


def assignment_row(stored: StoredAssignment, reference: Reference, on: date) -> dict[str, Any]:
    """The assignment as JSON has it: a box is [page, x0, y0, x1, y1]."""
    duty = stored.assignment
    row: dict[str, Any] = {
        "document": stored.document.id,
        "provision": duty.provision,
        "agency": duty.agency,
        "mention": duty.mention,
        "role": duty.role,
        "modality": duty.modality,
        "measure": duty.measure,
        "quote": duty.quote,
        "deadline": duty.deadline,
        "page": duty.page,
        "boxes": [_corners(box) for box in duty.boxes],
        "rule": duty.rule,
        "confidence": duty.confidence,
        "current_agency": current_agency(reference, duty.agency, on),
    }
    acted = {"act": duty.act} if duty.act else {}
    return row | acted | review_record(stored.review)


def review_record(review: Review | None) -> dict[str, Any]:
    """What a person said of an assignment, and what the machine reads; empty for nothing."""
    if review is None:
        return {}
    machine = review.machine
    read = machine and {name: getattr(machine, name) for name in _READ}
    told = {"action": review.action, "by": review.by, "at": review.at, "machine": read}
    return {"review": told}


def _corners(box: Box) -> list[float]:
    return [box.page, box.x0, box.y0, box.x1, box.y1]


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
