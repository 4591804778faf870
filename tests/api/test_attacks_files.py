"""Attacks by files and by what is exported: zip slip, entities, formulas; see docs/security.md."""

from __future__ import annotations

import csv
import io
import socket
import tarfile
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from api.exports import EXPORTS
from api.exports.table import guarded
from corpus.backup import NotRestored, restore
from corpus.importer import import_paths
from corpus.store import Corpus
from mapping.reference import load_reference
from tests.api.conftest import QINGHE

FORMULAS = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1", "＝1+1")


def docx(path: Path, extra: dict[str, bytes], *, instead: bytes | None = None) -> None:
    """A DOCX of a directive with more entries, or another main part."""
    made = io.BytesIO()
    document = Document()
    for line in QINGHE.splitlines():
        document.add_paragraph(line)
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            main = instead is not None and name == "word/document.xml"
            target.writestr(name, instead if main and instead else source.read(name))
        for name, content in extra.items():
            target.writestr(name, content)


def test_an_entry_of_a_package_lands_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    slips = {f"{'../' * up}slipped.txt": b"slipped" for up in range(1, 6)}
    docx(inside / "slip.docx", {**slips, str(tmp_path / "absolute.txt"): b"slipped"})
    with Corpus.open(tmp_path / "corpus") as corpus:
        (report,) = import_paths(corpus, [inside / "slip.docx"])
    assert [problem.code for problem in report.problems] == ["unsafe"]
    assert not [
        path for path in tmp_path.rglob("*") if path.name in ("slipped.txt", "absolute.txt")
    ]


@pytest.mark.parametrize("name", ["../slipped", "/tmp/slipped-by-test", "originals/../../slipped"])
def test_an_entry_of_a_backup_lands_nowhere(name: str, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    with tarfile.open(archive, "w:gz") as made:
        entry = tarfile.TarInfo(name)
        entry.size = 7
        made.addfile(entry, io.BytesIO(b"slipped"))
    with pytest.raises(NotRestored):
        restore(archive, tmp_path / "new" / "corpus")
    assert not list(tmp_path.rglob("slipped*")) and not Path("/tmp/slipped-by-test").exists()


def test_an_entity_of_a_package_is_not_fetched_or_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密内容")
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.setblocking(False)
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = (
            f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "{secret.as_uri()}">'
            f'<!ENTITY h SYSTEM "{address}">]><w:document xmlns:w="{w}"><w:body><w:p><w:r>'
            "<w:t>第一条 县民政局应当查询婚姻登记信息。&f;&h;</w:t></w:r></w:p></w:body>"
            "</w:document>"
        )
        docx(tmp_path / "entity.docx", {}, instead=body.encode())
        with Corpus.open(tmp_path / "corpus") as corpus:
            import_paths(corpus, [tmp_path / "entity.docx"])
            told = "".join(b.orig for d in corpus.documents() for b in corpus.blocks(d.id))
        assert "绝密" not in told
        with pytest.raises(BlockingIOError):
            trap.accept()


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_is_never_a_formula(formula: str) -> None:
    assert str(guarded(formula)).startswith("'")


def test_no_export_holds_a_formula(filled: Path) -> None:
    """Title, agency as printed and quote are a stranger's; each is a formula."""
    with Corpus.open(filled) as corpus:
        (document, *_), (duty, *_) = corpus.documents(), corpus.assignments()
    for formula in FORMULAS:
        record = replace(document.record, title=formula, issuer=formula)
        hostile = replace(document, record=record, name=formula)
        read = replace(duty.assignment, quote=formula, mention=formula, deadline=formula)
        given = ((hostile,), (replace(duty, document=hostile, assignment=read),))
        table = "".join(map(str, EXPORTS["csv"](*given, load_reference(), date.today())))
        (_, row) = csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""))
        assert not [cell for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]
        assert row.count(f"'{formula}") == 4
        (book,) = EXPORTS["xlsx"](*given, load_reference(), date.today())
        assert isinstance(book, bytes)
        sheets = openpyxl.load_workbook(io.BytesIO(book))
        kinds = {cell.data_type for sheet in sheets for line in sheet.iter_rows() for cell in line}
        assert "f" not in kinds
