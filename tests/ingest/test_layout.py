"""Two columns, the imprint, annexes, tables over page ends, words twice, broken numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.checks import checked, page_shares
from ingest.columns import Rect, reading_groups
from ingest.lines import level_rows, mark_furniture
from ingest.model import Block, Box, Line, Page, Source
from ingest.pipeline import assemble, read_document
from ingest.structure import build_blocks
from tests.scans import lay_out, width_of

ROOT = Path(__file__).parents[2]
WRAPPED = sorted([*ROOT.glob("tests/data/unseen7/*.txt"), *ROOT.glob("tests/data/unseen8/*.txt")])


def blocks_of(text: str, **line: float) -> tuple[Block, ...]:
    return build_blocks([Line(each, 1, **line) for each in text.split("\n")])


def labels(text: str, **line: float) -> list[str]:
    return [block.label for block in blocks_of(text, **line)]


# what it proves, the lines, the labels of the blocks
NUMBERS = [
    ("the first of a list broken", "(-)查人。\n（二）查物。", ["（一）", "（二）"]),
    ("a dash for 一 at the end of a text", "—、查人。\n二、查物。\n≡、附则。", ["一", "二", "三"]),
    (
        "a blot told by its place",
        "（一）甲。\n（〇）乙。\n（三）丙。",
        ["（一）", "（二）", "（三）"],
    ),
    (
        "a letter for a figure",
        "一、分工\nl.查人。\n2.查物。\nЗ.附则。",
        ["一", "一1", "一2", "一2"],
    ),
    ("two broken in a row", "一、甲。\nニ、乙。\n≡、丙。\n四、丁。", ["一", "二", "三", "四"]),
    ("a blot without neighbours is none", "一、甲。\n（〇）乙。", ["一", "一"]),
    ("a word that looks like a numeral", "一、甲。\n大、中、小型水库由县局巡查。", ["一", "一"]),
    ("a dash is no number", "一、甲。\n——县公安局。\n二、乙。", ["一", "一", "二"]),
    ("甲、 above 一、", "甲、分工\n一、查人。\n乙、附则\n一、施行。", ["甲", "甲一", "乙", "乙一"]),
    (
        "a count that runs on through the items above it",
        "一、甲\n1.乙。\n二、丙\n（一）丁。\n2.戊。\n3.己。\n（二）庚。\n4.辛。\n5.壬。",
        [
            "一",
            "一1",
            "二",
            "二（一）",
            "二（一）2",
            "二（一）3",
            "二（二）",
            "二（二）4",
            "二（二）5",
        ],
    ),
    ("甲、 below 一、", "一、分工\n甲、查人。\n乙、查物。\n二、附则", ["一", "一甲", "一乙", "二"]),
    (
        "1. above （一）",
        "1.甲\n（一）乙。\n（二）丙。\n2.丁\n（一）戊。\n3.己。",
        ["1", "1（一）", "1（二）", "2", "2（一）", "3"],
    ),
    (
        "decimals",
        "1 总则\n1.1 目的\n1.1.1 甲。\n2 附则\n2.1 乙。",
        ["1", "1.1", "1.1.1", "2", "2.1"],
    ),
    (
        "headings without decimals below them",
        "1 总则\n甲。\n2 职责\n（1）乙。\n（2）丙。\n3 附则\n丁。",
        ["1", "1", "2", "2（1）", "2（2）", "3", "3"],
    ),
    (
        "contents whose numbers stand closer than those of the headings",
        "护桥预案\n目  录\n1总则\n1.1目的\n2附则\n1 总则\n1.1 目的\n甲。\n2 附则\n2.1 乙。",
        ["前言"] * 5 + ["1", "1.1", "1.1", "2", "2.1"],
    ),
    ("two are no headings", "1 总则\n甲。\n2 附则\n乙。", ["前言"] * 4),
    ("a list below a heading", "一、名单\n1 甲局\n2 乙局\n3 丙局", ["一", "一", "一", "一"]),
    ("a quantity is no decimal", "1 总则\n1.1 目的\n1.5万元以下，从其规定。", ["1", "1.1", "1.1"]),
    ("a bare figure without decimals", "一、目标\n3 个月内完成任务。", ["一", "一"]),
    (
        "articles that begin again in each chapter",
        "第一章 甲\n第一条 乙。\n第二章 丙\n第一条 丁。",
        ["第一章", "第一章第一条", "第二章", "第二章第一条"],
    ),
    (
        "a count that begins in its middle, as in an excerpt",
        "（八）甲局任务：\n1.查人。\n（九）乙局任务：\n1.查物。",
        ["（八）", "（八）1", "（九）", "（九）1"],
    ),
    (
        "a heading whose like stands on pages that are lost",
        "查人。\n四、应急行动\n（一）查物。",
        ["前言", "四", "四（一）"],
    ),
    ("the first line of an excerpt", "（五）县局查人。\n查物。", ["（五）", "（五）"]),
    (
        "decimals that begin in their middle",
        "7.6 运输\n甲局查人。\n7.7 治安\n乙局查物。",
        ["7.6", "7.6", "7.7", "7.7"],
    ),
    (
        "a heading with a comma over a line too long for a page",
        "一、加强领导，落实责任\n" + "县局查人查物" * 12 + "。",
        ["一", "一"],
    ),
    (
        "the same over a line that may be its rest",
        "一、加强领导，落实责任\n到人到岗。",
        ["一"],
    ),
    (
        "a list may begin behind a comma",
        "一、县局负责下列事项，\n1.查人；\n2.查物。",
        ["一", "一1", "一2"],
    ),
    (
        "an article behind a comma is a reference",
        "第一条 违反本办法，\n第三条的除外，县局查询。\n第二条 查物。",
        ["第一条", "第二条"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in NUMBERS], ids=[c[0] for c in NUMBERS])
def test_numbers(text: str, wanted: list[str]) -> None:
    assert labels(text) == wanted


def test_a_number_that_ocr_took_for_another() -> None:
    """Between 一 and 三 stands 二, if OCR read it; a drafter's own slip stays as printed."""
    text = "（一）查人。\n（一）查物。\n（三）查车。"
    assert labels(text, confidence=0.9) == ["（一）", "（二）", "（三）"]
    assert labels(text) == ["（一）", "（一）", "（三）"]


