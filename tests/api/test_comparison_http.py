"""Comparison, findings, graph, search and the review queue over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

API = "/api/v1"


@pytest.fixture(scope="module")
def client(sampled: Path) -> Iterator[TestClient]:
    app = create_app(Settings(sampled))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


def test_a_comparison_has_a_cell_for_each_measure_and_place(client: TestClient) -> None:
    asked = {"in": ["青禾县", "990181"], "family": "query"}
    compared = client.get(f"{API}/compare", params=asked).json()
    assert [each["name"] for each in compared["jurisdictions"]] == ["青禾县", "临溪市"]
    assert len(compared["cells"]) == 2 * len(compared["measures"])
    for cell in compared["cells"]:
        assert bool(cell["agencies"]) is (cell["state"] not in ("gap", "required-gap"))


def test_findings_are_paged_and_tagged(client: TestClient) -> None:
    first = client.get(f"{API}/findings", params={"limit": "2"})
    whole = client.get(f"{API}/findings", params={"limit": "200"}).json()
    rest = client.get(f"{API}/findings", params={"limit": "200"} | {"cursor": ""})
    assert rest.status_code == 404
    assert len(whole["items"]) > 2 and whole["next"] is None
    assert [each["id"] for each in whole["items"][:2]] == [
        each["id"] for each in first.json()["items"]
    ]
    again = client.get(
        f"{API}/findings", params={"limit": "2"}, headers={"if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    here = client.get(f"{API}/findings", params={"in": "临溪市", "limit": "200"}).json()
    assert {each["jurisdiction"]["name"] for each in here["items"]} == {"临溪市"}


def test_the_graph_is_read_by_networkx(client: TestClient) -> None:
    graph = nx.node_link_graph(client.get(f"{API}/graph", params={"in": "青禾县"}).json())
    assert graph.has_edge("directive:qinghe-2021", "jurisdiction:990121")
    assert "directive:linxi-2020" not in graph
    assert "directive:linxi-2020" in nx.node_link_graph(client.get(f"{API}/graph").json())


def test_words_are_found_and_marked(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "住房公积金", "in": "临溪市"}).json()
    (start, end), *_ = found["items"][0]["marks"]
    assert found["items"][0]["snippet"][start:end] == "住房公积金"
    assert found["next"] is None


def test_the_queue_goes_on_where_it_was(client: TestClient) -> None:
    whole = client.get(f"{API}/review", params={"limit": "200"}).json()["items"]
    cut, cursor = [], {}
    while cursor is not None:
        page = client.get(f"{API}/review", params={"limit": "1", **cursor}).json()
        cut += page["items"]
        cursor = {"cursor": page["next"]} if page["next"] else None
    assert cut == whole and whole


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("compare", {"in": "无此县"}),
        ("compare", {"baseline": "nonsense"}),
        ("compare", {"family": "nonsense"}),
        ("findings", {"rule": "nonsense"}),
        ("findings", {"in": "无此县"}),
        ("graph", {"in": "无此县"}),
        ("search", {"q": "婚姻", "measure": "nonsense"}),
        ("search", {"q": "婚姻", "in": "无此县"}),
        ("review", {"kind": "nonsense"}),
    ],
)
def test_a_name_that_fits_nothing_is_told(
    path: str, asked: dict[str, str], client: TestClient
) -> None:
    answer = client.get(f"{API}/{path}", params=asked)
    assert answer.status_code == (422 if "kind" in asked else 404)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "dutymap" not in answer.json()["detail"]
