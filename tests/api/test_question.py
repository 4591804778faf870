from __future__ import annotations

import pytest

from api.question import Question, understand
from corpus.model import Synonym
from mapping.lexicon import load_lexicon
from mapping.reference import load_reference


def read(question: str) -> Question:
    return understand(question, load_reference(), (load_lexicon(),))


@pytest.mark.parametrize(
    ("question", "matters"),
    [
        ("谁查婚姻登记、谁查公积金", [{"query.marriage"}, {"query.housing-fund"}]),
        ("青禾县查询婚姻登记和住房公积金找谁", [{"query.marriage"}, {"query.housing-fund"}]),
        ("who looks up marriage and who looks up tax", [{"query.marriage"}, {"query.tax"}]),
        ("查询婚姻登记找谁", [{"query.marriage"}]),
        ("限制坐飞机、坐高铁归谁管", [{"restrict.transport"}]),
        ("今天天气怎么样", []),
    ],
)
def test_matters(question: str, matters: list[set[str]]) -> None:
    assert [set(matter) for matter in read(question).matters] == matters


def test_a_clause_that_does_not_ask_is_no_matter_of_its_own() -> None:
    matters = read("老赖欠钱不还还去唱K，坐飞机谁来拦").matters
    assert [set(matter) for matter in matters] == [{"restrict.transport"}]


@pytest.mark.parametrize(
    ("question", "when", "condition"),
    [
        ("查询婚姻登记几天内办完", True, False),
        ("查询婚姻登记最迟什么时候办完，谁办", True, True),
        ("什么情况下停止办理过户", False, True),
        ("这几天谁查婚姻登记", False, False),
        ("When must the tax bureau hand over records?", True, True),
        ("Who looks up marriage registration?", False, False),
    ],
)
def test_questions_of_deadline_and_condition(question: str, when: bool, condition: bool) -> None:
    asked = read(question)
    assert (asked.when, asked.condition) == (when, condition)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("惩戒工作由谁牵头", "lead"),
        ("哪个单位是配合单位", "support"),
        ("Who leads it?", "lead"),
        ("找谁", None),
    ],
)
def test_roles(question: str, role: str | None) -> None:
    assert read(question).role == role


def test_the_words_that_told_a_measure_stand_in_the_question() -> None:
    asked = read("青禾县老赖坐飞机、查被执行人婚姻登记归谁管")
    assert {told.measure for told in asked.told} >= {"restrict.transport", "query.marriage"}
    for told in asked.told:
        assert asked.text[told.start : told.end] == told.words


def test_a_county_that_is_a_word_is_no_agency() -> None:
    assert read("公安县谁查婚姻登记").agencies == ()
    assert "public-security" in read("公安县公安局负责什么").agencies


@pytest.mark.parametrize(
    "question", ["", " ", "\x00\x01", "？？？", "a" * 1_000_000, "谁" * 1_000_000]
)
def test_whatever_it_holds_a_question_is_read(question: str) -> None:
    assert read(question).asked == question


def test_an_editors_names_are_literal() -> None:
    from api.synonyms import everyday_names, trouble

    (name,) = everyday_names([Synonym("query.marriage", "扯*证", None, "2026-01-01")])
    assert name.zh.search("他扯没扯过证")
    assert not name.zh.search("扯。证")
    (literal,) = everyday_names([Synonym("query.marriage", "(a+)+$", None, "2026-01-01")])
    assert literal.en.search("who (A+)+$") and not literal.en.search("aaaa")
    assert trouble("证") and trouble("*扯证") and trouble("  ") and not trouble("扯证")
