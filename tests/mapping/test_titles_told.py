"""Titles and lines that say who has what stands below them."""

from __future__ import annotations

from tests.written import mapped


def told(text: str) -> set[tuple[str, str]]:
    return {(item.provision, item.agency) for item in mapped(text).assignments}


def test_a_title_names_who_has_the_items_below() -> None:
    text = (
        "青禾县护桥方案\n一、桥面清扫由县住建局负责\n（一）购置清扫车两台。\n（二）按月更换护栏。\n"
        "二、河道疏浚（县水利局牵头）\n（一）清挖底泥。\n三、行道树由乡镇负责\n（一）补植行道树。\n"
    )
    assert told(text) == {
        ("一（一）", "housing-construction"),
        ("一（二）", "housing-construction"),
        ("二（一）", "water"),
        ("三（一）", "township"),
    }


def test_a_sentence_that_says_who_has_a_matter_is_no_title() -> None:
    text = "青禾县护桥方案\n一、桥面清扫由县住建局负责。\n二、河道疏浚由县水利局负责。\n"
    assert told(text) == {("一", "housing-construction"), ("二", "water")}


LINES = (
    "青禾县人民政府办公室关于明确护桥职责的通知\n各乡镇人民政府，县直有关部门：\n现将职责明确如下。\n"
    "县水利局\n疏浚河道，清理桥墩杂物。\n县公安局\n疏导桥头交通。\n县财政局\n安排护桥经费。\n"
    "青禾县人民政府办公室\n2022年5月27日"
)


def test_bodies_stand_over_what_they_do_in_a_text_without_numbers() -> None:
    assert told(LINES) == {("前言", "water"), ("前言", "public-security"), ("前言", "finance")}


def test_bracketed_matters_stand_before_the_bodies_of_a_text_without_numbers() -> None:
    text = (
        "青禾县护桥工作职责分工\n现将各单位职责明确如下：\n〔清淤〕县水利局疏浚河道。\n"
        "〔交通〕县公安局疏导桥头车辆。\n〔绿化〕县林业局补植行道树。"
    )
    assert told(text) == {("前言", "water"), ("前言", "public-security"), ("前言", "forestry")}


def test_offices_without_a_level_are_told_by_their_function() -> None:
    text = (
        "城关镇护桥方案\n一、党政办张贴护桥告示。\n二、综合执法队劝离桥上摊贩。\n"
        "三、中心校给家长发一封信。\n四、执法中心环节应当留痕。"
    )
    assert told(text) == {
        ("一", "government-office"),
        ("二", "other-agency"),
        ("三", "other-agency"),
    }
