"""Numbers at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.broken import pointless
from ingest.numerals import RANK, han_numeral, ordinal, read_label

# line, style, ordinal, as printed in a label, what is left of the line
LABELS = [
    ("第一章 总则", "chapter", 1, "第一章", "总则"),
    ("第十二章　附则", "chapter", 12, "第十二章", "附则"),  # an ideographic blank
    ("第二节 查询", "section", 2, "第二节", "查询"),
    ("第三条 县民政局", "article", 3, "第三条", "县民政局"),
    ("第三条县民政局", "article", 3, "第三条", "县民政局"),  # nothing between
    ("第 二十一 条 县民政局", "article", 21, "第二十一条", "县民政局"),  # blanks inside
    ("第15条 县民政局", "article", 15, "第15条", "县民政局"),  # Arabic, kept as printed
    ("第一百零二条 县民政局", "article", 102, "第一百零二条", "县民政局"),
    ("第一〇二条 县民政局", "article", 102, "第一〇二条", "县民政局"),
    ("一、总体要求", "han", 1, "一", "总体要求"),
    ("十一．总体要求", "han", 11, "十一", "总体要求"),  # a full-width stop
    ("一.总体要求", "han", 1, "一", "总体要求"),
    ("二，总体要求", "han", 2, "二", "总体要求"),  # a comma by mistake
    ("（一）县公安局", "han-bracket", 1, "（一）", "县公安局"),
    ("(一)县公安局", "han-bracket", 1, "（一）", "县公安局"),  # narrow brackets
    ("（ 十 ） 县公安局", "han-bracket", 10, "（十）", "县公安局"),
    ("（一）、县公安局", "han-bracket", 1, "（一）", "县公安局"),  # a needless stop
    ("1.县公安局", "digit", 1, "1", "县公安局"),
    ("12．县公安局", "digit", 12, "12", "县公安局"),
    ("3、县公安局", "digit", 3, "3", "县公安局"),
    ("1.2024年县公安局", "digit", 1, "1", "2024年县公安局"),
    ("1.10月底前修桥", "digit", 1, "1", "10月底前修桥"),  # no decimal: a term behind the number
    ("3.30日内修桥", "digit", 3, "3", "30日内修桥"),
    ("（1）县公安局", "digit-bracket", 1, "（1）", "县公安局"),
    ("(12) 县公安局", "digit-bracket", 12, "（12）", "县公安局"),
    ("①县公安局", "circle", 1, "①", "县公安局"),
    ("△ (一)县公安局", "han-bracket", 1, "（一）", "县公安局"),  # a stray mark of OCR
    ("⑳ 县公安局", "circle", 20, "⑳", "县公安局"),
]

NONE = [
    "第十五条的规定，由县公安局执行",  # a reference wrapped to the start of a line
    "第十五条规定的期限内",
    "第五条之规定",
    "第五条所列事项",
    "第五条至第八条",
    "第五条、第六条",
    "第五条和第六条",
    "第五条或者第六条",
    "第二章规定的措施",
    "（一）项所列情形",
    "（二）款规定",
    "一是加强领导",
    "1.5万元以上",  # a number with decimals
    "2018年9月1日",
    "100.县公安局",  # no list counts so far
    "零、总则",
    "县公安局",
    "",
    "第条",
    "（）",
]


@pytest.mark.parametrize(("line", "style", "value", "printed", "rest"), LABELS)
def test_labels(line: str, style: str, value: int, printed: str, rest: str) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.style, label.ordinal, label.printed) == (style, value, printed)
    assert line[label.length :] == rest


@pytest.mark.parametrize("line", NONE)
def test_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("二十", 20), ("一百一十", 110), ("7", 7), ("〇", 0), ("⑤", 5)],
)
def test_ordinal(numeral: str, value: int) -> None:
    assert ordinal(numeral) == value


@pytest.mark.parametrize("numeral", ["县", "条", "9" * 400, "9" * 5000, "一" * 400, "十十十"])
def test_no_ordinal(numeral: str) -> None:
    assert ordinal(numeral) is None


@pytest.mark.parametrize("line", ["第五条第二款的情形", "一、二审案件应当及时移送"])
def test_no_label_though_it_reads_like_one(line: str) -> None:
    assert read_label(line) is None


def test_ranks_nest_as_drafting_rules_have_them() -> None:
    lines = [
        "第一编 甲",
        "第一章 甲",
        "第一节 甲",
        "第一条 甲",
        "壹、丑",
        "甲、丑",
        "一、甲",
        "（一）甲",
    ]
    lines += ["1.甲", "1.1甲", "1.1.1甲", "1.1.1.1甲", "（1）甲", "1）甲", "①甲", "a.甲"]
    ranks = [label.rank for line in lines if (label := read_label(line))]
    read_beside_others = {RANK["word"]}
    assert ranks == sorted({*RANK.values()} - read_beside_others)


@given(st.integers(1, 199))
def test_numerals_there_and_back(value: int) -> None:
    """What `han_numeral` writes, an article's number reads."""
    label = read_label(f"第{han_numeral(value)}条 县公安局")
    assert label is not None
    assert (label.ordinal, label.printed) == (value, f"第{han_numeral(value)}条")


@given(st.text("第一二十百条章节、（）()1203.①②项款的规定 　县局", max_size=14))
def test_a_label_never_takes_more_than_its_line(line: str) -> None:
    label = read_label(line)
    if label:
        assert 0 < label.length <= len(line)
        assert label.ordinal >= 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["分工如下：", "1 县文旅局修桥。", "2,县水利局清河。"], [1, 2]),
        (["分工如下：", "1 县文旅局修桥。", "3 县水利局清河。", "2 县教育局授课。"], []),
        (["分工如下：", "1 个月内办结。", "2 个月内公布。"], []),
        (["县文旅局修桥", "1 座石桥。", "2 座木桥。"], []),
        (["分工如下：", "1 县文旅局", "2 县水利局"], []),
    ],
)
def test_numbers_without_points(lines: list[str], told: list[int]) -> None:
    assert [label.ordinal for label in pointless(lines, [None] * len(lines)).values()] == told


@pytest.mark.parametrize(
    "line", ["“第三条 县文旅局修桥。", "、第三条规定办理", "·（三）、（四）", "1 三条"]
)
def test_marks_before_what_is_no_number(line: str) -> None:
    assert read_label(line) is None
