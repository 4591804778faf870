"""Sentences that were read so before likeness and the weights were fitted with single acts, and
are read otherwise since: what the fit cost. One that is read so again leaves this list."""

from __future__ import annotations

import pytest

from tests.written import mapped

ENFORCEMENT = "青禾县失信被执行人联合惩戒办法\n"
BEFORE = [
    ("县林业局负责护林。依法取缔违规木材加工点。", {"other", "supervise.daily"}),
    ("违反规定的，由县文旅局责令限期改正。", {"supervise.daily"}),
    ("县文旅局牵头清查碑刻。", {"organise.lead"}),
    ("县民政局负责登记古桥，督促联席会议机制成员单位巡查古桥。", {"other"}),
    ("巡视桥头路口（责任单位：县公安局）。", {"other"}),
    ("各乡镇组织桥工夜巡古桥。", {"other"}),
    ("县公安局负责维护水域治安秩序。", {"other"}),
    ("县检察院要落实责任。", {"other"}),
    ("古桥信息发布工作，由县文旅局负责。", {"information.open-government"}),
    ("县文旅局应当将古桥名录向社会公布。", {"information.publication"}),
    ("国网青禾供电公司应当检查桥灯。", {"other"}),
    ("县住建局查封其房屋。", {"other"}),
    (
        "桥工考核工作由县委政法委牵头，县水利局具体实施，按季通报。",
        {"supervise.assessment"},
    ),
]


@pytest.mark.xfail(strict=True, reason="the fit reads another measure")
@pytest.mark.parametrize(("words", "measures"), BEFORE, ids=[words for words, _ in BEFORE])
def test_read_so_before(words: str, measures: set[str]) -> None:
    found = mapped(f"青禾县护桥办法\n第一条 {words}").assignments
    assert {item.measure for item in found} == measures


@pytest.mark.xfail(strict=True, reason="the fit reads another measure")
def test_what_is_a_reference_for_the_partys_honours_is_no_promotion() -> None:
    text = "青禾县关于协助执行的意见\n一、县委组织部将失信情况作为评先评优、晋职晋级的参考。"
    assert {item.measure for item in mapped(text).assignments} == {"restrict.party"}


IN_THE_FIELD = [
    (
        "（一）县公安局。负责查询户籍、查封车辆。\n（二）县民政局。负责查询婚姻登记。",
        {
            ("public-security", "query.identity"),
            ("public-security", "control.vehicle"),
            ("civil-affairs", "query.marriage"),
        },
    ),
    ("失信单位不得参加政府采购，由县财政局审核。", {("finance", "restrict.procurement")}),
    ("县检察院提前介入，引导侦查取证。", {("procuratorate", "criminal.prosecution")}),
]


@pytest.mark.xfail(strict=True, reason="the fit reads another measure")
@pytest.mark.parametrize(("text", "duties"), IN_THE_FIELD, ids=[text for text, _ in IN_THE_FIELD])
def test_read_so_before_in_the_field(text: str, duties: set[tuple[str, str]]) -> None:
    found = mapped(ENFORCEMENT + text).assignments
    assert {(item.agency, item.measure) for item in found} == duties
