"""Under which label a duty stands, and texts that are printed in their own way."""

from __future__ import annotations

import pytest

from tests.written import duties, mapped

POLICE, AFFAIRS, COURT, TAX = "public-security", "civil-affairs", "court", "tax"
Pairs = set[tuple[str, ...]]

PROVISIONS: list[tuple[str, str, Pairs]] = [
    (
        "a reference at the start of a line opens no provision",
        "第一条 违反本办法\n第十五条的规定，由县纪委监委追究责任。",
        {("第一条", "discipline")},
    ),
    (
        "an article that OCR broke keeps its place",
        "第一条 县公安局查询户籍。\n笫二条 县民政局应当查询婚姻。\n第三条 县税务局查询纳税。",
        {("第一条", POLICE), ("第二条", AFFAIRS), ("第三条", TAX)},
    ),
    (
        "（X） that counts through over the headings",
        "一、查人\n（一）县公安局查询户籍。\n二、查物\n（二）县税务局查询纳税信息。",
        {("一（一）", POLICE), ("二（二）", TAX)},
    ),
    (
        "numbers that restart",
        "一、查人\n1.县公安局查询户籍。\n二、查物\n1.县税务局查询纳税信息。",
        {("一1", POLICE), ("二1", TAX)},
    ),
    (
        "chapters left out where articles count through",
        "第一章 查人\n第一条 县公安局查询户籍。\n第二章 查物\n第二条 县税务局查询纳税信息。",
        {("第一条", POLICE), ("第二条", TAX)},
    ),
    (
        "unnumbered paragraphs are their article's",
        "第一条 县公安局查询户籍。\n　　县民政局查询婚姻登记。",
        {("第一条", POLICE), ("第一条", AFFAIRS)},
    ),
    ("above any number", "县公安局应当查询户籍信息。", {("前言", POLICE)}),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in PROVISIONS], ids=[c[0] for c in PROVISIONS]
)
def test_provisions(text: str, expected: Pairs) -> None:
    assert duties(text, "provision", "agency") == expected


def test_a_county_named_like_an_agency() -> None:
    """公安县 is a place; its court and its police are told apart."""
    text = """公安县人民法院关于协助执行工作的意见
公法〔2021〕9号
一、公安县公安局应当查询户籍，公安县民政局应当查询婚姻登记。
二、公安县人民法院应当将失信被执行人名单推送公安县财政局。
三、在公安县范围内，县税务局应当查询纳税信息。"""
    found = {(a.provision, a.agency, a.measure) for a in mapped(text).assignments}
    assert found == {
        ("一", POLICE, "query.identity"),
        ("一", AFFAIRS, "query.marriage"),
        ("二", COURT, "information.sharing"),
        ("三", TAX, "query.tax"),
    }


def test_traditional_script() -> None:
    """Read as Simplified, quoted and mentioned as printed."""
    text = """鶴鳴縣人民法院關於建立執行聯動機制的意見
一、縣民政局應當查詢被執行人婚姻登記信息，並書面反饋人民法院。
二、縣公安局應當查封被執行人車輛，限制被執行人出境。"""
    found = mapped(text).assignments
    assert {(a.provision, a.agency, a.measure) for a in found} == {
        ("一", AFFAIRS, "query.marriage"),
        ("一", AFFAIRS, "information.sharing"),
        ("二", POLICE, "control.vehicle"),
        ("二", POLICE, "restrict.exit"),
    }
    assert found[0].quote == "縣民政局應當查詢被執行人婚姻登記信息"
    assert {a.mention for a in found} == {"縣民政局", "縣公安局"}


def test_articles_in_traditional_script() -> None:
    text = "第一條 縣民政局應當查詢被執行人婚姻登記信息。\n第二條 縣公安局應當查封被執行人車輛。"
    found = mapped(f"鶴鳴縣協助執行辦法\n{text}").assignments
    assert [a.provision for a in found] == ["第一条", "第二条"]
