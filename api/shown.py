"""Values of the corpus in the shapes of the service: [P]."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from api.exports.remarks import Checked
from api.schemas.assignments import AssignmentOut, ReadingOut, ReviewOut
from api.schemas.comparison import FindingOut, VerdictOut
from api.schemas.decisions import CheckOut, RemarkOut
from api.schemas.documents import DocumentOut, DocumentWhole, ProvisionOut
from api.schemas.tables import AgencyOut, MeasureOut
from api.web.words import agency_name, measure_name
from corpus.model import Review, StoredAssignment, StoredDocument, Verdict
from graph.model import Finding
from graph.rules import RULES
from ingest.model import Block, Page
from mapping.model import Effect
from mapping.reference import AgencyEntry, MeasureEntry, Reference
from mapping.reforms import current_agency

_RECORD = ("title", "number", "issuer", "jurisdiction", "adcode", "level", "issued")
_FILE = ("name", "format", "pages", "characters", "assignments", "imported_at")
_DUTY = (
    *("provision", "agency", "mention", "role", "modality", "measure", "act", "quote"),
    *("deadline", "block", "start", "end", "page", "rule", "confidence"),
)
_READ = ("agency", "role", "modality", "measure", "deadline", "confidence")


def document_out(stored: StoredDocument, today: date) -> DocumentOut:
    """A directive as a list shows it."""
    told = stored.standing_on(today)
    return DocumentOut(
        id=stored.id,
        **{name: getattr(stored.record, name) for name in _RECORD},
        **{name: getattr(stored, name) for name in _FILE},
        status=told.standing,
        since=told.since,
        by=told.by,
        entered=stored.standing,
        problems=list(stored.problems),
    )


def document_whole(
    stored: StoredDocument,
    blocks: Iterable[Block],
    assignments: Iterable[StoredAssignment],
    sheets: Sequence[Page],
    effects: Sequence[Effect],
    reference: Reference,
    today: date,
) -> DocumentWhole:
    """A directive with its text and all that is known of it."""
    beside: dict[str, list[AssignmentOut]] = {}
    for each in assignments:
        shown = assignment_out(each, reference, today)
        beside.setdefault(shown.block, []).append(shown)
    return DocumentWhole(
        **dict(document_out(stored, today)),
        sha256=stored.sha256,
        forwarded_by=stored.record.forwarded_by,
        cites=list(stored.record.cites),
        members=list(stored.record.members),
        changes=list(stored.changes),
        effects=list(effects),
        sheets=list(sheets),
        provisions=[_provision(block, beside.get(block.id, [])) for block in blocks],
    )


def _provision(block: Block, assignments: list[AssignmentOut]) -> ProvisionOut:
    return ProvisionOut(
        block=block.id,
        parent=block.parent,
        kind=block.kind,
        level=block.level,
        provision=block.label,
        number=block.number,
        text=block.orig,
        cells=list(block.cells),
        assignments=assignments,
    )


def assignment_out(stored: StoredAssignment, reference: Reference, today: date) -> AssignmentOut:
    """An assignment with its proof and the names of what its ids mean."""
    duty, record = stored.assignment, stored.document.record
    return AssignmentOut(
        id=f"a{stored.id}",
        document=stored.document.id,
        title=record.title,
        number=record.number,
        jurisdiction=record.jurisdiction,
        adcode=record.adcode,
        status=stored.document.standing_on(today).standing,
        **{name: getattr(duty, name) for name in _DUTY},
        boxes=list(duty.boxes),
        name=agency_name(duty.agency, reference),
        measure_name=measure_name(duty.measure, reference),
        current_agency=current_agency(reference, duty.agency, today),
        review=_review(stored.review),
    )


def _review(review: Review | None) -> ReviewOut | None:
    if review is None:
        return None
    machine = review.machine
    read = {name: getattr(machine, name) for name in _READ} if machine else None
    return ReviewOut(
        action=review.action,
        by=review.by,
        at=review.at,
        disagrees=review.disagrees,
        machine=ReadingOut(**read) if read else None,
    )


def agency_out(entry: AgencyEntry, reference: Reference, today: date) -> AgencyOut:
    """An agency of the tables."""
    return AgencyOut(**asdict(entry), current_agency=current_agency(reference, entry.id, today))


def measure_out(entry: MeasureEntry, reference: Reference) -> MeasureOut:
    """A measure of the tables."""
    family = reference.families.get(entry.family, entry.family)
    return MeasureOut(**asdict(entry), family_zh=family)


def finding_out(finding: Finding, verdict: Verdict | None) -> FindingOut:
    """A finding with what a person has said of it."""
    return FindingOut(
        **asdict(finding),
        category=RULES[finding.rule].category,
        verdict=verdict_out(verdict) if verdict else None,
    )


def verdict_out(verdict: Verdict) -> VerdictOut:
    """What a person has said of a finding."""
    return VerdictOut(**asdict(verdict))


def check_out(checked: Checked) -> CheckOut:
    """What a check has found, as the service gives it."""
    document = checked.draft.document
    record = asdict(document.record)
    return CheckOut(
        draft={key: value for key, value in record.items() if key != "document"},
        file=document.name,
        assignments=len(checked.draft.assignments),
        problems=list(document.problems),
        baseline=checked.baseline,
        against=list(checked.against),
        replaced=list(checked.replaced),
        findings=[
            RemarkOut(**asdict(remark.finding), missing=remark.missing, places=list(remark.places))
            for remark in checked.remarks
        ],
    )
