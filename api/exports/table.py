"""CSV (RFC 4180) for a spreadsheet: one assignment a row, its directive beside it: [P].

Starts with a byte-order mark, without which spreadsheets take UTF-8 for GBK. A cell
that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
injection), full-width signs included.
"""

from __future__ import annotations

import csv as rfc4180
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date

from api.exports.lines import assignment_row
from corpus.model import StoredAssignment, StoredDocument
from mapping.reference import Reference

_DIRECTIVE = ("document", "title", "number", "jurisdiction", "adcode", "issued")
_DUTY = (
    "provision",
    "agency",
    "mention",
    "role",
    "modality",
    "measure",
    "act",
    "quote",
    "deadline",
    "page",
    "boxes",
    "rule",
    "confidence",
    "current_agency",
    "review",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(
    documents: Sequence[StoredDocument],
    assignments: Sequence[StoredAssignment],
    reference: Reference,
    on: date,
) -> Iterator[str]:
    """A heading and one row an assignment of `documents`, `boxes` and `review` as JSON."""
    wanted = {document.id for document in documents}
    yield "\ufeff" + _row((*_DIRECTIVE, *_DUTY))
    for stored in assignments:
        if stored.document.id in wanted:
            record = stored.document.record
            duty = assignment_row(stored, reference, on)
            for name in ("boxes", "review"):
                value = duty.get(name)
                duty[name] = json.dumps(value, ensure_ascii=False) if value else ""
            yield _row(
                (
                    *(getattr(record, key) for key in _DIRECTIVE),
                    *(duty.get(key) for key in _DUTY),
                )
            )


def guarded(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def _row(cells: Sequence[object]) -> str:
    out = io.StringIO()
    rfc4180.writer(out).writerow([guarded(cell) for cell in cells])
    return out.getvalue()
