"""Sentences that look like what assigns nothing, or like roles ahead of a duty, and are neither."""

from __future__ import annotations

import pytest

from tests.written import mapped

TITLE = "青禾县护桥方案\n"

Found = set[tuple[str, str, str]]


def found(words: str) -> Found:
    """Provision, agency and quote of each assignment."""
    items = mapped(TITLE + words).assignments
    return {(item.provision, item.agency, item.quote) for item in items}


WATER = "一、县水利局疏浚河道。\n"
FIRST = ("一", "water", "县水利局疏浚河道")

SO_FAR = [
    ("近年来，县水利局修建泵站三座。", set()),
    ("目前，县财政局已拨付资金三百万元。", set()),
    ("今年以来，县林业局补植行道树五千株。", set()),
    ("截至2021年底，对已超期的木桥，县交通运输局予以拆除。", {"transport"}),
    ("2020年以来，未整改到位的企业，县生态环境局予以处罚。", {"environment"}),
    ("县自然资源局全面排查2018年以来，违法占地情况。", {"natural-resources"}),
    ("截止6月30日，县教育局汇总已报名学生名单。", {"education"}),
]


@pytest.mark.parametrize(("words", "agencies"), SO_FAR)
def test_what_was_done_is_no_duty_and_what_goes_on_is(words: str, agencies: set[str]) -> None:
    assert {agency for _, agency, _ in found(f"一、{words}")} == agencies


AS_IT_STANDS = [
    ("一、基本情况\n（一）县水利局疏浚河道。", set()),
    ("一、整治工作开展情况\n（一）县水利局疏浚河道。", set()),
    ("一、存在问题\n1.县水利局疏浚河道不及时。", set()),
    ("一、督查内容\n（一）工作开展情况\n1.县水利局报送清淤台账。", {"water"}),
    ("一、存在问题\n1.河道垃圾多。责任单位：县水利局。", {"water"}),
    ("一、存在问题\n1.河道垃圾多。\n整改措施：县水利局应当疏浚河道。", {"water"}),
]


@pytest.mark.parametrize(("words", "agencies"), AS_IT_STANDS)
def test_how_things_stand_assigns_nothing_until_somebody_mends_it(
    words: str, agencies: set[str]
) -> None:
    assert {agency for _, agency, _ in found(words)} == agencies


GROUPS = [
    ("（一）清淤组。由县水利局牵头。负责清运淤泥。", ("（一）", "water", "负责清运淤泥")),
    (
        "（一）加强义务护林队。县林业局牵头，各乡镇配合。配备必要装备。",
        ("（一）", "forestry", "加强义务护林队"),
    ),
    (
        "（一）开办老年书画班（牵头单位：县教育局）。每年招生一次。",
        ("（一）", "education", "开办老年书画班"),
    ),
]


@pytest.mark.parametrize(("words", "expected"), GROUPS)
def test_to_make_a_group_better_is_a_matter(words: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(words)


PLAIN = [
    ("县公安局在早晚高峰路口劝导行人。", {"public-security"}),
    ("县公安局在桥头巡逻。", {"public-security"}),
    ("县人社局在职人员工资按月发放。", set()),
    ("县水利局为领导小组办公室，负责疏浚河道。", {"water"}),
    ("县水利局为领导小组办公室。", set()),
    ("领导小组的任务，由县水利局落实。", {"water"}),
    ("领导小组的主要职责是统筹护桥。", {"joint-meeting"}),
]


@pytest.mark.parametrize(("words", "agencies"), PLAIN)
def test_where_somebody_does_something(words: str, agencies: set[str]) -> None:
    assert {agency for _, agency, _ in found(f"一、{words}")} == agencies


LINES = [
    # Below the text, whom a copy goes to; but not what a sentence tells.
    (WATER + "抄送县委宣传部、县应急管理局。", {FIRST}),
    (
        WATER + "抄送县委宣传部的材料由县财政局整理。",
        {FIRST, ("一", "finance", "抄送县委宣传部的材料由县财政局整理")},
    ),
    (
        WATER + "二、县财政局应当将进度\n抄送县政府办公室。",
        {FIRST, ("二", "finance", "县财政局应当将进度抄送县政府办公室")},
    ),
    # Numbers without their point, and numbers of things.
    (
        WATER + "1 县财政局保障经费。\n2 县公安局加强巡逻。",
        {
            FIRST,
            ("一1", "finance", "县财政局保障经费"),
            ("一2", "public-security", "县公安局加强巡逻"),
        },
    ),
    (
        WATER + "1 类水质河段由县生态环境局监测。\n2 类水质河段由县水利局巡查。",
        {
            FIRST,
            ("一", "environment", "1 类水质河段由县生态环境局监测"),
            ("一", "water", "2 类水质河段由县水利局巡查"),
        },
    ),
    # What else a body is called stands in brackets behind it.
    ("一、疏浚河道\n县水利局（县河长办）\n1.编制规划。", {("一1", "water", "编制规划")}),
    (
        "一、疏浚河道\n县水利局、县河长办\n1.编制规划。",
        {("一1", "water", "编制规划"), ("一1", "joint-meeting", "编制规划")},
    ),
]


@pytest.mark.parametrize(("words", "expected"), LINES)
def test_lines_below_others(words: str, expected: Found) -> None:
    assert found(words) == expected


LIAISON = [
    ("各单位应当明确专门部门办理协助执行事项。", "organise.liaison"),
    ("县住建局指定部门承办。", "organise.liaison"),
    ("县发改委确定有关部门办理立项。", "other"),
]


@pytest.mark.parametrize(("words", "measure"), LIAISON)
def test_who_is_told_off_for_a_matter(words: str, measure: str) -> None:
    assert [item.measure for item in mapped(f"{TITLE}一、{words}").assignments] == [measure]
