"""Assignments and documents as one graph: [P] values -> networkx.MultiDiGraph.

Nodes are `kind:key` and carry `kind` and `label`:

    jurisdiction:410823   directive:wuzhi-2020   provision:wuzhi-2020/第五条
    agency:civil-affairs  measure:query.marriage

Edges carry `kind`: `within` (provision in directive in jurisdiction), `assigns`
(provision to agency, agency to measure; both bear `assignment`, the stored id),
`cites` and `forwards` (to a directive; `held` is False on one not in the corpus) and
`succeeds` (agency to the one it replaced, with `since`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Jurisdiction
from graph.places import jurisdiction, jurisdictions
from mapping.model import Citation
from mapping.reference import Reference


def assemble(
    assignments: Iterable[StoredAssignment],
    documents: Sequence[StoredDocument],
    reference: Reference,
) -> nx.MultiDiGraph:
    """The graph of everything given: every document a node, every assignment its edges."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for document in documents:
        _add_directive(graph, document)
    known = {place.name: place for place in jurisdictions(documents)}
    for document in documents:
        _add_cites(graph, document, documents)
        _add_forwarding(graph, document, known)
    for stored in assignments:
        _add_assignment(graph, stored, reference)
    _add_successions(graph, reference)
    return graph


def _node(graph: nx.MultiDiGraph, kind: str, key: str, label: str, **more: Any) -> str:
    """Add the node where it is not yet there; its name either way."""
    name = f"{kind}:{key}"
    if name not in graph:
        graph.add_node(name, kind=kind, label=label, **more)
    return name


def _place(graph: nx.MultiDiGraph, place: Jurisdiction) -> str:
    return _node(graph, "jurisdiction", place.adcode or place.name, place.name)


def _directive(graph: nx.MultiDiGraph, document: StoredDocument) -> str:
    record = document.record
    return _node(
        graph, "directive", document.id, record.title, number=record.number or "", held=True
    )


def _add_directive(graph: nx.MultiDiGraph, document: StoredDocument) -> None:
    name = _directive(graph, document)
    if place := jurisdiction(document.record):
        graph.add_edge(name, _place(graph, place), kind="within")


def _add_cites(
    graph: nx.MultiDiGraph, document: StoredDocument, documents: Sequence[StoredDocument]
) -> None:
    """An edge to each norm cited: the directive itself where the corpus holds it."""
    source = _directive(graph, document)
    for citation in document.record.cites:
        target = next((d for d in documents if _is(citation, d)), None)
        key = citation.number or citation.title
        graph.add_edge(
            source,
            _directive(graph, target)
            if target
            else _node(
                graph,
                "directive",
                key,
                citation.title,
                number=citation.number or "",
                held=False,
            ),
            kind="cites",
        )


def _is(citation: Citation, document: StoredDocument) -> bool:
    """By number where the citation has one; titles repeat from place to place."""
    if citation.number:
        return citation.number == document.record.number
    return citation.title == document.record.title


def _add_forwarding(
    graph: nx.MultiDiGraph, document: StoredDocument, known: dict[str, Jurisdiction]
) -> None:
    notice = document.record.forwarded_by
    if notice and notice.jurisdiction:
        place = known.get(notice.jurisdiction, Jurisdiction(notice.jurisdiction, None))
        graph.add_edge(
            _place(graph, place),
            _directive(graph, document),
            kind="forwards",
            number=notice.number or "",
        )


def _add_assignment(graph: nx.MultiDiGraph, stored: StoredAssignment, reference: Reference) -> None:
    duty = stored.assignment
    directive = _directive(graph, stored.document)
    provision = f"provision:{stored.document.id}/{duty.provision}"
    if provision not in graph:
        _node(graph, "provision", f"{stored.document.id}/{duty.provision}", duty.provision)
        graph.add_edge(provision, directive, kind="within")
    agency = _agency(graph, duty.agency, reference)
    measures = reference.measures
    label = measures[duty.measure].zh if duty.measure in measures else duty.measure
    measure = _node(graph, "measure", duty.measure, label)
    facts: dict[str, Any] = {
        "kind": "assigns",
        "assignment": stored.id,
        "role": duty.role,
        "modality": duty.modality,
    }
    graph.add_edge(provision, agency, **facts, measure=duty.measure)
    graph.add_edge(agency, measure, **facts, provision=provision)


def _agency(graph: nx.MultiDiGraph, agency: str, reference: Reference) -> str:
    entry = reference.agencies.get(agency)
    return _node(graph, "agency", agency, entry.zh if entry else agency)


def _add_successions(graph: nx.MultiDiGraph, reference: Reference) -> None:
    """Successors of every agency in the graph, and theirs in turn."""
    waiting = [key for node in graph for kind, _, key in [node.partition(":")] if kind == "agency"]
    done: set[str] = set()
    while waiting:
        agency = waiting.pop()
        entry = reference.agencies.get(agency)
        if agency in done or entry is None or entry.successor is None:
            continue
        done.add(agency)
        heir = _agency(graph, entry.successor, reference)
        graph.add_edge(heir, f"agency:{agency}", kind="succeeds", since=entry.since)
        waiting.append(entry.successor)
