"""The numbers of table rows, and tables whose columns are set apart by blanks."""

from __future__ import annotations

import pytest

from ingest.tables import Table, spaced_rows

# the rows of a table, and what each adds to the label above
CASES = [
    ("digits in the first column", ["1|甲|乙", "2.|丙|丁"], ["1", "2"]),
    ("a number that rows share", ["1|甲|乙", "2.|丙|丁", "|戊|己"], ["1", "2", "2"]),
    ("no numbers", ["单位|任务", "县公安局|查封车辆"], ["", ""]),
    (
        "numbers before the words of a first cell, where no column holds them",
        ["任务|单位", "1.甲|乙", "（2）丙|丁"],
        ["", "1", "（2）"],
    ),
    ("where a column holds them, words are none", ["序号|任务", "1.甲|乙"], ["", ""]),
    ("a quantity is no number", ["1000|甲|乙", "2.5|丙|丁"], ["", ""]),
    ("hanzi and brackets", ["一|甲|乙", "（二）|甲|乙", "(3)|甲|乙"], ["一", "（二）", "（3）"]),
    ("the column that the head names", ["单位|序 号|任务", "甲|7|乙", "丙|8|丁"], ["", "7", "8"]),
    (
        "sections over the whole width",
        ["序号|任务|单位", "一、查询||", "1|甲|乙", "二、控制||", "1|丙|丁"],
        ["", "", "一1", "", "二1"],
    ),
    (
        "sections with a number and a title alone",
        ["序号|任务|单位", "一|查询|", "（一）|甲|乙", "二|控制|", "（一）|丙|丁"],
        ["", "", "一（一）", "", "二（一）"],
    ),
    (
        "sections down the left side",
        ["类别|序号|任务", "一、查询|1|甲", "一、查询|2|乙", "二、控制|1|丙"],
        ["", "一1", "一2", "二1"],
    ),
]


@pytest.mark.parametrize(("rows", "numbers"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_numbers_of_rows(rows: list[str], numbers: list[str]) -> None:
    table = Table()
    assert [table.enter(row.split("|")) for row in rows] == numbers


def test_columns_set_apart_by_blanks() -> None:
    lines = [
        "任务分工如下：",
        "序号　工作任务　责任单位",
        "1　查询户籍　县公安局",
        "2  查封车辆  县公安局",
        "以上任务　抓紧办理。",
        "3　查封房产　县财政局",
    ]
    found = spaced_rows(lines)
    assert [len(cells) for cells in found] == [0, 3, 3, 3, 0, 0]
    assert found[2] == ("1", "查询户籍", "县公安局")


def test_blanks_without_a_head_make_no_table() -> None:
    assert not any(spaced_rows(["甲　乙　丙", "县公安局　县民政局　县财政局", ""]))


def test_single_blanks_before_the_columns_of_the_responsible() -> None:
    lines = [
        "序号 类别 主要任务 牵头单位 责任单位",
        "1 查 控 查询户籍信息。 县公安局 各乡镇人民政府",
        "2 惩戒 限制出境。 县法院 县公安局、县财政局",
        "3 以上任务 抓紧办理。",
        "4 惩戒 限制出境。 县法院 县公安局",
    ]
    found = spaced_rows(lines)
    assert [len(cells) for cells in found] == [4, 4, 4, 0, 0]
    assert found[1] == ("1", "查 控 查询户籍信息。", "县公安局", "各乡镇人民政府")
    assert not any(spaced_rows(["一 二 三 单位", "1 甲 乙 县公安局"]))


def test_columns_of_when_behind_the_responsible_and_sections_between_the_rows() -> None:
    lines = [
        "序号 工作任务 牵头单位 配合单位 完成时限",
        "一、查控联动",
        "1 查询户籍信息，当日反馈。 县公安局 县不动产登记中心、农村信用社 2021年6月底前",
        "二、惩戒联动，分工如下。",
        "2 限制出境。 县公安局 县法院 长期",
    ]
    found = spaced_rows(lines)
    assert [len(cells) for cells in found] == [5, 1, 5, 0, 0]
    assert found[2][2:] == ("县公安局", "县不动产登记中心、农村信用社", "2021年6月底前")
    alone = spaced_rows([lines[0], "1 公布名单，每月更新。 县法院 长期"])[1]
    assert alone == ("1", "公布名单，每月更新。", "县法院", "", "长期")


def test_single_blanks_where_the_bodies_stand_before_what_they_do() -> None:
    lines = [
        "序号 成员单位 主要职责",
        "1 县水利局 疏浚河道，巡查堤防",
        "2 县粮食局、县供销社 储备 麻袋",
        "3 汛期 值守电话",
    ]
    found = spaced_rows(lines)
    assert found[:3] == [
        tuple(lines[0].split()),
        ("1", "县水利局", "疏浚河道，巡查堤防"),
        ("2", "县粮食局、县供销社", "储备 麻袋"),
    ]
    assert found[3] == ()
    wide = spaced_rows(["序号　单位　职责", "1　县水利局　疏浚河道", "2　县林业局　护林"])
    assert [len(cells) for cells in wide] == [3, 3, 3]


def test_a_section_that_goes_on_with_the_headings_of_the_text_is_one_of_them() -> None:
    head, row = "序号 任务 责任单位 时限", "1 修缮石桥 县文旅局 9月底前"
    lines = ["一、修桥", head, row, "二、护桥", row, "三、管桥", row]
    assert [len(cells) for cells in spaced_rows(lines)] == [0, 4, 4, 0, 4, 0, 4]
    # What begins with 一 inside the table is a section of its own.
    lines = ["一、分工", head, "一、修桥", row, "二、护桥", row]
    assert [len(cells) for cells in spaced_rows(lines)] == [0, 4, 1, 4, 1, 4]


def test_the_rows_under_a_section_are_labelled_by_it() -> None:
    head, section, row = spaced_rows(
        ["序号 工作任务 牵头单位 完成时限", "一、查控联动", "1 查询户籍。 县公安局 长期"]
    )
    table = Table()
    assert [table.enter(cells) for cells in (head, section, row)] == ["", "", "一1"]
