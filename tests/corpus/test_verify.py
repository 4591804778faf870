"""Every kind of damage is found, and only that."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import text

from api.cli import run
from corpus.connection import vector_trouble
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus.conftest import Add

DAMAGE = {
    "UPDATE assignments SET quote = '县另局' WHERE id = 1": {"quotes"},
    "UPDATE assignments SET start = 5 WHERE id = 1": {"quotes"},
    "UPDATE assignments SET block_id = 2 WHERE id = 1": {"quotes"},
    "DELETE FROM assignments WHERE id = 1": {"documents"},
    "DELETE FROM blocks WHERE id = 1": {"documents", "references", "words"},
    "DELETE FROM pages": {"documents"},
    "UPDATE blocks SET text = '第一条 没有这样写' WHERE id = 1": {"words"},
    "DELETE FROM block_text WHERE rowid = 1": {"words"},
    "INSERT INTO block_text (rowid, pairs) VALUES (99, '多余')": {"words"},
    "DELETE FROM block_text_data WHERE id > 10": {"database"},
    "DELETE FROM block_text_content": {"database", "words"},
    "DELETE FROM vectors_0 WHERE id = 1": {"vectors"},
    "DELETE FROM sign_index_0 WHERE rowid = 1": {"vectors"},
    "DELETE FROM signs_0 WHERE id = 1": {"vectors"},
    "INSERT INTO vectors_0 VALUES (99, x'00')": {"references", "vectors"},
    "UPDATE documents SET sha256 = 'ab'": {"originals"},
    "INSERT INTO lines VALUES ('none', 0, '', 1, NULL, 1.0, '', '[]')": {"references"},
}


@pytest.fixture
def whole(corpus: Corpus, add: Add) -> Corpus:
    add("yunling.pdf")
    corpus.refresh_vectors()
    assert list(verify(corpus)) == []
    return corpus


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(whole: Corpus, damage: str) -> None:
    if vector_trouble() is not None and "vectors" in DAMAGE[damage]:
        pytest.skip("no vectors with this Python")
    with whole.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
        connection.execute(text(damage))
        connection.commit()
    found = list(verify(whole))
    assert {fault.part for fault in found} == DAMAGE[damage]
    assert all("\n" not in fault.message for fault in found)


def test_a_damaged_original_is_found(whole: Corpus) -> None:
    original = whole.original("yunling")
    original.write_bytes(b"something else")
    (fault,) = verify(whole)
    assert (fault.part, fault.message) == ("originals", "内容与校验值不符")
    original.unlink()
    (fault,) = verify(whole)
    assert (fault.part, fault.message) == ("originals", "原件不见了")


def test_a_damaged_page_of_the_database_is_found(whole: Corpus) -> None:
    path = whole.folder / "corpus.sqlite"
    whole.close()
    content = bytearray(path.read_bytes())
    content[4096 * 10 : 4096 * 11] = bytes(range(256)) * 16
    path.write_bytes(content)
    with Corpus.open(whole.folder, create=False) as again:
        assert "database" in {fault.part for fault in verify(again)}


def test_a_removed_document_leaves_a_trace(whole: Corpus, add: Add) -> None:
    original = whole.original("yunling")
    assert whole.remove("yunling", by="林小青")
    assert not whole.remove("yunling", by="林小青")
    assert not original.exists()
    entry = whole.trail()[0]
    assert (entry.by, entry.action, entry.document) == ("林小青", "remove", "yunling")
    assert entry.told["title"] == "云岭县失信联合惩戒办法"
    assert entry.told["originals"] == [original.name]
    assert list(verify(whole)) == []


def test_what_killed_imports_left_is_swept_and_nothing_else(
    whole: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = whole.folder / "originals" / "ab"
    folder.mkdir()
    stray, half, busy = (folder / name for name in ("ab" * 32, ".half", ".busy"))
    for path in (stray, half, busy):
        path.write_bytes(b"left")
    os.utime(half, (0, 0))
    assert list(verify(whole)) == []
    assert run(["--corpus", str(whole.folder), "verify", "--mend"]) == 0
    assert capsys.readouterr().err.count("已清理") == 2
    assert (stray.exists(), half.exists(), busy.exists()) == (False, False, True)
    assert whole.original("yunling").exists()
    assert run(["--corpus", str(whole.folder), "verify", "--mend"]) == 0
    assert "已清理" not in capsys.readouterr().err
