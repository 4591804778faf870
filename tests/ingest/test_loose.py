"""Tables pasted as lines: which words stand in which column, where only blanks part them."""

from __future__ import annotations

import pytest

from ingest.loose import loose_head, loose_row

PLAIN = "序号 工作任务 牵头单位 配合单位 完成时限"
Cells = tuple[str, ...]

# what it proves, the head, a line below it, and its cells
ROWS: list[tuple[str, str, str, Cells]] = [
    (
        "a mark where nobody helps",
        PLAIN,
        "1 修缮古桥，清理桥洞 县文旅局 — 9月底前",
        ("1", "修缮古桥，清理桥洞", "县文旅局", "—", "9月底前"),
    ),
    (
        "nothing where nobody helps",
        PLAIN,
        "2 修缮古桥 县文旅局 长期坚持",
        ("2", "修缮古桥", "县文旅局", "", "长期坚持"),
    ),
    (
        "blanks within the matter and between two who help",
        PLAIN,
        "3 修 缮古桥 县文旅局 县水利局 县财政局 长期坚持",
        ("3", "修 缮古桥", "县文旅局", "县水利局 县财政局", "长期坚持"),
    ),
    (
        "a period in other words",
        PLAIN,
        "4 修缮古桥 县文旅局 县水利局 纳入年度预算",
        ("4", "修缮古桥", "县文旅局", "县水利局", "纳入年度预算"),
    ),
    (
        "no column of numbers",
        "工作任务 责任单位 完成时限",
        "修缮古桥 县文旅局 6月底",
        ("修缮古桥", "县文旅局", "6月底"),
    ),
    (
        "those responsible before what they do",
        "责任单位 工作任务 完成时限",
        "县文旅局 修缮古桥 清理桥洞 6月底",
        ("县文旅局", "修缮古桥 清理桥洞", "6月底"),
    ),
    (
        "somebody's name",
        "序号 工作任务 责任单位 责任人",
        "（1） 修缮古桥 县文旅局 王某某",
        ("（1）", "修缮古桥", "县文旅局", "王某某"),
    ),
    (
        "short names, where each column has a word",
        "序号 工作任务 责任单位",
        "二 修缮古桥 文旅、水利",
        ("二", "修缮古桥", "文旅、水利"),
    ),
    ("a sentence", PLAIN, "各单位要抓紧修缮古桥。", ()),
    ("nobody responsible", "工作任务 责任单位 完成时限", "修缮古桥 — 6月底", ()),
    ("no number where the head has its column", PLAIN, "修缮古桥 县文旅局 县水利局 6月底", ()),
    ("a line of very many words", PLAIN, "1 " + "桥 " * 100 + "县文旅局", ()),
    (
        "wide gaps, as many as columns",
        "序号　工作任务　责任单位",
        "1　修缮 古桥。　县文旅局牵头",
        ("1", "修缮 古桥。", "县文旅局牵头"),
    ),
    (
        "wide gaps, as many as columns, whatever they hold",
        "工作任务　责任单位　完成时限",
        "修缮古桥　县文旅局牵头　待定",
        ("修缮古桥", "县文旅局牵头", "待定"),
    ),
    (
        "wide gaps, one cell left out",
        "序号  工作任务  责任单位  完成时限",
        "1  修缮古桥  县文旅局",
        ("1", "修缮古桥", "县文旅局", ""),
    ),
]


@pytest.mark.parametrize(
    ("head", "line", "cells"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS]
)
def test_rows(head: str, line: str, cells: Cells) -> None:
    columns = loose_head(head)
    assert columns is not None
    assert loose_row(line, columns) == cells


HEADS = [
    ("headings of the matter side by side are one", "序号 类别 任务 责任单位", 3),
    ("but not where wide gaps part them", "序号　类别　任务　责任单位", 4),
    ("a column that no table has, without numbers", "古桥 工作任务 责任单位", 0),
    ("but between wide gaps", "古桥　工作任务　责任单位", 3),
    ("two such are too many", "古桥　桥长　工作任务　责任单位", 0),
    ("a class of units heads no column", "古桥　各成员单位　建立工作机制", 0),
    ("nobody responsible", "序号 工作任务 完成时限", 0),
    ("nothing to be done", "序号 牵头单位 责任单位", 0),
    ("a sentence", "责任单位：县文旅局 工作任务 完成时限", 0),
    ("a line of words", "请责任单位抓紧完成各项 工作任务 完成时限", 0),
]


@pytest.mark.parametrize(
    ("line", "columns"), [case[1:] for case in HEADS], ids=[case[0] for case in HEADS]
)
def test_heads(line: str, columns: int) -> None:
    head = loose_head(line)
    assert (len(head.headings) if head else 0) == columns
