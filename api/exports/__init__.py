"""Assignments and comparisons out of the house: [P] values to text or bytes.

Every exporter takes (documents, assignments, reference, on) and yields chunks, text with
its line ends (UTF-8) or bytes; one after the other they are the file. Akoma Ntoso is of one
directive and wants its text too: api/exports/akn.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from api.exports import matrix, matrix_docx, matrix_xlsx, parallel, parallel_docx, parallel_html
from api.exports.lines import jsonl
from api.exports.table import csv
from api.exports.workbook import xlsx
from corpus.model import StoredAssignment, StoredDocument
from mapping.reference import Reference

Exporter = Callable[
    [Sequence[StoredDocument], Sequence[StoredAssignment], Reference, date],
    Iterator[str] | Iterator[bytes],
]

COMPARISONS: dict[str, Callable[[matrix.Shown], str | bytes]] = {
    "json": matrix.json,
    "csv": matrix.csv,
    "xlsx": matrix_xlsx.xlsx,
    "docx": matrix_docx.docx,
}

SIDE_BY_SIDE: dict[str, Callable[[parallel.Shown], str | bytes]] = {
    ".html": parallel_html.html,
    ".docx": parallel_docx.docx,
}

EXPORTS: dict[str, Exporter] = {"jsonl": jsonl, "csv": csv, "xlsx": xlsx}
