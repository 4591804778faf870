"""Exports say what the gold files say, and a spreadsheet runs nothing of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import networkx as nx
import openpyxl
import pytest

from api.exports import EXPORTS
from api.exports.graph import GRAPHS
from api.exports.table import guarded
from graph.assemble import Part, assemble
from ingest.model import Box
from mapping.model import Citation
from tests.graph.build import directive, duty, reference

TABLES = reference()
HOME = directive(
    "甲山县",
    adcode="990101",
    members=["court"],
    cites=[Citation("某法", None)],
    number="甲办〔2020〕2号",
)
CITY = directive("丙江市", adcode="990100", level="prefecture", forwarded_to="甲山县")
GIVEN = [
    duty(CITY, "三", "tax", "query.tax"),
    duty(
        HOME,
        "第二条",
        "land-resources",
        "query.real-estate",
        boxes=(Box(2, 10.0, 20.5, 30.0, 40.0),),
    ),
    duty(HOME, "第三条", "justice", "other", act="编印手册"),
]
ON = date(2024, 1, 1)


def _lines(on: date = ON) -> list[dict[str, object]]:
    text = "".join(EXPORTS["jsonl"]([HOME, CITY], GIVEN, TABLES, on))
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_each_record_stands_before_its_assignments() -> None:
    assert [(row["document"], row.get("measure")) for row in _lines()] == [
        (HOME.id, None),
        (HOME.id, "query.real-estate"),
        (HOME.id, "other"),
        (CITY.id, None),
        (CITY.id, "query.tax"),
    ]


def test_a_record_has_the_keys_of_a_gold_file() -> None:
    home, city = _lines()[0], _lines()[3]
    head = ["document", "title", "number", "issuer", "jurisdiction", "adcode", "level", "issued"]
    tail = ["cites", "members"]
    assert list(home) == [*head, *tail]
    assert home["cites"] == [{"title": "某法", "number": None}]
    assert home["members"] == ["court"]
    assert list(city) == [*head, "forwarded_by", *tail]
    notice = city["forwarded_by"]
    assert isinstance(notice, dict)
    assert list(notice) == ["title", "number", "issuer", "jurisdiction", "issued"]


def test_an_assignment_has_its_proof() -> None:
    assert _lines()[1] == {
        "document": HOME.id,
        "provision": "第二条",
        "agency": "land-resources",
        "mention": "land-resources",
        "role": "responsible",
        "modality": "must",
        "measure": "query.real-estate",
        "quote": "land-resources办理query.real-estate",
        "deadline": None,
        "page": 2,
        "boxes": [[2, 10.0, 20.5, 30.0, 40.0]],
        "rule": "by-hand",
        "confidence": 1.0,
        "current_agency": "natural-resources",
    }
    assert _lines()[2]["act"] == "编印手册"


def test_the_current_agency_is_of_the_date_asked_about() -> None:
    assert _lines(date(2016, 1, 1))[1]["current_agency"] == "land-resources"


def test_csv_has_one_row_an_assignment_and_opens_in_a_spreadsheet() -> None:
    text = "".join(EXPORTS["csv"]([HOME, CITY], GIVEN, TABLES, ON))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [(row["document"], row["measure"]) for row in rows] == [
        (CITY.id, "query.tax"),
        (HOME.id, "query.real-estate"),
        (HOME.id, "other"),
    ]
    assert rows[1]["number"] == "甲办〔2020〕2号"
    assert json.loads(rows[1]["boxes"]) == [[2, 10.0, 20.5, 30.0, 40.0]]
    assert rows[0]["boxes"] == rows[0]["act"] == rows[0]["deadline"] == ""


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1＋1", "'＝1＋1"),
        ("县财政局", "县财政局"),
        ("3日内", "3日内"),
        ("", ""),
        (-1.5, -1.5),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(cell: object, written: object) -> None:
    assert guarded(cell) == written


def test_every_column_is_guarded() -> None:
    evil = replace(HOME, record=replace(HOME.record, title="=cmd()", jurisdiction="@x"))
    given = [duty(evil, "-二", "court", "query.tax", mention="+y")]
    text = "".join(EXPORTS["csv"]([evil], given, TABLES, ON))
    (row,) = csv.reader(io.StringIO(text.splitlines()[1]))
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_xlsx_has_a_sheet_of_duties_and_one_of_directives() -> None:
    content = b"".join(EXPORTS["xlsx"]([HOME, CITY], GIVEN, TABLES, ON))
    book = openpyxl.load_workbook(io.BytesIO(content))
    duties, files = ([[c.value for c in row] for row in sheet.iter_rows()] for sheet in book)
    assert [row[0] for row in duties[1:]] == [CITY.id, HOME.id, HOME.id]
    estate = dict(zip(duties[0], duties[2], strict=True))
    assert (estate["页"], estate["现部门"]) == (2, "自然资源局")
    assert [row[0] for row in files[1:]] == [HOME.id, CITY.id]
    assert book["职责"].freeze_panes == "A2"
    assert book["职责"].auto_filter.ref == "A1:R4"


def test_a_workbook_runs_nothing() -> None:
    evil = replace(HOME, record=replace(HOME.record, title="=cmd()", jurisdiction="@x"))
    given = [duty(evil, "-二", "court", "query.tax", mention="+y", act="=1+1")]
    content = b"".join(EXPORTS["xlsx"]([evil], given, TABLES, ON))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    signs = [c for c in cells if isinstance(c.value, str) and c.value.startswith(tuple("=+-@"))]
    assert len(signs) >= 5
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in signs)


def test_the_formats_are_these() -> None:
    assert list(EXPORTS) == ["jsonl", "csv", "xlsx"]


def test_the_graph_is_read_back_as_it_was() -> None:
    graph = assemble([Part(CITY, tuple(GIVEN[:1])), Part(HOME, tuple(GIVEN[1:]))], TABLES)
    read = nx.parse_graphml("".join(GRAPHS["graphml"](graph)), force_multigraph=True)
    assert set(read.nodes) == set(graph.nodes)
    assert {(a, b) for a, b in read.edges()} == {(a, b) for a, b in graph.edges()}
    ids = [key for *_, key in read.edges(keys=True)]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()
    assert read.nodes["measure:query.tax"]["label"] == TABLES.measures["query.tax"].zh
    shown = json.loads("".join(GRAPHS["cytoscape"](graph)))["elements"]
    assert len(shown["nodes"]) == len(graph) and len(shown["edges"]) == graph.number_of_edges()
    plain = nx.node_link_graph(json.loads("".join(GRAPHS["node-link"](graph))))
    assert set(plain.edges(keys=True)) == set(graph.edges(keys=True))
