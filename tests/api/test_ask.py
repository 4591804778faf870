from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from api.answer import Answer
from api.ask import ask
from corpus.store import Corpus
from mapping.reference import load_reference
from tests.api.ask_corpus import fill

Put = Callable[..., Answer]


@pytest.fixture(scope="module")
def put(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Put]:
    folder = tmp_path_factory.mktemp("asked")
    fill(folder, tmp_path_factory.mktemp("directives"))
    with Corpus.open(folder) as corpus:
        yield lambda question, **more: ask(question, corpus, load_reference(), **more)


def agencies(answer: Answer) -> list[str]:
    return [found.agency for found in answer.answers]


@pytest.mark.parametrize(
    ("question", "status", "first"),
    [
        ("青禾县查询被执行人婚姻登记由谁协助？", "answered", "civil-affairs"),
        ("青禾县老赖开公司的底细找谁查", "not-assigned", None),
        ("青禾县查询企业登记找谁", "answered", "industry-commerce"),
        ("青禾县谁查被执行人的渔船", "not-assigned", None),
        ("公安县查询婚姻登记找谁", "not-covered", None),
        ("青禾县今天天气怎么样", "not-understood", None),
        ("朝阳区查询婚姻登记找谁", "ambiguous", None),
        ("查询婚姻登记找谁", "ambiguous", None),
        ("Who looks up marriage registration in Qinghe?", "answered", "civil-affairs"),
    ],
)
def test_statuses(put: Put, question: str, status: str, first: str | None) -> None:
    answer = put(question)
    assert (answer.status, next(iter(agencies(answer)), None)) == (status, first)
    assert bool(answer.answers) == (answer.status == "answered")
    assert answer.explanation


def test_each_of_several_matters_has_its_agency_and_its_clause(put: Put) -> None:
    answer = put("谁查婚姻登记、谁查纳税情况？", place="青禾县")
    assert {"civil-affairs", "tax"} <= set(agencies(answer))
    assert "县民政局" in answer.explanation and "第一条" in answer.explanation
    assert "县税务局" in answer.explanation and "第六条" in answer.explanation


def test_a_matter_on_which_the_county_is_silent_is_the_prefectures(put: Put) -> None:
    answer = put("谁查婚姻登记、谁冻结住房公积金？", place="青禾县")
    assert {"civil-affairs", "housing-fund"} <= set(agencies(answer))
    sources = {found.agency: found.inherited_from for found in answer.answers}
    assert sources["civil-affairs"] is None
    inherited = sources["housing-fund"]
    assert inherited is not None and inherited.jurisdiction == "云岭州"


def test_a_matter_that_nobody_has_is_told_beside_one_that_somebody_has(put: Put) -> None:
    answer = put("谁查婚姻登记、谁查渔船？", place="青禾县")
    assert agencies(answer)[0] == "civil-affairs"
    assert "没有交给任何单位" in answer.explanation


def test_conflicting_assignments_are_all_shown_with_the_finding(put: Put) -> None:
    answer = put("青禾县谁查婚姻登记？")
    assert set(agencies(answer)) == {"civil-affairs", "development-reform"}
    assert [finding.rule for finding in answer.findings] == ["conflict-agency"]
    assert answer.findings[0].sentence in answer.explanation
    english = put("Who looks up marriage registration in Qinghe County?")
    assert english.findings[0].id == answer.findings[0].id
    assert english.findings[0].sentence.isascii() is False  # names of directives stay Chinese
    assert english.findings[0].sentence.startswith("青禾县 gives")


def test_what_is_not_assigned_shows_who_has_it_elsewhere_and_near_duties(put: Put) -> None:
    answer = put("青禾县谁限制老赖坐飞机？")
    assert answer.status == "not-assigned"
    assert [(e.jurisdiction, e.agency) for e in answer.elsewhere] == [("石桥县", "public-security")]
    near = put("青禾县谁扣押被执行人的车辆？")
    assert near.status == "not-assigned"
    assert {r.measure for r in near.related} == {"query.vehicle"}
    assert put("青禾县查询婚姻登记找谁").related == ()


