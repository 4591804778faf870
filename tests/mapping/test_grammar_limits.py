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
        "a subject behind an article's number that OCR broke",
        "第一条 县公安局查询户籍。\n笫二条 县民政局查询婚姻登记。\n第三条 县税务局查询纳税信息。",
        {(POLICE, "query.identity"), (AFFAIRS, "query.marriage"), (TAX, "query.tax")},
    ),
    (
        "the leader beside those who take part",
        "第一条 县委政法委牵头，县法院、县公安局参加，每季度召开一次联席会议。",
        {("political-legal", "organise.meeting"), (COURT, "organise.meeting"),
         (POLICE, "organise.meeting")},
    ),
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
    (
        "a word that OCR broke",
        "第一条 县发改秀应当限制失信被执行人享受政策支持。",
        {("development-reform", "restrict.policy-support")},
    ),
    (
        "an agency as the title of its item",
        "（一）县公安局。负责查询户籍、查封车辆。\n（二）县民政局。负责查询婚姻登记。",
        {(POLICE, "query.identity"), (POLICE, "control.vehicle"), (AFFAIRS, "query.marriage")},
    ),
    (
        "the matter in the title, the agencies behind",
        "一、建立信息共享机制。由县法院牵头，县公安局参与，2021年底前建成。",
        {(COURT, "information.sharing"), (POLICE, "information.sharing")},
    ),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="the grammar does not reach it yet")
@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in MISSED], ids=[c[0] for c in MISSED])
def test_missed(text: str, expected: Pairs) -> None:
    assert duties(text, "agency", "measure") == expected
