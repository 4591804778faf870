"""Broken names and numbers: repaired where they can be one thing only, `orig` untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Document, Letterhead, Line, Page, Source
from ingest.pipeline import read_document
from ingest.structure import build_blocks
from mapping.lookalikes import name_variants
from mapping.mending import mended
from mapping.model import Repair
from mapping.pipeline import map_document
from mapping.reference import load_reference
from mapping.repairs import NUMBER_BY_PLACE, find_repairs

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "directives"
PRINTED = sorted((ROOT / "tests" / "data").glob("*/*.txt"))
# Prints that OCR broke on purpose: their repairs are right, and listed here.
BROKEN = {
    "broken-ocr": None,
    "donglan-2020": None,
    "danfeng-2015-banfa": None,
    "heming-2018-xize": [("发改秀", "发改委")],
    "liuwan-2014-yijian": [("发改秀", "发改委")],
    "linxi-2016-linkage": [("民攻局", "民政局")],
    "linxi-2020-saomiao": [
        ("2O20", "2020"),
        ("1l", "11"),
        ("(-", "（一"),
        ("〔", "（"),
        ("2O20", "2020"),
        ("(五〉", "（五）"),
    ],
}


def document(text: str) -> Document:
    """A text as a document, one line a printed line."""
    lines = tuple(Line(line, 1) for line in text.split("\n"))
    return Document(
        "a.txt", "0", Source("text", (Page(1),), lines), build_blocks(lines), Letterhead()
    )


def repairs(text: str) -> tuple[Repair, ...]:
    return find_repairs(document(text).blocks, name_variants())


# what it proves, as printed after OCR, as rules read it
CASES = [
    ("a name with one character misread", "县发改秀、县财政局负责。", "县发改委、县财政局负责。"),
    ("in the middle of a name", "由县公妄局查询。", "由县公安局查询。"),
    ("at its beginning, behind the committee", "县委宜传部应当公布。", "县委宣传部应当公布。"),
    ("the committee's own", "由市委攻法委牵头。", "由市委政法委牵头。"),
    ("the name of a centre", "由公积金菅理中心查询。", "由公积金管理中心查询。"),
    ("a centre, at its end", "县公共资源交易中必应当公布。", "县公共资源交易中心应当公布。"),
    ("at its beginning, behind the level", "县氏政局应当协助。", "县民政局应当协助。"),
    ("year and number run together", "（云发〔201664号）印发", "（云发〔2016〕64号）印发"),
    ("the opening bracket read as a letter", "云发改E2016〕141号", "云发改〔2016〕141号"),
    ("the closing bracket read as a letter", "云发改〔2016J141号", "云发改〔2016〕141号"),
    ("a bracket left open", "修桥（责任单位：县文旅局", "修桥（责任单位：县文旅局）"),
    ("and closed by another mark", "修桥（责任单位：县文旅局〉。", "修桥（责任单位：县文旅局）。"),
    (
        "a letter for what ends a norm's name",
        "《关于建设的意见X云办发〔2016〕64号）要求",
        "《关于建设的意见》（云办发〔2016〕64号）要求",
    ),
    ("a stray letter", "按照X云办发〔2016〕64号要求", "按照云办发〔2016〕64号要求"),
    ("O and l for figures", "自2O18年起，l5日内办结", "自2018年起，15日内办结"),
    ("O in a year in hanzi", "二O一八年", "二〇一八年"),
    ("a blank inside a year", "到201 8年底前完成", "到2018年底前完成"),
    ("a blank inside a 文号", "云办发〔2018〕4 3号", "云办发〔2018〕43号"),
    (
        "a mark for the level in a list",
        "县科工局、-民政局、县司法局",
        "县科工局、县民政局、县司法局",
    ),
]


@pytest.mark.parametrize(("read", "meant"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_broken_is_repaired(read: str, meant: str) -> None:
    whole = document(read)
    found = find_repairs(whole.blocks, name_variants())
    (block,) = mended(whole, found).blocks
    assert found and block.text == meant
    assert block.orig == whole.blocks[0].orig
    assert len(block.offsets) == len(block.text) + 1
    assert list(block.offsets) == sorted(block.offsets)


@pytest.mark.parametrize(
    "text",
    [
        "修桥（责任单位：县文旅局），清河（责任单位：县水利局、\n县民政局）",
        "市政局、县民政局、邮政局",  # names one character apart
        "市-政局负责登记。",  # 民政, 财政, 邮政: nobody can tell
        "由县法院会同法律援助机构、县教育有关单位登记，委托政法委员公布。",
        "组委宜传播古桥知识，自燃物品、目前资源和坊间财产另行登记。",
        "农业季节性用工由县农业农村局登记。",
        "申请人应当按照A类标准、B类标准提供。",
        "在1.5万元以上的，自2018年3月1日起执行。",
        "《意见》（云办发〔2016〕64号）",
        "县科工局、- 民政事务",
        "二〇一八年，〔2018〕43号，第15条",
        "上午4月12日至下午，青文发〔2018〕12",
        "一—二年，共2018年〕",
    ],
)
def test_what_may_be_right_is_left(text: str) -> None:
    assert repairs(text) == ()


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_correct_text_is_never_repaired(path: Path) -> None:
    found = find_repairs(read_document(path).blocks, name_variants())
    if named := BROKEN.get(path.stem):
        assert [(one.read, one.text) for one in found] == named
    elif path.stem in BROKEN:
        assert found and all(one.rule == NUMBER_BY_PLACE for one in found)
    else:
        assert found == ()


REAL_REPAIRS = {
    "jiaozuo-2017": [("number-brackets", "E", "〔"), ("number-stray-letter", "X", "》（")],
    "wuzhi-2020": [
        (NUMBER_BY_PLACE, "笤△", "第一"),
        ("list-mark", "-", "县"),
        ("agency-name", "发改秀", "发改委"),
    ],
}


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/directives is not here")
@pytest.mark.parametrize("name", ["baisha", "chuxiong", "gongan", "jiaozuo", "wuzhi"])
def test_real_directives(name: str) -> None:
    """Two of the five were read by OCR; what is repaired in them was broken."""
    (path,) = REAL.glob(f"{name}-*.txt")
    found = find_repairs(read_document(path).blocks, name_variants())
    assert [(one.rule, one.read, one.text) for one in found] == REAL_REPAIRS.get(path.stem, [])


ARTICLES = "笤△条 县公安局查询户籍。\n第二条 县民政局应当查询婚姻登记信息。"


def test_a_repaired_number_may_be_refused() -> None:
    """What stood under it then stands in the preface, with the words as read."""
    whole = document(ARTICLES)
    (found,) = find_repairs(whole.blocks, name_variants())
    assert (found.rule, found.read, found.text) == (NUMBER_BY_PLACE, "笤△", "第一")
    (refused,) = find_repairs(whole.blocks, name_variants(), frozenset({found.key}))
    first, second = mended(whole, [refused]).blocks
    assert (first.label, first.number, first.kind) == ("前言", "", "paragraph")
    assert first.text.startswith("笤条县公安局") and second.label == "第二条"


def test_mapping_reads_the_repaired_words_and_quotes_the_printed_ones() -> None:
    whole = document("第一条 县氏政局应当提供婚姻登记信息。")
    mapping = map_document(whole, load_reference(), document_id="a")
    (duty,) = mapping.assignments
    assert (duty.agency, duty.mention) == ("civil-affairs", "县氏政局")
    assert duty.quote in whole.blocks[0].orig
    (repair,) = mapping.repairs
    again = map_document(whole, load_reference(), document_id="a", refused=frozenset({repair.key}))
    assert [one.refused for one in again.repairs] == [True]
    assert "civil-affairs" not in {duty.agency for duty in again.assignments}


pieces = st.lists(
    st.sampled_from(
        [
            "县发改秀、",
            "〔201664号",
            "X云办发〔2016〕4号",
            "2O18年",
            "，",
            "第一条 ",
            "县-民政局、",
            "《",
        ]
    ),
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(pieces.map("".join))
def test_a_mended_block_keeps_its_offsets(text: str) -> None:
    """Each character of the text leads to a place in `orig`; nothing else of a block changes."""
    whole = document(text)
    after = mended(whole, find_repairs(whole.blocks, name_variants()))
    for block, before in zip(after.blocks, whole.blocks, strict=True):
        assert len(block.offsets) == len(block.text) + 1
        assert all(
            0 <= low <= high for low, high in zip(block.offsets, block.offsets[1:], strict=False)
        )
        assert (block.orig, block.pieces, block.label) == (before.orig, before.pieces, before.label)
