"""What the grammar should read and does not yet: a case that begins to pass moves to
test_grammar."""

from __future__ import annotations

import pytest

from tests.written import duties

POLICE, AFFAIRS, COURT, TAX = "public-security", "civil-affairs", "court", "tax"
Pairs = set[tuple[str, ...]]

# what should come out and does not yet
MISSED: list[tuple[str, str, Pairs]] = [
    (
        "what the court does in a condition is no duty",
        "第一条 人民法院查封车辆时，县公安局应当派员维持现场秩序。",
        {(POLICE, "criminal.scene-order")},
    ),
    (
        "上述部门 are those named",
        "第一条 县民政局查询婚姻登记，县公安局查询户籍。上述部门应当将结果反馈给人民法院。",
        {(AFFAIRS, "query.marriage"), (POLICE, "query.identity"),
         (AFFAIRS, "information.sharing"), (POLICE, "information.sharing")},
    ),
    (
        "no subject and no class before: all of them",
        "第一条 应当建立联络员制度，确定专人负责。",
        {("member-units", "organise.liaison")},
    ),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="the grammar does not reach it yet")
@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in MISSED], ids=[c[0] for c in MISSED])
def test_missed(text: str, expected: Pairs) -> None:
    assert duties(text, "agency", "measure") == expected
