"""Items run together on one line stand each on its own; nothing else is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Box, Line
from ingest.runs import split_runs

# what is printed, and the lines that it makes
CASES = [
    (
        "职责如下：1.气象部门。负责预报。2.电力部门。保障供电。3.县通信公司：保障通信。",
        [
            "职责如下：",
            "1.气象部门。负责预报。",
            "2.电力部门。保障供电。",
            "3.县通信公司：保障通信。",
        ],
    ),
    (
        "（一）开展排查；（二）建立台账；（三）限期整改。",
        ["（一）开展排查；", "（二）建立台账；", "（三）限期整改。"],
    ),
    (
        "符合下列情形：（一）已经履行；（二）达成和解。",
        ["符合下列情形：", "（一）已经履行；", "（二）达成和解。"],
    ),
    (
        "一、工作职责（一）气象部门预报。（二）电力部门供电。",
        ["一、工作职责", "（一）气象部门预报。", "（二）电力部门供电。"],
    ),
    (
        "古桥办法第一章 总  则第一条 为护桥。第二条 县局巡查。第二章 巡查、修缮第三条 县局修缮。",
        [
            "古桥办法",
            "第一章 总  则",
            "第一条 为护桥。",
            "第二条 县局巡查。",
            "第二章 巡查、修缮",
            "第三条 县局修缮。",
        ],
    ),
    ("如下：⑴气象部门。⑵电力部门。", ["如下：", "⑴气象部门。", "⑵电力部门。"]),
    (
        "1.修缮石桥（责任单位：县文旅局）2.清理河道（县水利局负责）",
        ["1.修缮石桥（责任单位：县文旅局）", "2.清理河道（县水利局负责）"],
    ),
    # references, and the list of what is annexed
    ("按照第四条（一）、（二）项办理；符合第五条：（一）和（二）。", None),
    ("一、按照第四条（一）的规定办理。（二）另行规定。", None),
    ("附件：1.任务分工表；2.成员名单", None),
    # a number in the middle of a sentence, and quantities
    ("按照第一条、第二条和第三条的规定，投入1.5万元；2.5万元；3.5万元。", None),
    ("按照方案（县文旅局负责）（二）、（三）项修桥。", None),
    ("按照办法（草案）（一）项修桥，（附后）（二）项清河。", None),
    # not in sequence
    ("如下：1.修桥（责任单位：县文旅局）3.清河（责任单位：县水利局）", None),
    ("如下：1.气象部门。2.电力部门。4.通信部门。", None),
]


@pytest.mark.parametrize(("text", "parts"), CASES, ids=[case[0][:12] for case in CASES])
def test_lines(text: str, parts: list[str] | None) -> None:
    assert [line.text for line in split_runs([Line(text, 1)])] == (parts or [text])


def test_a_list_inside_an_article_of_a_run() -> None:
    lines = [
        Line("第一条 护桥。第二条 应当：（一）巡查；", 1),
        Line("（二）修缮。第三条 施行。", 1),
    ]
    assert [line.text for line in split_runs(lines)] == [
        "第一条 护桥。",
        "第二条 应当：",
        "（一）巡查；",
        "（二）修缮。",
        "第三条 施行。",
    ]


def test_articles_of_an_excerpt_begin_anywhere() -> None:
    lines = [Line("（六）其他职责。第六条 镇政府巡查。", 1), Line("村民护。第七条市、县修缮。", 1)]
    assert [line.text for line in split_runs(lines)] == [
        "（六）其他职责。",
        "第六条 镇政府巡查。",
        "村民护。",
        "第七条市、县修缮。",
    ]


def test_a_list_over_several_lines() -> None:
    lines = [Line("如下：1.气象部门。负责预报，", 1), Line("并发布。2.电力部门。供电。3.", 1)]
    found = ["如下：", "1.气象部门。负责预报，", "并发布。", "2.电力部门。供电。3."]
    assert [line.text for line in split_runs(lines)] == found  # no words behind the third
    lines[1] = Line("并发布。2.电力部门。供电。3.通信部门。", 1)
    found[3:] = ["2.电力部门。供电。", "3.通信部门。"]
    assert [line.text for line in split_runs(lines)] == found


def test_items_that_have_lines_of_their_own_are_left() -> None:
    lines = [
        Line("1.气象部门。负责预报。", 1),
        Line("2.电力部门。供电。", 1),
        Line("3.通信部门。", 1),
    ]
    assert split_runs(lines) == tuple(lines)


def test_the_parts_of_a_box_lie_side_by_side() -> None:
    text = "如下：1.气象部门。2.电力部门。3.通信部门。"
    parts = split_runs([Line(text, 1, Box(1, 10.0, 5.0, 10.0 + len(text), 6.0))])
    boxes = [part.box for part in parts if part.box]
    assert [box.x0 for box in boxes[1:]] == [box.x1 for box in boxes[:-1]]
    assert (boxes[0].x0, boxes[-1].x1) == (10.0, 10.0 + len(text))


@given(st.lists(st.text(alphabet="如下：。；1234.（一二三）甲部门负责 ", max_size=40), max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_character_is_lost(texts: list[str]) -> None:
    lines = [Line(text, 1) for text in texts]
    assert "".join(line.text for line in split_runs(lines)) == "".join(texts)
