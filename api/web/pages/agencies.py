"""/agencies and /agencies/{id}: what an agency has where, through reforms."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import CorpusOf, ReferenceOf
from api.errors import Refused
from api.web.holdings import Standing, given, kin, loads, place_of, standings, years
from api.web.render import render
from graph.load import load
from mapping.reforms import current_agency

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_HEAVIEST = 25  # places whose load is shown at once


@router.get("/agencies")
def agencies(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
    find: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """The agencies that directives in force give something to, the most burdened first."""
    every = load(corpus, reference).assignments
    local = [e for e in every if place in ("", place_of(e.document).name)]
    shown = [each for each in standings(local, reference) if _says(each, find.strip())]
    values = {
        "standings": shown,
        "most": max((each.duties for each in shown), default=1),
        "places": corpus.jurisdictions(),
        "place": place,
        "find": find.strip(),
    }
    return render(request, "agencies.html", values)


@router.get("/agencies/{agency}")
def agency(
    request: Request,
    agency: Annotated[str, Path(max_length=200)],
    corpus: CorpusOf,
    reference: ReferenceOf,
    whole: Annotated[bool, Query(alias="all")] = False,
) -> HTMLResponse:
    """One agency, with those that it has replaced: its years, its load, its measures."""
    if agency not in reference.agencies:
        raise Refused(404, "agencies.missing")
    every = load(corpus, reference).assignments
    carried = loads(every, agency, reference)
    values = {
        "agency": reference.agencies[agency],
        "now": current_agency(reference, agency, date.today()),
        "kin": kin(agency, reference),
        "years": years(every, agency, reference),
        "loads": carried if whole else carried[:_HEAVIEST],
        "more": 0 if whole else max(0, len(carried) - _HEAVIEST),
        "given": given(every, agency, reference),
    }
    return render(request, "agency.html", values)


def _says(standing: Standing, words: str) -> bool:
    return not words or any(
        words.lower() in name.lower()
        for entry in standing.kin
        for name in (entry.id, entry.zh, entry.en, *entry.aliases)
    )