def test_drafts_never_answer(put: Put) -> None:
    answer = put("青禾县谁限制乘坐飞机？")
    assert answer.status == "not-assigned"
    assert "qinghe-2023" not in {e.document for e in answer.elsewhere}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 2, 28), "not-assigned"),
        (date(2022, 3, 1), "answered"),
        (date(2018, 1, 1), "not-covered"),
    ],
)
def test_a_directive_answers_from_the_day_it_was_issued(put: Put, day: date, status: str) -> None:
    answer = put("青禾县谁限制失信被执行人在星级宾馆消费？", on=day)
    assert (answer.status, answer.as_of) == (status, day)
    if status == "not-covered":
        assert "2018-01-01之后印发" in answer.explanation


def test_an_ended_agency_is_answered_with_its_successor_at_that_day(put: Put) -> None:
    answer = put("青禾县查询企业登记找谁", on=date(2021, 1, 1))
    assert answer.answers[0].current_agency == "market-regulation"
    assert "现由市场监督管理局承担" in answer.explanation


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青禾县查婚姻登记几天内办完，谁办？", "期限：3日内"),
        ("青禾县查纳税信息最迟什么时候，由谁办？", "没有写明期限"),
        ("青禾县什么情况下停止办理不动产过户，由谁停办？", "条件：收到人民法院通知后"),
        ("By when and by whom is marriage registration looked up in Qinghe?", "Deadline: 3日内"),
    ],
)
def test_deadlines_and_conditions(put: Put, question: str, told: str) -> None:
    answer = put(question)
    assert answer.status == "answered"
    assert told in answer.explanation


def test_no_deadline_is_told_unasked(put: Put) -> None:
    assert "期限" not in put("青禾县查婚姻登记找谁").explanation


def test_the_place_in_the_question_wins_with_a_note(put: Put) -> None:
    answer = put("青禾县查询婚姻登记找谁", place="石桥县")
    assert answer.jurisdiction and answer.jurisdiction.name == "青禾县"
    assert "没有按另外给出的石桥县" in answer.explanation
    same = put("青禾县查询婚姻登记找谁", place="990121")
    assert "另外给出" not in same.explanation


def test_a_misspelt_place_is_told_where_it_can_be_only_one(put: Put) -> None:
    answer = put("青和县查询婚姻登记找谁")
    assert answer.jurisdiction and answer.jurisdiction.name == "青禾县"


@pytest.mark.parametrize(
    ("question", "agency", "provision"),
    [
        ("丹枫县水库、堤防的维护加固由哪个单位负责？", "water", "二"),
        ("丹枫县暴雨预警谁来发布？", "other-agency", "三"),
        ("丹枫县交通管制由谁实施？", "public-security", "七"),
        ("澜江市谁来打击非法捕捞", "public-security", "一（四）"),
        ("澜江市城区黑臭水体治理是哪个局的事", "housing-construction", "一（七）"),
        ("丹枫县灾区防疫归谁管", "other-agency", "六"),
        # Its words tell a measure too, which nobody has here in this sense.
        ("澜江市谁打击非法采砂及非法捕捞犯罪", "public-security", "一（四）"),
    ],
)
def test_matters_outside_the_taxonomy_are_found_by_their_words(
    put: Put, question: str, agency: str, provision: str
) -> None:
    answer = put(question)
    assert (answer.status, agencies(answer)[:1]) == ("answered", [agency])
    assert answer.answers[0].provision == provision


@pytest.mark.parametrize(
    "question",
    [
        "丹枫县学校营养餐由谁负责采购？",
        "丹枫县谁负责给水库养鱼户发放渔业补贴资金？",
        "澜江市谁负责古树名木的挂牌保护？",
        "澜江市河边烧烤摊的油烟谁来处罚？",
    ],
)
def test_a_few_shared_words_are_no_answer(put: Put, question: str) -> None:
    answer = put(question)
    assert answer.status in ("not-assigned", "not-understood")
    assert answer.answers == ()


def test_an_agencys_duties(put: Put) -> None:
    answer = put("青禾县税务局负责什么？")
    assert agencies(answer) == ["tax"]
    assert answer.answers[0].provision == "第六条"
