"""Duties in which no measure is named, alone and beside one that names a measure."""

from __future__ import annotations

import pytest

from tests.written import duties

Quotes = set[tuple[str, ...]]
CASES: list[tuple[str, str, Quotes]] = [
    (
        "a measure that is none of a bureau's leaves its own act",
        "第三条 违反规定的，由县文旅局责令限期改正。",
        {("culture-tourism", "other", "由县文旅局责令限期改正")},
    ),
    (
        "in charge of a matter",
        "第三条 县文旅局是古桥保护工作的主管部门，负责古桥登记。",
        {("culture-tourism", "other", "县文旅局是古桥保护工作的主管部门，负责古桥登记")},
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
