"""One directive in every format that a county publishes.

A line of the text is a paragraph; lines with tabs are the rows of one table. LibreOffice
makes DOC and RTF out of the DOCX: where it is missing these tests skip, saying so.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import docx
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
FONT = "STSong-Light"
STYLE = ParagraphStyle(
    "text", fontName=FONT, fontSize=16, leading=28, firstLineIndent=32, wordWrap="CJK"
)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=12, leading=16, wordWrap="CJK")
Part = str | list[list[str]]


def parts_of(text: str) -> Iterator[Part]:
    """Paragraphs, and tables as lists of rows, in order."""
    lines = [line.strip(" \r") for line in text.split("\n") if line.strip()]
    for tabbed, run in groupby(lines, lambda line: "\t" in line):
        if tabbed:
            yield [line.split("\t") for line in run]
        else:
            yield from run


def as_docx(text: str) -> bytes:
    """A DOCX of paragraphs and ruled tables."""
    document = docx.Document()
    for part in parts_of(text):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]), style="Table Grid")
        for printed, row in zip(table.rows, part, strict=True):
            for cell, said in zip(printed.cells, row, strict=True):
                cell.text = said
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def turned(content: bytes, suffix: str, into: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file of this kind when asked for another."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    (folder / f"file{suffix}").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", into, "--outdir", str(folder)]
    subprocess.run([*command, f"file{suffix}"], cwd=folder, check=True, timeout=150)
    return (folder / f"file.{into.split(':')[0]}").read_bytes()


def as_html(text: str) -> bytes:
    """An article on a county's page, with what such pages have around it."""
    body = ""
    for part in parts_of(text):
        if isinstance(part, str):
            body += f"<p>{part}</p>"
        else:
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in part)
            body += "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return PAGE.format(body=body).encode()


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>信息公开</title></head><body>
<div class="top"><ul><li><a href="/">网站首页</a></li>
<li><a href="/zw">政务公开</a></li></ul></div>
<div class="main">
<div class="position">当前位置：<a href="/">首页</a> &gt; 文件</div>
<div class="tools">字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a> 打印 关闭</div>
<div class="article-content" id="zoom">{body}</div>
<div class="related"><h3>相关文档</h3>
<ul><li><a href="1.html">关于检查的通知</a></li></ul></div>
</div>
<div class="bottom">版权所有：青禾县人民政府 <a href="/map">网站地图</a></div>
<script>var visits = 1;</script></body></html>"""


def as_pdf(text: str) -> bytes:
    """A digital PDF, page numbers at the foot."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    story = [flowable(part) for part in parts_of(text)]
    SimpleDocTemplate(out, pagesize=A4, leftMargin=79, rightMargin=79).build(
        story, onFirstPage=number_page, onLaterPages=number_page
    )
    return out.getvalue()


def flowable(part: Part) -> Paragraph | Table:
    """A paragraph, or a ruled table."""
    if isinstance(part, str):
        return Paragraph(part, STYLE)
    rows = [[Paragraph(cell, CELL) for cell in row] for row in part]
    return Table(rows, style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])


def number_page(canvas: object, document: SimpleDocTemplate) -> None:
    """Print the page's number."""
    canvas.setFont(FONT, 12)
    canvas.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")
