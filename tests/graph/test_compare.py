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
        "mention": "tax",
        "quote": "tax办理query.tax",
        "page": None,
        "deadline": None,
        "act": "",
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


def test_columns_may_be_directives_and_baselines() -> None:
    second = directive("甲山县", name="甲山县-2", adcode="990101")
    given = [*GIVEN, duty(second, "第五条", "tax", "query.tax")]
    matrix = compare(given, [HOME, second, TABLES.norm(BASELINE)], TABLES, baseline=BASELINE)
    assert [(c.document, c.baseline) for c in matrix.jurisdictions] == [
        (HOME.id, None),
        (second.id, None),
        (None, BASELINE),
    ]
    states = {row.measure: [c.state for c in matrix.row(n)] for n, row in enumerate(matrix.rows)}
    assert states["query.tax"] == ["gap", "held", "silent"]
    assert states["restrict.military"] == ["required-gap", "required-gap", "asked"]
    asked = matrix.row(matrix.measures.index("restrict.military"))[2].agencies[0]
    assert (asked.provision, asked.quote, asked.document) == ("二6", "入伍服役", BASELINE)


def test_agreement_is_over_the_columns_that_have_it_and_reforms_do_not_divide() -> None:
    third = directive("戊山县", adcode="990105")
    given = [
        duty(HOME, "一", "land-resources", "query.real-estate"),
        duty(AWAY, "一", "natural-resources", "query.real-estate"),
        duty(third, "一", "housing-construction", "query.real-estate", "lead"),
        duty(third, "一", "natural-resources", "query.real-estate", "support"),
        duty(HOME, "二", "tax", "query.tax"),
    ]
    matrix = compare(given, jurisdictions([HOME, AWAY, third]), TABLES)
    estate, tax = matrix.rows
    assert (estate.assigned, estate.agreement, estate.agency) == (3, 0.667, "natural-resources")
    assert [cell.state for cell in matrix.row(0)] == ["held", "held", "differs"]
    assert (tax.assigned, tax.agreement) == (1, None)


def test_matters_outside_the_tables_are_aligned_by_their_acts() -> None:
    given = [
        duty(HOME, "一", "water", "other", act="维护水库堤防"),
        duty(HOME, "二", "justice", "other", act="编印宣传手册"),
        duty(AWAY, "三", "culture-tourism", "other", act="印制宣传手册"),
    ]
    matrix = compare(given, PLACES, TABLES)
    assert matrix.measures == ("other/1", "other/2")
    alone, aligned = matrix.rows
    assert (alone.act, alone.likeness) == ("维护水库堤防", None)
    assert aligned.act == "编印宣传手册"
    assert aligned.likeness is not None and 0.3 < aligned.likeness < 1
    assert [len(cell.agencies) for cell in matrix.cells] == [1, 0, 1, 1]
    assert compare(given, PLACES, TABLES, family="query").rows == ()
