"""Build the sample directives that are not plain text: one DOCX and one scanned PDF.

Run `python -m tests.build_samples` from the repository's root. The same sources
always give the same bytes, so that a rebuilt sample is a visible change.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.scans import render_scan

SOURCES = Path(__file__).parent / "data" / "samples"
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
EPOCH = (2022, 1, 1, 0, 0, 0)


def build_docx(source: Path, target: Path) -> None:
    """Write `source` as a DOCX: its tabbed lines become one table, the rest paragraphs."""
    lines = source.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if "\t" in line]
    start = next(place for place, line in enumerate(lines) if "\t" in line)
    document = Document()
    add_paragraphs(document, lines[:start])
    add_table(document, rows)
    add_paragraphs(document, lines[start + len(rows) :])
    target.write_bytes(undated(document))


def add_paragraphs(document: Docx, lines: list[str]) -> None:
    """Add each line as a paragraph; short lines without a full stop stand centred."""
    for line in lines:
        paragraph = document.add_paragraph(line)
        if not line.endswith(("。", "：")) and not line.startswith("（"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_table(document: Docx, rows: list[list[str]]) -> None:
    """Add `rows` as a ruled table; a row short of cells is filled with blanks."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for printed, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(printed.cells, row, strict=False):
            cell.text = text


def undated(document: Docx) -> bytes:
    """The bytes of `document` with every part of the archive dated alike."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w") as archive:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            archive.writestr(info, parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def main() -> None:
    """Build both samples into corpus/samples/."""
    build_docx(SOURCES / "shuanggui-2022.txt", SAMPLES / "shuanggui-2022.docx")
    text = (SOURCES / "qinghe-2022.txt").read_text("utf-8")
    render_scan(text, SAMPLES / "qinghe-2022.pdf")


if __name__ == "__main__":
    main()
