"""Lists of agencies behind their matter, and the role in which each is named."""

from __future__ import annotations

import itertools

import pytest

from mapping.nlp import analyse
from mapping.suffixes import find_suffixes

POLICE, AFFAIRS, FINANCE = "public-security", "civil-affairs", "finance"

CASES = [
    (
        "查询户籍。（责任单位：县公安局、县民政局）",
        [(POLICE, "responsible"), (AFFAIRS, "responsible")],
    ),
    (
        "查询。（牵头单位：县公安局；配合单位：县民政局、县财政局）",
        [(POLICE, "lead"), (AFFAIRS, "support"), (FINANCE, "support")],
    ),
    ("牵头单位：县公安局；配合单位：县民政局。", [(POLICE, "lead"), (AFFAIRS, "support")]),
    ("（主办：县公安局；协办：县民政局）", [(POLICE, "lead"), (AFFAIRS, "support")]),
    ("查询户籍（县公安局负责）", [(POLICE, "responsible")]),
    ("查询户籍（由县公安局牵头，县民政局配合）", [(POLICE, "lead"), (AFFAIRS, "support")]),
    (
        "查询（县公安局、县民政局按职责分工负责）",
        [(POLICE, "responsible"), (AFFAIRS, "responsible")],
    ),
    ("查询户籍。（县公安局、县民政局）", [(POLICE, "responsible"), (AFFAIRS, "responsible")]),
    ("县人民法院（县公安局）。", []),  # explains a name
    ("【责任单位：县公安局】", [(POLICE, "responsible")]),
    ("（责任部门：县公安局）", [(POLICE, "responsible")]),
    ("（完成时限：2021年底前；责任单位：县公安局）", [(POLICE, "responsible")]),
    ("（责任单位：县公安局；完成时限：2021年底前）", [(POLICE, "responsible")]),
    ("（责任单位：县公安局等有关部门）", [(POLICE, "responsible")]),  # the class says nothing
    ("（责任单位：各成员单位）", [("member-units", "responsible")]),  # but alone it does
    ("（责任领导：张三）", []),
    ("县公安局（以下简称公安局）应当查询", []),
    ("县公安局（含派出所）应当查询", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_suffixes(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_suffixes(text, analyse(text)._.mentions)
    assert [(a, role) for suffix in found for a, _, role in suffix.agencies] == expected


def test_a_list_ends_with_its_bracket() -> None:
    text = "查询户籍。（责任单位：县公安局）查封车辆。（责任单位：县民政局）"
    found = find_suffixes(text, analyse(text)._.mentions)
    assert [text[s.start : s.end] for s in found] == [
        "（责任单位：县公安局）",
        "（责任单位：县民政局）",
    ]


def test_sentences_of_roles_without_end_are_several_lists() -> None:
    """One list over all of them would be looked through for each of its agencies."""
    text = "修缮古桥。" + "县文旅局牵头。县财政局参与。" * 100
    found = find_suffixes(text, analyse(text)._.mentions)
    assert len(found) > 2
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert max(suffix.end - suffix.start for suffix in found) < 450
