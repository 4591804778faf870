"""What scans and bad copies do to a text: items run on, numbers lost, brackets left open."""

from __future__ import annotations

import pytest

from tests.written import duties

Duties = set[tuple[str, ...]]
HEAD = "序号\t任务\t责任单位\n"
RUN_ON: list[tuple[str, str, Duties]] = [
    (
        "items without a stop between them",
        "一、分工\n1.修缮石桥栏杆（责任单位：县文旅局）2.清理桥下河道（责任单位：县水利局、"
        "各乡镇（街道））3.巡视桥头路口（责任单位：县公安局）",
        {
            ("一1", "culture-tourism", "other"),
            ("一2", "water", "other"),
            ("一2", "township", "other"),
            ("一3", "public-security", "other"),
        },
    ),
    (
        "one behind the bracket of an item on a line of its own",
        "一、分工\n（一）修缮石桥栏杆（县文旅局负责）\n（二）清理桥下河道。（县水利局牵头）"
        "（三）巡视桥头路口（县公安局负责）",
        {
            ("一（一）", "culture-tourism", "other"),
            ("一（二）", "water", "other"),
            ("一（三）", "public-security", "other"),
        },
    ),
    (
        "a bracket that nothing closes, in an article",
        "第一条 限制失信被执行人乘坐飞机。（责任单位：县交通局、县发改局\n"
        "第二条 县文旅局修缮石桥栏杆。",
        {
            ("第一条", "transport", "restrict.transport"),
            ("第一条", "development-reform", "restrict.transport"),
            ("第二条", "culture-tourism", "other"),
        },
    ),
    (
        "one that another mark closes",
        "第一条 限制失信被执行人乘坐飞机。（责任单位：县交通局〉",
        {("第一条", "transport", "restrict.transport")},
    ),
]
ROWS: list[tuple[str, str, Duties]] = [
    (
        "a number that is missing between two",
        "1\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n3\t巡视桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("2", "water", "other"),
            ("3", "public-security", "other"),
        },
    ),
    (
        "the first ones, blank or misread",
        "l\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n3\t巡视桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("2", "water", "other"),
            ("3", "public-security", "other"),
        },
    ),
    (
        "a number that two rows share",
        "1\t修缮石桥栏杆\t县文旅局\n\t清理桥下河道\t县水利局\n2\t巡视桥头路口\t县公安局",
        {
            ("1", "culture-tourism", "other"),
            ("1", "water", "other"),
            ("2", "public-security", "other"),
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in RUN_ON], ids=[c[0] for c in RUN_ON])
def test_run_on(text: str, expected: Duties) -> None:
    assert duties(text, "provision", "agency", "measure") == expected


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_lost_numbers_of_rows(rows: str, expected: Duties) -> None:
    assert duties(HEAD + rows, "provision", "agency", "measure") == expected
