"""The pages: ask here, the directives, one directive's tree, a file to import. No script needed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from api.access import EditorOf
from api.asking import put
from api.deps import CorpusOf, ReferenceOf, ServiceOf, SettingsOf
from api.errors import Refused
from api.imports import take, told
from api.web.render import render
from api.web.view import rows
from corpus import batches
from corpus.batches import Wish
from corpus.model import Filter

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def home(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    q: Annotated[str, Query(max_length=500)] = "",
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
    number: Annotated[int | None, Query(alias="import", ge=1, le=2**62)] = None,
) -> HTMLResponse:
    """The question with its answer, the directives, and how far an import is."""
    question = q.strip()
    answer = (
        put(question, corpus, reference, settings, place=place or None).answer if question else None
    )
    batch = batches.batch(corpus, number) if number else None
    documents = corpus.documents()
    values = {
        "documents": documents,
        "today": date.today(),
        "titles": {document.id: document.record.title for document in documents},
        "places": corpus.jurisdictions(),
        "question": question,
        "place": place,
        "answer": answer,
        "imported": told(batch) if batch else None,
        "reference": reference,
    }
    return render(request, "home.html", values)


@router.post("/imports")
def import_file(
    visitor: EditorOf, corpus: CorpusOf, service: ServiceOf, file: UploadFile
) -> RedirectResponse:
    """Take one file to be imported, and show how far it is."""
    number, _ = take(corpus, service, [file], Wish(), visitor.name)
    return RedirectResponse(f"/?import={number}#import", 303)


@router.get("/documents/{document}")
def directive(
    request: Request, document: str, corpus: CorpusOf, reference: ReferenceOf
) -> HTMLResponse:
    """One directive: its record, its problems, its provisions with the duties beside them."""
    stored = corpus.document(document)
    if stored is None:
        raise Refused(404, "没有这份文件；它可能已被移除。")
    assignments = corpus.assignments(Filter(document=document, drafts=True))
    values = {
        "document": stored,
        "standing": stored.standing_on(date.today()),
        "rows": rows(corpus.blocks(document), assignments),
        "reference": reference,
    }
    return render(request, "document.html", values)
