"""Tables copied one cell a line, and text that only looks like one."""

from __future__ import annotations

import pytest

from ingest.model import Box, Line
from ingest.stacked import join_stacked

_TABLE = ["序号", "责任单位", "工作职责"]


def joined(texts: list[str]) -> list[str]:
    return [line.text for line in join_stacked([Line(text, 1) for text in texts])]


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        (
            [*_TABLE, "1", "县教育局", "负责校园", "2", "县公安局", "负责道路", "三、附则"],
            [
                "序号\t责任单位\t工作职责",
                "1\t县教育局\t负责校园",
                "2\t县公安局\t负责道路",
                "三、附则",
            ],
        ),
        (  # a cell of several lines is that of the matter
            [
                *("序号", "工作任务", "牵头单位", "配合单位"),
                *("1", "排查隐患；", "公布结果", "县应急局", "县水利局、县气象局"),
                *("2", "清理河道", "县水利局", "各乡镇"),
            ],
            [
                "序号\t工作任务\t牵头单位\t配合单位",
                "1\t排查隐患；公布结果\t县应急局\t县水利局、县气象局",
                "2\t清理河道\t县水利局\t各乡镇",
            ],
        ),
        (  # headings of sections between the rows, whose numbers go on
            [
                *(*_TABLE, "一、校园", "1", "县教育局", "负责校园"),
                *("二、道路", "2", "县公安局", "负责道路", "三、附则"),
            ],
            [
                "序号\t责任单位\t工作职责",
                "一、校园",
                "1\t县教育局\t负责校园",
                "二、道路",
                "2\t县公安局\t负责道路",
                "三、附则",
            ],
        ),
        (  # no column of numbers: a row has its bodies and its period
            [
                *("工作事项", "具体内容", "责任单位", "完成时限"),
                *("护桥", "清点石桥，", "立牌", "县文旅局", "6月底前"),
                *("巡河", "清理河道", "县水利局牵头，县公安局配合", "长期"),
                "二、附则",
            ],
            [
                "工作事项\t具体内容\t责任单位\t完成时限",
                "护桥\t清点石桥，立牌\t县文旅局\t6月底前",
                "巡河\t清理河道\t县水利局牵头，县公安局配合\t长期",
                "二、附则",
            ],
        ),
        (  # the head is one line, with a column that few tables have
            [
                "责任单位　　责任区段　　清雪任务",
                *("县城管局", "县城主街", "机械清扫"),
                *("县公安局", "桥梁、坡道", "疏导交通"),
            ],
            [
                "责任单位\t责任区段\t清雪任务",
                "县城管局\t县城主街\t机械清扫",
                "县公安局\t桥梁、坡道\t疏导交通",
            ],
        ),
        (  # a first cell that reads like one more heading
            [
                *("工作事项", "责任单位", "完成时限"),
                *("工作分工", "县文旅局", "6月底前"),
                *("巡河", "县水利局", "长期"),
            ],
            [
                "工作事项\t责任单位\t完成时限",
                "工作分工\t县文旅局\t6月底前",
                "巡河\t县水利局\t长期",
            ],
        ),
        (  # what rows share stands in the first alone, and a list goes on behind 、
            [
                *("序号", "任务名称", "任务内容", "牵头单位", "配合单位"),
                *("1", "护桥", "清点石桥", "县文旅局", "各乡镇"),
                *("2", "修缮石桥", "县文旅局、", "县水利局", "各乡镇"),
                *("3", "护林", "清点古树", "县林业局"),
            ],
            [
                "序号\t任务名称\t任务内容\t牵头单位\t配合单位",
                "1\t护桥\t清点石桥\t县文旅局\t各乡镇",
                "2\t\t修缮石桥\t县文旅局、县水利局\t各乡镇",
                "3\t护林\t清点古树\t县林业局\t",
            ],
        ),
    ],
)
def test_the_cells_of_a_row_stand_on_one_line(texts: list[str], rows: list[str]) -> None:
    assert joined(texts) == rows


@pytest.mark.parametrize(
    "texts",
    [
        ["序号", "1", "县教育局"],  # no head
        [*_TABLE, "1", "县教育局", "负责校园"],  # one row alone
        [
            *_TABLE,
            "1",
            "负责校园",
            "县教育局",
            "2",
            "负责道路",
            "县公安局",
        ],  # not under their heads
        [*_TABLE, "1", "县教育局", "2", "县公安局"],  # cells missing
        [
            "序号",
            "责任单位",
            "工作职责",
            "完成时限",
            "县教育局",
            "修桥",
            "长期",
            "县公安局",
            "巡河",
            "长期",
        ],  # no number
        [*_TABLE, "3", "县教育局", "负责校园", "4", "县公安局", "负责道路"],  # not from the first
        ["序号", "姓名", "职务", "1", "甲某", "局长", "2", "乙某", "股长"],  # another table
    ],
)
def test_what_does_not_come_out_stays(texts: list[str]) -> None:
    assert joined(texts) == texts


def test_a_row_takes_in_no_heading_and_no_other_table() -> None:
    texts = [*_TABLE, "1", "县教育局", "负责校园", "2", "县公安局", "负责道路"]
    behind = ["二、附则", "县民政局应当登记。", *_TABLE, "3", "县水利局"]
    assert joined([*texts, *behind])[2:] == ["2\t县公安局\t负责道路", *behind]


def test_a_row_lies_on_one_page() -> None:
    texts = [*_TABLE, "1", "县教育局", "负责校园", "2", "县公安局", "负责道路"]
    lines = tuple(Line(text, 1 + (at > 6)) for at, text in enumerate(texts))
    assert join_stacked(lines) == lines


def test_a_row_with_a_cell_short_ends_the_table() -> None:
    texts = [
        *_TABLE,
        "1",
        "县教育局",
        "负责校园",
        "2",
        "县公安局",
        "负责道路",
        "3",
        "县民政局",
        "4",
    ]
    assert joined(texts)[3:] == ["3", "县民政局", "4"]


def test_lines_with_a_place_on_the_page_are_left() -> None:
    box = Box(1, 0, 0, 10, 10)
    texts = [*_TABLE, "1", "县教育局", "负责校园", "2", "县公安局", "负责道路"]
    lines = tuple(Line(text, 1, box) for text in texts)
    assert join_stacked(lines) == lines
