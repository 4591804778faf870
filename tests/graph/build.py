"""Hand-made directives and duties of fictional places, for tests of graph and api."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import StoredAssignment, StoredDocument
from ingest.model import Box
from mapping.model import Assignment, Citation, Forwarding, Level, Modality, Record, Role
from mapping.reference import BaselineItem, Reference, load_reference

BASELINE = "test-norm"
FIVE = (
    "restrict.transport",
    "restrict.hotel",
    "restrict.travel",
    "restrict.private-school",
    "restrict.building",
)
"""Enough measures in common for texts to be of one policy field."""


def reference(*items: BaselineItem) -> Reference:
    """The shipped tables with one small baseline: FIVE, a matter each, and `items`."""
    shipped = load_reference()
    asked = tuple(BaselineItem(f"二{n}", "试", f"事项{n}", (m,)) for n, m in enumerate(FIVE, 1))
    return Reference(
        agencies=shipped.agencies,
        measures=shipped.measures,
        baselines={BASELINE: (*asked, *items)},
        divisions=shipped.divisions,
        norms=shipped.norms,
    )


def directive(
    place: str | None,
    *,
    name: str = "",
    adcode: str | None = None,
    level: Level = "county",
    number: str | None = None,
    members: Sequence[str] = (),
    cites: Sequence[Citation] = (),
    forwarded_to: str | None = None,
) -> StoredDocument:
    """A directive of `place`; `name` is its id, the place's own where it has but one."""
    notice = Forwarding("转发通知", "甲办〔2020〕1号", None, forwarded_to, None)
    record = Record(
        document=name or f"{place}-1",
        title=f"{place}联动机制实施意见",
        number=number,
        issuer=None,
        jurisdiction=place,
        adcode=adcode,
        level=level,
        issued=None,
        forwarded_by=notice if forwarded_to else None,
        cites=tuple(cites),
        members=tuple(members),
    )
    return StoredDocument(
        record, "0" * 64, record.document, "text", "in-force", 1, 100, 0, (), "2024-01-01T00:00:00Z"
    )


def duty(
    document: StoredDocument,
    provision: str,
    agency: str,
    measure: str,
    role: Role = "responsible",
    *,
    mention: str = "",
    modality: Modality = "must",
    boxes: tuple[Box, ...] = (),
    act: str = "",
    id: int = 0,
) -> StoredAssignment:
    """One assignment; the mention is the agency's id where none is given."""
    words = f"{mention or agency}办理{measure}"
    return StoredAssignment(
        id,
        document,
        Assignment(
            provision=provision,
            agency=agency,
            mention=mention or agency,
            role=role,
            modality=modality,
            measure=measure,
            quote=words,
            deadline=None,
            block="1",
            start=0,
            end=len(words),
            page=boxes[0].page if boxes else None,
            boxes=boxes,
            rule="by-hand",
            confidence=1.0,
            act=act,
        ),
    )


def field(document: StoredDocument) -> list[StoredAssignment]:
    """The FIVE measures given to bodies that no rule objects to."""
    agencies = ("transport", "public-security", "culture-tourism", "education", "natural-resources")
    return [
        duty(document, f"第{n}条", agency, measure)
        for n, (agency, measure) in enumerate(zip(agencies, FIVE, strict=True), 1)
    ]
