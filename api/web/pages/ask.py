"""/: one box to ask in, the answer as a card, its clause on the page's picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.answer import AgencyAnswer, Answer
from api.asking import put
from api.deps import CorpusOf, ReferenceOf, SettingsOf
from api.web.pages.language import YEAR
from api.web.picture import Cut, cuts
from api.web.render import render
from api.web.view import Run, runs
from corpus.model import Filter, StoredDocument
from corpus.store import Corpus
from mapping.model import Assignment
from mapping.reference import Reference

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
PLACE_COOKIE = "dutymap_place"
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Proof:
    """An answer's words where they stand: parts of the pages' pictures, or for flowing text
    the block with the quote marked; `number` is the assignment's, None where it is gone."""

    answer: AgencyAnswer
    number: int | None
    cuts: tuple[Cut, ...]
    runs: tuple[Run, ...]


@router.get("/")
def home(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    q: Annotated[str, Query(max_length=500)] = "",
    place: Annotated[str | None, Query(alias="in", max_length=50)] = None,
    on: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = "",
) -> HTMLResponse:
    """The question with its answer, or what can be asked."""
    question = q.strip()
    where = _remembered(request) if place is None else place
    day = _day(on)
    values: dict[str, object] = {
        "question": question,
        "place": where,
        "places": corpus.jurisdictions(),
        "day": day.isoformat() if day else "",
        "answer": None,
    }
    documents = corpus.documents()
    if question:
        answer = put(question, corpus, reference, settings, place=where or None, on=day).answer
        values |= _shown(answer, corpus, documents)
    else:
        values |= _start(documents, corpus, reference, where)
    page = render(request, "ask.html", values)
    if place is not None:
        page.set_cookie(
            PLACE_COOKIE, quote(place), max_age=YEAR, httponly=True, samesite="lax", path="/"
        )
    return page


def _remembered(request: Request) -> str:
    return unquote(request.cookies.get(PLACE_COOKIE, ""))[:50]


def _day(text: str) -> date | None:
    """The day asked about; None where none, or one that no calendar has."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _shown(
    answer: Answer, corpus: Corpus, documents: Sequence[StoredDocument]
) -> dict[str, object]:
    """What the answer's card shows."""
    return {
        "answer": answer,
        "proofs": [_proof(found, corpus) for found in answer.answers],
        "titles": {document.id: document.record.title for document in documents},
    }


def _proof(answer: AgencyAnswer, corpus: Corpus) -> Proof:
    held = corpus.assignments(Filter(document=answer.document, agency=answer.agency, drafts=True))
    own = next((stored for stored in held if _is_of(stored.assignment, answer)), None)
    if own is None:
        return Proof(answer, None, (), ())
    shown = cuts(answer.document, answer.boxes, corpus.pages(answer.document))
    duty = own.assignment
    block = next(b for b in corpus.blocks(answer.document) if b.id == duty.block)
    text = () if shown else runs(block.orig, [(duty.start, duty.end)])
    return Proof(answer, own.id, shown, text)


def _is_of(duty: Assignment, answer: AgencyAnswer) -> bool:
    """Whether an answer was made from an assignment of its document and agency."""
    told = (answer.provision, answer.measure, answer.quote)
    return (duty.provision, duty.measure, duty.quote) == told


def _start(
    documents: Sequence[StoredDocument], corpus: Corpus, reference: Reference, place: str
) -> dict[str, object]:
    """What the corpus holds, and questions that it can answer."""
    here = [d for d in documents if place in (d.record.adcode, d.record.jurisdiction)] or documents
    held = [m for d in here[:_EXAMPLES] for m in corpus.measures(d.id)]
    often = sorted(set(held), key=lambda measure: (-held.count(measure), measure))
    told = [m for m in often if reference.measures[m].family not in ("other", "organise")]
    return {
        "documents": documents,
        "duties": sum(document.assignments for document in documents),
        "examples": told[:_EXAMPLES],
    }
