"""Where a directive prints the values of its own record."""

from __future__ import annotations

import pytest

from ingest.model import Box, Document, Line, Page, Source
from ingest.pipeline import assemble
from mapping.pipeline import context_of, map_document
from mapping.printed import Printed, record_places
from tests.written import document, reference

TEXT = """青禾县人民法院 青禾县公安局文件
青法发[2021]9号
关于建立协作机制的意见
各乡镇人民政府：
根据《青禾县执行工作规定》（青办发〔2019〕3号），2021年1月5日的会议议定如下。
第一条 联席会议成员单位包括县人民法院、县公安局。
第二条 县公安局应当查封被执行人的车辆。
青禾县人民法院 青禾县公安局
2021年2月3日"""


def places(read: Document) -> tuple[Printed, ...]:
    record = map_document(read, reference(), document_id="a").record
    return record_places(read, record, context_of(read.blocks, reference()).docs)


WORDS = [
    ("title", "关于建立协作机制的意见", "关于建立协作机制的意见"),
    ("number", "青法发〔2021〕9号", "青法发[2021]9号"),
    ("issuer", "青禾县人民法院", "青禾县人民法院"),
    ("issuer", "青禾县公安局", "青禾县公安局"),
    ("issued", "2021-02-03", "2021年2月3日"),
    ("cites", "青禾县执行工作规定", "《青禾县执行工作规定》"),
    ("members", "court", "县人民法院"),
    ("members", "public-security", "县公安局"),
]


@pytest.mark.parametrize(("field", "value", "words"), WORDS, ids=[f"{c[0]} {c[1]}" for c in WORDS])
def test_each_value_has_its_words(field: str, value: str, words: str) -> None:
    read = document(TEXT)
    (found,) = [p for p in places(read) if (p.field, p.value) == (field, value)]
    assert found.words == words
    (block,) = [b for b in read.blocks if b.id == found.block]
    assert block.orig[found.start : found.end] == words


def test_a_date_of_the_text_is_not_that_of_issue() -> None:
    text = "青禾县办法\n一、2021年2月3日起，县公安局应当查封车辆。\n2021年2月3日"
    found = [p.words for p in places(document(text)) if p.field == "issued"]
    assert found == ["2021年2月3日"]


def test_traditional_script() -> None:
    text = "青禾縣人民政府\n關於建立執行協作機制的意見\n一、縣公安局應當查封被執行人的車輛。"
    found = {p.field: p.words for p in places(document(text))}
    assert found["title"] == "關於建立執行協作機制的意見"


def test_a_title_over_two_lines_of_a_scan_has_its_boxes() -> None:
    words = ("青禾县人民政府关于建立", "协作机制的意见", "一、县公安局应当查封车辆。")
    lines = tuple(
        Line(text, 1, Box(1, 50, 40.0 * n, 50 + 20.0 * len(text), 40.0 * n + 20))
        for n, text in enumerate(words)
    )
    found = places(assemble("a.pdf", "0" * 64, Source("pdf", (Page(1, 600, 800),), lines)))
    title = [p for p in found if p.field == "title"]
    assert "".join(p.words for p in title).replace("\n", "") == "".join(words[:2])
    assert [box.y0 for p in title for box in p.boxes] == [0.0, 40.0]
    assert {p.page for p in title} == {1}


def test_what_is_not_printed_has_no_place() -> None:
    found = places(document("一、县公安局应当查封被执行人的车辆。"))
    assert found == ()
