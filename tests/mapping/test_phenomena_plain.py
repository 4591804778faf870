"""Duties in which no measure is named, alone and beside one that names a measure."""

from __future__ import annotations

import pytest

from tests.written import duties

Quotes = set[tuple[str, ...]]
CASES: list[tuple[str, str, Quotes]] = [
    (
        "a heading of aims that tells who leads too",
        "一、组织领导和工作目标\n县文旅局要修缮古桥栏杆。",
        {("culture-tourism", "other", "县文旅局要修缮古桥栏杆")},
    ),
    (
        "what may be added to a list",
        "第三条 县文旅局应当采取下列措施：\n（一）修缮古桥栏杆；\n（二）法律、法规规定的其他措施。",
        {("culture-tourism", "other", "修缮古桥栏杆")},
    ),
    (
        "what something is about",
        "第三条 县文旅局登记古桥的范围为县内古桥，主要包括：\n（一）石桥的新建工程。",
        {("culture-tourism", "other", "县文旅局登记古桥的范围为县内古桥，主要包括")},
    ),
    (
        "what companies are to do under a stem of departments",
        "第三条 行业主管部门履行下列职责：\n（一）修缮古桥栏杆；\n（二）燃气企业应当检查管道。",
        {("member-units", "other", "修缮古桥栏杆")},
    ),
    (
        "a measure that is none of a bureau's leaves its own act",
        "第三条 违反规定的，由县文旅局责令限期改正。",
        {("culture-tourism", "other", "由县文旅局责令限期改正")},
    ),
    (
        "in charge of a matter",
        "第三条 县文旅局是古桥保护工作的主管部门，负责修缮古桥。",
        {("culture-tourism", "other", "负责修缮古桥")},
    ),
    (
        "that each does his part is none",
        "第三条 县公安局履行相应职责。县文旅局要修缮古桥栏杆。",
        {("culture-tourism", "other", "县文旅局要修缮古桥栏杆")},
    ),
    (
        "bound by 应 before a measure",
        "第三条 县文旅局应每月修缮古桥栏杆，做好保护宣传。",
        {
            ("culture-tourism", "other", "县文旅局应每月修缮古桥栏杆"),
            ("culture-tourism", "information.publicity", "做好保护宣传"),
        },
    ),
    (
        "by a day, before a measure",
        "第三条 县文旅局应在10月底前修缮古桥栏杆，做好保护宣传。",
        {
            ("culture-tourism", "other", "县文旅局应在10月底前修缮古桥栏杆"),
            ("culture-tourism", "information.publicity", "做好保护宣传"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_plain_duties(text: str, expected: Quotes) -> None:
    assert duties(text, "agency", "measure", "quote") == expected
