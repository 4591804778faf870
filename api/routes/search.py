"""GET /api/v1/search and /review: provisions by their words, and what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request

from api.asked import measures_of, within
from api.deps import CorpusOf, ReferenceOf
from api.listed import begins, cut
from api.schemas.search import (
    HitList,
    HitOut,
    QueueList,
    QueueOut,
    ReviewQuery,
    SearchQuery,
)
from api.searching import sought
from corpus import review
from corpus.model import Filter, Hit, QueueItem, StoredDocument
from corpus.queue import place_in_queue
from corpus.snippets import snippet

router = APIRouter(tags=["search"])
_DUTY = (
    *("provision", "agency", "mention", "role", "modality", "measure", "quote", "deadline"),
    *("page", "rule"),
)


@router.get("/search", operation_id="search", summary="Provisions by their words")
def get_search(
    query: Annotated[SearchQuery, Query()], corpus: CorpusOf, reference: ReferenceOf
) -> HitList:
    """Blocks that hold the words, or words near them in meaning, the best first."""
    measures = measures_of(query.measure, query.family, reference)
    here = within(query.place, corpus, reference)
    wanted = replace(
        Filter(agency=query.agency, measures=measures, role=query.role, on=query.on),
        standing=query.standing,
        within=here.within,
        below=here.below,
    )
    what = sought(query.q, wanted, reference)
    if what.words.strip():
        hits = corpus.search(what.words, what.wanted, query.limit)
    else:
        hits = corpus.blocks_with(what.wanted, query.limit)
    owners = {hit.document: corpus.document(hit.document) for hit in hits}
    day = query.on or date.today()
    shown = [_hit(hit, owner, what.words, day) for hit in hits if (owner := owners[hit.document])]
    return HitList(items=shown, next=None)


@router.get("/review", operation_id="review", summary="What a person should look at")
def get_review(
    request: Request,
    query: Annotated[ReviewQuery, Query()],
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> QueueList:
    """Unsure readings and directives that may be one, the least sure first."""
    after = cast("tuple[float, str, int] | None", begins(request, (float, str, int)))
    wanted = within(query.place, corpus, reference, drafts=True)
    found = review.queue(corpus, wanted, kind=query.kind, limit=query.limit + 1, after=after)
    items, further = cut(request, found, query.limit, place_in_queue)
    return QueueList(items=[_item(item) for item in items], next=further)


def _hit(hit: Hit, owner: StoredDocument, words: str, day: date) -> HitOut:
    shown = snippet(hit.text, words)
    return HitOut(
        document=owner.id,
        title=owner.record.title,
        number=owner.record.number,
        jurisdiction=owner.record.jurisdiction,
        adcode=owner.record.adcode,
        status=owner.standing_on(day).standing,
        provision=hit.provision,
        block=hit.block,
        snippet=shown.text,
        marks=list(shown.marks),
        score=round(hit.score, 6),
    )


def _item(item: QueueItem) -> QueueOut:
    return QueueOut(
        id=item.id,
        kind=item.kind,
        confidence=item.confidence,
        reason=item.reason,
        document=item.document.id,
        title=item.document.record.title,
        jurisdiction=item.document.record.jurisdiction,
        other=item.other.id if item.other else None,
        **{name: getattr(item.assignment or item.repair, name, None) for name in _DUTY},
        read=item.repair.read if item.repair else None,
        text=item.repair.text if item.repair else None,
        candidates=list(item.candidates),
        by=item.review.by if item.review else None,
    )
