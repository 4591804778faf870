"""DOCX: paragraphs, tables, automatic numbers, tracked changes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.readers import read_source
from ingest.readers.number_formats import han, printed

LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def numbered(document: docx.document.Document, levels: list[tuple[str, str]]) -> str:
    """Add a list with these (format, text) levels; returns its numId."""
    part = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    name = str(900 + len(part))
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{inner}</w:abstractNum>'
    part.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'
    part.append(parse_xml(number))
    return name


def say(document: docx.document.Document, text: str, name: str, level: int) -> None:
    """Add a paragraph that is numbered by the list `name`."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
        )
    )


def texts(document: docx.document.Document, path: Path) -> list[str]:
    """The lines read back."""
    document.save(str(path))
    return [line.text for line in read_source(path).lines]


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    document = docx.Document()
    name = numbered(document, LEVELS)
    for text, level in [
        ("总体要求", 0),
        ("目标", 1),
        ("原则", 1),
        ("细则", 2),
        ("职责分工", 0),
        ("公安", 1),
    ]:
        say(document, text, name, level)
    articles = numbered(document, [("chineseCountingThousand", "第%1条　")])
    say(document, "县公安局负责。", articles, 0)
    assert texts(document, tmp_path / "a.docx") == [
        "一、总体要求",
        "（一）目标",
        "（二）原则",
        "1.细则",
        "二、职责分工",
        "（一）公安",
        "第一条　县公安局负责。",
    ]


def test_number_by_style_and_bullets(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("县法院", style="List Number")
    document.add_paragraph("县公安局", style="List Number")
    document.add_paragraph("附注", style="List Bullet")
    assert texts(document, tmp_path / "a.docx") == ["1.县法院", "2.县公安局", "附注"]


def test_tables_keep_their_place_and_their_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("任务分工表")
    table = document.add_table(rows=2, cols=3)
    for row, cells in enumerate([("序号", "任务", "责任单位"), ("1", "限制出境", "县公安局")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("附件到此为止")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.save(str(tmp_path / "a.docx"))
    header, *lines = read_source(tmp_path / "a.docx").lines
    assert (header.text, header.role) == ("页眉", "running-head")
    assert [line.cells for line in lines] == [
        (),
        ("序号", "任务", "责任单位"),
        ("1", "限制出境", "县公安局"),
        (),
    ]
    assert lines[2].text == "1\t限制出境\t县公安局"


def test_table_within_a_cell_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "任务"
    table.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "县公安局"
    assert texts(document, tmp_path / "a.docx") == ["任务\t县公安局"]


def test_insertions_are_kept_and_deletions_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("县公安局")
    space = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>应当</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>可以</w:delText></w:r></w:del>"))
    paragraph.add_run("协助\n人民法院。")
    box = parse_xml(
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>控件里的话</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, box)
    assert document.element.body.find(qn("w:sdt")) is not None
    assert texts(document, tmp_path / "a.docx") == ["县公安局应当协助", "人民法院。", "控件里的话"]


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
)
def test_chinese_counting(count: int, text: str) -> None:
    assert han(count) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("decimalEnclosedCircle", "③"),
        ("decimalFullWidth", "３"),
        ("upperLetter", "C"),
        ("ideographTraditional", "丙"),
        ("ideographZodiac", "寅"),
        ("chineseLegalSimplified", "叁"),
        ("ideographEnclosedCircle", "㊂"),
        ("decimalEnclosedParen", "⑶"),
        ("upperRoman", "III"),
        ("decimalZero", "03"),
        ("ideographDigital", "三"),
    ],
)
def test_other_formats(form: str, text: str) -> None:
    assert printed(3, form) == text


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(document: docx.document.Document, levels: str, override: str = "") -> str:
    """Add a list of these levels, its numbers changed by `override`; returns its numId."""
    part = document.part.numbering_part.element
    name, space = str(900 + len(part)), nsdecls("w")
    base = f'<w:abstractNum {space} w:abstractNumId="{name}">{levels}</w:abstractNum>'
    part.insert(0, parse_xml(base))
    inner = f'<w:abstractNumId w:val="{name}"/>{override}'
    part.append(parse_xml(f'<w:num {space} w:numId="{name}">{inner}</w:num>'))
    return name


def test_items_count_on_over_articles_where_the_list_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    on = '<w:lvlRestart w:val="0"/>'
    chapters = level(0, "chineseCounting", "第%1章　") + level(1, "chineseCounting", "第%2条　", on)
    name = listed(document, chapters + level(2, "chineseCounting", "（%3）"))
    for text, depth in [
        ("总则", 0),
        ("其一", 1),
        ("甲", 2),
        ("乙", 2),
        ("分则", 0),
        ("其二", 1),
        ("丙", 2),
    ]:
        say(document, text, name, depth)
    assert texts(document, tmp_path / "a.docx") == [
        "第一章　总则",
        "第一条　其一",
        "（一）甲",
        "（二）乙",
        "第二章　分则",
        "第二条　其二",
        "（一）丙",
    ]


