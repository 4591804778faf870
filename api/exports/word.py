"""What the Word files share: landscape A4, Chinese fonts, headers repeated, page numbers: [P]."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_FONT = "宋体"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of what is written here."""


def clean(text: str) -> str:
    """The text without characters that XML does not allow."""
    return _UNPRINTABLE.sub("", text)


def new(*, landscape: bool) -> Document:
    """An empty A4 document with page numbers at its foot."""
    document = docx.Document()
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    style.font.size = Pt(10.5)
    style.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = Cm(1.8 if landscape else 2.6)
    section.top_margin = section.bottom_margin = Cm(1.8 if landscape else 2.5)
    _number_pages(section.footer.paragraphs[0])
    return document


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(text)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)


def new_page(document: Document) -> None:
    """What is added next begins a page."""
    document.add_page_break()  # type: ignore[no-untyped-call]


def title(document: Document, text: str) -> Paragraph:
    """A centred title."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = True, Pt(16)
    return paragraph


def table(document: Document, headings: Sequence[str], widths: Sequence[float]) -> Table:
    """A grid with a header row that is repeated on every page; widths in centimetres."""
    made: Table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, text in zip(made.rows[0].cells, headings, strict=True):
        write(cell, text, bold=True)
        shade(cell, "D9D9D9")
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return made


def add_row(
    made: Table, texts: Sequence[str], *, bold: bool = False, whole: bool = True
) -> Sequence[_Cell]:
    """A row, which is not broken between pages where it is to stay `whole`; its cells."""
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: Sequence[_Cell] = row.cells
    for cell, text, column in zip(cells, texts, made.columns, strict=True):
        cell.width = column.width
        write(cell, text, bold=bold)
    return cells


def write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Put a small text into an empty cell; a newline begins a new line."""
    add(cell.paragraphs[0], text, bold=bold)


def add(paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 9) -> Run:
    """Add a run of so many points."""
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = Pt(size), bold
    return run


def shade(cell: _Cell, colour: str) -> None:
    """Give the cell a background, RGB as six hexadecimal digits."""
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def saved(document: Document) -> bytes:
    """The document as the bytes of a DOCX file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
