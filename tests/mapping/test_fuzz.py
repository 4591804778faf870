"""Directives composed from the vocabulary: never an exception, every assignment with proof."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Box, Document, Line, Page, Source
from ingest.pipeline import assemble
from mapping.confidence import load_weights
from mapping.model import Mapping
from mapping.pipeline import map_document
from mapping.weighing import RULE
from tests.written import document, mapped, reference

AGENCIES = "/".join(f"县{e.zh}" for e in reference().agencies.values() if e.zh[0] not in "各其中")
OTHERS = (
    "各成员单位/有关部门/该局/乙方/县住建、国土部门/市经信委、财政局/县局（以下简称甲局）"
    "/人民银行青禾县支行/公安县公安局/上述部门/被执行人/"
)
MODALS = (
    "应当/要/可以/不得/负责/牵头/配合/分别/鼓励/会同县财政局/由/督促县银行/应当协助人民法院"
    "/成立县领导小组/接到通知后/向人民法院/移送县纪委/"
)
ACTS = "查询/查封、扣押/限制/不予办理/推送/侦查/提供/冻结/的/"
OBJECTS = (
    "户籍、婚姻登记/车辆/机动车和车辆/不动产/存款/乘坐飞机/失信名单/出境/联络员/拒执犯罪"
    "/《关于查询车辆的办法》（青法〔2021〕1号）/评先评优/信息共享/１２３ #★/"
)
ENDS = (
    "。/；/，/：/的，/，3日内办结。/（责任单位：县公安局）。/（县民政局负责）/（/）/】/。”"
    "/（牵头单位：县公安局；配合单位：各成员单位）/，县公安局配合。/，由县税务局办理。/"
)
NUMBERS = (
    "第一章 /第一条 /第二条　/第三条/一、/二、/（一）/（二）/1./2．/（1）/①/第九条/第十五条的"
    "/笫二条 /甲方：/乙方：/附件/　　//"
)
CELLS = "序号/任务/责任单位/完成时限/1/"


def one_of(words: str) -> st.SearchStrategy[str]:
    """One of the words between slashes."""
    return st.sampled_from(words.split("/"))


named = one_of(f"{AGENCIES}/{OTHERS}")
parts = (named, one_of(MODALS), one_of(ACTS), one_of(OBJECTS), one_of(ENDS))
clause = st.tuples(*parts).map("".join)
numbered = st.tuples(one_of(NUMBERS), st.lists(clause, max_size=3).map("".join)).map("".join)
row = st.lists(st.one_of(named, one_of(OBJECTS), one_of(CELLS)), min_size=3, max_size=5)
heading = st.tuples(one_of(NUMBERS), named, one_of("职责/工作原则/")).map("".join)
line = st.one_of(numbered, numbered, numbered, row.map("\t".join), heading)
text = st.lists(line, max_size=12).map("\n".join)


def check(read: Document, mapping: Mapping) -> None:
    """All that is promised of a mapping, whatever the text."""
    blocks = {block.id: block for block in read.blocks}
    for item in mapping.assignments:
        block = blocks[item.block]
        assert 0 <= item.start < item.end <= len(block.orig)
        assert item.quote == block.orig[item.start : item.end]
        assert item.provision in {b.label for b in read.blocks}
        assert item.agency in reference().agencies
        assert item.measure in reference().measures
        assert item.mention
        assert item.rule == RULE or ("rule", item.rule) in load_weights()
        assert 0 < item.confidence <= 1
        assert item.role in ("lead", "responsible", "support")
        assert item.modality in ("must", "may", "must-not", "encouraged")
    triples = [(a.block, a.provision, a.agency, a.measure) for a in mapping.assignments]
    assert len(triples) == len(set(triples))


@settings(max_examples=250, deadline=None)
@given(text)
def test_any_directive_maps(words: str) -> None:
    read = document("青禾县办法\n" + words)
    check(read, map_document(read, reference(), document_id="a"))


@settings(max_examples=60, deadline=None)
@given(text)
def test_every_assignment_of_a_scan_has_its_page_and_boxes(words: str) -> None:
    lines = tuple(
        Line(line, 1 + index // 5, Box(1 + index // 5, 50, 20.0 * index, 550, 20.0 * index + 18))
        for index, line in enumerate(filter(str.strip, words.split("\n")))
    )
    pages = tuple(Page(number, 600, 800) for number in range(1, 5))
    read = assemble("a.pdf", "0" * 64, Source("pdf", pages, lines))
    for item in map_document(read, reference(), document_id="a").assignments:
        assert item.page in {1, 2, 3}
        assert item.boxes
        assert item.boxes[0].page == item.page
        assert all(50 <= box.x0 < box.x1 <= 550 + 1e-6 for box in item.boxes)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_maps(words: str) -> None:
    read = document("青禾县办法\n" + words)
    check(read, map_document(read, reference(), document_id="a"))


def test_values_are_whole() -> None:
    """An assignment is a plain value: what is stored is what is compared."""
    first = mapped("青禾县办法\n第一条 县公安局应当查封车辆。").assignments[0]
    assert dataclasses.replace(first) == first


def test_a_quote_has_four_characters() -> None:
    text = "青禾县办法\n序号|任务|责任单位\n1|联络员|县公安局"
    assert [len(item.quote) >= 4 for item in mapped(text).assignments] == [True]


def test_a_quote_has_at_most_120_characters() -> None:
    words = "　".join("被执行人名下的所有家用和营运车辆" * 8)
    text = f"青禾县办法\n第一条 县公安局应当查封{words}。"
    assert [len(item.quote) <= 120 for item in mapped(text).assignments] == [True]
