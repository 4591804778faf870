"""GET /api/v1/audit: who did what to the corpus, for admins. Nothing here changes it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from api.access import AdminOf
from api.deps import CorpusOf
from api.listed import begins, cut
from api.schemas import Listing, Paged, ProblemOut

router = APIRouter(tags=["audit"])


class AuditOut(BaseModel):
    """One line: who did what to which document (empty: to none), when (ISO 8601 in UTC) and from
    which address (`command`: at the machine); `hash` covers the line and `previous`, the hash
    of the line before."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    at: str
    by: str
    origin: str
    action: str
    document: str
    told: dict[str, Any]
    previous: str
    hash: str


@router.get(
    "/audit",
    operation_id="audit",
    summary="Who did what, the latest first",
    responses={status: {"model": ProblemOut} for status in (401, 403, 422)},
)
def get_audit(
    request: Request, query: Annotated[Paged, Query()], _visitor: AdminOf, corpus: CorpusOf
) -> Listing[AuditOut]:
    """The audit log; `dutymap verify` checks its chain of hashes."""
    after = begins(request, (int,))
    before = int(after[0]) if after else None
    entries, further = cut(
        request, corpus.trail(query.limit + 1, before), query.limit, lambda entry: (entry.id,)
    )
    items = [AuditOut.model_validate(entry) for entry in entries]
    return Listing[AuditOut](items=items, next=further)
