"""Tables of tasks: which column is what, and what each row assigns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Line
from ingest.structure import build_blocks
from mapping.tables import cells, column_role, headings, is_head, is_matter, is_period
from tests.written import document, duties

COLUMNS = [
    # heading of a column, the role of the agencies in it, whether it holds the matter, the period
    ("牵头单位", "lead", False, False),
    ("主办部门", "lead", False, False),
    ("责任单位", "responsible", False, False),
    ("单位", "responsible", False, False),
    ("责任部门（单位）", "responsible", False, False),
    ("配合单位", "support", False, False),
    ("协助单位", "support", False, False),
    ("参与部门", "support", False, False),
    ("工作任务", None, True, False),
    ("主要措施", None, True, False),
    ("内容", None, True, False),
    ("序号", None, False, False),
    ("备注", None, False, False),
    ("完成时限", None, False, True),
    ("时间要求", None, False, True),
    ("报送频次", None, False, True),
]


@pytest.mark.parametrize(
    ("heading", "role", "matter", "period"), COLUMNS, ids=[case[0] for case in COLUMNS]
)
def test_columns(heading: str, role: str | None, matter: bool, period: bool) -> None:
    assert (column_role(heading), is_matter(heading), is_period(heading)) == (role, matter, period)


HEADED = [
    ("a head and two rows", "序号|任务|单位\n1|甲|乙\n2|丙|丁", [False, True, True]),
    ("no head", "1|查户籍|县公安局\n2|查车辆|县公安局", [False, False]),
    (
        "a second table has its own",
        "序号|任务|单位\n1|甲|乙\n正文。\n1|丙|丁",
        [False, True, False],
    ),
    (
        "a numbered row is no second head",
        "序号|任务|单位\n1|开展护桥工作|各成员单位\n2|丙|丁",
        [False, True, True],
    ),
    ("a long cell is no head", f"1|{'任务' * 9}|{'单位' * 9}\n2|甲|乙", [False, False]),
]


@pytest.mark.parametrize(("text", "below"), [c[1:] for c in HEADED], ids=[c[0] for c in HEADED])
def test_rows_below_a_head(text: str, below: list[bool]) -> None:
    rows = [block for block in document(text).blocks if block.kind == "row"]
    heads = headings(rows if "正文" not in text else document(text).blocks)
    assert [row.id in heads for row in rows] == below
    assert [is_head(row, heads) for row in rows] == [not known for known in below]


contents = st.lists(st.text("县公安局查户籍1 Ａ（", max_size=6), min_size=3, max_size=5)


@given(contents)
def test_cells_are_found_in_their_row(content: list[str]) -> None:
    """Each cell's words stand at its place in the row's normalised text."""
    line = Line("\t".join(content), 1, cells=tuple(content))
    (block,) = build_blocks([line])
    found = cells(block, ["甲", "乙", "丙"])
    assert len(found) == len(content)
    assert [cell.heading for cell in found][:3] == ["甲", "乙", "丙"]
    for cell, words in zip(found, content, strict=True):
        assert 0 <= cell.start <= cell.end <= len(block.text)
        assert block.orig[block.offsets[cell.start] :].startswith(words.strip()[:1])


DUTIES = [
    (
        "each row gives its matter to its agencies, with its period",
        "一、分工\n序号|任务|责任单位|完成时限\n1|查询户籍信息|县公安局|3日内\n2|查封车辆|县公安局、县民政局|",
        {
            ("一1", "public-security", "query.identity", "responsible", "3日内"),
            ("一2", "public-security", "control.vehicle", "responsible", "None"),
            ("一2", "civil-affairs", "control.vehicle", "responsible", "None"),
        },
    ),
    (
        "roles by column",
        "序号|任务|牵头单位|配合单位\n1|查封车辆|县公安局|县民政局",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "civil-affairs", "control.vehicle", "support", "None"),
        },
    ),
    (
        "a class behind a named agency says nothing",
        "序号|任务|牵头单位|配合单位\n1|查封车辆|县公安局|县民政局等相关部门",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "civil-affairs", "control.vehicle", "support", "None"),
        },
    ),
    (
        "a class of a cell of its own",
        "序号|任务|牵头单位|配合单位\n1|查封车辆|县公安局|各成员单位",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "member-units", "control.vehicle", "support", "None"),
        },
    ),
    (
        "two matters in a cell",
        "序号|任务|单位\n1|查询户籍；限制出境|县公安局",
        {
            ("1", "public-security", "query.identity", "responsible", "None"),
            ("1", "public-security", "restrict.exit", "responsible", "None"),
        },
    ),
    (
        "a period inside the matter",
        "序号|任务|单位|时限\n1|在3日内查封车辆|县公安局|长期",
        {("1", "public-security", "control.vehicle", "responsible", "3日内")},
    ),
    (
        "a cell that is a date and no more",
        "序号|任务|单位|时限\n1|查封车辆|县公安局|2021年9月至10月\n2|查封房产|县公安局|长期",
        {
            ("1", "public-security", "control.vehicle", "responsible", "2021年9月至10月"),
            ("2", "public-security", "control.real-estate", "responsible", "None"),
        },
    ),
    (
        "columns in another order, a number with its dot",
        "（一）分工\n序号|责任单位|任务\n1.|县公安局|查封车辆",
        {("（一）1", "public-security", "control.vehicle", "responsible", "None")},
    ),
    (
        "a duty that no measure fits is other in a table too",
        "序号|任务|责任单位\n1|设置地名标志|县民政局",
        {("1", "civil-affairs", "other", "responsible", "None")},
    ),
    (
        "a row whose last cell is empty",
        "任务\t责任单位\t备注\n查封车辆\t县公安局\t",
        {("前言", "public-security", "control.vehicle", "responsible", "None")},
    ),
    (
        "a table of two columns",
        "单位\t职责\n县公安局\t查封车辆",
        {("前言", "public-security", "control.vehicle", "responsible", "None")},
    ),
    (
        "helpers alone are responsible themselves",
        "序号|协助单位|查询职责|控制职责\n1|县公安局|查询户籍信息|查封车辆",
        {
            ("1", "public-security", "query.identity", "responsible", "None"),
            ("1", "public-security", "control.vehicle", "responsible", "None"),
        },
    ),
    (
        "roles in the words of a cell whatever its column is called",
        "序号|任务|分工\n1|查封车辆|由县公安局牵头，县民政局、县财政局参与配合\n2|查封房产|县民政局会同县财政局",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "civil-affairs", "control.vehicle", "support", "None"),
            ("1", "finance", "control.vehicle", "support", "None"),
            ("2", "civil-affairs", "control.real-estate", "responsible", "None"),
        },
    ),
    (
        "a role in a cell of its own",
        "序号|任务|单位|分工\n1|查封车辆|县公安局|牵头\n2|查封车辆|县民政局|配合",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("2", "civil-affairs", "control.vehicle", "support", "None"),
        },
    ),
    (
        "two rows make the head",
        "序号|任务|责任分工||\n序号|任务|牵头单位|协办单位|时限\n1|查封车辆|县公安局|县民政局|3日内",
        {
            ("1", "public-security", "control.vehicle", "lead", "3日内"),
            ("1", "civil-affairs", "control.vehicle", "support", "3日内"),
        },
    ),
    (
        "marks under the agencies that head the columns",
        "序号|任务|县公安局|县民政局|县财政局\n1|查封车辆|★|▲|\n2|查封房产||√|△\n注：★为牵头单位，▲为配合单位，△表示不承担。",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "civil-affairs", "control.vehicle", "support", "None"),
            ("2", "civil-affairs", "control.real-estate", "responsible", "None"),
        },
    ),
    (
        "a note on the order of the list",
        "序号|任务|责任单位\n1|查封车辆|县公安局、县民政局\n2|查封房产|县民政局\n注：排在首位的为牵头单位，其余为配合单位。",
        {
            ("1", "public-security", "control.vehicle", "lead", "None"),
            ("1", "civil-affairs", "control.vehicle", "support", "None"),
            ("2", "civil-affairs", "control.real-estate", "responsible", "None"),
        },
    ),
    (
        "whom the row above names",
        "序号|任务|责任单位\n1|查封车辆|县公安局\n2|查封房产|同上\n3|限制出境|〃",
        {
            ("1", "public-security", "control.vehicle", "responsible", "None"),
            ("2", "public-security", "control.real-estate", "responsible", "None"),
            ("3", "public-security", "restrict.exit", "responsible", "None"),
        },
    ),
    (
        "columns set apart by blanks",
        "一、分工\n序号　任务　牵头单位　配合单位　时限\n"
        "1　查封车辆　县公安局　—　3日内\n2　查封房产　县财政局　县民政局　长期",
        {
            ("一1", "public-security", "control.vehicle", "lead", "3日内"),
            ("一2", "finance", "control.real-estate", "lead", "None"),
            ("一2", "civil-affairs", "control.real-estate", "support", "None"),
        },
    ),
    ("a table without a head assigns nothing", "1|查封车辆|县公安局\n2|查封房产|县公安局", set()),
    ("nor does a row without agencies", "序号|任务|责任单位\n1|查封车辆|张三", set()),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DUTIES], ids=[c[0] for c in DUTIES])
def test_duties(text: str, expected: set[tuple[str, ...]]) -> None:
    assert duties(text, "provision", "agency", "measure", "role", "deadline") == expected
