"""GET /api/v1/assignments: who is given what, with its proof."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.deps import CorpusOf, ReferenceOf
from api.listed import begins_assignment, cut
from api.schemas.assignments import AssignmentList, AssignmentsQuery
from api.shown import assignment_out
from corpus.listing import assignments_after
from corpus.model import Filter

router = APIRouter(tags=["assignments"])


@router.get("/assignments", operation_id="assignments", summary="Who is given what")
def get_assignments(
    request: Request,
    query: Annotated[AssignmentsQuery, Query()],
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> AssignmentList:
    """By directive and place in it; what a person has decided stands in `review`."""
    wanted = Filter(
        within=query.adcode,
        below=True,
        agency=query.agency,
        measures=(query.measure,) if query.measure is not None else None,
        role=query.role,
        document=query.document,
        drafts=query.document is not None,
    )
    after = begins_assignment(request)
    found = assignments_after(corpus, wanted, after, query.limit + 1, words=query.q)
    items, further = cut(request, found, query.limit, lambda each: each[0])
    today = date.today()
    shown = [assignment_out(stored, reference, today) for _, stored in items]
    return AssignmentList(items=shown, next=further)
