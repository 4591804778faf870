"""A draft held against directives in force and a baseline, without entering them: [P].

The rules see the draft as if it were in force beside them; an earlier text of the same
directive stands back for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import StoredAssignment, StoredDocument
from graph.findings import find
from graph.model import Evidence, Finding, Jurisdiction, Told
from graph.places import jurisdiction
from graph.told import told_by
from ingest.model import Document
from mapping.model import Mapping, Record
from mapping.proof import page
from mapping.reference import Reference

DRAFT = "draft"
"""The id of the draft among the documents; `:` keeps it apart from every id of a file."""
NOWHERE = "草案所在地"
_MARK = re.compile("（[^（）]*(?:稿|草案)[^（）]*）$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as read and mapped, in memory only."""

    reading: Document
    document: StoredDocument
    assignments: tuple[StoredAssignment, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the draft: the block, its provision, and the place in the block's `orig`."""

    block: str
    provision: str
    start: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about the draft and the places it concerns, one at least, in order.

    What is `missing` has no words of its own: its place is the last provision of the
    measure's family, else the title.
    """

    finding: Finding
    places: tuple[Place, ...]
    missing: bool


def draft_of(reading: Document, mapping: Mapping) -> Draft:
    """The draft as a document and assignments that the rules take.

    A text that names no place is of NOWHERE, a county; one without a title goes by its file's name.
    """
    record = replace(
        mapping.record,
        document=f"{DRAFT}:{mapping.record.document}",
        title=mapping.record.title or reading.name,
        jurisdiction=mapping.record.jurisdiction or NOWHERE,
        level=mapping.record.level or "county",
    )
    document = StoredDocument(
        record=record,
        sha256=reading.sha256,
        name=reading.name,
        format=reading.source.format,
        standing="draft",
        pages=len(reading.source.pages),
        characters=sum(len(block.orig) for block in reading.blocks),
        assignments=len(mapping.assignments),
        problems=(*reading.source.problems, *reading.problems, *mapping.problems),
        imported_at="",
    )
    held = tuple(
        StoredAssignment(-number, document, duty)
        for number, duty in enumerate(mapping.assignments, 1)
    )
    return Draft(reading, document, held)


def replaced(draft: Draft, documents: Iterable[StoredDocument]) -> tuple[str, ...]:
    """Ids of earlier texts of the draft: the same file, or the same title or 文号 of its place.

    What marks a draft behind the title, such as （征求意见稿）, does not count.
    """
    record = draft.document.record

    def earlier(other: Record) -> bool:
        numbered = other.number is not None and other.number == record.number
        same_title = _MARK.sub("", other.title) == _MARK.sub("", record.title)
        return jurisdiction(other) == jurisdiction(record) and (numbered or same_title)

    return tuple(
        other.id
        for other in documents
        if other.sha256 == draft.document.sha256 or earlier(other.record)
    )


def check(
    draft: Draft,
    assignments: Sequence[StoredAssignment],
    documents: Sequence[StoredDocument],
    reference: Reference,
    told: Iterable[Told] = (),
    *,
    on: date,
    baseline: str | None,
) -> tuple[Remark, ...]:
    """What the rules find about the draft, in its order, what is missing last.

    Of the draft's place only: findings that rest on its own words, or on nobody's there
    (gaps). `told` is what the directives say of norms. Raises UnknownBaseline.
    """
    gone = set(replaced(draft, documents))
    kept = [document for document in documents if document.id not in gone]
    held = [stored for stored in assignments if stored.document.id not in gone]
    found = find(
        [*held, *draft.assignments],
        [*kept, draft.document],
        reference,
        [*(said for said in told if said.document not in gone), *_told(draft)],
        on=on,
        baseline=baseline,
    )
    place = jurisdiction(draft.document.record)
    local = {other.id for other in kept if jurisdiction(other.record) == place}
    order = {block.id: number for number, block in enumerate(draft.reading.blocks)}
    remarks = [
        Remark(finding, _places(finding, draft, reference, order), not _own(finding, draft))
        for finding in found
        if _concerns(finding, draft, place, local)
    ]
    return tuple(
        sorted(remarks, key=lambda remark: (remark.missing, order[remark.places[0].block]))
    )


def _told(draft: Draft) -> Iterator[Told]:
    """What the draft says of norms."""
    source = draft.reading.source
    sayings = ((draft.document.id, b, page(b, source, 0)) for b in draft.reading.blocks)
    return told_by(sayings, [draft.document])


def _own(finding: Finding, draft: Draft) -> tuple[Evidence, ...]:
    """The evidence that is the draft's."""
    return tuple(item for item in finding.evidence if item.document == draft.document.id)


def _concerns(finding: Finding, draft: Draft, place: Jurisdiction | None, local: set[str]) -> bool:
    """Whether a finding is the draft's matter and not that of its place's other directives."""
    if finding.jurisdiction != place:
        return False
    return bool(_own(finding, draft)) or local.isdisjoint(e.document for e in finding.evidence)


def _places(
    finding: Finding, draft: Draft, reference: Reference, order: dict[str, int]
) -> tuple[Place, ...]:
    own = _own(finding, draft)
    named = [(item, place) for item in own if (place := _place_of(item, draft))]
    if finding.rule == "ended-agency":
        named = [(item, _at_name(place, item.mention, draft)) for item, place in named]
    found = list(dict.fromkeys(place for _, place in named))
    if not found:
        found = [_nearest(finding, draft, reference) or title_place(draft)]
    return tuple(sorted(found, key=lambda place: (order[place.block], place.start)))


def _place_of(item: Evidence, draft: Draft) -> Place | None:
    """Where the printed words stand: with their assignment, else where they are found, else
    the provision named."""
    for stored in draft.assignments:
        duty = stored.assignment
        if (duty.provision, duty.agency, duty.quote) == (item.provision, item.agency, item.quote):
            return Place(duty.block, duty.provision, duty.start)
    words = "".join((item.quote or item.mention).split())
    for block in draft.reading.blocks:
        printed = "".join(block.orig.split())
        if words and words in printed and item.provision in ("", block.label):
            return Place(block.id, block.label, 0)
    named = (block for block in draft.reading.blocks if block.label == item.provision)
    return next((Place(block.id, block.label, 0) for block in named), None)


def _at_name(place: Place, name: str, draft: Draft) -> Place:
    """Where the block of a place prints the name of an agency: in a table another cell."""
    orig = next(block.orig for block in draft.reading.blocks if block.id == place.block)
    return Place(place.block, place.provision, max(orig.find(name), 0) or place.start)


def _nearest(finding: Finding, draft: Draft, reference: Reference) -> Place | None:
    """The last provision that has to do with the family of the finding's measure."""
    wanted = reference.measures.get(finding.measure or "")
    for stored in reversed(draft.assignments):
        duty = stored.assignment
        entry = reference.measures.get(duty.measure)
        if wanted and entry and entry.family == wanted.family:
            return Place(duty.block, duty.provision, duty.start)
    return None


def title_place(draft: Draft) -> Place:
    """The block that prints the title, else the first."""
    title = "".join(draft.document.record.title.split())
    blocks = draft.reading.blocks
    block = next((b for b in blocks if "".join(b.orig.split()) == title), blocks[0])
    return Place(block.id, block.label, 0)
