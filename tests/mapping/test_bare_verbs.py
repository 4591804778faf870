"""Bodies that are told to act by a bare verb, wherever and whenever they act."""

from __future__ import annotations

import pytest

from tests.written import mapped

TOLD = [
    ("县公安局在桥头疏导车辆。", {"public-security"}),
    ("县水利局在险段竖牌子、拉护栏。", {"water"}),
    ("县委编办为乡镇核定护桥员编制。", {"institutional-staffing"}),
    ("县人社局从返乡人员中选送学员。", {"hr-social-security"}),
    ("县文旅局与管护户订立养护合同。", {"culture-tourism"}),
    ("各乡镇接到预警立即敲锣入户。", {"township"}),
    ("护桥成效纳入年度考核，由县综治办赋分。", {"governance-office"}),
    ("县法院设立巡回法庭。", {"court"}),
    ("县水利局为护桥主管部门。", {"water"}),
    ("县水利局为成员单位。", set()),
    ("县公安局在执法过程中，应当出示证件。", {"public-security"}),
    ("县公安局在岗人员五十人。", set()),
]


@pytest.mark.parametrize(("words", "agencies"), TOLD, ids=[words for words, _ in TOLD])
def test_bare_verbs(words: str, agencies: set[str]) -> None:
    found = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert {item.agency for item in found} == agencies


OFFICES = [
    ("城关派出所加密巡逻。", "城关派出所", "public-security"),
    ("西河镇司法所调处邻里纠纷。", "西河镇司法所", "justice"),
    ("城关市场监管所检查车行。", "城关市场监管所", "market-regulation"),
    ("国土所核查宅基地来源。", "国土所", "land-resources"),
    ("桥梁护栏由镇安监站逐处检查。", "镇安监站", "work-safety"),
]


@pytest.mark.parametrize(("words", "mention", "agency"), OFFICES, ids=[o[0] for o in OFFICES])
def test_offices_of_a_place(words: str, mention: str, agency: str) -> None:
    (duty,) = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert (duty.mention, duty.agency) == (mention, agency)


@pytest.mark.parametrize("words", ["县水利局及时通知派出所处置。", "民政所需经费由上级拨付。"])
def test_what_only_looks_like_an_office_of_a_place(words: str) -> None:
    found = mapped(f"青禾县护桥方案\n一、{words}").assignments
    assert not {"public-security", "civil-affairs"} & {item.agency for item in found}
