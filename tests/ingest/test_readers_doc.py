"""DOC, WPS and RTF: LibreOffice first, antiword where it alone is there."""

from __future__ import annotations

import shutil
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import docx
import pytest

from ingest.errors import Unreadable
from ingest.readers import doc, office, read_source, sniff
from tests.formats import OFFICE, turned
from tests.ingest.test_readers_docx import numbered, say

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_antiword = pytest.mark.skipif(
    shutil.which("antiword") is None, reason="antiword is not installed"
)
WORDS = [
    "青禾县办法",
    "第一条　县公安局负责。",
    "（一）查车。",
    "（二）查人。",
    "第二条　县税务局负责。",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def old(folder: Path) -> bytes:
    """A DOC with automatic numbers and a table."""
    document = docx.Document()
    document.add_paragraph(WORDS[0])
    name = numbered(
        document, [("chineseCountingThousand", "第%1条　"), ("chineseCounting", "（%2）")]
    )
    for text, level in [("县公安局负责。", 0), ("查车。", 1), ("查人。", 1), ("县税务局负责。", 0)]:
        say(document, text, name, level)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "限制出境", "县公安局"
    document.sections[0].header.paragraphs[0].text = "页眉"
    path = folder / "old.docx"
    document.save(str(path))
    return turned(path.read_bytes(), ".docx", "doc", folder)


@needs_office
@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.pdf"])
def test_numbers_and_tables_are_kept(tmp_path: Path, old: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(old)
    source = read_source(path)
    body = [line for line in source.lines if line.role == "body"]
    assert source.format == "doc" and source.problems == ()
    assert [line.text for line in body[:-1]] == WORDS
    assert body[-1].cells == ("限制出境", "县公安局")
    assert list(tmp_path.iterdir()) == [path]


@needs_office
@needs_antiword
def test_antiword_alone_says_what_it_leaves_out(
    tmp_path: Path, old: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "find_libreoffice", lambda: None)
    path = tmp_path / "a.doc"
    path.write_bytes(old)
    source = read_source(path)
    assert [problem.code for problem in source.problems] == ["numbers-lost"]
    assert [line.text for line in source.lines[:2]] == ["青禾县办法", "县公安局负责。"]
    assert source.lines[-1].cells == ("限制出境", "县公安局")


@needs_office
def test_without_either_the_message_says_what_to_install(
    tmp_path: Path, old: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "find_libreoffice", lambda: None)
    monkeypatch.setattr(doc, "find_antiword", lambda: None)
    path = tmp_path / "a.doc"
    path.write_bytes(old)
    with pytest.raises(Unreadable, match=r"LibreOffice.*请安装") as caught:
        read_source(path)
    assert caught.value.problem.code == "needs-office"


@needs_office
def test_a_cut_doc_is_damaged_and_a_slow_one_is_ended(
    tmp_path: Path, old: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(old[:3000])
    with pytest.raises(Unreadable) as caught:
        read_source(path)
    assert caught.value.problem.code == "damaged"
    path.write_bytes(old)
    monkeypatch.setattr(office, "OFFICE_SECONDS", 0.05)
    with pytest.raises(Unreadable) as caught:
        read_source(path)
    assert caught.value.problem.code == "too-slow"


def test_a_locked_doc_is_told(tmp_path: Path) -> None:
    doc.refuse_locked(bytes(12))
    with pytest.raises(Unreadable) as caught:
        doc.refuse_locked(bytes(10) + (0x0100).to_bytes(2, "little"))
    assert caught.value.problem.code == "encrypted"


@needs_office
def test_rtf_is_read_and_its_links_are_not_followed(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    link = f"http://127.0.0.1:{server.server_port}/a.png"
    words = "".join(f"\\u{ord(char)}?" for char in "第一条 县公安局负责。")
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{link}" \\\\d}}{{\\fldrslt }}}}'
    path = tmp_path / "a.doc"
    path.write_text(f"{{\\rtf1\\ansi {words}\\par {field}\\par}}", encoding="ascii")
    assert sniff(path) == "rtf"
    assert [line.text for line in read_source(path).lines] == ["第一条 县公安局负责。"]
    server.shutdown()
    assert asked == []


@needs_office
def test_the_xml_of_word_2003(tmp_path: Path) -> None:
    namespace = "http://schemas.microsoft.com/office/word/2003/wordml"
    inner = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in WORDS)
    path = tmp_path / "a.doc"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{namespace}"><w:body>{inner}</w:body></w:wordDocument>',
        "utf-8",
    )
    source = read_source(path)
    assert (source.format, [line.text for line in source.lines]) == ("wordml", WORDS)
