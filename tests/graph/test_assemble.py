"""The graph holds every directive and assignment, and each edge says what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from corpus.model import StoredAssignment, StoredDocument
from graph.assemble import Part, assemble, update
from graph.model import Told
from tests.graph.build import directive, duty, reference

TABLES = reference()
CITY = directive(
    "云岭州", adcode="990100", number="云办〔2019〕3号", level="prefecture", forwarded_to="青禾县"
)
HOME = directive("青禾县", adcode="990121")
GIVEN = [
    duty(HOME, "第二条", "land-resources", "query.real-estate", id=11),
    duty(HOME, "第二条", "court", "query.real-estate", "lead", id=12),
]
TOLD = (
    Told(
        HOME.id,
        "implements",
        "云岭州联动机制实施意见",
        "云办〔2019〕3号",
        None,
        "前言",
        "为落实",
        1,
    ),
    Told(HOME.id, "cites", "某法", None, None, "第三条", "依照《某法》", 2),
    Told(HOME.id, "repeals", "旧办法", "青办〔2015〕1号", "2020-01-01", "第九条", "同时废止", 3),
)


def part(
    document: StoredDocument, given: Sequence[StoredAssignment] = (), told: Sequence[Told] = ()
) -> Part:
    return Part(document, tuple(given), tuple(told))


GRAPH = assemble([part(CITY), part(HOME, GIVEN, TOLD)], TABLES)


def _edges(graph: nx.MultiDiGraph, kind: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, found in graph.edges(data="kind") if found == kind}


def test_each_assignment_goes_from_provision_to_agency_to_measure() -> None:
    assigned = {
        (a, b): facts["assignments"]
        for a, b, facts in GRAPH.edges(data=True)
        if facts["kind"] == "assigns"
    }
    provision = f"provision:{HOME.id}/第二条"
    assert assigned == {
        ("agency:court", "measure:query.real-estate"): {HOME.id: [12]},
        ("agency:land-resources", "measure:query.real-estate"): {HOME.id: [11]},
        (provision, "agency:court"): {HOME.id: [12]},
        (provision, "agency:land-resources"): {HOME.id: [11]},
    }
    facts = GRAPH[provision]["agency:court"]["assigns"]
    assert (facts["measures"], facts["roles"]) == (["query.real-estate"], ["lead"])


def test_provisions_stand_in_directives_in_places_in_the_tree() -> None:
    assert _edges(GRAPH, "within") == {
        (f"provision:{HOME.id}/第二条", f"directive:{HOME.id}"),
        (f"directive:{HOME.id}", "jurisdiction:990121"),
        (f"directive:{CITY.id}", "jurisdiction:990100"),
        ("jurisdiction:990121", "jurisdiction:990100"),
        ("jurisdiction:990100", "jurisdiction:990000"),
    }
    assert GRAPH.nodes["jurisdiction:990121"]["level"] == "county"


def test_a_norm_is_the_directive_of_that_number_where_it_is_held() -> None:
    assert _edges(GRAPH, "implements") == {(f"directive:{HOME.id}", f"directive:{CITY.id}")}
    assert _edges(GRAPH, "cites") == {(f"directive:{HOME.id}", "directive:某法")}
    assert _edges(GRAPH, "amends") == {(f"directive:{HOME.id}", "directive:青办〔2015〕1号")}
    assert [GRAPH.nodes[f"directive:{key}"]["held"] for key in (CITY.id, "某法")] == [True, False]
    facts = GRAPH[f"directive:{HOME.id}"]["directive:某法"]["cites"]
    assert (facts["provision"], facts["quote"]) == ("第三条", "依照《某法》")


def test_forwarding_and_succession() -> None:
    assert _edges(GRAPH, "forwards") == {("jurisdiction:990121", f"directive:{CITY.id}")}
    assert _edges(GRAPH, "succeeds") == {("agency:natural-resources", "agency:land-resources")}


def test_every_node_has_a_kind_and_a_label() -> None:
    assert all(facts["kind"] and facts["label"] for _, facts in GRAPH.nodes(data=True))


def test_an_update_in_place_is_the_graph_made_anew() -> None:
    away = directive("石桥县", adcode="990122", number="青办〔2015〕1号")
    other = duty(away, "第一条", "tourism", "restrict.travel", id=20)
    changed = [duty(HOME, "第二条", "civil-affairs", "query.marriage", id=13)]
    city, home, third = part(CITY), part(HOME, GIVEN, TOLD), part(away, [other])
    steps = [
        [city, home],
        [city, home, third],
        [city, part(HOME, changed), third],
        [part(HOME, changed)],
        [],
    ]
    graph = assemble([], TABLES)
    before: dict[str, Part] = {}
    for parts in steps:
        after = {each.document.id: each for each in parts}
        update(graph, before, after, TABLES)
        assert nx.utils.graphs_equal(graph, assemble(parts, TABLES))
        before = after