def test_a_number_told_by_its_place_stands_in_the_text_alone() -> None:
    first, _ = blocks_of("笤△条 县公安局查人。\n第二条 查物。")
    assert first.text == "第一条县公安局查人。" and first.orig == "笤△条 县公安局查人。"
    assert len(first.offsets) == len(first.text) + 1


def test_a_table_of_contents_opens_nothing() -> None:
    text = "办法\n目 录\n第一章 总则 1\n第二章 分工 3\n第一章 总则\n第一条 甲。\n第二章 分工"
    found = blocks_of(text)
    assert [block.kind for block in found[1:4]] == ["contents"] * 3
    assert [block.label for block in found[4:]] == ["第一章", "第一条", "第二章"]


ANNEXES = [
    (
        "a lone annex with a note that names it",
        "一、甲。\n附件：名单\n附件\n1.乙。",
        ["一", "一", "附件", "1"],
    ),
    (
        "a lone annex whose number the text has itself",
        "1.甲。\n附件：名单\n附件\n1.乙。",
        ["1", "1", "附件", "附件·1"],
    ),
    (
        "two",
        "一、甲。\n附件1\n一、乙。\n附件2\n1.丙。",
        ["一", "附件1", "附件1·一", "附件2", "附件2·1"],
    ),
    (
        "with its title on the line",
        "一、甲。\n附件1：分工表\n一、乙。",
        ["一", "附件1", "附件1·一"],
    ),
    (
        "the annex that alone has numbers is the text",
        "现印发办法。\n附件\n第一条 甲。",
        ["前言", "前言", "第一条"],
    ),
    ("a sentence on annexes", "一、甲。\n附件1所列单位负责。\n二、乙。", ["一", "一", "二"]),
]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in ANNEXES], ids=[c[0] for c in ANNEXES])
def test_annexes(text: str, wanted: list[str]) -> None:
    assert labels(text) == wanted


