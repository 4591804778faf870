"""Scanned documents into the corpus: bad pages, slow pages, several processes, Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.importer import import_paths
from corpus.model import FileReport
from corpus.reading import stored_reading
from corpus.store import Corpus
from ingest.model import Document
from tests.corpus.test_importer import TEXT
from tests.scans import LEVELS, find_font, lay_out, scan_pages

pytestmark = [
    pytest.mark.skipif(find_font() is None, reason="fonts-noto-cjk is not installed"),
    pytest.mark.timeout(600),  # each opens engines in processes of their own
]


def picture() -> Image.Image:
    """One clean page of TEXT."""
    return next(scan_pages(list(lay_out(TEXT)), LEVELS["clean"]))


def codes(report: FileReport) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in report.problems]


def stored(corpus: Corpus, report: FileReport) -> Document:
    assert report.document
    with corpus.database.reading() as connection:
        document = stored_reading(connection, report.document)
    assert document
    return document


def half_scanned(path: Path) -> Path:
    """A PDF of a page with text and a scanned one."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(72, 700, "青禾县人民政府关于执行协助工作的通知")
    canvas.showPage()
    canvas.drawInlineImage(picture(), 0, 0, *A4)
    canvas.save()
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_page_is_told_and_the_others_are_in(
    corpus: Corpus, tmp_path: Path, jobs: int
) -> None:
    path, text = tmp_path / "cut.tif", tmp_path / "whole.txt"
    noise = Image.effect_noise((1654, 2339), 50).convert("RGB")
    picture().save(path, save_all=True, append_images=[noise])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 5_000_000])
    text.write_text(TEXT.replace("青禾", "石桥").replace("青政", "石政"), encoding="utf-8")
    scan, other = import_paths(corpus, [path, text], jobs=jobs)
    assert (scan.status, other.status) == ("imported", "imported")
    assert codes(scan) == [("partial", None), ("page-unreadable", 2)]
    first, second = stored(corpus, scan).source.pages
    assert (first.engine, second.engine) == ("rapidocr", None)
    assert first.kept > 0.99 < first.confidence + 0.02


def test_a_page_given_up_is_tried_again_by_the_next_import(corpus: Corpus, tmp_path: Path) -> None:
    path = half_scanned(tmp_path / "half.pdf")
    (report,) = import_paths(corpus, [path], page_timeout=0.001)
    assert report.status == "imported"
    assert codes(report)[:2] == [("partial", None), ("page-timeout", 2)]
    assert "--page-timeout" in report.problems[1].message
    seen: list[tuple[str, int, int]] = []
    (report,) = import_paths(corpus, [path], progress=lambda *page: seen.append(page))
    assert (report.status, report.problems) == ("updated", ())
    assert seen == [("half.pdf", 1, 2), ("half.pdf", 2, 2)]
    assert [page.engine for page in stored(corpus, report).source.pages] == [None, "rapidocr"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_stopped_by_ctrl_c_what_was_finished_is_in(tmp_path: Path, jobs: str) -> None:
    text, scan = tmp_path / "a.txt", tmp_path / "scan.tif"
    text.write_text(TEXT, encoding="utf-8")
    picture().save(scan, save_all=True, append_images=[picture()] * 100)
    folder = tmp_path / "corpus"
    command = [sys.executable, "-m", "api.cli", "--corpus", str(folder), "import", "--json"]
    process = subprocess.Popen(
        [*command, "--jobs", jobs, str(text), str(scan)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert '"imported"' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, complaint = process.communicate(timeout=120)  # its readers are gone too
    assert (process.returncode, rest) == (130, "")
    assert complaint == "dutymap: 已停止，做完的都已保存\n"
    with Corpus.open(folder, create=False) as corpus:
        assert [document.id for document in corpus.documents()] == ["a"]
