"""/graph: a picture that answers a question, and the same as a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import CorpusOf, ReferenceOf
from api.web.drawing import Drawing, Edge, Node, divide, share, stop
from api.web.holdings import place_of
from api.web.pages.compare import SIGNS
from api.web.pages.measures import asking, compared
from api.web.render import language_of, render
from api.web.spread import Node as Branch
from api.web.spread import spread
from api.web.words import Language, agency_name, measure_name
from corpus.model import StoredAssignment
from corpus.store import Corpus
from graph.acts import OTHER
from graph.load import load
from mapping.reference import Reference

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Words = Annotated[str, Query(max_length=100)]
Question = Literal["stop", "share", "divide"]
_MANY = 40  # places; their lines to all agencies at once are no picture
_SIGNS = {"held": "✓", **SIGNS}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked, and of what; empty for all."""

    ask: Question
    place: str
    family: str
    measure: str


@router.get("/graph")
def graph(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    ask: Question = "stop",
    place: Annotated[str, Query(alias="in", max_length=100)] = "",
    family: Words = "",
    measure: Words = "",
) -> HTMLResponse:
    """Where a measure stops, who shares agencies, or how a place divides its work."""
    places = corpus.jurisdictions()
    families = {f: name for f, name in reference.families.items() if f != OTHER}
    known = measure if measure in reference.measures else ""
    if ask == "stop":
        known = known or _uneven(corpus, reference)
    elif ask == "divide" and not place and places:
        place = places[0][0]
    elif ask == "share" and len(places) > _MANY and not family:
        known = known or _uneven(corpus, reference)
    chosen = Chosen(ask, place, family, known)
    tree = _tree(corpus, reference, known) if ask == "stop" else ()
    name = _names(reference, language_of(request))
    drawing = _drawn(load(corpus, reference).assignments, tree, chosen, reference, name)
    tops = [branch for branch in tree if branch.below]
    values = {
        "drawing": drawing,
        "data": json.dumps(asdict(drawing), ensure_ascii=False),
        "beside": _beside(drawing),
        "chosen": chosen,
        "places": places,
        "tops": tops if len(tops) > 1 else (),
        "families": families,
        "signs": _SIGNS,
    }
    return render(request, "graph.html", values)


def _drawn(
    duties: Sequence[StoredAssignment],
    tree: Sequence[Branch],
    chosen: Chosen,
    reference: Reference,
    name: Callable[[str], str],
) -> Drawing:
    if chosen.ask == "stop":
        return stop([b for b in tree if chosen.place in ("", b.adcode)], _SIGNS, name)
    measures = {
        entry.id
        for entry in reference.measures.values()
        if entry.id == chosen.measure
        or (not chosen.measure and chosen.family in ("", entry.family) and entry.id != OTHER)
    }
    of_measures = [each for each in duties if each.assignment.measure in measures]
    if chosen.ask == "share":
        return share(of_measures, reference, name, least=1 if chosen.measure else 2)
    local = [each for each in of_measures if place_of(each.document).name == chosen.place]
    return divide(local, reference, name)


def _uneven(corpus: Corpus, reference: Reference) -> str:
    """The measure that most places have and some have not; the first where there is none."""
    shown = compared(corpus, reference, None, next(iter(reference.baselines), None))
    every = len(shown.comparison.jurisdictions) if shown else 0
    rows = [r for r in shown.comparison.rows if not r.act and r.assigned < every] if shown else []
    return (
        max(rows, key=lambda row: row.assigned).measure if rows else next(iter(reference.measures))
    )


def _tree(corpus: Corpus, reference: Reference, measure: str) -> tuple[Branch, ...]:
    asked = asking(measure, reference)
    shown = compared(corpus, reference, measure, asked[0][0].id if asked else None)
    cells = shown.comparison.row(0) if shown and measure != OTHER and shown.comparison.rows else ()
    return spread(cells, reference.divisions)


def _names(reference: Reference, language: Language) -> Callable[[str], str]:
    def name(own: str) -> str:
        if own in reference.measures:
            return measure_name(own, reference, language)
        return agency_name(own, reference, language)

    return name


def _beside(drawing: Drawing) -> list[tuple[Node, list[tuple[Node, Edge]]]]:
    """Each node of the left column with those that it is joined to, as they stand."""
    nodes = {node.id: node for node in drawing.nodes}
    found: dict[str, list[tuple[Node, Edge]]] = {n.id: [] for n in drawing.nodes if n.x == 0}
    for edge in () if drawing.tree else drawing.edges:
        found[edge.source].append((nodes[edge.target], edge))
    return [
        (nodes[own], sorted(joined, key=lambda each: each[0].y)) for own, joined in found.items()
    ]
