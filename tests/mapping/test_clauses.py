"""Provisions, and the sentences, parts and clauses in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.clauses import parts, provisions
from tests.written import document

PARTS = [
    ("县局查询。县局反馈。", False, ["县局查询。", "县局反馈。"]),
    ("县局查询；县局反馈。", False, ["县局查询；", "县局反馈。"]),
    ("依据《办法；规定》查询。", False, ["依据《办法；规定》查询。"]),  # no stop inside marks
    ("查询（户籍；住址）信息。县局", False, ["查询（户籍；住址）信息。", "县局"]),
    ("县局查询", False, ["县局查询"]),  # no stop at all
    ("", False, []),
]


@pytest.mark.parametrize(("text", "titled", "expected"), PARTS, ids=[case[0] for case in PARTS])
def test_parts(text: str, titled: bool, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in parts(text, titled=titled)] == expected


TITLES = [
    ("一、招投标限制。县局不得受理。", True, True),
    ("一、招投标限制。县局不得受理。", False, False),  # only where the item is numbered
    ("一、县局应当查询。并反馈。", True, False),  # a duty is no title
    ("一、查询，查封。县局办理。", True, False),
    ("一、招投标限制。", True, False),  # nothing behind: it is the text itself
]


@pytest.mark.parametrize(("text", "titled", "heading"), TITLES)
def test_the_first_short_sentence_is_a_title(text: str, titled: bool, heading: bool) -> None:
    assert parts(text, titled=titled)[0].heading is heading


CONDITIONS = [
    ("被执行人下落不明的，县局应当查找", [True, False]),
    ("收到通知后，县局应当查找", [True, False]),
    ("在查询过程中，县局应当保密", [True, False]),
    ("人民法院认为必要时，县局应当查找", [True, False]),
    ("县局应当查找，并反馈", [False, False]),
    ("由县局查询的，县局应当查找", [False, False]),  # 由 tells who acts, no case
    ("被执行人下落不明的", [False]),  # nothing behind it
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS, ids=[case[0] for case in CONDITIONS])
def test_conditions(text: str, expected: list[bool]) -> None:
    (part,) = parts(text, titled=False)
    assert [clause.condition for clause in part.clauses] == expected


@settings(max_examples=150)
@given(st.text("县局应当查询的后，。；：！？《》（）〈〉a1", max_size=60), st.booleans())
def test_parts_cover_their_text(text: str, titled: bool) -> None:
    """Parts lie side by side over the whole text, clauses inside their part in order."""
    found = parts(text, titled=titled)
    assert "".join(text[p.start : p.end] for p in found) == text
    for part in found:
        at = part.start
        for clause in part.clauses:
            assert at <= clause.start < clause.end <= part.end
            at = clause.end


@given(st.text("县局查询，；。的《》（）", max_size=40))
def test_the_clause_at_a_place_is_the_one_that_holds_it(text: str) -> None:
    for part in (p for p in parts(text, titled=False) if p.clauses):
        for place in range(part.start, part.end + 1):
            holding = [c for c in part.clauses if c.start <= place <= c.end]
            assert part.clause_at(place) == (holding or part.clauses[-1:])[0]


@given(st.lists(st.sampled_from(["县公安局", "查询户籍，", "、", "；", "。"]), max_size=30))
def test_a_sentence_without_an_end_is_cut_at_commas(words: list[str]) -> None:
    text = "".join(words * 200)
    found = [text[p.start : p.end] for p in parts(text, titled=False)]
    assert "".join(found) == text
    assert all(len(part) <= 2000 for part in found)
    cut = [part for part in found[:-1] if part[-1] not in "。；，"]
    assert all(len(part) == 2000 and "，" not in part for part in cut)


PROVISIONS = [
    (
        "paragraphs stay with their article",
        "第一条 县局查询。\n　　县局反馈。\n第二条 县局查封。",
        ["第一条", "第二条"],
    ),
    (
        "nothing is assigned under a heading of aims or principles",
        "一、指导思想\n（一）依法推进。\n二、工作分工\n（一）县局查询。",
        ["二", "二（一）"],
    ),
    (
        "nor in the items below",
        "一、基本原则。坚持协作。\n1.县局查询。\n二、县局查询。",
        ["二"],
    ),
    ("a heading of targets", "一、工作目标\n县局查询。\n二、措施\n县局查封。", ["二"]),
    (
        "each row is a provision",
        "序号\t任务\t单位\n1\t查户籍\t县公安局\n2\t查婚姻\t县民政局",
        ["前言", "1", "2"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in PROVISIONS], ids=[c[0] for c in PROVISIONS]
)
def test_provisions(text: str, expected: list[str]) -> None:
    assert [p.label for p in provisions(document(text).blocks)] == expected
