"""GET /api/v1/compare, /findings, /graph: directives beside one another."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api import etags, held
from api.asked import directives_of
from api.deps import CorpusOf, ReferenceOf
from api.exports.graph import node_link
from api.listed import begins, cut
from api.schemas.comparison import (
    CompareQuery,
    FindingList,
    FindingsQuery,
    GraphOut,
    GraphQuery,
)
from api.shown import finding_out
from graph.assemble import assemble
from graph.load import load
from graph.model import Comparison, Finding
from graph.rules import RULES

router = APIRouter(tags=["comparison"])
_PLACE_IN_RULES = {rule: number for number, rule in enumerate(RULES)}


@router.get("/compare", operation_id="compare", summary="Who has which measure, side by side")
def get_compare(
    query: Annotated[CompareQuery, Query()], corpus: CorpusOf, reference: ReferenceOf
) -> Comparison:
    """Measures by columns, gaps and differences told in each cell's `state`."""
    return held.comparison(
        corpus, reference, query.names, baseline=query.baseline, family=query.family
    ).comparison


@router.get(
    "/findings",
    operation_id="findings",
    summary="Gaps, conflicts and what time has overtaken",
    response_model=FindingList,
)
def get_findings(
    request: Request,
    query: Annotated[FindingsQuery, Query()],
    corpus: CorpusOf,
    reference: ReferenceOf,
) -> Response:
    """With an ETag; see docs/rules.md for the rules."""
    after = cast("tuple[int, str, str] | None", begins(request, (int, str, str)))
    verdicts = corpus.verdicts()
    wanted = held.Wanted(
        query.place, query.rule, query.severity, query.since, query.every, query.baseline
    )
    every = held.findings(corpus, load(corpus, reference), wanted, verdicts)
    left = [
        finding for finding in sorted(every, key=_key) if after is None or _key(finding) > after
    ]
    items, further = cut(request, left, query.limit, _key)
    shown = [finding_out(finding, verdicts.get(finding.id)) for finding in items]
    return etags.tagged(request, FindingList(items=shown, next=further))


@router.get(
    "/graph",
    operation_id="graph",
    summary="Directives, agencies and measures as a graph",
    response_model=GraphOut,
)
def get_graph(
    query: Annotated[GraphQuery, Query()], corpus: CorpusOf, reference: ReferenceOf
) -> Response:
    """Node-link JSON of what is in force, or of the places and directives named."""
    view = load(corpus, reference)
    chosen = directives_of(query.names, view.documents, reference)
    # Not the view's own graph, which the next view changes in place.
    graph = assemble([view.parts[document.id] for document in chosen], reference)
    return Response("".join(node_link(graph)), media_type="application/json")


def _key(finding: Finding) -> tuple[int, str, str]:
    place = finding.jurisdiction
    return _PLACE_IN_RULES[finding.rule], place.adcode or place.name, finding.id
