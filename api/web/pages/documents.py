"""/documents: the directives."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import CorpusOf
from api.web.render import render
from corpus.model import StoredDocument

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/documents")
def directives(
    request: Request,
    corpus: CorpusOf,
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
    find: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """The directives, those of a place or with words in their title or 文号."""
    documents = corpus.documents()
    shown = [d for d in documents if _of(d, place) and _says(d, find.strip())]
    values = {
        "documents": shown,
        "all": len(documents),
        "places": corpus.jurisdictions(),
        "place": place,
        "find": find.strip(),
        "today": date.today(),
    }
    return render(request, "documents.html", values)


def _of(document: StoredDocument, place: str) -> bool:
    return not place or place in (document.record.adcode, document.record.jurisdiction)


def _says(document: StoredDocument, words: str) -> bool:
    record = document.record
    return words in f"{record.title or document.name} {record.number or ''} {document.id}"
