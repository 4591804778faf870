"""A file to a document: every pass, on a real file."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.pipeline import read_document
from tests.written import document

TEXT = """青禾县协助执行工作办法
青法〔2021〕9号
第一条 县公安局应当查询户籍。
— 1 —
第二条 县民政局应当查询婚姻登记信息。
"""


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(TEXT, encoding="utf-8")
    read = read_document(path)
    assert read.name == "办法.txt"
    assert read.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert read.letterhead.number == "青法〔2021〕9号"
    assert [block.label for block in read.blocks] == ["前言", "前言", "第一条", "第二条"]
    assert read.text.splitlines()[-1] == "第二条县民政局应当查询婚姻登记信息。"
    assert not read.problems


def test_an_endless_paragraph_is_one_block(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条 " + "县公安局 A B 应当协助，" * 20_000, encoding="utf-8")
    (block,) = read_document(path).blocks
    assert block.text == "第一条" + "县公安局A B应当协助，" * 20_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_make_no_difference(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding=encoding)
    assert read_document(path).blocks == document(TEXT).blocks


def test_furniture_is_kept_as_furniture(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    read = read_document(path)
    assert [line.text for line in read.source.lines if line.role != "body"] == ["— 1 —"]
    assert "— 1 —" not in read.text


def test_progress_is_told_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\f第三条 县税务局应当查询纳税信息。", encoding="utf-8")
    told: list[tuple[int, int]] = []
    read = read_document(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert [line.page for line in read.source.lines][-1] == 2


def test_no_text_is_an_error_with_a_code(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_document(path)
    assert caught.value.problem.code == "empty"


def test_what_cannot_be_read_comes_back_whole_from_a_process_that_reads() -> None:
    back = pickle.loads(pickle.dumps(Unreadable("empty", "文件是空的")))
    assert (back.problem.code, str(back)) == ("empty", "文件是空的")
