"""DOCX: paragraphs and table rows in order, automatic numbers restored.

A DOCX has no pages of its own, so there is one page without a size. Every text of the
body is kept: tracked insertions, content controls and text boxes too; tracked
deletions, headers and footers are not part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import Unreadable
from ingest.model import Line, Page, Source
from ingest.ocr.engine import OcrChoice
from ingest.progress import Progress
from ingest.readers.numbering import Numbering
from ingest.readers.packages import ZIP_DAMAGE, opened_package, refuse_doctype

CELL_BREAK = "\t"
DAMAGE = (*ZIP_DAMAGE, OpcError, etree.LxmlError, AttributeError, TypeError)
DEEPER = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml")}
SKIPPED = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:del")}


def read_docx(path: Path, ocr: OcrChoice, progress: Progress | None) -> Source:
    """Read a DOCX file; its lines have no boxes. Raises Unreadable."""
    try:
        with opened_package(path):
            document = docx.Document(str(path))
        refuse_doctype(document.element)
        lines = tuple(lines_of(document.element.body, Numbering(document)))
    except DAMAGE as error:
        raise Unreadable("damaged", "DOCX 已损坏，请用办公软件打开后另存") from error
    if progress:
        progress(1, 1)
    return Source("docx", (Page(1),), lines)


def lines_of(parent: etree._Element, numbering: Numbering) -> Iterator[Line]:
    """The lines of paragraphs and tables below `parent`, in order."""
    return (line for line, _ in placed_lines(parent, numbering))


def placed_lines(
    parent: etree._Element, numbering: Numbering
) -> Iterator[tuple[Line, etree._Element]]:
    """The lines below `parent`, each with the paragraph or table row that prints it."""
    for child in parent:
        if child.tag == qn("w:p"):
            text = numbering.number(child) + text_of(child)
            parts = (part.rstrip() for part in text.split("\n") if part.strip())
            yield from ((Line(part, 1), child) for part in parts)
        elif child.tag == qn("w:tbl"):
            yield from rows_of(child, numbering)
        elif child.tag in DEEPER:
            yield from placed_lines(child, numbering)


def rows_of(table: etree._Element, numbering: Numbering) -> Iterator[tuple[Line, etree._Element]]:
    """One line for each row of a table, its cells from left to right, and the row."""
    for row in own(table, "w:tr", "w:tbl"):
        cells = tuple(cell_text(cell, numbering) for cell in own(row, "w:tc", "w:tr"))
        if any(cells):
            yield Line(CELL_BREAK.join(cells), 1, cells=cells), row


def own(parent: etree._Element, child: str, kind: str) -> Iterator[etree._Element]:
    """The children `child` of `parent` at any depth, but for those of a `kind` within it."""
    for element in parent.iter(qn(child)):
        if next(element.iterancestors(qn(kind))) is parent:
            yield element


def cell_text(cell: etree._Element, numbering: Numbering) -> str:
    """The paragraphs of a cell, joined; a cell joined to the one above has none."""
    paragraphs = (part for part in cell.iter(qn("w:p")) if not any(part.iterancestors(qn("w:p"))))
    texts = (numbering.number(part) + text_of(part) for part in paragraphs)
    return "".join(text.strip() for text in texts).replace("\n", "").replace("\t", " ")


def text_of(element: etree._Element) -> str:
    """The visible characters below `element`; a line break as a newline."""
    if element.tag in SKIPPED:
        return ""
    if element.tag == qn("w:t"):
        return str(element.text or "")
    if element.tag == qn("w:tab"):
        return "" if element.get(qn("w:pos")) else "\t"  # a tab stop has a place
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    return "".join(text_of(child) for child in element if isinstance(child.tag, str))
