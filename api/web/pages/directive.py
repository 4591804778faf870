"""/documents/{id}: one directive, its pages with boxes beside its provisions with duties."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from api.deps import CorpusOf
from api.errors import Refused
from api.web.render import render
from api.web.sheets import line_marks, quote_marks, sheets
from api.web.view import rows
from corpus import review
from corpus.decided import rejected, repairs_of
from corpus.model import Filter, QueueItem
from corpus.store import Corpus

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_ALL = 100_000  # unsure readings of one directive


@router.get("/documents/{document}")
def directive(request: Request, document: str, corpus: CorpusOf) -> HTMLResponse:
    """One directive: its record, its problems, its pages, its provisions with the duties."""
    stored = corpus.document(document)
    if stored is None:
        raise Refused(404, "document.missing")
    held = corpus.assignments(Filter(document=document, drafts=True))
    blocks = corpus.blocks(document)
    every = (*held, *rejected(corpus, document))
    shown = rows(blocks, every, corpus.lines(document), repairs_of(corpus, document))
    values = {
        "document": stored,
        "standing": stored.standing_on(date.today()),
        "rows": shown,
        "headings": [row for row in shown if row.block.kind == "heading"],
        "sheets": sheets(document, corpus.pages(document)),
        "doubts": _doubts(corpus, document),
    }
    return render(request, "document.html", values)


@router.get("/documents/{document}/boxes/{number}")
def boxes(request: Request, document: str, number: int, corpus: CorpusOf) -> HTMLResponse:
    """The boxes of one page, to be laid over its picture."""
    page = next((page for page in corpus.pages(document) if page.number == number), None)
    if page is None or page.width <= 0:
        raise HTTPException(404)
    held = corpus.assignments(Filter(document=document, drafts=True))
    values = {
        "page": page,
        "lines": line_marks(corpus.blocks(document), corpus.lines(document), number),
        "quotes": quote_marks(held, page),
    }
    return render(request, "boxes.html", values)


def _doubts(corpus: Corpus, document: str) -> dict[int, QueueItem]:
    """What stands in the review queue, by the assignment's id."""
    unsure = review.queue(corpus, Filter(document=document, drafts=True), limit=_ALL)
    return {int(item.id[1:]): item for item in unsure if item.id.startswith("a")}
