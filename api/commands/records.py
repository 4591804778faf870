"""A directive's own record with the place of each value: `dutymap show DOCUMENT --record`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from api.commands.common import print_record, print_table
from api.web.words import agency_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import StoredDocument
    from corpus.store import Corpus
    from mapping.knowledge import Knowledge
    from mapping.model import Record

_FIELDS = {
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "jurisdiction": "行政区划",
    "issued": "日期",
    "forwarded_by": "转发通知",
    "cites": "引用",
    "members": "成员单位",
}


def print_own_record(
    corpus: Corpus, stored: StoredDocument, knowledge: Knowledge, *, as_json: bool
) -> None:
    """Print the record that the corpus has, and where the stored text prints each value."""
    from corpus.reading import stored_reading
    from mapping.pipeline import context_of
    from mapping.printed import record_places
    from mapping.reference import load_reference
    from mapping.resolve import when_of

    reference, record = load_reference(), stored.record
    when = when_of(record.issued, record.number, record.level)
    with corpus.database.reading() as connection:
        document = stored_reading(connection, stored.id)
    assert document is not None
    context = context_of(document.blocks, reference, knowledge, when, record.issuer)
    places = record_places(document, record, context.docs)
    if as_json:
        print_record({**asdict(record), "places": [asdict(place) for place in places]})
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("", "值", "出处", "原文", box=None)
    for field, value in _values(record):
        own = [place for place in places if (place.field, place.value) == (field, value)]
        where = "、".join(
            dict.fromkeys(p.provision + (f" 第{p.page}页" if p.page else "") for p in own)
        )
        shown = agency_name(value, reference) if field == "members" else value
        words = " / ".join(place.words for place in own) or "–"
        table.add_row(_FIELDS[field], escape(shown), where or _unprinted(field), escape(words))
    print_table(table)


def _values(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", record.title
    if record.number:
        yield "number", record.number
    yield from (("issuer", issuer) for issuer in (record.issuer or "").split("、") if issuer)
    for field in ("jurisdiction", "issued"):
        if value := getattr(record, field):
            yield field, value
    if record.forwarded_by:
        yield "forwarded_by", record.forwarded_by.title
    yield from (("cites", citation.title) for citation in record.cites)
    yield from (("members", member) for member in record.members)


def _unprinted(field: str) -> str:
    return "由标题、发文机关推出" if field == "jurisdiction" else "文中没有印出"
