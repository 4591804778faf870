"""Assignments, documents and what they say of norms as one graph: [P] values -> networkx.

Nodes are `kind:key` and carry `kind` and `label`:

    jurisdiction:410823   directive:wuzhi-2020   provision:wuzhi-2020/第五条
    agency:civil-affairs  measure:query.marriage

Edges carry `kind` and what they rest on:

- `within`: provision in directive in jurisdiction in the jurisdiction above it;
- `assigns`: provision to agency (`measures`, `roles`) and agency to measure, each with
  `assignments`, the stored ids by directive;
- `cites`, `implements`, `amends` (`effect`: amends or repeals): directive to directive, with
  `provision` and `quote`; `held` of the node is False where the corpus has not the directive;
- `forwards`: jurisdiction to directive, with the notice's `number` and `title`;
- `succeeds`: agency to the one it replaced, with `since`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Jurisdiction, Told
from graph.places import jurisdiction, jurisdictions
from graph.rules.norms import Norms
from mapping.reference import Reference

if TYPE_CHECKING:
    import networkx as nx

_RELATIONS = {"cites": "cites", "implements": "implements", "amends": "amends", "repeals": "amends"}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One directive with its assignments, and what it says of norms."""

    document: StoredDocument
    assignments: tuple[StoredAssignment, ...]
    told: tuple[Told, ...] = ()


def assemble(parts: Sequence[Part], reference: Reference) -> nx.MultiDiGraph:
    """The graph of everything given: every document a node, every assignment its edges."""
    import networkx as nx  # here, for who asks about a clause alone need not wait for it

    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for part in parts:
        _add_part(graph, part, reference)
    _relate(graph, parts, reference)
    return graph


def update(
    graph: nx.MultiDiGraph,
    before: Mapping[str, Part],
    after: Mapping[str, Part],
    reference: Reference,
) -> None:
    """Make the graph of the parts `before`, by id, into that of the parts `after`, in place:
    parts that are the same object in both stay as they are."""
    gone = [part for key, part in before.items() if after.get(key) is not part]
    come = [part for key, part in after.items() if before.get(key) is not part]
    loose = _unrelate(graph, before.values(), reference)
    for part in gone:
        loose |= _remove(graph, part.document.id)
    for part in come:
        _add_part(graph, part, reference)
    _prune(graph, loose)
    _relate(graph, list(after.values()), reference)


def _unrelate(graph: nx.MultiDiGraph, parts: Iterable[Part], reference: Reference) -> set[str]:
    """Take out all that `_relate` has made; the nodes that may have lost their last edge."""
    edges: list[tuple[str, str, str]] = []
    for part in parts:
        name = f"directive:{part.document.id}"
        edges += [e for e in graph.out_edges(name, keys=True) if e[2] != "within"]
        if part.document.record.forwarded_by:
            edges += [e for e in graph.in_edges(name, keys=True) if e[2] == "forwards"]
    agencies = [f"agency:{agency}" for agency in reference.agencies]
    edges += [e for e in graph.out_edges(agencies, keys=True) if e[2] == "succeeds"]
    graph.remove_edges_from(edges)
    return {node for one, other, _ in edges for node in (one, other)}


def _node(graph: nx.MultiDiGraph, kind: str, key: str, label: str, **more: Any) -> str:
    """Add the node where it is not yet there; its name either way."""
    name = f"{kind}:{key}"
    if name not in graph:
        graph.add_node(name, kind=kind, label=label, **more)
    return name


def _add_part(graph: nx.MultiDiGraph, part: Part, reference: Reference) -> None:
    record = part.document.record
    directive = f"directive:{part.document.id}"
    graph.add_node(
        directive, kind="directive", label=record.title, number=record.number or "", held=True
    )
    if place := jurisdiction(record):
        graph.add_edge(directive, _place(graph, place, reference), "within", kind="within")
    for stored in part.assignments:
        _add_assignment(graph, stored, directive, reference)


def _place(graph: nx.MultiDiGraph, place: Jurisdiction, reference: Reference) -> str:
    """A jurisdiction's node, within those above it."""
    name = f"jurisdiction:{place.adcode or place.name}"
    if name in graph:
        return name
    division = reference.divisions.place(place.adcode) if place.adcode else None
    _node(
        graph,
        "jurisdiction",
        place.adcode or place.name,
        place.name,
        level=division.level if division else "",
    )
    above = reference.divisions.place(division.parent) if division and division.parent else None
    if above:
        higher = _place(graph, Jurisdiction(above.name, above.adcode), reference)
        graph.add_edge(name, higher, "within", kind="within")
    return name


