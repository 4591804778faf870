"""How offices write: sections of one bureau, sentences over lists, who does what was named.

Beside test_phenomena_bodies.py; one case for each wording.
"""

from __future__ import annotations

import pytest

from tests.written import duties, mapped

Bodies = set[tuple[str, ...]]

CASES: list[tuple[str, str, Bodies]] = [
    (
        "what is to be done stands before its agent",
        "第三条 碑刻由县民政局保管，船只由县地方海事处负责。",
        {("civil-affairs", "other"), ("other-agency", "other")},
    ),
    (
        "of whom a body is made up is no duty",
        "第三条 护桥队由县民政局、县水利局、古桥学会组成。",
        set(),
    ),
    (
        "a sentence of who carries it out closes the matter",
        "（一）在古桥两侧，限制载重货车通行。由交通、水务等部门实施。",
        {("transport", "other"), ("water", "other")},
    ),
    (
        "a bracket of the responsible is for its own sentence alone",
        "（一）建立桥工档案（县文旅局牵头，县民政局、县档案局参与）。各乡镇负责桥面清扫。",
        {
            ("culture-tourism", "other"),
            ("civil-affairs", "other"),
            ("other-agency", "other"),
            ("township", "other"),
        },
    ),
    (
        "a bracket inside a sentence tells of a part of it",
        "第三条 民政、教育部门分别开展桥工慰问（困难补助由工会负责）和桥史讲座。",
        {("civil-affairs", "other"), ("education", "other"), ("trade-union", "other")},
    ),
    (
        "a case and its act without a stop between",
        "第三条 各乡镇接到险情后30分钟内要劝离行人。",
        {("township", "other")},
    ),
    (
        "a season before the subject",
        "第三条 汛期（4月至9月）各乡镇、县水利局轮流值守古桥。",
        {("township", "other"), ("water", "other")},
    ),
    (
        "a date before the subject",
        "第三条 2021年6月底前各乡镇全部竖立桥牌。",
        {("township", "other")},
    ),
    (
        "items under a sentence carry its one subject on",
        "（二）县水利局设置桥工服务台。\n1.随到随办修缮申请。\n2.每周清点船只。",
        {("water", "other")},
    ),
    (
        "a section that is told its points",
        "（一）镇（街道）护桥工作（50分）\n1.组织桥工夜巡古桥。\n（二）县直部门\n1.县水利局（5分）：清理桥下淤泥。",
        {("township", "other"), ("water", "other")},
    ),
    (
        "bodies of utilities and telecoms",
        "第三条 电信、移动、联通公司应当迁移桥上线缆。国网青禾供电公司应当检查桥灯。",
        {("other-agency", "other")},
    ),
    (
        "an office of the political-legal committee",
        "第三条 县委平安办负责清点桥牌。",
        {("political-legal", "other")},
    ),
]


@pytest.mark.parametrize(("_name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_who_is_told(_name: str, text: str, expected: Bodies) -> None:
    assert duties(text, "agency", "measure") == expected


BUREAU = (
    "青禾县自然资源局文件\n青自然资〔2021〕3号\n青禾县自然资源局关于做好古桥保护工作的通知\n"
    "各自然资源所，局机关各股室：\n现就有关事项通知如下：\n"
    "一、明确分工\n（一）矿产资源股应当清点桥边采石点。\n（二）各自然资源所按月巡查桥基。\n"
    "（三）局办公室、财务股负责安排修缮经费。\n青禾县自然资源局\n2021年3月5日\n"
)


def test_sections_of_the_bureau_that_issues_a_directive_are_the_bureau() -> None:
    found = {(a.provision, a.agency) for a in mapped(BUREAU).assignments}
    assert {
        ("一（一）", "natural-resources"),
        ("一（二）", "natural-resources"),
        ("一（三）", "natural-resources"),
    } == found


def test_sections_in_a_directive_of_several_are_nobody() -> None:
    joint = BUREAU.replace("青禾县自然资源局文件", "青禾县自然资源局\n青禾县民政局文件")
    found = mapped(joint.replace("青禾县自然资源局\n2021", "青禾县自然资源局 青禾县民政局\n2021"))
    assert "natural-resources" not in {a.agency for a in found.assignments}
