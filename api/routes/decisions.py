"""POST /api/v1/assignments/{id}/corrections and /findings/{id}/verdicts: what people decide."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Path

from api import held
from api.access import EditorOf
from api.deps import CorpusOf, ReferenceOf
from api.listed import NoQuery
from api.schemas.comparison import VerdictOut
from api.schemas.decisions import AcceptedIn, CorrectionIn, CorrectionOut, DecisionIn, SettledIn
from api.shown import assignment_out, verdict_out
from corpus import listing, review
from mapping.reference import Reference

router = APIRouter(tags=["decisions"])
AssignmentId = Annotated[str, Path(pattern=r"^a[0-9]{1,18}$", description="Such as a17.")]
FindingId = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$", description="Id of a finding.")]
_DECIDE = {"accept": review.accept, "reject": review.reject, "undo": review.undo}


@router.post(
    "/assignments/{assignment}/corrections",
    operation_id="correct",
    summary="Decide on an assignment",
    status_code=201,
    dependencies=[NoQuery],
)
def post_correction(
    assignment: AssignmentId,
    told: Annotated[DecisionIn | CorrectionIn, Body(discriminator="action")],
    visitor: EditorOf,
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> CorrectionOut:
    """Accept, correct or reject the machine's reading, or undo what was decided. The reading
    is kept beside it; 409 where the decision is at odds with another assignment."""
    person = review.Person(visitor.name, told.note)
    try:
        if isinstance(told, CorrectionIn):
            review.correct(corpus, assignment, _correction(told, reference), person)
        else:
            _DECIDE[told.action](corpus, assignment, person)
    except review.Unknown as error:
        raise HTTPException(404, "There is no such assignment.") from error
    except review.Undecidable as error:
        raise HTTPException(409, str(error)) from error
    now = listing.assignment(corpus, int(assignment[1:]))
    shown = assignment_out(now, reference, date.today()) if now else None
    return CorrectionOut(id=assignment, action=told.action, by=visitor.name, assignment=shown)


@router.post(
    "/findings/{finding}/verdicts",
    operation_id="judge",
    summary="Say what is to become of a finding",
    status_code=201,
    dependencies=[NoQuery],
)
def post_verdict(
    finding: FindingId,
    told: Annotated[AcceptedIn | SettledIn, Body(discriminator="verdict")],
    visitor: EditorOf,
    corpus: CorpusOf,
) -> VerdictOut:
    """Every verdict is kept, the last one counts."""
    verdict = held.judge(
        corpus,
        finding,
        told.verdict,
        reason=told.reason,
        by=visitor.name,
        baseline=told.baseline,
    )
    return verdict_out(verdict)


def _correction(told: CorrectionIn, reference: Reference) -> review.Correction:
    """What is to hold instead. Raises HTTPException for ids that the tables do not have."""
    if told.agency is not None and told.agency not in reference.agencies:
        raise HTTPException(404, "There is no such agency.")
    if told.measure is not None and told.measure not in reference.measures:
        raise HTTPException(404, "There is no such measure.")
    return review.Correction(told.agency, told.measure, told.role, told.modality, told.deadline)
