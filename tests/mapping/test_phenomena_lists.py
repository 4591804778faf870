"""Who is responsible by a list: in cells, in brackets, behind one subject or several."""

from __future__ import annotations

import pytest

from tests.written import mapped

TABLE = "一、分工\n| 序号 | 任务 | 责任单位 |\n"
ROLES = [
    (
        "roles before colons in a cell",
        TABLE + "| 1 | 协助查询婚姻登记 | 牵头：县民政局；配合：县公安局 |",
        {("civil-affairs", "lead"), ("public-security", "support")},
    ),
    (
        "a role in a bracket behind a name in a cell",
        TABLE + "| 1 | 协助查询婚姻登记 | 县民政局（牵头）、县公安局 |",
        {("civil-affairs", "lead"), ("public-security", "responsible")},
    ),
    (
        "a list in hexagonal brackets",
        "一、协助查询被执行人婚姻登记信息。〔县民政局牵头，县公安局配合〕",
        {("civil-affairs", "lead"), ("public-security", "support")},
    ),
    (
        "behind the title of what is told last",
        "一、“巡桥”行动。牵头领导：王某某；牵头单位：县民政局；责任单位：县公安局。"
        "协助查询被执行人婚姻登记信息。",
        {("civil-affairs", "lead"), ("public-security", "responsible")},
    ),
    (
        "behind such a title, in a text that is addressed to all",
        "各乡镇人民政府，县直各单位：\n一、“巡桥”行动。责任单位：县民政局。"
        "限制失信被执行人乘坐飞机。",
        {("civil-affairs", "responsible")},
    ),
    (
        "in a bracket behind such a title",
        "一、“巡桥”行动（牵头单位：县民政局；责任单位：县公安局）。协助查询被执行人婚姻登记信息。",
        {("civil-affairs", "lead"), ("public-security", "responsible")},
    ),
    (
        "one that only moves banks, in a cell",
        TABLE + "| 1 | 督促辖内银行协助冻结、扣划存款 | 县金融办 |",
        {("financial-office", "responsible")},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES])
def test_roles_in_lists(text: str, wanted: set[tuple[str, str]]) -> None:
    assert {(a.agency, a.role) for a in mapped(text).assignments} == wanted


def test_who_is_moved_in_a_cell_has_no_record() -> None:
    text = ROLES[-1][1]
    assert {a.measure for a in mapped(text).assignments} == {"supervise.financial-institution"}


SHARED = [
    (
        "what its one subject is told, all of a list do",
        "一、县民政局应当协助查询被执行人婚姻登记信息。（责任单位：县民政局、县司法局）",
        {"civil-affairs": {"query.marriage"}, "justice": {"query.marriage"}},
    ),
    (
        "subjects told apart keep their own acts",
        "一、县民政局协助查询婚姻登记信息。县税务局协助查询纳税信息。（责任单位：县民政局、县税务局）",
        {"civil-affairs": {"query.marriage"}, "tax": {"query.tax"}},
    ),
    (
        "a subject behind what is for all",
        "一、互通有无。及时向法院推送有关信息。县税务局协助查询纳税信息。（责任单位：县民政局、县税务局）",
        {
            "civil-affairs": {"information.sharing"},
            "tax": {"information.sharing", "query.tax"},
        },
    ),
    (
        "matters told apart by commas, one of two parts",
        "一、县教育局、县旅游局、县交通局分别限制失信被执行人就读高收费私立学校、入住星级宾馆和参团旅游、乘坐飞机。",
        {
            "education": {"restrict.private-school"},
            "tourism": {"restrict.hotel", "restrict.travel"},
            "transport": {"restrict.transport"},
        },
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in SHARED], ids=[c[0] for c in SHARED])
def test_who_shares_a_list(text: str, wanted: dict[str, set[str]]) -> None:
    found: dict[str, set[str]] = {}
    for a in mapped(text).assignments:
        found.setdefault(a.agency, set()).add(a.measure)
    assert found == wanted


def test_a_branch_of_a_city_bureau_is_in_a_list_of_members() -> None:
    text = "一、区法院、市自然资源局金穗分局、区税务局为成员单位。"
    assert mapped(text).record.members == ("court", "natural-resources", "tax")


def test_a_matter_and_its_body_on_each_line() -> None:
    text = "一、惩戒措施\n查询户籍信息：县公安局\n查询婚姻登记信息：县民政局"
    assert {(a.agency, a.measure) for a in mapped(text).assignments} == {
        ("public-security", "query.identity"),
        ("civil-affairs", "query.marriage"),
    }


def test_above_the_numbers_the_next_in_a_request_takes_over() -> None:
    text = "请县公安局查询户籍信息，县民政局查询婚姻登记信息。"
    assert {(a.agency, a.measure) for a in mapped(text).assignments} == {
        ("public-security", "query.identity"),
        ("civil-affairs", "query.marriage"),
    }


@pytest.mark.parametrize("kind", ["第二章 县公安局\n一、{}", "第二章 县公安局职责\n第三条 {}"])
def test_a_chapter_is_headed_by_a_body(kind: str) -> None:
    text = kind.format("协助查询户籍信息。")
    assert {(a.agency, a.measure) for a in mapped(text).assignments} == {
        ("public-security", "query.identity")
    }


def test_under_a_chapter_of_its_own_the_court_is_told_plainly_too() -> None:
    text = "第一章 县人民法院\n一、清点古桥文书。"
    assert {(a.agency, a.quote) for a in mapped(text).assignments} == {("court", "清点古桥文书")}


def test_paragraphs_that_count_themselves_begin_behind_their_number() -> None:
    text = "关于护桥的通知\n现通知如下：\n第一，县公安局清点桥牌。\n第二，县民政局保管桥志。"
    assert {(a.provision, a.agency, a.quote) for a in mapped(text).assignments} == {
        ("第一", "public-security", "县公安局清点桥牌"),
        ("第二", "civil-affairs", "县民政局保管桥志"),
    }
