"""/compare: measures by places; a cell's words beside those of the other columns."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api import held
from api.asked import Misnamed, names_in
from api.deps import CorpusOf, ReferenceOf
from api.errors import Refused
from api.exports import COMPARISONS, matrix
from api.exports.word import DOCX
from api.routes.exports import MEDIA
from api.web.render import render
from corpus.store import Corpus
from graph.load import load
from graph.places import everywhere
from mapping.reference import Reference

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Names = Annotated[list[str], Query(alias="in", max_length=200)]
Name = Annotated[str, Query(max_length=100)]
Form = Literal["xlsx", "docx", "csv"]
SIGNS = {"required-gap": "✕", "gap": "–", "differs": "≠", "forwarded": "↪"}
"""What a cell's state is told by beside its colour."""
_COLUMNS = 100  # shown where no place is chosen; more than that nobody reads
_BESIDE = 12  # columns whose words stand beside one another


@router.get("/compare")
def compare(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    names: Names = [],  # noqa: B006 - FastAPI copies it
    baseline: Name = "",
    family: Name = "",
) -> HTMLResponse:
    """The matrix; the address holds all that was chosen."""
    known = _places(corpus, reference)
    places = [adcode or name for name, adcode in known]
    asked = names_in(names)
    values: dict[str, object] = {
        "shown": None,
        "fault": None,
        "asked": asked,
        "more": max(0, len(places) - _COLUMNS) if not asked else 0,
        "places": known,
        "documents": corpus.documents()[:_COLUMNS],
        "norms": [reference.norm(norm) for norm in reference.baselines],
        "families": reference.families,
        "baseline": baseline,
        "family": family,
        "matrix": matrix,
        "signs": SIGNS,
        "address": _address,
    }
    try:
        if places:
            columns = asked or places[:_COLUMNS]
            values["shown"] = _shown(corpus, reference, columns, baseline, family)
    except Misnamed as error:
        values["fault"] = error.what
    return render(request, "compare.html", values)


@router.get("/compare/cell")
def cell(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    measure: Name,
    column: Annotated[int, Query(ge=0)] = 0,
    names: Names = [],  # noqa: B006
    baseline: Name = "",
) -> HTMLResponse:
    """What each column says of one measure, the one clicked first."""
    columns = names_in(names) or [a or n for n, a in _places(corpus, reference)][:_COLUMNS]
    try:
        shown = _shown(corpus, reference, columns, baseline, "")
    except Misnamed as error:
        raise Refused(404, "compare.gone") from error
    rows = {row.measure: number for number, row in enumerate(shown.comparison.rows)}
    if measure not in rows or column >= len(shown.comparison.jurisdictions):
        raise Refused(404, "compare.gone")
    row = shown.comparison.rows[rows[measure]]
    cells = list(enumerate(shown.comparison.row(rows[measure])))
    cells.insert(0, cells.pop(column))
    worded = [each for each in cells if each[1].agencies or each[0] == column]
    values = {
        "shown": shown,
        "row": row,
        "cells": worded[:_BESIDE],
        "left_out": max(0, len(worded) - _BESIDE),
        "column": column,
        "matrix": matrix,
        "signs": SIGNS,
    }
    template = "compare-words.html" if "hx-request" in request.headers else "compare-page.html"
    return render(request, template, values)


@router.get("/compare/file")
def file(
    corpus: CorpusOf,
    reference: ReferenceOf,
    form: Form,
    names: Names = [],  # noqa: B006
    baseline: Name = "",
    family: Name = "",
) -> Response:
    """The matrix as a file, with all places where none is chosen."""
    try:
        shown = _shown(corpus, reference, names_in(names), baseline, family)
    except Misnamed as error:
        raise Refused(404, "compare.gone") from error
    media = DOCX if form == "docx" else MEDIA[form][0]
    headers = {"Content-Disposition": f'attachment; filename="dutymap-compare.{form}"'}
    return Response(COMPARISONS[form](shown), media_type=media, headers=headers)


def _places(corpus: Corpus, reference: Reference) -> list[tuple[str, str | None]]:
    """The places that may be columns, those too that have only forwarded a directive."""
    documents = load(corpus, reference).documents
    return [(place.name, place.adcode) for place in everywhere(documents)]


def _shown(
    corpus: Corpus, reference: Reference, names: list[str], baseline: str, family: str
) -> matrix.Shown:
    return _shown_at(
        corpus, corpus.version, reference, tuple(names), baseline or None, family or None
    )


@lru_cache(maxsize=2)
def _shown_at(
    corpus: Corpus,
    version: int,
    reference: Reference,
    names: tuple[str, ...],
    baseline: str | None,
    family: str | None,
) -> matrix.Shown:
    """Kept for the clicks that follow; `version` is only there to be part of the key."""
    return held.comparison(corpus, reference, names, baseline=baseline, family=family)


def _address(path: str, names: list[str], **told: object) -> str:
    """An address of these pages with what was chosen; what is empty is left out."""
    chosen = [("in", name) for name in names]
    return (
        f"{path}?{urlencode([*chosen, *((k, v) for k, v in told.items() if v not in ('', None))])}"
    )
