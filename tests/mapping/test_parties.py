"""Who is told to act, and who is only named."""

from __future__ import annotations

import pytest

from mapping.nlp import analyse
from mapping.parties import find_parties, groups

POLICE, AFFAIRS, COURT = "public-security", "civil-affairs", "court"
Told = list[tuple[list[str], str, str | None]]


def told(text: str, *, established: bool = False) -> Told:
    doc = analyse(text)
    return [
        ([agency for agency, _, _ in party.agencies], party.rule, party.role)
        for part in doc._.parts
        for party in find_parties(text, part, doc._.mentions, established)
    ]


CASES: list[tuple[str, Told]] = [
    ("县公安局应当查询", [([POLICE], "subject", None)]),
    ("县公安局、县民政局和人民法院要查询", [([POLICE, AFFAIRS, COURT], "subject", None)]),
    ("第一条县公安局查询", [([POLICE], "subject", None)]),  # behind a number
    ("（一）县公安局查询", [([POLICE], "subject", None)]),
    ("对失信被执行人，县公安局应当查询", [([POLICE], "subject", None)]),
    ("请县公安局协助查找", [([POLICE], "subject", None)]),
    ("由县公安局负责查询", [([POLICE], "agent", None)]),
    ("户籍由县公安局查询", [([POLICE], "agent", None)]),
    (
        "县公安局牵头，县民政局配合",
        [([POLICE], "subject", "lead"), ([AFFAIRS], "subject", "support")],
    ),
    ("鼓励新闻媒体公布", [(["media"], "subject", None)]),
    ("成立县执行工作领导小组", [(["joint-meeting"], "founded", None)]),
    # named, not told
    ("协助人民法院查询", []),
    ("向县公安局推送名单", []),
    ("接到县公安局通知", []),
    ("县公安局会同县民政局查询", [([POLICE], "subject", None)]),
    ("县公安局的民警", []),
    ("县公安局为成员单位", []),
    ("由县公安局、县民政局组成", []),
    ("根据人民法院通知，县公安局应当查询", [([POLICE], "subject", None)]),
    # 与 before the court joins no subject
    ("纪检监察机关与人民法院建立机制", [(["discipline"], "subject", None)]),
    # someone who is no agency
    ("被执行人应当报告财产", [([], "non-agency", None)]),
    ("企业应当履行", [([], "non-agency", None)]),
    ("任何单位和个人不得拒绝", [([], "non-agency", None)]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_parties(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_the_court_in_a_condition_is_no_subject_where_there_is_one() -> None:
    text = "人民法院决定拘留的，县公安局应当收押"
    assert told(text, established=True) == [([POLICE], "subject", None)]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("县公安局、县民政局应当将名单告知人民法院", [2, 1]),
        ("县公安局和县民政局及人民法院", [3]),
        ("县住建局等相关部门应当", [1]),  # the class behind 等 is dropped
        ("县公安局查询，县民政局反馈", [1, 1]),
    ],
)
def test_groups(text: str, sizes: list[int]) -> None:
    doc = analyse(text)
    assert [len(group) for group in groups(text, doc._.parts[0], doc._.mentions)] == sizes
