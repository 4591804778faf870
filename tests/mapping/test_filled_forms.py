"""Matters that are filled in like a form: who has them, what is amiss, what is done about it."""

from __future__ import annotations

import pytest

from tests.written import mapped

HEAD = "青禾县关于护桥问题整改的通知\n"
Told = set[tuple[str, str, str]]


def told(text: str) -> Told:
    return {(a.provision, a.agency, a.role) for a in mapped(HEAD + text).assignments}


FORMS: list[tuple[str, str, Told]] = [
    (
        "bare roles, and a mark before what is counted",
        "★ 第一件　修缮石桥五座\n牵头领导：副县长李某\n主办：县文旅局\n协办：县财政局\n"
        "目标与进度：6月底前完工。\n"
        "★ 第二件　清理河道\n牵头领导：副县长王某\n主办：县水利局\n协办：县公安局\n"
        "目标与进度：8月底前清理完毕。",
        {
            ("第一件", "culture-tourism", "lead"),
            ("第一件", "finance", "support"),
            ("第二件", "water", "lead"),
            ("第二件", "public-security", "support"),
        },
    ),
    (
        "what is amiss is no duty, what stands behind the last is nobody's of the form",
        "意见一：桥牌清点不彻底。\n主办：县文旅局　　会办：县财政局\n"
        "办理要求：全面清点桥牌，逐一登记造册，建立台账。\n"
        "意见二：河道巡查不到位。\n主办：县水利局\n"
        "办理要求：每月巡查河道，发现隐患及时排除。\n"
        "县政府办公室负责跟踪督办。",
        {
            ("意见一", "culture-tourism", "lead"),
            ("意见一", "finance", "support"),
            ("意见二", "water", "lead"),
            ("意见二", "government-office", "responsible"),
        },
    ),
    (
        "measures counted below their form, but not what names its own",
        "问题一\n检查发现，桥牌清点不彻底。\n整改目标：桥牌清点到位。\n整改时限：6月底前\n"
        "牵头单位：县文旅局\n责任单位：县财政局\n整改措施：\n1. 清点桥牌；\n"
        "2. 县公安局设置限高架。\n"
        "问题二\n检查发现，河道淤积。\n整改目标：河道畅通。\n整改时限：8月底前\n"
        "责任单位：县水利局\n整改措施：\n1. 疏浚河道；\n2. 设立界桩。",
        {
            ("问题一1", "culture-tourism", "lead"),
            ("问题一1", "finance", "responsible"),
            ("问题一2", "public-security", "responsible"),
            ("问题二1", "water", "responsible"),
            ("问题二2", "water", "responsible"),
        },
    ),
    (
        "a matter that stands without a label behind its fields",
        "（一）修缮石桥\n牵头领导：副县长李某\n牵头单位：县文旅局\n修缮石桥五座，立牌保护。\n"
        "（二）清理河道\n牵头领导：副县长王某\n牵头单位：县水利局\n疏浚河道，清理淤泥。",
        {("（一）", "culture-tourism", "lead"), ("（二）", "water", "lead")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in FORMS], ids=[c[0] for c in FORMS])
def test_fields_tell_who_has_a_matter(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_the_foot_of_a_web_page_is_no_field() -> None:
    found = told("一、县水利局巡查河道。\n主办：青禾县人民政府　承办：县大数据局　ICP备00000000号")
    assert found == {("一", "water", "responsible")}


def test_a_field_of_time_ends_with_its_line() -> None:
    found = mapped(HEAD + FORMS[2][1]).assignments
    assert found
    assert not any("单位" in (a.deadline or "") for a in found)
