"""The matrix: every pair once, rows in table order, what is forwarded told apart."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from graph.compare import compare
from graph.model import Jurisdiction
from graph.places import forwarders, jurisdictions, named
from graph.rules.case import UnknownBaseline
from mapping.reference import BaselineItem
from tests.graph.build import BASELINE, FIVE, directive, duty, reference

TABLES = reference(BaselineItem("二6", "试", "入伍服役", ("restrict.military",)))
HOME = directive("甲山县", adcode="990101")
AWAY = directive("乙水县", adcode="990102")
CITY = directive("丙江市", adcode="990100", level="prefecture", forwarded_to="甲山县")
DOCUMENTS = [HOME, AWAY, CITY]
PLACES = jurisdictions(DOCUMENTS)[:2]
GIVEN = [
    duty(HOME, "第二条", "justice", "query.marriage", "support"),
    duty(HOME, "第二条", "civil-affairs", "query.marriage", "lead"),
    duty(AWAY, "第三条", "public-security", "query.vehicle"),
    duty(CITY, "三", "tax", "query.tax"),
    duty(CITY, "四", "justice", "query.marriage"),
]


def test_every_measure_and_jurisdiction_is_one_cell() -> None:
    matrix = compare(GIVEN, PLACES, TABLES)
    assert matrix.measures == ("query.vehicle", "query.marriage", "query.tax")
    assert [(c.measure, c.adcode, [a.agency for a in c.agencies]) for c in matrix.cells] == [
        ("query.vehicle", "990101", []),
        ("query.vehicle", "990102", ["public-security"]),
        ("query.marriage", "990101", ["civil-affairs", "justice"]),
        ("query.marriage", "990102", []),
        ("query.tax", "990101", ["tax"]),
        ("query.tax", "990102", []),
    ]


def test_a_forwarded_text_fills_only_what_the_own_leaves_empty_and_says_so() -> None:
    cells = {(c.measure, c.jurisdiction): c for c in compare(GIVEN, PLACES, TABLES).cells}
    assert {a.inherited_from for a in cells["query.marriage", "甲山县"].agencies} == {None}
    assert asdict(cells["query.tax", "甲山县"].agencies[0]) == {
        "agency": "tax",
        "role": "responsible",
        "provision": "三",
        "document": "丙江市-1",
        "inherited_from": "丙江市",
    }


def test_the_baseline_adds_its_rows_and_marks_them() -> None:
    matrix = compare(GIVEN, PLACES, TABLES, baseline=BASELINE)
    assert set(matrix.required) == {*FIVE, "restrict.military"}
    assert [m for m in matrix.measures if m not in matrix.required] == [
        "query.vehicle",
        "query.marriage",
        "query.tax",
    ]
    order = list(TABLES.measures)
    assert list(matrix.measures) == sorted(matrix.measures, key=order.index)


def test_rows_are_narrowed_by_family_or_named() -> None:
    by_family = compare(GIVEN, PLACES, TABLES, family="restrict-post", baseline=BASELINE)
    assert by_family.measures == ("restrict.military",)
    by_name = compare(GIVEN, PLACES, TABLES, measures=["query.ip", "query.tax"])
    assert by_name.measures == ("query.tax", "query.ip")


def test_an_unknown_baseline_is_refused() -> None:
    with pytest.raises(UnknownBaseline):
        compare(GIVEN, PLACES, TABLES, baseline="nowhere")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("甲山县", ["甲山县"]),
        ("990102", ["乙水县"]),
        ("丙江", ["丙江市"]),
        ("丁湖", ["丁湖县"]),  # only forwards
        ("戊", []),
        ("", []),
    ],
)
def test_places_by_name_or_code(name: str, places: list[str]) -> None:
    lent = directive("丙江市", name="city-2", adcode="990100", forwarded_to="丁湖县")
    assert [place.name for place in named([*DOCUMENTS, lent], name)] == places
    assert forwarders([*DOCUMENTS, lent]) == (Jurisdiction("丁湖县", None),)
