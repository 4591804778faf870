"""/findings: gaps, conflicts and what time has overtaken; and what people say of them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from api import held
from api.access import EditorOf
from api.asked import Misnamed
from api.deps import CorpusOf, ReferenceOf
from api.errors import Refused
from api.web.render import language_of, render
from api.web.words import said
from corpus.model import Judgement
from graph.load import load
from graph.model import Finding, Severity
from graph.places import everywhere
from graph.rules import RULES

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_SHOWN = 50


class Said(BaseModel):
    """What a form says of a finding."""

    verdict: Judgement
    reason: Annotated[str, Field(max_length=500)] = ""


@router.get("/findings")
def findings(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
    rule: Annotated[str, Query(max_length=50)] = "",
    severity: Severity | Literal[""] = "",
    since: date | Literal[""] = "",
    settled: Annotated[bool, Query(alias="all")] = False,
    limit: Annotated[int, Query(ge=1, le=2000)] = _SHOWN,
) -> HTMLResponse:
    """What the rules find, the weightiest first; each with the words it rests on."""
    wanted = held.Wanted(place or None, rule or None, severity or None, since or None, settled)
    verdicts = corpus.verdicts()
    view = load(corpus, reference)
    try:
        found = held.findings(corpus, view, wanted, verdicts)
    except Misnamed as error:
        raise Refused(404, "findings.misnamed") from error
    order = ("high", "medium", "low")
    found.sort(key=lambda finding: order.index(finding.severity))
    values = {
        "groups": _groups(found[:limit]),
        "count": len(found),
        "by_severity": {s: sum(f.severity == s for f in found) for s in order},
        "more": limit + _SHOWN * 4 if len(found) > limit else None,
        "verdicts": verdicts,
        "rules": RULES,
        "places": [(place.name, place.adcode) for place in everywhere(view.documents)],
        "chosen": {"in": place, "rule": rule, "severity": severity, "since": since, "all": settled},
    }
    return render(request, "findings.html", values)


def _groups(found: list[Finding]) -> list[list[Finding]]:
    """Findings of one rule in one place together, in their order."""
    return [list(group) for _, group in groupby(found, lambda f: (f.rule, f.jurisdiction))]


@router.post("/findings/{finding}")
def judge(
    request: Request,
    finding: str,
    visitor: EditorOf,
    corpus: CorpusOf,
    reference: ReferenceOf,
    told: Annotated[Said, Form()],
) -> Response:
    """A verdict; the finding as it stands then, or the list again where there is no script."""
    if told.verdict in held.SETTLED and not told.reason.strip():
        raise Refused(422, "findings.reason-needed")
    try:
        verdict = held.judge(
            corpus, finding, told.verdict, reason=told.reason.strip() or None, by=visitor.name
        )
    except Misnamed as error:
        raise Refused(404, "findings.gone") from error
    if "hx-request" not in request.headers:
        return RedirectResponse("/findings", 303)
    view = load(corpus, reference)
    every = held.found(view, date.today(), None)
    shown = next((each for each in every if each.id == finding), None)
    if shown is None:
        return HTMLResponse(said("findings.ended", language_of(request)))
    return render(request, "finding.html", {"finding": shown, "verdict": verdict, "rules": RULES})
