"""How evidence is named in a finding's sentences: [P]."""

from __future__ import annotations

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Evidence, Told
from mapping.reference import Reference


def evidence(stored: StoredAssignment) -> Evidence:
    """An assignment as evidence."""
    record, duty = stored.document.record, stored.assignment
    return Evidence(
        document=record.document,
        title=record.title,
        number=record.number,
        provision=duty.provision,
        agency=duty.agency,
        mention=duty.mention,
        quote=duty.quote,
        page=duty.page,
        jurisdiction=record.jurisdiction or "",
    )


def spoken(document: StoredDocument, told: Told | None) -> Evidence:
    """A directive as evidence, with its sentence where there is one."""
    record = document.record
    return Evidence(
        document=record.document,
        title=record.title,
        number=record.number,
        provision=told.provision if told else "",
        agency="",
        mention="",
        quote=told.quote if told else "",
        page=told.page if told else None,
        jurisdiction=record.jurisdiction or "",
    )


def cited(item: Evidence) -> str:
    """《title》第五条, marks inside the title made single as the rules of print want."""
    return f"{marked(item.title)}{item.provision}"


def marked(title: str) -> str:
    """《title》, marks inside made single."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def printed(item: Evidence) -> str:
    """The agency as printed, without the blanks that print and OCR leave in it."""
    return "".join(item.mention.split())


def zh(reference: Reference, agency: str) -> str:
    """The agency's Chinese name, its id where the tables lack it."""
    entry = reference.agencies.get(agency)
    return entry.zh if entry else agency


def en(reference: Reference, agency: str) -> str:
    """The agency's English name, its id where the tables lack it."""
    entry = reference.agencies.get(agency)
    return entry.en if entry else agency


def matter(reference: Reference, measure: str) -> tuple[str, str]:
    """The measure in Chinese and English, its id where the tables lack it."""
    entry = reference.measures.get(measure)
    return (entry.zh, entry.en) if entry else (measure, measure)


def share(having: int, of: int) -> tuple[str, str]:
    """“4个同类地区中有3个” in both languages; in tenths where there are many, so that one
    more place does not change what is said of all."""
    if of <= _FEW:
        return f"{of}个同类地区中有{having}个", f"{having} of {of} comparable places"
    tenths = having * 10 // of
    if tenths == 10:
        return "同类地区全部", "all comparable places"
    return (
        f"同类地区约{'零一二三四五六七八九'[tenths]}成以上",
        f"over {tenths}0% of comparable places",
    )


_FEW = 20
