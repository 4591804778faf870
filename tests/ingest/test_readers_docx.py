"""DOCX: paragraphs, tables, automatic numbers, tracked changes."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.readers import read_source
from ingest.readers.numbering import han, printed

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
    lines = read_source(tmp_path / "a.docx").lines
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
    ],
)
def test_other_formats(form: str, text: str) -> None:
    assert printed(3, form) == text
