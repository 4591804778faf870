"""Lines that fill in a field of what stands above them, and lines that only look so."""

from __future__ import annotations

import pytest

from ingest.model import Line
from ingest.paragraphs import is_field, names_marked, repeated
from ingest.structure import build_blocks

FIELDS = [
    ("责任单位：县公安局", True),
    ("★牵头单位：县文旅局", True),
    ("完成时限：6月底前", True),
    ("牵头：县水利局", True),
    ("办理要求：由县水利局对接。", True),
    ("办理要求：8月底前完成桥牌对接；对拒不改正的，依法查处。", False),  # told in sentences
    ("主办：县信息中心　备案号ICP00000000", False),  # the foot of a web page
    ("责任重大：各单位应当落实。", False),
]


@pytest.mark.parametrize(("line", "expected"), FIELDS, ids=[line for line, _ in FIELDS])
def test_a_field_is_told(line: str, expected: bool) -> None:
    assert is_field(line) is expected


def test_what_stands_before_the_colon_of_several_lines_is_a_field() -> None:
    lines = ["目标：修桥", "目标：清淤", "备注：无", "县水利局负责巡查。"]
    assert repeated(lines) == {"目标"}


MARKED = [
    ("★县文旅局　△县财政局、县水利局", True),
    ("●县公安局", True),
    ("县公安局", False),
    ("★县文旅局负责修桥。", False),
    ("★", False),
]


@pytest.mark.parametrize(("line", "expected"), MARKED, ids=[line for line, _ in MARKED])
def test_bodies_under_marks_are_told(line: str, expected: bool) -> None:
    assert names_marked(line) is expected


def test_a_field_of_time_ends_where_the_next_begins() -> None:
    lines = (
        "一、修缮石桥",
        "责任单位：县文旅局、县财政局",
        "完成时限：6月底前",
        "牵头领导：副县长李某",
        "责任科室：县文旅局文物股",
    )
    told = [block.text for block in build_blocks([Line(text, 1) for text in lines])]
    assert told == [lines[0], lines[1] + lines[2], lines[3], lines[4]]
