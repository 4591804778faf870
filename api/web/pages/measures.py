"""/measures and /measures/{id}: who has a measure where, and where nobody has."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse

from api import held
from api.asked import Misnamed
from api.deps import CorpusOf, ReferenceOf
from api.errors import Refused
from api.exports.matrix import Shown
from api.web.pages.compare import SIGNS
from api.web.render import render
from api.web.spread import by_year, spread
from corpus.store import Corpus
from graph.acts import OTHER
from graph.load import load
from mapping.reference import BaselineItem, Norm, Reference
from mapping.reforms import current_agency

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/measures")
def measures(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    family: Annotated[str, Query(max_length=100)] = "",
    find: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """The measures that somebody has, by family: in how many places, and who mostly."""
    norm = next(iter(reference.baselines), None)
    shown = compared(corpus, reference, None, norm)
    rows = [row for row in shown.comparison.rows if not row.act] if shown else []
    words = find.strip().lower()
    values = {
        "rows": [
            row
            for row in rows
            if family in ("", row.family)
            and (entry := reference.measures[row.measure])
            and any(words in name.lower() for name in (entry.id, entry.zh, entry.en))
        ],
        "columns": len(shown.comparison.jurisdictions) if shown else 0,
        "families": {f: name for f, name in reference.families.items() if f != OTHER},
        "family": family,
        "find": find.strip(),
    }
    return render(request, "measures.html", values)


@router.get("/measures/{measure}")
def measure(
    request: Request,
    measure: Annotated[str, Path(max_length=200)],
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> HTMLResponse:
    """One measure: on the administrative tree, through the years, and what norms ask for."""
    if measure not in reference.measures:
        raise Refused(404, "measures.missing")
    asked = asking(measure, reference)
    shown = compared(corpus, reference, measure, asked[0][0].id if asked else None)
    cells = shown.comparison.row(0) if shown and measure != OTHER and shown.comparison.rows else ()
    today = date.today()
    values = {
        "measure": reference.measures[measure],
        "asked": asked,
        "row": shown.comparison.rows[0] if cells and shown else None,
        "columns": len(cells),
        "states": Counter(cell.state for cell in cells),
        "tree": spread(cells, reference.divisions),
        "documents": shown.documents if shown else {},
        "years": by_year(load(corpus, reference).of(measure)) if measure != OTHER else (),
        "now": {a: current_agency(reference, a, today) for a in reference.agencies},
        "signs": {"held": "✓", **SIGNS},
    }
    return render(request, "measure.html", values)


def asking(measure: str, reference: Reference) -> list[tuple[Norm, BaselineItem]]:
    """The items of norms that ask for a measure."""
    return [
        (reference.norm(norm), item)
        for norm, items in reference.baselines.items()
        for item in items
        if measure in item.measures
    ]


def compared(
    corpus: Corpus, reference: Reference, measure: str | None, norm: str | None
) -> Shown | None:
    """All places side by side; None where there is none to compare."""
    try:
        return held.comparison(corpus, reference, [], baseline=norm, measure=measure)
    except Misnamed:
        return None