IMPRINT = [
    (
        "一、甲。",
        "抄送：县委办公室，县法院，",
        "县检察院。",
        "青禾县人民政府办公室 2022年4月6日印发",
    ),
    ("一、甲。", "（此件公开发布）", "分送：各成员单位。", "共印50份"),
]


@pytest.mark.parametrize("texts", IMPRINT)
def test_the_imprint_is_furniture(texts: tuple[str, ...]) -> None:
    marked = mark_furniture([Line(text, 1) for text in texts], [Page(1)])
    assert [line.role for line in marked] == ["body"] + ["imprint"] * (len(texts) - 1)


@pytest.mark.parametrize(
    "texts",
    [
        ("（2022年4月6日青禾县人民政府办公室印发）", "一、甲。"),
        ("一、县法院应当将名单及时", "抄送县公安局。"),
        ("一、县法院应当将名单报送、", "抄送：县公安局一份，", "二、乙。"),
    ],
)
def test_what_only_looks_like_an_imprint_is_body(texts: tuple[str, ...]) -> None:
    marked = mark_furniture([Line(text, 1) for text in texts], [Page(1)])
    assert all(line.role == "body" for line in marked)


def rows(*pages: tuple[str, ...]) -> list[Line]:
    """Rows of cells (parted by |), page by page."""
    return [
        Line("\t".join(row.split("|")), number, cells=tuple(row.split("|")))
        for number, page in enumerate(pages, 1)
        for row in page
    ]


def test_a_row_that_a_page_end_cuts_is_joined_cell_by_cell() -> None:
    lines = rows(
        ("序号|任务|单位", "1|排查隐|县水务局"), ("序号|任务|单位", "|患点|", "2|巡河|县河长办")
    )
    marked = mark_furniture(lines, [Page(1), Page(2)])
    assert [line.role for line in marked][2] == "running-head"
    _, first, second = build_blocks(marked)
    assert (first.cells, first.label) == (("1", "排查隐患点", "县水务局"), "1")
    assert first.orig == "1\t排查隐患点\t县水务局" and second.cells[0] == "2"
    for piece in first.pieces:
        text = marked[piece.line].text[piece.column :]
        assert text.startswith(first.orig[piece.start : piece.end])


def test_cells_joined_downwards_are_rows_of_their_own() -> None:
    """A table that leaves the first cell empty elsewhere too does so on purpose."""
    lines = rows(("1|巡河|县水务局", "|清淤|县住建局"), ("|监测|县环保局",))
    assert len(build_blocks(lines)) == 3


def test_words_twice_at_a_page_break_are_told() -> None:
    lines = [Line("第一条 县公安局应当协助查询户", 1), Line("协助查询户籍信息。", 2)]
    source = Source("pdf", (Page(1), Page(2)), tuple(lines))
    (problem,) = assemble("a", "0", source).problems
    assert (problem.code, problem.page) == ("doubled-at-page-break", 2)
    assert "协助查询户" in problem.message
    once = replace(source, lines=(lines[0], Line("籍信息。", 2)))
    assert assemble("a", "0", once).problems == ()