def test_a_list_begins_where_it_says(tmp_path: Path) -> None:
    document = docx.Document()
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    name = listed(document, level(0, "chineseCounting", "第%1条　"), override)
    legal = listed(
        document,
        level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ", "<w:isLgl/>"),
    )
    for text, depth, own in [
        ("甲", 0, name),
        ("乙", 0, name),
        ("总则", 0, legal),
        ("丙", 1, legal),
    ]:
        say(document, text, own, depth)
    assert texts(document, tmp_path / "a.docx") == [
        "第七条　甲",
        "第八条　乙",
        "一、总则",
        "1.1 丙",
    ]


def test_a_style_gives_the_level_that_names_it(tmp_path: Path) -> None:
    document = docx.Document()
    link = '<w:pStyle w:val="Heading2"/>'
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", link)
    name = listed(document, levels)
    place = f'<w:numPr {nsdecls("w")}><w:numId w:val="{name}"/></w:numPr>'
    document.styles["Heading 2"].element.get_or_add_pPr().append(parse_xml(place))
    say(document, "总则", name, 0)
    document.add_paragraph("目标", style="Heading 2")
    assert texts(document, tmp_path / "a.docx") == ["一、总则", "（一）目标"]


BOX = (
    '<w:r {space}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_has_lines_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一条　县公安局负责。")
    inner = "<w:txbxContent><w:p><w:r><w:t>青禾县人民政府文件</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(parse_xml(BOX.format(space=nsdecls("w"), box=inner)))
    assert texts(document, tmp_path / "a.docx") == ["第一条　县公安局负责。", "青禾县人民政府文件"]


def test_joined_cells_stand_in_every_row_that_they_cover(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    rows = ["任务 牵头 配合", "限制出境 县公安局 县法院", "查询车辆 - 县税务局", "注：按季度报 - -"]
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said.split(), strict=True):
            cell.text = text.strip("-")
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(3, 0).merge(table.cell(3, 2))
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "第一条　县公安局负责。"
    frame.cell(0, 0).add_paragraph("第二条　县税务局负责。")
    document.save(str(tmp_path / "a.docx"))
    assert [line.cells or line.text for line in read_source(tmp_path / "a.docx").lines] == [
        ("任务", "牵头", "配合"),
        ("限制出境", "县公安局", "县法院"),
        ("查询车辆", "县公安局", "县税务局"),
        ("注：按季度报", "", ""),
        "第一条　县公安局负责。",
        "第二条　县税务局负责。",
    ]


def test_moved_text_is_read_where_it_went(tmp_path: Path) -> None:
    document = docx.Document()
    run = "<w:r><w:t>县公安局负责。</w:t></w:r>"
    for kind in ("moveFrom", "moveTo"):
        paragraph = document.add_paragraph("第一条　" if kind == "moveFrom" else "第二条　")
        paragraph._p.append(parse_xml(f"<w:{kind} {nsdecls('w')}>{run}</w:{kind}>"))
    assert texts(document, tmp_path / "a.docx") == ["第一条", "第二条　县公安局负责。"]


def test_a_note_stands_behind_the_paragraph_that_names_it(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一条　有关部门应当协助")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("。")
    document.add_paragraph("第二条　略。")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'
        "<w:p><w:r><w:t>指县公安局、县税务局。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, notes.encode(), None)
    document.part.relate_to(part, RT.FOOTNOTES)
    assert texts(document, tmp_path / "a.docx") == [
        "第一条　有关部门应当协助。",
        "注：指县公安局、县税务局。",
        "第二条　略。",
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "openxmlformats-officedocument.wordprocessingml.template.main",
        "ms-word.document.macroEnabled.main",
    ],
)
def test_templates_and_texts_with_macros_are_read(tmp_path: Path, kind: str) -> None:
    document = docx.Document()
    document.add_paragraph("第一条　县公安局应当协助。")
    document.part._content_type = f"application/vnd.{kind}+xml"
    assert texts(document, tmp_path / "a.docx") == ["第一条　县公安局应当协助。"]


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("县公安局")
    paragraph.add_run("不得收费，").font.hidden = True
    paragraph.add_run("应当协助。").font.hidden = False
    assert texts(document, tmp_path / "a.docx") == ["县公安局应当协助。"]
