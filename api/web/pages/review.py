"""/review: what a person should look at; /review/a17: what may be said of one assignment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from api.access import EditorOf
from api.deps import CorpusOf, ReferenceOf, SettingsOf
from api.errors import Refused
from api.knowledge import knowledge_of
from api.web.picking import agencies_offered, agency_picked, measure_picked, measures_of
from api.web.picture import cuts
from api.web.render import language_of, render
from api.web.words import clause_link, said
from corpus import review
from corpus.decided import reading
from corpus.model import Filter, StoredAssignment, Unsure
from corpus.review import Correction, Person, Undecidable
from corpus.store import Corpus
from mapping.candidates import agency_candidates
from mapping.knowledge import Knowledge
from mapping.lexicon import load_lexicon
from mapping.model import Modality, Role
from mapping.reference import Reference
from mapping.resolve import when_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Kind = Literal["", "agency", "confidence", "ocr", "duplicate", "disagreement", "repair"]
Words = Annotated[str, Field(max_length=500)]
_SHOWN = 50
_LIKELY = 4


class Unpicked(Exception):
    """A name that is in no table; `key` is the sentence's in the words, `name` as written."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__(key)
        self.key = key
        self.name = name


class Said(BaseModel):
    """What a form says of an item."""

    action: Literal["", "accept", "correct", "reject", "undo", "merge"] = ""
    agency: Words = ""
    measure: Words = ""
    role: Role | None = None
    modality: Modality | None = None
    deadline: Words | None = None
    note: Words = ""


@router.get("/review")
def queue(
    request: Request,
    corpus: CorpusOf,
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
    kind: Kind = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = _SHOWN,
) -> HTMLResponse:
    """Unsure readings, the least sure first."""
    wanted = Filter(within=place or None, below=True, drafts=True)
    reason: Unsure | None = kind or None
    found = review.queue(corpus, wanted, kind=reason, limit=limit + 1)
    values = {
        "items": found[:limit],
        "readings": {
            item.id: reading(corpus, int(item.id[1:]))
            for item in found[:limit]
            if item.id.startswith("a")
        },
        "more": limit + _SHOWN if len(found) > limit else None,
        "places": [(name, code) for name, code in corpus.jurisdictions() if code],
        "place": place,
        "kind": kind,
    }
    return render(request, "review.html", values)


@router.get("/review/{item}")
def one(
    request: Request, item: str, visitor: EditorOf, corpus: CorpusOf, reference: ReferenceOf
) -> HTMLResponse:
    """The forms for one assignment: a part of a page for htmx, else a page."""
    stored = _reading(corpus, item)
    values = {"stored": stored, "told": None, **_choices(stored, corpus, reference)}
    return render(request, "decide.html" if _of_htmx(request) else "decide-page.html", values)


@router.get("/review/{item}/proof")
def proof(request: Request, item: str, corpus: CorpusOf) -> HTMLResponse:
    """The words of one assignment on the page's picture."""
    stored = _reading(corpus, item)
    document = stored.document.id
    shown = cuts(document, stored.assignment.boxes, corpus.pages(document))
    return render(request, "proof.html", {"cuts": shown})


@router.post("/review/{item}")
def decide(
    request: Request,
    item: str,
    visitor: EditorOf,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    said_of: Annotated[Said, Form()],
) -> Response:
    """Enter what a person says, and show the item as it stands then."""
    person = Person(visitor.name, said_of.note or None)
    fault = None
    try:
        _enter(corpus, item, said_of, person, reference, knowledge_of(settings))
    except Undecidable as error:
        fault = str(error)
    except Unpicked as error:
        fault = said(error.key, language_of(request), name=error.name)
    if item[:1] != "a":
        return _settled(request, fault)
    stored = _reading(corpus, item)
    if not _of_htmx(request) and fault is None:
        return RedirectResponse(f"{clause_link(stored.document.id)}#{item}", 303)
    values: dict[str, object] = {"stored": stored, "doubt": None, "fault": fault}
    if fault:  # the forms stay, with what was written
        told = said_of if said_of.action == "correct" else None
        values |= {"told": told, **_choices(stored, corpus, reference)}
    return render(request, "decided.html", values, 422 if fault else 200)


def _choices(
    stored: StoredAssignment, corpus: Corpus, reference: Reference
) -> dict[str, Sequence[object]]:
    """What the forms for one assignment offer."""
    duty, record = stored.assignment, stored.document.record
    when = when_of(record.issued, record.number, record.level)
    likely = agency_candidates(duty.agency, duty.mention, load_lexicon(), when)
    others = [agency for agency in likely if agency != duty.agency]
    return {
        "candidates": others[:_LIKELY],
        "agencies": agencies_offered(likely, reference),
        "measures": measures_of(corpus.measures(stored.document.id), reference),
    }


def _enter(
    corpus: Corpus,
    item: str,
    told: Said,
    person: Person,
    reference: Reference,
    knowledge: Knowledge,
) -> None:
    """Raises Undecidable, Unpicked."""
    if told.action == "accept":
        review.accept(corpus, item, person)
    elif told.action == "reject":
        review.reject(corpus, item, person, knowledge=knowledge)
    elif told.action == "undo":
        review.undo(corpus, item, person, knowledge=knowledge)
    elif told.action == "merge":
        review.merge(corpus, item, person)
    else:
        review.correct(corpus, item, _correction(corpus, item, told, reference), person)


def _correction(corpus: Corpus, item: str, told: Said, reference: Reference) -> Correction:
    """What the form says otherwise than the reading; raises Unpicked."""
    stored = _reading(corpus, item)
    agency = measure = None
    if told.agency:
        agency = agency_picked(told.agency, reference)
        if agency is None:
            raise Unpicked("review.no-agency", told.agency)
    if told.measure:
        held = measures_of(corpus.measures(stored.document.id), reference)
        measure = measure_picked(told.measure, held)
        if measure is None:
            raise Unpicked("review.no-measure", told.measure)
    return Correction(agency, measure, told.role, told.modality, told.deadline)


def _reading(corpus: Corpus, item: str) -> StoredAssignment:
    number = item[1:]
    known = item[:1] == "a" and number.isdecimal() and len(number) < 19
    stored = reading(corpus, int(number)) if known else None
    if stored is None:
        raise Refused(404, "review.missing")
    return stored


def _settled(request: Request, fault: str | None) -> Response:
    """After a word on two directives, or on a quote that is gone."""
    if not _of_htmx(request) and fault is None:
        return RedirectResponse("/review", 303)
    return render(request, "settled.html", {"fault": fault}, 422 if fault else 200)


def _of_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"
