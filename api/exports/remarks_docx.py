"""Remarks as Word comments at the draft's own paragraphs: [P].

A draft that is a DOCX is annotated in a copy, its text untouched; any other is written as
one, a paragraph for each block.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import cast

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from api.exports import word
from api.exports.remarks import Checked, examples, kind, summary
from graph.check import Draft, Place, Remark, title_place
from ingest.readers.docx import own, placed_lines
from ingest.readers.numbering import Numbering
from mapping.reference import Reference

AUTHOR, INITIALS = "dutymap", "职"


def annotated(checked: Checked, reference: Reference, original: bytes | None) -> bytes:
    """The draft with its remarks; `original` is the file's content where it is a DOCX."""
    if original is None:
        file, at = _written(checked.draft)
    else:
        file = docx.Document(io.BytesIO(original))
        at = partial(_original, file, _printed(file), checked.draft)
    _comment(file, at(title_place(checked.draft)), summary(checked, reference))
    own = [[remark] for remark in checked.remarks if not remark.missing]
    for group in (*own, *_missing(checked.remarks)):
        found = [at(place) for place in group[0].places]
        for paragraph in {paragraph._p: paragraph for paragraph in found}.values():
            _comment(file, paragraph, _told(group))
    return word.saved(file)


def _missing(remarks: Iterable[Remark]) -> Iterable[list[Remark]]:
    """What is missing, by rule and place, so that a title does not bear thirty comments."""
    groups: dict[tuple[str, tuple[Place, ...]], list[Remark]] = {}
    for remark in remarks:
        if remark.missing:
            groups.setdefault((remark.finding.rule, remark.places), []).append(remark)
    return groups.values()


def _told(group: Sequence[Remark]) -> str:
    """The comment: the rule, then each sentence with the words of others as examples."""
    lines = [kind(group[0])]
    for remark in group:
        lines += [remark.finding.sentence_zh, *(f"· {line}" for line in examples(remark.finding))]
    return "\n".join(lines)


def _comment(file: Document, paragraph: Paragraph, text: str) -> None:
    runs = [Run(cast(CT_R, r), paragraph) for r in paragraph._p.iter(qn("w:r"))]
    file.add_comment(runs or [paragraph.add_run()], word.clean(text), AUTHOR, INITIALS)


def _written(draft: Draft) -> tuple[Document, Callable[[Place], Paragraph]]:
    """The draft's text as a new file, and what gives the paragraph of a place."""
    file = word.new(landscape=False)
    title = "".join(draft.document.record.title.split())
    paragraphs = {}
    for block in draft.reading.blocks:
        paragraph = file.add_paragraph()
        bold = block.kind in ("title", "heading")
        word.add(paragraph, block.orig.replace("\t", "　"), bold=bold, size=12)
        if "".join(block.orig.split()) == title:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.label != "前言":
            paragraph.paragraph_format.first_line_indent = Pt(24)
        paragraphs[block.id] = paragraph
    return file, lambda place: paragraphs[place.block]


def _printed(file: Document) -> list[etree._Element]:
    """The paragraph or table row of each line of the source, in their order."""
    return [element for _, element in placed_lines(file.element.body, Numbering(file))]


def _original(
    file: Document, printed: list[etree._Element], draft: Draft, place: Place
) -> Paragraph:
    """The draft's own paragraph that prints a place: in a table, the cell's first."""
    block = next(block for block in draft.reading.blocks if block.id == place.block)
    piece = next((p for p in block.pieces if place.start < p.end), block.pieces[-1])
    element = printed[piece.line]
    if element.tag == qn("w:tr"):
        cells = list(own(element, "w:tc", "w:tr"))
        column = block.orig[piece.start : place.start].count("\t")
        element = next(cells[min(column, len(cells) - 1)].iter(qn("w:p")))
    return Paragraph(cast(CT_P, element), file._body)
