"""From a document to its mapping: proof for all of it, problems said."""

from __future__ import annotations

import pytest

from mapping.pipeline import map_document
from tests.written import HEAD, document, mapped, reference

TEXT = (
    HEAD
    + """第一章 查询
第一条　县公安局 应当查询被执行人户籍信息，
并在３日内书面告知县人民法院。
第二条　各成员单位应当确定联络员。
一、任务分工
序号\t任务\t责任单位
1\t查封车辆\t县公安局
"""
)


def test_every_assignment_carries_its_proof() -> None:
    """The quote is the block's own words, and all ids are known."""
    read = document(TEXT)
    found = map_document(read, reference(), document_id="a")
    blocks = {block.id: block for block in read.blocks}
    assert len(found.assignments) >= 4
    for item in found.assignments:
        block = blocks[item.block]
        assert item.quote == block.orig[item.start : item.end]
        assert item.provision == block.label
        assert item.mention in block.orig
        assert (item.page, item.boxes) == (None, ())
        assert item.agency in reference().agencies
        assert item.measure in reference().measures


def test_the_quote_is_as_printed() -> None:
    """Blanks and wide digits stay in the quote, and wraps are undone."""
    (item,) = [a for a in mapped(TEXT).assignments if a.measure == "information.sharing"]
    assert item.quote == "并在３日内书面告知县人民法院"


PROBLEMS = [
    (HEAD + "第一条 县公安局应当查询户籍。", []),
    ("协助执行工作办法\n第一条 县公安局应当查询户籍。", ["no-jurisdiction"]),
    (HEAD + "第一条 今天天气很好。", ["no-assignments"]),
    ("今天天气很好。", ["no-jurisdiction", "no-assignments"]),
]


@pytest.mark.parametrize(("text", "codes"), PROBLEMS)
def test_problems(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in mapped(text).problems] == codes


def test_the_same_document_gives_the_same_mapping() -> None:
    assert mapped(TEXT) == mapped(TEXT)


def test_each_triple_stands_once() -> None:
    text = HEAD + "第一条 县公安局应当查封车辆。县公安局应当及时查封车辆。"
    assert len(mapped(text).assignments) == 1
