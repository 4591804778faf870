"""Where a scan's words stand: the boxes of every quote hold its print, and little besides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from ingest.model import Box, Document
from ingest.ocr.choose import load_engine
from ingest.ocr.engine import Pixels
from ingest.ocr.page import turn
from ingest.pipeline import read_document
from mapping.model import Assignment
from mapping.pipeline import map_document
from mapping.reference import load_reference
from tests.gazette import print_gazette
from tests.scans import WORN, find_font, render_scan

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data"
needs_font = pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed")
DPI = 200
KEPT = re.compile(r"[\u3400-\u9fff0-9]")
LINE = 28  # characters of a printed line, at most
FOUND = 0.9  # of a quote's characters, in the pictures of its boxes


def letters(text: str) -> str:
    return "".join(KEPT.findall(text))


def pictures(path: Path, document: Document) -> list[Pixels]:
    """The pages as the boxes are measured: turned upright."""
    with pypdfium2.PdfDocument(path) as pdf:
        images = [page.render(scale=DPI / 72, rev_byteorder=True).to_numpy() for page in pdf]
    turns = (page.turned for page in document.source.pages)
    return [turn(image[:, :, :3], turned) for image, turned in zip(images, turns, strict=True)]


def seen(boxes: tuple[Box, ...], pages: list[Pixels]) -> str:
    """What an engine reads on the pages where all but the boxes is painted over, line by line."""
    scale, pad, found = DPI / 72, 3, ""
    for number in sorted({box.page for box in boxes}):
        image = pages[number - 1]
        bare = np.full_like(image, 250)
        for box in (box for box in boxes if box.page == number):
            rows = slice(max(0, round(box.y0 * scale) - pad), round(box.y1 * scale) + pad)
            columns = slice(max(0, round(box.x0 * scale) - pad), round(box.x1 * scale) + pad)
            bare[rows, columns] = image[rows, columns]
        marked = np.flatnonzero((bare != 250).any(axis=(1, 2)))
        strip = bare[max(0, marked[0] - 150) : marked[-1] + 150]  # the whole page takes long
        found += "".join(line.text for line in load_engine("rapid").read(strip))
    return letters(found)


def held(quote: str, found: str) -> int:
    """How many characters of a quote are found, in any order: lines are read as they come."""
    return sum((Counter(quote) & Counter(found)).values())


def check(document: Document, path: Path, duties: tuple[Assignment, ...]) -> None:
    pages = pictures(path, document)
    quotes = dict.fromkeys((duty.quote, duty.boxes) for duty in duties)
    assert quotes
    for quote, boxes in quotes:
        found = seen(boxes, pages)
        words = letters(quote)
        assert held(words, found) >= FOUND * len(words), (quote, found)
        assert len(found) <= len(words) + LINE, (quote, found)


@needs_font
@pytest.mark.parametrize(("skew", "turned"), [(1.0, 0), (2.5, 90)])
def test_boxes_of_every_quote_hold_its_print(tmp_path: Path, skew: float, turned: int) -> None:
    """Over page breaks, on pages that are skewed to alternate sides, and turned ones."""
    text = (SAMPLES / "samples" / "qinghe-2022.txt").read_text("utf-8")
    path = tmp_path / "scan.pdf"
    assert render_scan(text, path, replace(WORN, skew=skew)) > 1
    if turned:
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                page.set_rotation(turned)
            pdf.save(tmp_path / "turned.pdf")
        path = tmp_path / "turned.pdf"
    document = read_document(path, ocr="rapid")
    mapping = map_document(document, load_reference(), document_id="a")
    assert {duty.page for duty in mapping.assignments} >= {1, 2}
    check(document, path, mapping.assignments)


@needs_font
def test_boxes_in_two_columns(tmp_path: Path) -> None:
    """A quote that goes on in the right column, or on the next page, has boxes in both."""
    path = tmp_path / "a.pdf"
    text = (SAMPLES / "structure" / "gazette-business.columns").read_text("utf-8")
    print_gazette(text, path)
    document = read_document(path)
    mapping = map_document(document, load_reference(), document_id="a")
    check(document, path, mapping.assignments)
    spread = [
        block
        for block in document.blocks
        if len({_column(document, piece.line) for piece in block.pieces}) > 1
    ]
    assert spread  # the sample breaks paragraphs at the end of a column and of a page


def _column(document: Document, line: int) -> tuple[int, bool]:
    box = document.source.lines[line].box
    assert box is not None
    return box.page, box.x0 > 290
