"""Periods as printed: relative, absolute, yearly."""

from __future__ import annotations

import pytest

from mapping.deadlines import find_deadlines, is_dated, whole_period

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
    ("一年内建成", ["一年内"]),
    ("半年内完成对接", ["半年内"]),
    ("一年内累计三次拒不协助的", []),  # counts what has happened
    ("近一年内的流水", []),
    ("一年内不得参加投标", []),  # how long, not until when
    ("3至5个工作日内反馈", ["3至5个工作日内"]),
    ("2021年第三季度前完成", ["2021年第三季度前"]),
    ("第二季度末前上报", ["第二季度末前"]),
    ("每年12月考核", ["每年12月"]),
    ("每年12月底前考核", ["每年12月底前"]),
    ("应提前5日告知", ["提前5日"]),
    ("于会前3日报送议题", ["会前3日"]),
    ("每周五通报进展", ["每周五"]),
    ("每月5日报送名单", ["每月5日"]),
    ("每日8时、20时报告雨情", ["每日8时、20时"]),
    ("每周一调度", []),  # how often
    ("次月10日前发放", ["次月10日前"]),
    ("要在年内履行完毕", ["年内"]),
    ("年内破案率提高10个百分点", []),  # an aim
    ("审批时间压缩至10个工作日以内", []),  # how long a matter may take
    ("时间控制在10个工作日内", ["10个工作日内"]),
    ("一周内出现三个以上火点的", []),  # counts what has happened
    ("1年内未再发生的", []),
    ("于12月上旬召集会议", ["12月上旬"]),
    ("在2020年11月逐家打分", ["2020年11月"]),
    ("在2020年11月1日起施行", []),
    ("截至8月底", []),
    ("最迟不超过3个工作日", ["3个工作日"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[case[0] for case in FOUND])
def test_deadlines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_deadlines(text)] == expected


WHOLE = [
    ("完成时限：2021年12月底前", "2021年12月底前"),
    ("（一）推进网络对接。（责任单位：县法院、县公安局，2021年12月底前完成）", "2021年12月底前"),
    ("（一）推进网络对接。（牵头单位：县法院；完成时限：2021年6月前）", "2021年6月前"),
    ("（一）3日内反馈结果。（责任单位：县法院）", None),  # of its clause, not of all
    ("（一）推进网络对接。（责任单位：县法院，长期坚持）", None),
    ("（一）集中整治阶段（2018年4月至10月）。清查车辆。", "2018年4月至10月"),
    ("2.动员部署（2021年4月底前）。制定方案。", "2021年4月底前"),
    ("（一）联合惩戒（12项）。制定方案。", None),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[case[0] for case in WHOLE])
def test_a_period_for_the_whole_provision(text: str, expected: str | None) -> None:
    assert whole_period(text) == expected


CELLS = {
    "2014年12月": True,
    "年底": True,
    "2021年": True,
    "9月1日至9月30日": True,
    "11月15日供暖期前": True,
    "2022年第一季度": True,
    "长期": False,
    "每季度1次": False,
    "2022年前分步实施": False,
}


@pytest.mark.parametrize(("cell", "dated"), CELLS.items(), ids=list(CELLS))
def test_a_cell_that_is_a_date_and_no_more(cell: str, dated: bool) -> None:
    assert is_dated(cell) is dated
