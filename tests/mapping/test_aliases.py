"""Names that a document gives its agencies, and what points back to them."""

from __future__ import annotations

import pytest

from mapping.aliases import defined
from mapping.nlp import analyse
from tests.written import HEAD, mapped

DEFINED = [
    ("青禾县人民法院（以下简称县法院）与", {"县法院": ("court",)}),
    ("县不动产登记中心（以下简称“登记中心”）应当", {"登记中心": ("real-estate-registry",)}),
    ("青禾县公安局（以下称甲局）", {"甲局": ("public-security",)}),
    ("县公安局与县民政局（以下简称县民政）", {"县民政": ("civil-affairs",)}),  # the nearest
    ("甲方：青禾县人民法院", {"甲方": ("court",)}),
    ("乙方（协助方）：县公安局、县民政局", {"乙方": ("public-security", "civil-affairs")}),
    ("丙方：张三", {}),
    (
        "青禾县人民法院、青禾县公安局（以下统称执行双方）",
        {"执行双方": ("court", "public-security")},
    ),
    ("失信被执行人（以下简称被执行人）应当", {}),  # a person is no agency
    ("县公安局应当查询（以下同）", {}),
]


@pytest.mark.parametrize(("text", "aliases"), DEFINED, ids=[case[0] for case in DEFINED])
def test_defined(text: str, aliases: dict[str, tuple[str, ...]]) -> None:
    assert dict(defined(text, analyse(text)._.mentions)) == aliases


ALIASES = {
    "登记中心": ("real-estate-registry",),
    "乙方": ("public-security", "civil-affairs"),
    "县登记中心": ("civil-affairs",),
}

MENTIONS = [
    ("登记中心应当查询", [("登记中心", "real-estate-registry")]),
    ("乙方应当协助", [("乙方", "civil-affairs"), ("乙方", "public-security")]),  # both sides
    # of two aliases the longer, and either where it stands alone
    (
        "县登记中心与登记中心应当",
        [("县登记中心", "civil-affairs"), ("登记中心", "real-estate-registry")],
    ),
    # an alias does not cut a longer name
    ("县不动产登记中心应当", [("县不动产登记中心", "real-estate-registry")]),
    # 该局 is the last bureau printed before, not the court
    (
        "县公安局查获后应当告知人民法院，该局应当保管",
        [("县公安局", "public-security"), ("人民法院", "court"), ("该局", "public-security")],
    ),
    (
        "县民政局、县公安局应当反馈，该局应当留存",
        [
            ("县民政局", "civil-affairs"),
            ("县公安局", "public-security"),
            ("该局", "public-security"),
        ],
    ),
    ("该局民警", []),  # nothing before to point to
    (
        "县公安局应当查询，该局的民警",
        [("县公安局", "public-security")],  # an attribute, not an actor
    ),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS, ids=[case[0] for case in MENTIONS])
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    mentions = analyse(text, aliases=ALIASES)._.mentions
    assert [(text[m.start : m.end], m.agency) for m in mentions] == expected


LETTERS = [
    ("县公安局：\n一、请贵局查封车辆。", {("public-security", "control.vehicle")}),
    ("县公安局：\n一、请你局于6月底前查封车辆。", {("public-security", "control.vehicle")}),
    # the directive's own office
    ("县公安局：\n一、本办查封车辆。", {("government-office", "control.vehicle")}),
    # both that are addressed
    (
        "县公安局、县民政局：\n一、请贵局查封车辆。",
        {("public-security", "control.vehicle"), ("civil-affairs", "control.vehicle")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), LETTERS, ids=[case[0][-12:] for case in LETTERS])
def test_the_two_sides_of_a_letter(text: str, expected: set[tuple[str, ...]]) -> None:
    head = "青禾县人民政府办公室关于协助执行的函\n青办函〔2021〕9号\n"
    letter = f"{head}{text}\n青禾县人民政府办公室\n2021年3月1日"
    found = {(a.agency, a.measure) for a in mapped(letter).assignments}
    assert {pair for pair in found if pair[1] == "control.vehicle"} == expected


TAILS = [
    (
        "one body has such a name",
        "第二条 县公积金管理中心协助执行。\n第三条 查询账户的，中心应当当场办理。",
        {"housing-fund"},
    ),
    (
        "of two none is meant",
        "第二条 县公积金管理中心、县不动产登记中心协助执行。\n第三条 中心应当查询账户。",
        set(),
    ),
    (
        "a word within another is no name",
        "第二条 县公积金管理中心协助执行。\n第三条 市中心应当查封车辆。",
        set(),
    ),
    (
        "a branch of a bank",
        "第二条 人民银行青禾县支行协助执行。\n第三条 支行应当查询账户。",
        {"pboc"},
    ),
]


@pytest.mark.parametrize(("text", "agencies"), [c[1:] for c in TAILS], ids=[c[0] for c in TAILS])
def test_the_last_word_of_a_name(text: str, agencies: set[str]) -> None:
    found = mapped(HEAD + text).assignments
    assert {a.agency for a in found if a.provision == "第三条"} == agencies


SIDES = [
    (
        "two bodies of one kind sign with the court",
        "青禾县人民法院 青禾海关 青禾县气象局\n关于修缮古桥的备忘录\n第一条 三方应当修缮古桥。",
        {"court", "other-agency"},
    ),
    (
        "those who met",
        "青禾县人民法院会议纪要\n县人民法院与县民政局召开会议，议定如下。\n一、双方应当修缮古桥。",
        {"court", "civil-affairs"},
    ),
    (
        "of three that are named above no two are both",
        "青禾县人民法院会议纪要\n县人民法院、县民政局、县教育局召开会议，议定如下。\n"
        "一、双方应当修缮古桥。",
        {"member-units"},
    ),
    (
        "owner and tenant, where two bodies neither met nor agreed",
        "关于修缮古桥的通知\n县住建局、县水利局：\n第一条 双方应当修缮古桥。",
        {"member-units"},
    ),
    (
        "three of four sides",
        "备忘录\n甲方：青禾县人民法院\n乙方：青禾县民政局\n丙方：青禾县教育局\n丁方：青禾县水利局\n"
        "第一条 乙、丙、丁三方应当修缮古桥。",
        {"civil-affairs", "education", "water"},
    ),
    (
        "two units",
        "青禾县人民法院、青禾县公安局关于修缮古桥的通知\n第一条 两家单位应当修缮古桥。"
        "\n青禾县人民法院\n青禾县公安局\n2021年3月1日",
        {"court", "public-security"},
    ),
]


@pytest.mark.parametrize(("text", "agencies"), [c[1:] for c in SIDES], ids=[c[0] for c in SIDES])
def test_who_both_sides_are(text: str, agencies: set[str]) -> None:
    found = mapped(text).assignments
    assert {a.agency for a in found if a.provision != "前言"} == agencies
