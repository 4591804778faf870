"""One directive in every format: the same provisions, the same assignments.

What differs is told in docs/reading.md: lines of the letterhead, which print wraps and
flowing formats do not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest.pipeline import read_document
from mapping.pipeline import map_document
from tests import formats, ofd
from tests.scans import find_font, render_scan
from tests.written import reference

ROOT = Path(__file__).parents[2]
SOURCES = {
    "articles": ROOT / "corpus" / "samples" / "qinghe-2021.txt",
    "table": ROOT / "tests" / "data" / "samples" / "shuanggui-2022.txt",
}
NUMBERED = ("provision", "heading", "row")
Told = tuple[list[tuple[str, str]], list[tuple[str, ...]]]


def told(path: Path) -> Told:
    """(label, text) of each provision, and what is assigned by which."""
    read = read_document(path)
    mapping = map_document(read, reference(), document_id="x")
    provisions = [
        (block.label, "".join(block.text.split()))
        for block in read.blocks
        if block.kind in NUMBERED
    ]
    duties = [(a.provision, str(a.agency), a.role, a.measure) for a in mapping.assignments]
    assert not read.problems
    return provisions, sorted(duties)


@cache
def expected(name: str) -> Told:
    return told(SOURCES[name])


def old(kind: str, text: str, folder: Path) -> bytes:
    """A DOC or RTF, as LibreOffice writes it."""
    return formats.turned(formats.as_docx(text), ".docx", kind, folder)


WRITERS: dict[str, Callable[[str, Path], bytes]] = {
    "docx": lambda text, _: formats.as_docx(text),
    "doc": lambda text, folder: old("doc", text, folder),
    "ofd": lambda text, _: ofd.printed(text),
    "html": lambda text, _: formats.as_html(text),
    "pdf": lambda text, _: formats.as_pdf(text),
    "gb18030.txt": lambda text, _: text.encode("gb18030"),
    "utf-16.txt": lambda text, _: text.encode("utf-16"),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("kind", WRITERS)
def test_every_format_says_the_same(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(WRITERS[kind](SOURCES[name].read_text("utf-8"), tmp_path))
    provisions, duties = expected(name)
    assert len(provisions) > 15 and len(duties) > 40
    assert told(path) == (provisions, duties)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_rtf_says_the_same(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(old("rtf", SOURCES[name].read_text("utf-8"), tmp_path))
    assert told(path) == expected(name)


@pytest.mark.slow
@pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed")
def test_a_scan_says_the_same(tmp_path: Path) -> None:
    render_scan(SOURCES["articles"].read_text("utf-8"), tmp_path / "a.pdf")
    assert told(tmp_path / "a.pdf") == expected("articles")
