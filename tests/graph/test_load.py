"""The view is what the corpus holds in force, read once between two changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest

from corpus.model import Standing
from corpus.store import Corpus
from graph.load import View, load, load_past
from ingest.pipeline import read_document
from mapping.pipeline import map_document
from mapping.reference import load_reference
from tests.corpus import values
from tests.graph.cases import printed


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as opened:
        yield opened


def _add(corpus: Corpus, folder: Path, name: str, clause: str, standing: Standing) -> None:
    clauses = (*values.CLAUSES, clause)
    path = folder / f"{name}.txt"
    path.write_bytes(values.content(clauses))
    reading = values.document(path.name, clauses)
    mapping = values.mapping(name, title=f"{name}号办法")
    corpus.add(reading, mapping, path, standing=standing)


def test_what_is_in_force_is_read_once_until_it_changes(corpus: Corpus, tmp_path: Path) -> None:
    assert load(corpus).documents == ()
    _add(corpus, tmp_path, "one", "第四条 甲。", "in-force")
    view = load(corpus)
    assert [document.id for document in view.documents] == ["one"]
    assert len(view.assignments) == len(values.DUTIES)
    assert "measure:query.marriage" in view.graph
    assert load(corpus) is view

    _add(corpus, tmp_path, "two", "第四条 乙。", "draft")
    later = load(corpus)
    assert later is not view
    assert [document.id for document in later.documents] == ["one"]


def test_one_more_import_changes_the_graph_and_the_findings_in_place(
    corpus: Corpus, tmp_path: Path
) -> None:
    _import(corpus, tmp_path, "one", "县民政局应当协助查询婚姻登记信息。")
    view = load(corpus)
    graph, before = view.graph, view.findings(ON, None)
    assert before == ()

    _import(corpus, tmp_path, "two", "县司法局应当协助查询婚姻登记信息。")
    later = load(corpus)
    assert later.graph is graph
    (conflict,) = later.findings(ON, None)
    assert conflict.rule == "conflict-agency"

    _import(corpus, tmp_path, "two", "县民政局应当协助查询婚姻登记信息。")
    _import(corpus, tmp_path, "three", "《青禾县two办法》同时废止。")
    corpus.remove("one", by="林小青")
    last = load(corpus)
    assert last.findings(ON, None) == _afresh(last).findings(ON, None)
    assert nx.utils.graphs_equal(last.graph, _afresh(last).graph)


def test_findings_taken_over_are_those_found_afresh(corpus: Corpus, tmp_path: Path) -> None:
    for number, body in enumerate(BODIES):
        _import(corpus, tmp_path, f"text{number}", body, place=PLACES[number % len(PLACES)])
        view = load(corpus)
        assert view.findings(ON, BASELINE) == _afresh(view).findings(ON, BASELINE)
        assert nx.utils.graphs_equal(view.graph, _afresh(view).graph)
    assert {finding.rule for finding in view.findings(ON, BASELINE)} >= {
        "conflict-agency",
        "divergence",
        "gap-neighbour",
    }


def test_what_was_held_on_an_earlier_day(corpus: Corpus, tmp_path: Path) -> None:
    _import(corpus, tmp_path, "one", "县民政局应当协助查询婚姻登记信息。")
    _import(corpus, tmp_path, "one", "县司法局应当协助查询婚姻登记信息。")
    today = date.fromisoformat(load(corpus).documents[0].imported_at[:10])
    assert load_past(corpus, today).documents == ()
    (held,) = load_past(corpus, today + timedelta(days=1)).assignments
    assert held.assignment.agency == "justice"


def _afresh(view: View) -> View:
    return View(view.version, view.reference, view.parts)


def _import(corpus: Corpus, folder: Path, name: str, body: str, place: str = "青禾县") -> None:
    text = ["", "〔2020〕", "2020-03-02", f"{place}{name}办法", body]
    text[0], text[1] = place, f"{place[0]}政办发〔2020〕{sum(map(ord, name))}号"
    path = folder / f"{name}.txt"
    path.write_text(printed(text, None), encoding="utf-8")
    reading = read_document(path)
    mapping = map_document(reading, load_reference(), document_id=name)
    corpus.add(reading, mapping, path)


ON, BASELINE = date(2024, 6, 1), "zhongbanfa-2016-64"
PLACES = ("青禾县", "石桥县", "双桂县", "云岭州")
BODIES = [
    "[stock]",
    "[stock]\n第七条 县司法局应当协助查询律师身份信息。",
    "[stock]\n第七条 县司法局应当协助查询律师、律师事务所登记信息。",
    "[stock]\n第七条 州公安局应当限制失信被执行人乘坐飞机、列车软卧。",
    "第一条 县交通运输局应当限制失信被执行人乘坐飞机、列车软卧。",
    "第一条 县民政局应当协助查询律师身份信息。",
    "根据《云岭州text3办法》，制定本办法。\n第一条 县交通运输局应当限制失信被执行人乘坐飞机。",
]
