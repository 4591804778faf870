"""The graph holds every directive and assignment, and each edge says what it is."""

from __future__ import annotations

from graph.assemble import assemble
from mapping.model import Citation
from tests.graph.build import directive, duty, reference

TABLES = reference()
CITY = directive("丙江市", adcode="990100", number="丙办〔2019〕3号", forwarded_to="甲山县")
HOME = directive(
    "甲山县",
    adcode="990101",
    cites=[Citation("某意见", "丙办〔2019〕3号"), Citation("某法", None)],
)
GIVEN = [
    duty(HOME, "第二条", "land-resources", "query.real-estate", id=11),
    duty(HOME, "第二条", "court", "query.real-estate", "lead", id=12),
]
GRAPH = assemble(GIVEN, [CITY, HOME], TABLES)


def _edges(kind: str) -> set[tuple[str, str]]:
    return {(a, b) for a, b, found in GRAPH.edges(data="kind") if found == kind}


def test_each_assignment_goes_from_provision_to_agency_to_measure() -> None:
    assigned = [
        (a, b, facts["assignment"])
        for a, b, facts in GRAPH.edges(data=True)
        if facts["kind"] == "assigns"
    ]
    provision = f"provision:{HOME.id}/第二条"
    assert sorted(assigned) == [
        ("agency:court", "measure:query.real-estate", 12),
        ("agency:land-resources", "measure:query.real-estate", 11),
        (provision, "agency:court", 12),
        (provision, "agency:land-resources", 11),
    ]


def test_provisions_stand_in_directives_and_directives_in_places() -> None:
    assert _edges("within") == {
        (f"provision:{HOME.id}/第二条", f"directive:{HOME.id}"),
        (f"directive:{HOME.id}", "jurisdiction:990101"),
        (f"directive:{CITY.id}", "jurisdiction:990100"),
    }


def test_a_cited_norm_is_the_directive_of_that_number_where_it_is_held() -> None:
    assert _edges("cites") == {
        (f"directive:{HOME.id}", f"directive:{CITY.id}"),
        (f"directive:{HOME.id}", "directive:某法"),
    }
    assert [GRAPH.nodes[f"directive:{key}"]["held"] for key in (CITY.id, "某法")] == [True, False]


def test_forwarding_and_succession() -> None:
    assert _edges("forwards") == {("jurisdiction:990101", f"directive:{CITY.id}")}
    assert _edges("succeeds") == {("agency:natural-resources", "agency:land-resources")}


def test_every_node_has_a_kind_and_a_label() -> None:
    assert all(facts["kind"] and facts["label"] for _, facts in GRAPH.nodes(data=True))
