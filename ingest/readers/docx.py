"""DOCX: paragraphs and table rows in order, automatic numbers restored.

A DOCX has no pages of its own, so there is one page without a size. Every text of the
body is kept: tracked insertions, content controls and text boxes too, foot- and endnotes
behind the paragraph that names them; tracked deletions are not part of it. Headers and
footers are furniture. Hidden text, which Word neither shows nor prints, is left out. Templates
and texts with macros (DOTX, DOCM) are the same inside; macros are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from ingest.errors import Unreadable
from ingest.model import Line, Page, Source
from ingest.progress import Progress
from ingest.readers.numbering import Numbering
from ingest.readers.packages import ZIP_DAMAGE, opened_package, parsed, refuse_doctype

RELATIVES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
PartFactory.part_type_for.update(dict.fromkeys(RELATIVES, DocumentPart))

CELL_BREAK = "\t"
DAMAGE = (*ZIP_DAMAGE, OpcError, etree.LxmlError, AttributeError, TypeError)
DEEPER = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = qn("w:txbxContent")
SKIPPED = frozenset({FALLBACK, BOX, qn("w:del"), qn("w:moveFrom"), qn("w:rt"), qn("w:pPr")})
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
WORDS = frozenset({qn("w:t"), qn("m:t")})
RUN = qn("w:r")
FURNITURE = ("/header", "/footer")
NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
MAX_SPAN = 100
NOTE = "注："  # stands for the mark of a note
Printed = Iterator[tuple[Line, etree._Element]]


def read_docx(path: Path, progress: Progress | None) -> Source:
    """Read a DOCX file; its lines have no boxes. Raises Unreadable."""
    try:
        with opened_package(path):
            document = document_at(path)
        refuse_doctype(document.element)
        lines = (*furniture_of(document), *lines_with_notes(document))
    except DAMAGE as error:
        raise Unreadable("damaged", "DOCX 已损坏，请用办公软件打开后另存") from error
    if progress:
        progress(1, 1)
    return Source("docx", (Page(1),), lines)


def document_at(path: Path) -> Document:
    """The document of a package. Raises DAMAGE where it has none."""
    part = Package.open(str(path)).main_document_part
    if not isinstance(part, DocumentPart):
        raise OpcError(part.content_type)
    document: Document = part.document
    return document


def furniture_of(document: Document) -> Iterator[Line]:
    """The lines of headers and footers, each different one once."""
    seen: set[str] = set()
    for relation in document.part.rels.values():
        if relation.reltype.endswith(FURNITURE) and not relation.is_external:
            for line, _ in placed_lines(relation.target_part.element, Numbering(document)):
                if line.text not in seen:
                    seen.add(line.text)
                    yield replace(line, role="running-head", cells=())


def lines_with_notes(document: Document) -> Iterator[Line]:
    """The lines of the body, each paragraph followed by its notes."""
    notes = notes_of(document)
    printed = placed_lines(document.element.body, Numbering(document))
    for element, group in groupby(printed, lambda pair: pair[1]):
        yield from (line for line, _ in group)
        for kind, name in NOTES.items():
            for mark in element.iter(qn(f"{name}Reference")):
                if text := notes.get((kind, str(mark.get(qn("w:id"))))):
                    yield Line(NOTE + text, 1)


def notes_of(document: Document) -> dict[tuple[str, str], str]:
    """The text of foot- and endnotes by kind and id."""
    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in NOTES and not relation.is_external:
            root = parsed(relation.target_part.blob)
            for note in root.iter(qn(NOTES[kind])):
                found[kind, str(note.get(qn("w:id")))] = text_of(note).strip().replace("\n", "")
    return found


def placed_lines(parent: etree._Element, numbering: Numbering) -> Printed:
    """The lines below `parent`, each with the paragraph or table row that prints it; a text
    box is printed by the paragraph that it hangs on."""
    for child in parent:
        if child.tag == qn("w:p"):
            text = numbering.number(child) + text_of(child)
            parts = (part.rstrip() for part in text.split("\n") if part.strip())
            yield from ((Line(part, 1), child) for part in parts)
            for box in child.iter(BOX):
                if next(box.iterancestors(BOX, FALLBACK), None) is None:
                    yield from ((line, child) for line, _ in placed_lines(box, numbering))
        elif child.tag == qn("w:tbl"):
            yield from rows_of(child, numbering)
        elif child.tag in DEEPER:
            yield from placed_lines(child, numbering)


def rows_of(table: etree._Element, numbering: Numbering) -> Printed:
    """One line for each row of a table, its cells from left to right, and the row.

    A cell joined downwards stands in each of its rows, for it is said of each; one joined to
    the right is followed by empty ones. A table of one column only frames its text.
    """
    above: dict[int, str] = {}
    for row in own(table, "w:tr", "w:tbl"):
        cells: list[str] = [""] * spanned(row, "w:trPr", "w:gridBefore", 0)
        for cell in own(row, "w:tc", "w:tr"):
            joined = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            text = cell_text(cell, numbering)
            if joined is not None and joined.get(qn("w:val")) != "restart" and not text:
                text = above.get(len(cells), "")
            above[len(cells)] = text
            cells += [text, *[""] * (spanned(cell, "w:tcPr", "w:gridSpan", 1) - 1)]
        if len(cells) == 1:
            yield from placed_lines(next(own(row, "w:tc", "w:tr")), numbering)
        elif any(cells):
            yield Line(CELL_BREAK.join(cells), 1, cells=tuple(cells)), row


def spanned(element: etree._Element, properties: str, name: str, least: int) -> int:
    """How many columns a property of a row or cell names, MAX_SPAN at most."""
    found = element.find(f"{qn(properties)}/{qn(name)}")
    return least if found is None else max(least, min(MAX_SPAN, int(found.get(qn("w:val")) or 1)))


def own(parent: etree._Element, child: str, kind: str) -> Iterator[etree._Element]:
    """The children `child` of `parent` at any depth, but for those of a `kind` within it."""
    for element in parent.iter(qn(child)):
        if next(element.iterancestors(qn(kind))) is parent:
            yield element


def cell_text(cell: etree._Element, numbering: Numbering) -> str:
    """The paragraphs of a cell, joined, those of its text boxes and inner tables too."""
    paragraphs = (part for part in cell.iter(qn("w:p")) if not any(part.iterancestors(FALLBACK)))
    texts = (numbering.number(part) + text_of(part) for part in paragraphs)
    return "".join(text.strip() for text in texts).replace("\n", "").replace("\t", " ")


def text_of(element: etree._Element) -> str:
    """The visible characters of a paragraph, text boxes left out; a line break as a newline."""
    if element.tag in WORDS:
        return str(element.text or "")
    if element.tag in SIGNS:
        return SIGNS[element.tag]
    if element.tag == RUN and hidden(element):
        return ""
    inner = (child for child in element if isinstance(child.tag, str) and child.tag not in SKIPPED)
    return "".join(map(text_of, inner))


def hidden(run: etree._Element) -> bool:
    """Whether a run is of hidden text (ECMA-376 part 1, 17.3.2.41)."""
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")
