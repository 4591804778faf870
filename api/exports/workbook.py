"""Everything as a workbook: a sheet of assignments, a sheet of directives: [P]."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from api.exports.sheet import Book
from api.web.words import MODALITIES, ROLES, STANDINGS, agency_name, measure_name
from corpus.model import StoredAssignment, StoredDocument
from mapping.reference import Reference
from mapping.reforms import current_agency

_DUTIES = (
    ("文件", 22.0),
    ("地方", 14.0),
    ("代码", 9.0),
    ("条款", 12.0),
    ("部门", 18.0),
    ("部门代号", 18.0),
    ("原文写法", 18.0),
    ("现部门", 18.0),
    ("角色", 7.0),
    ("要求", 7.0),
    ("事项", 28.0),
    ("事项代号", 24.0),
    ("行为", 20.0),
    ("期限", 12.0),
    ("原文", 60.0),
    ("页", 5.0),
    ("规则", 12.0),
    ("把握", 7.0),
)
_FILES = (
    ("文件", 22.0),
    ("标题", 60.0),
    ("文号", 24.0),
    ("发文机关", 24.0),
    ("地方", 18.0),
    ("代码", 9.0),
    ("级别", 10.0),
    ("发文日期", 12.0),
    ("状态", 7.0),
    ("职责", 7.0),
    ("问题", 30.0),
    ("文件名", 30.0),
)


def xlsx(
    documents: Sequence[StoredDocument],
    assignments: Sequence[StoredAssignment],
    reference: Reference,
    on: date,
) -> Iterator[bytes]:
    """One XLSX file; `on` is the date as of which the present agency is told."""
    book = Book(streamed=True)
    wanted = {document.id for document in documents}
    duties = (s for s in assignments if s.document.id in wanted)
    book.table("职责", _DUTIES, (_duty(stored, reference, on) for stored in duties))
    book.table("文件", _FILES, (_file(document) for document in documents))
    yield book.bytes()


def _duty(stored: StoredAssignment, reference: Reference, on: date) -> tuple[object, ...]:
    duty, record = stored.assignment, stored.document.record
    return (
        record.document,
        record.jurisdiction,
        record.adcode,
        duty.provision,
        agency_name(duty.agency, reference),
        duty.agency,
        duty.mention,
        agency_name(current_agency(reference, duty.agency, on), reference),
        ROLES[duty.role],
        MODALITIES[duty.modality],
        measure_name(duty.measure, reference),
        duty.measure,
        duty.act,
        duty.deadline,
        duty.quote,
        duty.page,
        duty.rule,
        duty.confidence,
    )


def _file(document: StoredDocument) -> tuple[object, ...]:
    record = document.record
    return (
        record.document,
        record.title,
        record.number,
        record.issuer,
        record.jurisdiction,
        record.adcode,
        record.level,
        record.issued,
        STANDINGS[document.standing],
        document.assignments,
        "\n".join(problem.message for problem in document.problems),
        document.name,
    )
