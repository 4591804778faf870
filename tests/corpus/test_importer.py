"""Files into the corpus: what is reported, and that one file's trouble is its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus import importer
from corpus.importer import document_id, import_paths
from corpus.model import FileReport
from corpus.store import Corpus
from ingest.model import Document
from ingest.readers import OcrChoice
from mapping.knowledge import Knowledge
from mapping.model import Mapping

TEXT = """青禾县人民政府办公室关于印发失信联合惩戒办法的通知
青政办发〔2019〕3号
各乡镇人民政府，县直各单位：
第一条 县发展和改革局牵头建立失信联合惩戒机制。
第二条 县交通运输局应当限制失信被执行人乘坐飞机。
青禾县人民政府办公室
2019年5月6日
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with two directives, a file without text, a hidden one and another kind."""
    folder = tmp_path / "inbox"
    (folder / "deeper").mkdir(parents=True)
    (folder / "b 青禾.txt").write_text(TEXT, encoding="utf-8")
    (folder / "deeper" / "a.TXT").write_text(
        TEXT.replace("青禾", "石桥").replace("青政", "石政"), encoding="utf-8"
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (folder / "table.xyz").write_text(TEXT, encoding="utf-8")
    return folder


def told(reports: tuple[FileReport, ...]) -> list[tuple[str, str, str | None]]:
    return [(Path(report.path).name, report.status, report.document) for report in reports]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_imported_but_for_what_cannot_be_read(
    corpus: Corpus, inbox: Path, jobs: int
) -> None:
    heard: list[FileReport] = []
    paths = [inbox / "b 青禾.txt", inbox]
    first = import_paths(corpus, paths, jobs=jobs, on_report=heard.append)
    assert told(first) == [
        ("b 青禾.txt", "imported", "b-青禾"),
        ("b 青禾.txt", "unchanged", "b-青禾"),
        ("empty.txt", "failed", None),
        ("a.TXT", "imported", "a"),
    ]
    assert heard == list(first)
    assert first[0].assignments == first[1].assignments >= 2
    assert first[0].characters > 100
    assert [problem.code for problem in first[2].problems] == ["empty"]
    assert [one.record.jurisdiction for one in corpus.documents()] == ["石桥县", "青禾县"]
    assert corpus.search("乘坐飞机")

    again = import_paths(corpus, [inbox], jobs=jobs)
    assert [report.status for report in again] == ["unchanged", "failed", "unchanged"]
    assert corpus.version == 2


def test_a_changed_file_is_updated(corpus: Corpus, inbox: Path) -> None:
    path = inbox / "b 青禾.txt"
    import_paths(corpus, [path])
    path.write_text(TEXT.replace("乘坐飞机", "乘坐火车"), encoding="utf-8")
    assert told(import_paths(corpus, [path])) == [("b 青禾.txt", "updated", "b-青禾")]
    assert corpus.search("乘坐火车")


def test_missing_and_empty_paths_do_not_hold_up_the_rest(corpus: Corpus, inbox: Path) -> None:
    (inbox / "none").mkdir()
    paths = [inbox / "nowhere", inbox / "none", inbox / "b 青禾.txt"]
    reports = import_paths(corpus, paths)
    assert [[problem.code for problem in report.problems][:1] for report in reports[:2]] == [
        ["missing-path"],
        ["no-readable-files"],
    ]
    assert told(reports[2:]) == [("b 青禾.txt", "imported", "b-青禾")]


def test_a_pipe_is_not_waited_for(corpus: Corpus, inbox: Path) -> None:
    os.mkfifo(inbox / "deeper" / "pipe.txt")
    reports = import_paths(corpus, [inbox / "deeper"])
    assert told(reports) == [("a.TXT", "imported", "a"), ("pipe.txt", "failed", None)]


def test_what_may_not_be_read_does_not_hold_up_the_rest(corpus: Corpus, inbox: Path) -> None:
    closed = inbox / "closed"
    closed.mkdir(mode=0)
    if os.access(closed, os.R_OK):
        pytest.skip("this user may read everything")
    reports = import_paths(corpus, [closed, closed / "a.txt", inbox / "deeper"])
    codes = [[problem.code for problem in report.problems] for report in reports]
    assert codes[:2] == [["unreadable-folder"], ["cannot-open"]]
    assert told(reports[2:]) == [("a.TXT", "imported", "a")]


def test_our_own_fault_is_told_as_ours_and_kept_from_the_batch(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = importer.mapped

    def faulty(document: Document, own_id: str, told: str | None, knowledge: Knowledge) -> Mapping:
        if document.name == "a.TXT":
            raise ZeroDivisionError("by\nzero")
        return read(document, own_id, told, knowledge)

    monkeypatch.setattr(importer, "mapped", faulty)
    failed, imported = import_paths(corpus, [inbox / "deeper", inbox / "b 青禾.txt"])
    (problem,) = failed.problems
    assert problem.code == "internal-error"
    assert "ZeroDivisionError: by zero" in problem.message
    assert imported.status == "imported"


def test_standing_and_place_are_entered(corpus: Corpus, inbox: Path) -> None:
    import_paths(corpus, [inbox / "b 青禾.txt"], standing="draft", jurisdiction="990121")
    (stored,) = corpus.documents()
    assert stored.standing == "draft"
    assert stored.record.adcode == "990121"


def test_other_options_are_not_lost_on_an_unchanged_file(corpus: Corpus, inbox: Path) -> None:
    path = inbox / "nowhere.txt"
    path.write_text("关于协助执行的通知\n第一条 民政局应当查询婚姻登记信息。\n", encoding="utf-8")
    steps: list[tuple[dict[str, str], str]] = [
        ({}, "imported"),
        ({"jurisdiction": "990121"}, "updated"),
        ({"jurisdiction": "990121"}, "unchanged"),
        ({"jurisdiction": "990121", "standing": "draft"}, "updated"),
        ({"jurisdiction": "990121", "standing": "in-force"}, "updated"),
        ({}, "unchanged"),
    ]
    for options, status in steps:
        (report,) = import_paths(corpus, [path], **options)  # type: ignore[arg-type]
        assert report.status == status, options
    (stored,) = corpus.documents()
    assert (stored.record.adcode, stored.standing, stored.problems) == ("990121", "in-force", ())


def test_a_scan_left_unread_is_read_when_asked(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(72, 700, "第一条 县民政局应当协助人民法院查询婚姻登记信息。")
    canvas.showPage()
    canvas.drawInlineImage(Image.new("L", (60, 80), 255), 0, 0, *A4)
    canvas.save()
    seen = []
    choices: list[OcrChoice] = ["none", "none", "auto", "auto"]
    for ocr in choices:
        (report,) = import_paths(corpus, [path], ocr=ocr)
        seen.append((report.status, "needs-ocr" in {one.code for one in report.problems}))
    assert seen == [
        ("imported", True), ("unchanged", True), ("updated", False), ("unchanged", False),
    ]  # fmt: skip


def test_pages_are_told(corpus: Corpus, inbox: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    import_paths(corpus, [inbox / "b 青禾.txt"], progress=lambda *page: seen.append(page))
    assert seen[-1] == ("b 青禾.txt", 1, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gongan 2020.txt", "gongan-2020"),
        ("青禾县〔2019〕3号（印发）.pdf", "青禾县-2019-3号-印发"),
        ("ＡＢＣ.pdf", "abc"),
        ("..／..／x.pdf", "x"),
        ("——.pdf", "document"),
    ],
)
def test_document_ids(name: str, expected: str) -> None:
    assert document_id(Path(name)) == expected
