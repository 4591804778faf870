"""Joint subjects of whom each has its own act."""

from __future__ import annotations

import pytest

from mapping.knowledge import Knowledge
from mapping.pipeline import map_document
from tests.written import HEAD, document, reference

Pairs = set[tuple[str, str]]
FLOOD, ENFORCEMENT = "flood-control", "joint-enforcement"
WATER, WEATHER, POLICE = "water", "meteorology", "public-security"

CASES: list[tuple[str, str, Pairs]] = [
    (
        FLOOD,
        "县水利局、县气象局分别负责水情、雨情监测",  # the act of both behind
        {(WATER, "flood.hydrology"), (WEATHER, "flood.rain-forecast")},
    ),
    (
        FLOOD,
        "县公安局、县交通局、县供销社分别做好交通管制、道路抢通、桌椅摆放",
        {(POLICE, "flood.traffic-control"), ("transport", "flood.transport")},
    ),
    (
        FLOOD,
        "县水利局、县城管局分别发布山洪预警",  # one matter: of both
        {(WATER, "flood.torrent"), ("urban-management", "flood.torrent")},
    ),
    (
        ENFORCEMENT,
        "县检察院、县法院分别负责拒执犯罪的起诉、审判",
        {("procuratorate", "criminal.prosecution"), ("court", "criminal.trial")},
    ),
    (
        ENFORCEMENT,
        "县民政局、县税务局分别查询被执行人婚姻登记、纳税信息，并推送失信名单",
        {
            ("civil-affairs", "query.marriage"),
            ("tax", "query.tax"),
            ("civil-affairs", "information.sharing"),  # outside the list: both
            ("tax", "information.sharing"),
        },
    ),
]


@pytest.mark.parametrize(("field", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_each_has_its_own(field: str, text: str, expected: Pairs) -> None:
    read = document(f"{HEAD}第一条 {text}。")
    found = map_document(read, reference(), document_id="d", knowledge=Knowledge(field))
    assert {(a.agency, a.measure) for a in found.assignments} == expected
