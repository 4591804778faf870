"""GET /api/v1/ask: which agency handles it here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answer import Answer
from api.asking import put
from api.deps import CorpusOf, ReferenceOf, SettingsOf
from api.schemas import AskQuery, ProblemOut

router = APIRouter(tags=["ask"])


@router.get(
    "/ask",
    operation_id="ask",
    summary="Which agency handles it here",
    responses={422: {"model": ProblemOut}, 503: {"model": ProblemOut}},
)
def get_ask(
    query: Annotated[AskQuery, Query()],
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
) -> Answer:
    """The agency, its role and the clause that says so; an empty list where no clause does."""
    return put(
        query.q,
        corpus,
        reference,
        settings,
        place=query.place,
        on=query.on,
        limit=query.limit,
    ).answer