def _add_assignment(
    graph: nx.MultiDiGraph, stored: StoredAssignment, directive: str, reference: Reference
) -> None:
    duty, owner = stored.assignment, stored.document.id
    provision = f"provision:{owner}/{duty.provision}"
    if provision not in graph:
        graph.add_node(provision, kind="provision", label=duty.provision)
        graph.add_edge(provision, directive, "within", kind="within")
    agency = _agency(graph, duty.agency, reference)
    entry = reference.measures.get(duty.measure)
    measure = _node(graph, "measure", duty.measure, entry.zh if entry else duty.measure)
    given = _edge(graph, provision, agency)
    given.setdefault("measures", []).append(duty.measure)
    given.setdefault("roles", []).append(duty.role)
    for facts in (given, _edge(graph, agency, measure)):
        facts["assignments"].setdefault(owner, []).append(stored.id)


def _edge(graph: nx.MultiDiGraph, one: str, other: str) -> dict[str, Any]:
    """The facts of the one edge of kind `assigns` between two nodes."""
    if not graph.has_edge(one, other, "assigns"):
        graph.add_edge(one, other, "assigns", kind="assigns", assignments={})
    facts: dict[str, Any] = graph[one][other]["assigns"]
    return facts


def _agency(graph: nx.MultiDiGraph, agency: str, reference: Reference) -> str:
    entry = reference.agencies.get(agency)
    return _node(graph, "agency", agency, entry.zh if entry else agency)


def _remove(graph: nx.MultiDiGraph, identity: str) -> set[str]:
    """Take a directive out with its provisions and its share of every agency's measures; the
    nodes that may have lost their last edge."""
    directive = f"directive:{identity}"
    provisions = [node for node in graph.pred[directive] if node.startswith("provision:")]
    agencies = {agency for node in provisions for agency in graph.adj[node]} - {directive}
    loose = agencies | set(graph.adj[directive])
    for agency in agencies:
        for measure in list(graph.adj[agency]):
            facts = graph[agency][measure].get("assigns")
            if facts and facts["assignments"].pop(identity, None) and not facts["assignments"]:
                graph.remove_edge(agency, measure, "assigns")
                loose.add(measure)
    graph.remove_nodes_from([*provisions, directive])
    return loose - {directive}


def _prune(graph: nx.MultiDiGraph, loose: set[str]) -> None:
    """Take out the nodes on which nothing hangs any more; held directives stay."""
    waiting = [node for node in loose if node in graph and not graph.nodes[node].get("held")]
    while waiting:
        idle = [node for node in waiting if graph.in_degree(node) == 0]
        higher = {above for node in idle for above in graph.adj[node]}
        graph.remove_nodes_from(idle)
        waiting = [node for node in higher if node in graph]


def _relate(graph: nx.MultiDiGraph, parts: Sequence[Part], reference: Reference) -> None:
    """The edges that a directive has because of others: what it names, who forwards it."""
    documents = [part.document for part in parts]
    norms = Norms(documents, (), date.max)
    known = {place.name: place for place in jurisdictions(documents)}
    for part in parts:
        for said in part.told:
            if said.kind in _RELATIONS:
                _add_relation(graph, part.document, said, norms)
        _add_forwarding(graph, part.document, known, reference)
    _add_successions(graph, reference)


def _add_relation(
    graph: nx.MultiDiGraph, document: StoredDocument, said: Told, norms: Norms
) -> None:
    """An edge to the norm named: the directive itself where the corpus holds it."""
    held = norms.held(said.title, said.number, document.record)
    if held is document:
        return
    key = held.id if held else said.number or said.title or ""
    label = held.record.title if held else said.title or said.number or ""
    target = _node(graph, "directive", key, label, number=said.number or "", held=False)
    kind = _RELATIONS[said.kind]
    source = f"directive:{document.id}"
    if not graph.has_edge(source, target, kind):
        graph.add_edge(
            source,
            target,
            kind,
            kind=kind,
            effect=said.kind,
            provision=said.provision,
            quote=said.quote,
        )


def _add_forwarding(
    graph: nx.MultiDiGraph,
    document: StoredDocument,
    known: dict[str, Jurisdiction],
    reference: Reference,
) -> None:
    notice = document.record.forwarded_by
    if notice and notice.jurisdiction:
        place = known.get(notice.jurisdiction, Jurisdiction(notice.jurisdiction, None))
        graph.add_edge(
            _place(graph, place, reference),
            f"directive:{document.id}",
            "forwards",
            kind="forwards",
            number=notice.number or "",
            title=notice.title,
        )


def _add_successions(graph: nx.MultiDiGraph, reference: Reference) -> None:
    """Successors of every agency in the graph, and theirs in turn."""
    waiting = [agency for agency in reference.agencies if f"agency:{agency}" in graph]
    done: set[str] = set()
    while waiting:
        agency = waiting.pop()
        entry = reference.agencies.get(agency)
        if agency in done or entry is None or entry.successor is None:
            continue
        done.add(agency)
        heir = _agency(graph, entry.successor, reference)
        graph.add_edge(
            heir, f"agency:{agency}", "succeeds", kind="succeeds", since=entry.since or 0
        )
        waiting.append(entry.successor)
