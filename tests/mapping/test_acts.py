"""A duty that no measure fits carries what is to be done, in a few words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mapping.acts import LONGEST, SHORTEST, act_phrase
from mapping.nlp import analyse, found_in
from tests.written import mapped

DATA = Path(__file__).parents[1] / "data"
OTHERS = sorted([*DATA.glob("unseen*/*.txt"), *DATA.glob("flood*/*.txt")])

ACTS = [
    ("the subject aside", "县水利局应当清淤疏浚河道。", "县水利局", "清淤疏浚河道"),
    ("who leads aside", "由县水利局牵头整修塘坝。", "县水利局", "整修塘坝"),
    ("behind a name and a colon", "县农业局：划定禁渔区，发放补贴。", "县农业局", "划定禁渔区"),
    ("its own act of several", "县水利局修渠，县农业局推广良种。", "县农业局", "推广良种"),
    ("joint subjects aside", "县教育局、县卫生局要培训校医。", "县教育局", "培训校医"),
    ("whom it acts with aside", "县住建局会同县水利局治理黑臭水体。", "县住建局", "治理黑臭水体"),
    ("the period aside", "县住建局应当在6月30日前改造老旧管线。", "县住建局", "改造老旧管线"),
    ("how often aside", "县金融办每季度组织一次银企对接会。", "县金融办", "组织一次银企对接会"),
    ("in time, and no half word", "县民政局要及时发放寒衣。", "县民政局", "发放寒衣"),
    ("the case aside", "发现苗情异常的，县农业局组织会诊。", "县农业局", "组织会诊"),
    ("why aside", "县农业局：根据县政府请求，抽调农技员下乡。", "县农业局", "抽调农技员下乡"),
    ("a list is joined", "县农业局推广良种、良法。", "县农业局", "推广良种及良法"),
    ("对X进行V", "县审计局对扶贫资金进行审计。", "县审计局", "审计扶贫资金"),
    ("marks of quotation aside", "县总工会开展“绿色工地”竞赛。", "县总工会", "开展绿色工地竞赛"),
    ("a norm aside", "各乡镇可以依据《云海省护林条例》细化村规。", "各乡镇", "细化村规"),
    ("what is forbidden", "县水务局不得批准开挖鱼塘。", "县水务局", "不得批准开挖鱼塘"),
    ("long", "县城管局清理长期占用消防车通道的停车和摊位。", "县城管局", "清理停车和摊位"),
    ("moved aside", "县教育局指导全县各中小学校和幼儿园开展演练。", "县教育局", "指导开展演练"),
    ("a matter as printed", "旱区人畜饮水应急送水", "县水务局", "旱区人畜饮水应急送水"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mention", "act"), [a[1:] for a in ACTS], ids=[a[0] for a in ACTS]
)
def test_the_act_of_an_agency(text: str, mention: str, act: str) -> None:
    assert act_phrase(found_in(analyse(text)), 0, len(text), mention) == act


def test_words_without_an_act_have_none() -> None:
    assert act_phrase(found_in(analyse("县水利局：")), 0, 5, "县水利局") == ""


def test_only_a_duty_without_a_measure_has_an_act() -> None:
    text = "一、县公安局应当协助人民法院查询被执行人户籍。\n二、县水利局应当清淤疏浚河道。"
    found = mapped(text).assignments
    assert [(a.measure, a.act) for a in found] == [
        ("query.identity", ""),
        ("other", "清淤疏浚河道"),
    ]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_act_is_short_and_plain(path: Path) -> None:
    found = mapped(path.read_text("utf-8")).assignments
    for duty in (a for a in found if a.measure == "other"):
        assert SHORTEST <= len(duty.act) <= LONGEST, duty.quote
        assert re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]+", duty.act), duty.act
        # 教育 of 教育部门将知识纳入教育 is a word of the act as well: once less than in the quote.
        told = max(0, duty.quote.count(duty.mention) - 1)
        assert duty.act.count(duty.mention) <= told, duty.quote
        assert duty.deadline is None or duty.deadline not in duty.act
