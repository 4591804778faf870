"""Lines -> blocks: one tree for every numbering style, nothing lost, nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Block, Line
from ingest.structure import build_blocks


def blocks_of(text: str) -> tuple[Block, ...]:
    return build_blocks([Line(line, 1) for line in text.split("\n") if line.strip()])


# what it proves, the lines, and the labels of the blocks in order
LABELS = [
    (
        "a body whose duties follow stands behind the list of the one before",
        "三、分工\n渔业部门职责：\n1.巡河；\n2.放苗；\n3.护鱼。\n林业部门主要职责：负责护林。",
        ["三", "三", "三1", "三2", "三3", "三"],
    ),
    (
        "a line with a colon that is no body's stays where it stands",
        "三、分工\n渔业部门职责：\n1.巡河；\n2.放苗。\n放苗要求：选好鱼苗。",
        ["三", "三", "三1", "三2", "三2"],
    ),
    (
        "a paragraph behind the items of an article is the article's own",
        "第一条 应当：\n（一）查询；\n（二）查封。\n县局反馈结果。\n第二条 县局归档。",
        ["第一条", "第一条（一）", "第一条（二）", "第一条", "第二条"],
    ),
    (
        "items that are sentences may have paragraphs",
        "第一条 分工如下。\n（一）县局查询。\n（二）县院查封。\n应当反馈结果。\n第二条 县局归档。",
        ["第一条", "第一条（一）", "第一条（二）", "第一条（二）", "第二条"],
    ),
    (
        "articles count through, chapters are left out of labels",
        "第一章 总则\n第一条 为了执行。\n第二章 分工\n第二条 县局查询。\n第三条 县局查封。",
        ["第一章", "第一条", "第二章", "第二条", "第三条"],
    ),
    (
        "paragraphs that count themselves in words",
        "现通知如下：\n一要护桥。县局修桥。\n二是巡河。县局\n三要去看。\n三要放苗。县局放苗。",
        ["前言", "一", "二", "三"],
    ),
    (
        "paragraphs that count themselves as the first and the second",
        "现通知如下：\n第一，县局修桥。\n第二，县局巡河。\n2020年3月2日",
        ["前言", "第一", "第二", "第二"],
    ),
    (
        "none where only one does, or where others have signs",
        "现通知如下：\n一要护桥。\n县局修桥。\n第一条 应当：\n一是护桥。\n二是巡河。",
        ["前言", "前言", "前言", "第一条", "第一条"],
    ),
    (
        "a heading of the annex may have the number of an item of the text",
        "一、县局修桥。\n二、县局巡河。\n附件\n一、护桥\n（一）县院立牌。\n（二）县局清点。",
        ["一", "二", "附件", "一", "一（一）", "一（二）"],
    ),
    (
        "an annex of the text that has no number",
        "各单位：\n现印发给你们。\n附表\n护桥分工表\n县局修桥。",
        ["前言", "前言", "前言", "前言", "前言"],
    ),
    (
        "chapters alone are kept",
        "第一章 总则\n县局查询。\n第二章 分工\n一、县局查封。",
        ["第一章", "第一章", "第二章", "第二章一"],
    ),
    (
        "levels are written one after the other",
        "一、职责\n（一）查人。\n1.县局查户籍。\n（1）城区。\n①东街。\n（二）查物。\n二、附则。",
        ["一", "一（一）", "一（一）1", "一（一）1（1）", "一（一）1（1）①", "一（二）", "二"],
    ),
    (
        "an article's items",
        "第一条 县局负责：\n（一）查询；\n（二）查封。\n第二条 县局协助。",
        ["第一条", "第一条（一）", "第一条（二）", "第二条"],
    ),
    (
        "（X） that counts through over the headings above",
        "一、查询\n（一）户籍。\n（二）车辆。\n二、查封\n（三）房产。\n（四）股权。",
        ["一", "一（一）", "一（二）", "二", "二（三）", "二（四）"],
    ),
    (
        "numbers that restart under each heading",
        "一、查询\n1.户籍。\n2.车辆。\n二、查封\n1.房产。",
        ["一", "一1", "一2", "二", "二1"],
    ),
    (
        "a level may be left out: 1. right under 一、",
        "一、查询\n1.户籍。\n（1）城区。",
        ["一", "一1", "一1（1）"],
    ),
    (
        "unnumbered paragraphs belong to the number above",
        "第一条 县局查询。\n县局及时反馈。\n第二条 县局查封。",
        ["第一条", "第一条", "第二条"],
    ),
    ("before any number", "青禾县办法\n为了执行，制定本办法。", ["前言", "前言"]),
    (
        "a reference at the start of a line is no heading",
        "第一条 违反本办法\n第十五条的规定，由县局处理。\n第二条 县局查询。",
        ["第一条", "第二条"],
    ),
    (
        "an article with a title of its own",
        "第一条 管理部门\n县水利局负责护桥的监督管理。\n第二条 期限\n县水利局每年汛期前修缮各桥。",
        ["第一条", "第一条", "第二条", "第二条"],
    ),
    (
        "the first line of an article that goes on is no title",
        "第一条 县公安局、县民政局\n与县文旅局应当及时清查全县境内古桥上的各类碑刻。",
        ["第一条"],
    ),
    (
        "articles printed twice count through all the same",
        "第一章 总则\n第一条 查询。\n第一章 总则\n第一条 查询。\n第二章 附则\n第二条 查封。",
        ["第一章", "第一条", "第一章", "第一条", "第二章", "第二条"],
    ),
    (
        "articles that begin again in a chapter",
        "第一章 总则\n第一条 县局查询。\n第二章 分则\n第一条 县局查封。",
        ["第一章", "第一章第一条", "第二章", "第二章第一条"],
    ),
    (
        "nor is an article whose number does not follow",
        "第一条 县局查询。\n第四十条 这样的引用。\n第二条 县局查封。",
        ["第一条", "第一条", "第二条"],
    ),
    (
        "nor a number that the line before asks for",
        "第一条 依照\n第二条 办理，县局查询。\n第二条 县局查封。",
        ["第一条", "第二条"],
    ),
    (
        "an article that OCR broke is told by its place",
        "第一条 县局查询。\n笫二条 县局查封。\n第三条 县局扣押。",
        ["第一条", "第二条", "第三条"],
    ),
    (
        "the same with its numeral broken, and the one before it",
        "第一条 县局查询。\n笫=条 县局查封。\n第三条 县局扣押。\n△四条 处置。\n第五条 协助。",
        ["第一条", "第二条", "第三条", "第四条", "第五条"],
    ),
    (
        "Arabic articles keep their print",
        "第1条 县局查询。\n第2条 县局查封。",
        ["第1条", "第2条"],
    ),
    ("Markdown headings", "## 一、查询\n（一）户籍。\n## 二、查封", ["一", "一（一）", "二"]),
    (
        "rows of a table take their own number",
        "一、分工\n序号\t任务\t责任单位\n1\t查户籍\t县公安局\n2\t查婚姻\t县民政局",
        ["一", "一", "一1", "一2"],
    ),
    ("rows with bars", "|序号|任务|单位|\n|1|查户籍|县公安局|", ["前言", "1"]),
    (
        "after the annex's word",
        "第一条 县局查询。\n附件\n1.名单。",
        ["第一条", "附件", "1"],
    ),
    (
        "a skipped number is still a number",
        "一、查询。\n三、查封。",
        ["一", "三"],
    ),
    (
        "headings and decimals without a blank",
        "1总则\n1.1目的\n保障安全。\n2职责\n2.1机构\n2.1.1领导小组\n负责指挥。\n3附则\n3.1解释。",
        ["1", "1.1", "1.1", "2", "2.1", "2.1.1", "2.1.1", "3", "3.1"],
    ),
    (
        "a decimal whose first number has no heading",
        "2.1机构\n2.1.1领导小组\n负责指挥。\n2.1.2办公室\n负责联络。",
        ["2.1", "2.1.1", "2.1.1", "2.1.2", "2.1.2"],
    ),
    (
        "quantities amid decimals are no headings",
        "1.1机构\n1.2经费\n2万元以内由县局落实。\n2.1监督\n县局检查。",
        ["1.1", "1.2", "1.2", "2.1", "2.1"],
    ),
    (
        "decimals open nothing",
        "一、落实经费，不少于\n1.5万元，由县局落实。",
        ["一"],
    ),
]


@pytest.mark.parametrize(("text", "labels"), [c[1:] for c in LABELS], ids=[c[0] for c in LABELS])
def test_labels(text: str, labels: list[str]) -> None:
    assert [block.label for block in blocks_of(text)] == labels


def test_a_lost_page_does_not_lose_the_articles_behind_it() -> None:
    """A page of a scan that failed takes five articles with it; the others keep theirs."""
    numbers = ["第一条", "第二条", "第八条", "第九条", "第十条"]
    blocks = blocks_of("\n".join(f"{number} 县局查询。" for number in numbers))
    assert [block.label for block in blocks] == numbers


def test_an_excerpt_keeps_its_numbers() -> None:
    blocks = blocks_of("第八条 县局查询。\n第九条 县局查封。\n第十条 县局扣押。")
    assert [block.label for block in blocks] == ["第八条", "第九条", "第十条"]


def test_a_short_text_is_not_taken_for_wrapped() -> None:
    blocks = blocks_of("第一条 县局查询。\n第二条 本办法自发布之日起施行。\n青禾县人民法院")
    assert blocks[-1].orig == "青禾县人民法院"


def test_an_item_that_begins_with_a_year() -> None:
    blocks = blocks_of("一、步骤\n1.2021年底前，县局对接。\n2.2022年底前，县局上线。")
    assert [block.label for block in blocks] == ["一", "一1", "一2"]


def test_a_reference_to_a_paragraph_is_no_heading() -> None:
    blocks = blocks_of("第一条 县局查询。\n第二条第一款所列事项由县局办理。\n第二条 县局查封。")
    assert [block.label for block in blocks] == ["第一条", "第一条", "第二条"]


KINDS = [
    ("第一章 总则", "heading"),
    ("一、查询职责", "heading"),
    ("（一）信息共享", "heading"),
    ("一、县公安局应当查询户籍", "provision"),  # a duty without its stop
    ("一、县公安局查询户籍，县民政局查询婚姻", "provision"),
    ("一、县公安局查询户籍。", "provision"),
    ("第一条 总则", "provision"),  # an article is never a heading alone
    ("一、县人民法院应急值守", "heading"),  # 应急 is no 应
    ("二、主要措施", "heading"),  # 主要 is no 要
    ("县公安局查询户籍。", "paragraph"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS, ids=[c[0] for c in KINDS])
def test_kinds(line: str, kind: str) -> None:
    assert blocks_of(f"{line}\n县局及时反馈。\n再及时反馈。")[0].kind == kind


WRAPPED = """第一条 县公安局应当自收到协助执行通知
书之日起五日内办结，并将结果书面告知县人
民法院。
第二条 县民政局查询婚姻登记信息，县财政局
查询政府采购项目，县税务局查询纳税和退税
信息。
　　县自然资源局查询不动产登记。"""


def test_wraps_are_undone() -> None:
    """Lines that break off run on without a blank; an indent opens a paragraph."""
    first, second, third = blocks_of(WRAPPED)
    assert first.text == (
        "第一条县公安局应当自收到协助执行通知书之日起五日内办结，并将结果书面告知县人民法院。"
    )
    assert second.text.endswith("县税务局查询纳税和退税信息。")
    assert (third.label, third.text) == ("第二条", "县自然资源局查询不动产登记。")
    assert len(first.pieces) == 3


def test_latin_words_keep_a_blank_at_a_wrap() -> None:
    (block,) = blocks_of("一、查控系统名为，Open\nCourt，由县局维护。")
    assert block.orig == "一、查控系统名为，Open Court，由县局维护。"


def test_a_bracket_that_a_wrap_cuts_stays_whole() -> None:
    (block,) = blocks_of("（一）查询户籍。（责任单位：县公安局、\n县民政局）")
    assert block.text == "（一）查询户籍。（责任单位：县公安局、县民政局）"


def test_lines_of_who_and_when_are_a_paragraph_of_their_item() -> None:
    item, who, after = blocks_of(
        "（一）查询户籍\n牵头单位：县公安局、\n县民政局\n——完成时限：6月底\n各单位要配合。"
    )
    assert (who.label, who.parent) == (item.label, item.id)
    assert who.text == "牵头单位：县公安局、县民政局——完成时限：6月底"
    assert after.text == "各单位要配合。"


def test_furniture_is_passed_over() -> None:
    lines = [
        Line("第一条 县局查询户籍，", 1),
        Line("- 1 -", 1, role="page-number"),
        Line("并及时反馈。", 2),
    ]
    (block,) = build_blocks(lines)
    assert block.text == "第一条县局查询户籍，并及时反馈。"
    assert [piece.line for piece in block.pieces] == [0, 2]


def test_parents_follow_the_numbers() -> None:
    blocks = blocks_of("第一章 总则\n第一条 甲。\n（一）乙。\n丙。\n第二条 丁。")
    by_id = {block.id: block for block in blocks}
    above = [by_id[b.parent].number if b.parent else None for b in blocks]
    assert above == [None, "第一章", "第一条", "（一）", "第一章"]


def test_traditional_script_is_simplified_in_text_alone() -> None:
    (block,) = blocks_of("第一條 縣財政局應當協助人民法院執行。")
    assert block.text == "第一条县财政局应当协助人民法院执行。"
    assert block.orig == "第一條 縣財政局應當協助人民法院執行。"


NUMBERS = ["第一条 ", "第二条 ", "第一章 ", "一、", "二、", "（一）", "（二）", "1.", "（1）", "①"]
WORDS = ["县公安局应当查询户籍", "依照", "附件", "（责任单位：县民政局", "第十五条的规定", "Open"]
ENDS = ["。", "，", "", "；", "：", "）"]
typed = st.builds(
    lambda indent, number, words, end: indent + number + words + end,
    st.sampled_from(["", "　　", "  "]),
    st.sampled_from([*NUMBERS, "", ""]),
    st.sampled_from(WORDS),
    st.sampled_from(ENDS),
)
rows = st.lists(st.sampled_from(["1", "查户籍", "县公安局", ""]), min_size=3, max_size=4)
lines = st.one_of(typed, rows.map("\t".join), st.text("县局第条一（）。， \t|#12★X", max_size=20))
roles = st.sampled_from(["body", "body", "body", "page-number"])
pages = st.lists(st.builds(lambda text, role: Line(text, 1, role=role), lines, roles), max_size=25)


@settings(max_examples=150, deadline=None)
@given(pages)
def test_every_character_lies_in_one_block(printed: list[Line]) -> None:
    """What build_blocks promises: body lines once and in order, pieces that lead back."""
    blocks = build_blocks(printed)
    pieces = [piece for block in blocks for piece in block.pieces]
    body = [index for index, line in enumerate(printed) if line.role == "body"]
    assert [piece.line for piece in pieces] == body
    for block in blocks:
        for piece in block.pieces:
            words = block.orig[piece.start : piece.end]
            line = printed[piece.line].text
            assert words == line.strip()
            assert line[piece.column : piece.column + len(words)] == words
        covered = {place for p in block.pieces for place in range(p.start, p.end)}
        assert all(block.orig[i] == " " for i in range(len(block.orig)) if i not in covered)


@settings(max_examples=100, deadline=None)
@given(pages)
def test_the_tree_is_whole(printed: list[Line]) -> None:
    """Every block has a label and its own id; a parent stands before its children."""
    seen: set[str] = set()
    for block in build_blocks(printed):
        assert block.label
        assert block.id not in seen
        assert block.parent is None or block.parent in seen
        assert len(block.offsets) == len(block.text) + 1
        seen.add(block.id)