printed = st.lists(
    st.builds(
        Line,
        text=st.text("县局（一）1.、第条附件2抄送：。，\t| X", min_size=1, max_size=16),
        page=st.integers(1, 3),
        role=st.sampled_from(["body", "body", "body", "page-number", "stamp"]),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(printed)
def test_every_character_is_in_a_block_or_furniture(lines: list[Line]) -> None:
    """Once: the shares of all pages are whole, and no place of a line is in two pieces."""
    pages = tuple(Page(number) for number in (1, 2, 3))
    source = Source("pdf", pages, mark_furniture(lines, pages))
    blocks = build_blocks(source.lines)
    assert all(page.share == 1.0 for page in page_shares(source, blocks))
    assert not [p for p in checked(source, blocks) if p.code == "text-left-out"]
    places = [
        (piece.line, piece.column + at)
        for block in blocks
        for piece in block.pieces
        for at in range(piece.end - piece.start)
    ]
    assert len(places) == len(set(places))


def test_a_share_that_is_not_whole_is_a_problem() -> None:
    source = Source("text", (Page(1),), (Line("第一条 甲。", 1), Line("乙。", 1)))
    found = checked(source, build_blocks(source.lines[:1]))
    assert [problem.code for problem in found] == ["text-left-out"]


numbers = st.floats(0, 500, allow_nan=False)
rects = st.builds(lambda x, y, w, h: (x, y, x + w, y + h), numbers, numbers, numbers, numbers)


@given(st.lists(rects, max_size=40))
def test_every_box_is_in_one_group(boxes: list[Rect]) -> None:
    groups = reading_groups(boxes, lambda indices: level_rows(boxes, indices))
    assert sorted(at for group in groups for at in group) == list(range(len(boxes)))


def test_a_sentence_that_breaks_off_before_the_margin_goes_on() -> None:
    """The lines of a text that was wrapped elsewhere, printed again: short, then full."""
    rows = [
        (2, "第一条县公安局应当协助人民法院查找被执行人下落，"),
        (0, "并于五日内书面回复人民法院的执行部门，不得以任何理由拖延。"),
        (2, "第二条县自然资源局应当协助人民法院查询土地的"),
        (0, "使用权登记情况，并将有关的情况在三日以内告知人民法院知晓"),
        (0, "，由被执行人的所在地乡镇人民政府协助送达通知书给当事人。"),
        (2, "县民政局另行规定具体的办法。"),
    ]
    lines = [
        Line(text, 1, Box(1, left, 80 + 27 * row, left + 14 * len(text), 94 + 27 * row))
        for row, (indent, text) in enumerate(rows)
        for left in (60 + 14 * indent,)
    ]
    found = [block.orig for block in build_blocks(lines)]
    words = [text for _, text in rows]
    assert found == [words[0] + words[1], "".join(words[2:5]), words[5]]


def test_columns_of_short_paragraphs() -> None:
    """Few rows of the right column fill it, most of both together do."""
    left, right = [600, 600, 570, 600, 520, 600, 600], [60, 290, 555, 360, 557, 480, 557]
    boxes = [
        (start, 50.0 * row, start + width, 50.0 * row + 40)
        for start, widths in ((130.0, left), (860.0, right))
        for row, width in enumerate(widths)
    ]
    groups = reading_groups(boxes, lambda indices: level_rows(boxes, indices))
    assert groups == [list(range(7)), list(range(7, 14))]


def test_cells_and_lists_are_no_columns() -> None:
    """Names beside offices, and cells of a table, are read row by row."""
    boxes = [
        (x, 20.0 * row, x + width, 20.0 * row + 12)
        for row in range(12)
        for x, width in ((50.0, 60.0), (300.0, 40.0 + 15 * (row % 7)))
    ]
    groups = reading_groups(boxes, lambda indices: level_rows(boxes, indices))
    assert len(groups) == 1


@pytest.mark.parametrize("path", WRAPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_labels_do_not_depend_on_wraps(path: Path) -> None:
    """Printed on pages of 24 lines, every provision keeps its label, and nothing is doubled."""
    document = read_document(path)
    if any(block.cells for block in document.blocks):
        pytest.skip("a table")
    body = (line.text.strip() for line in document.source.lines if line.role == "body")
    lines, pages = [], []
    for number, page in enumerate(lay_out("\n".join(body)), 1):
        pages.append(Page(number, 595, 842))
        for row, (indent, text) in enumerate(page):
            x, y = 65 + indent * 14.4, 90.0 + 27 * row
            lines.append(Line(text, number, Box(number, x, y, x + 14.4 * width_of(text), y + 14)))
        lines.append(Line(f"- {number} -", number, Box(number, 280, 790, 320, 805)))
    source = Source("pdf", tuple(pages), mark_furniture(lines, pages))
    again = assemble("a", "0", source)
    assert again.problems == ()
    wanted = [block.label for block in document.blocks if block.number]
    assert [block.label for block in again.blocks if block.number] == wanted
