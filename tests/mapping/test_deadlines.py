"""Periods as printed: relative, absolute, yearly."""

from __future__ import annotations

import pytest

from mapping.deadlines import find_deadlines

FOUND = [
    ("自收到通知之日起3日内办结", ["3日内"]),
    ("在三个工作日内书面反馈", ["三个工作日内"]),
    ("十五日内答复", ["十五日内"]),
    ("24小时内到场", ["24小时内"]),
    ("二十四小时以内移交", ["二十四小时以内"]),
    ("在两周内对接", ["两周内"]),
    ("2个月之内上线", ["2个月之内"]),
    ("5个自然日内核实", ["5个自然日内"]),
    ("2021年12月底前完成对接", ["2021年12月底前"]),
    ("2021年12月31日之前完成", ["2021年12月31日之前"]),
    ("2022年6月前建成", ["2022年6月前"]),
    ("12月31日前上报", ["12月31日前"]),
    ("2021年底前建成", ["2021年底前"]),
    ("年底前报告", ["年底前"]),
    ("每月5日前报送名单", ["每月5日前"]),
    ("每季度末通报进展", ["每季度末"]),
    ("当日反馈", ["当日"]),
    ("每周五前推送名单", ["每周五前"]),
    ("每日8时前报送", ["每日8时前"]),
    ("每季度第一个月15日前报送", ["每季度第一个月15日前"]),
    ("每半年召开一次会议", []),  # how often, not until when
    ("每周推送名单", []),
    ("3日内查询，5日内反馈", ["3日内", "5日内"]),
    ("2021年3月1日起施行", []),  # when a text takes effect
    ("每一名干警都要协助", []),
    ("长期坚持", []),
    ("每季度末前推送信息", ["每季度末前"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[case[0] for case in FOUND])
def test_deadlines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_deadlines(text)] == expected


MISSED = [
    ("一年内建成", ["一年内"]),
    ("半年内完成对接", ["半年内"]),
    ("3至5个工作日内反馈", ["3至5个工作日内"]),
    ("2021年第三季度前完成", ["2021年第三季度前"]),
]


@pytest.mark.xfail(strict=True, reason="periods that the pattern does not reach yet")
@pytest.mark.parametrize(("text", "expected"), MISSED, ids=[case[0] for case in MISSED])
def test_missed(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_deadlines(text)] == expected
