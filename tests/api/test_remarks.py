"""A checked draft as a Word file: the comments stand at the draft's own paragraphs."""

from __future__ import annotations

import hashlib
import io
import json
from collections import defaultdict
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from api.cli import run
from tests.api.office import printed
from tests.graph.test_check import DRAFT

Capture = pytest.CaptureFixture[str]
TABLE_DRAFT = (
    ("序号", "任务", "牵头单位"),
    ("1", "协助查询婚姻登记信息", "县民政局"),
    ("2", "限制担任企业高级管理人员", "县工商局"),
)


def commented(content: bytes) -> dict[str, list[str]]:
    """The comments of a file by the text of the paragraph that they are anchored in."""
    file = docx.Document(io.BytesIO(content))
    texts = {str(comment.comment_id): comment.text for comment in file.comments}
    found: dict[str, list[str]] = defaultdict(list)
    for paragraph in file.element.body.iter(qn("w:p")):
        words = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        for start in paragraph.iter(qn("w:commentRangeStart")):
            found[words].append(texts.pop(start.get(qn("w:id"))))
    assert texts == {}
    return found


def check(filled: Path, draft: Path, *options: str) -> int:
    return run(["--corpus", str(filled), "check", str(draft), *options])


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def word_draft(path: Path) -> Path:
    """The draft as a Word file whose articles Word itself numbers, runs split, a table last."""
    file = docx.Document()
    file.core_properties.author = "起草人"
    for line in filter(None, DRAFT.splitlines()):
        paragraph = file.add_paragraph()
        for start in range(0, len(line), 7):
            paragraph.add_run(line[start : start + 7]).italic = True
    table = file.add_table(rows=0, cols=3)
    for texts in TABLE_DRAFT:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file.save(str(path))
    return path


def test_a_text_draft_becomes_a_word_file_with_comments(
    filled: Path, draft: Path, tmp_path: Path
) -> None:
    target = tmp_path / "checked.docx"
    assert check(filled, draft, "--format", "docx", "-o", str(target)) == 0
    found = commented(target.read_bytes())
    (title,) = (words for words in found if words.startswith("青禾县查人找物协作办法"))
    assert found[title][0].startswith("共 ")
    (ended,) = (words for words in found if words.startswith("第三条"))
    assert any("市场监督管理局" in text for text in found[ended])
    file = docx.Document(str(target))
    assert [p.text for p in file.paragraphs] == list(filter(None, DRAFT.splitlines()))


def test_a_word_draft_is_annotated_in_a_copy_and_keeps_its_looks(
    filled: Path, tmp_path: Path
) -> None:
    original = word_draft(tmp_path / "draft.docx")
    target = tmp_path / "checked.docx"
    assert check(filled, original, "--format", "docx", "-o", str(target)) == 0
    before, after = docx.Document(str(original)), docx.Document(str(target))
    assert len(list(before.comments)) == 0
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    runs = [run for p in after.paragraphs for run in p.runs if run.text]
    assert all(run.italic for run in runs)
    assert after.core_properties.author == "起草人"
    found = commented(target.read_bytes())
    (article,) = (words for words in found if words.startswith("第三条"))
    assert any("县工商局" in text for text in found[article])
    assert any("县工商局" in text for text in found["限制担任企业高级管理人员"])


def test_json_and_the_report_say_the_same(filled: Path, draft: Path, capsys: Capture) -> None:
    assert check(filled, draft, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["draft"]["jurisdiction"] == "青禾县"
    assert told["replaced"] == ["qinghe"]
    assert told["against"] == ["shiqiao"]
    assert told["assignments"] > 5
    ids = {finding["id"] for finding in told["findings"]}
    assert all(finding["places"][0]["block"] for finding in told["findings"])
    assert check(filled, draft) == 0
    report = capsys.readouterr().out
    assert ids and all(f"({i})" in report for i in ids)
    assert f"共 {len(ids)} 条意见" in report


def test_against_narrows_what_it_is_held_against(
    filled: Path, draft: Path, capsys: Capture
) -> None:
    assert check(filled, draft, "--against", "青禾县", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["against"] == []
    assert check(filled, draft, "--against", "shiqiao", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["against"] == ["shiqiao"]


def test_nothing_of_the_draft_stays_in_the_corpus(filled: Path, draft: Path) -> None:
    def state() -> dict[str, str]:
        files = (path for path in filled.rglob("*") if path.is_file())
        return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    assert check(filled, draft) == 0  # opening may make the database's side files
    before = state()
    assert check(filled, draft) == 0
    assert state() == before
    assert not any("征求意见稿".encode() in p.read_bytes() for p in filled.rglob("*.sqlite*"))


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["missing.txt"], 2, "missing.txt"),
        (["--against", "无此县"], 2, "无此县"),
        (["--against", "zhongbanfa-2016-64"], 2, "--baseline"),
        (["--baseline", "nowhere"], 2, "nowhere"),
        (["-o", "/nowhere/at/all.txt"], 2, "/nowhere"),
        (["empty.txt"], 1, "空的"),
    ],
)
def test_what_goes_wrong_is_one_line(
    arguments: list[str], status: int, words: str, filled: Path, draft: Path, capsys: Capture
) -> None:
    (draft.parent / "empty.txt").touch()
    if arguments[0].endswith(".txt"):
        path, options = draft.parent / arguments[0], arguments[1:]
    else:
        path, options = draft, arguments
    assert check(filled, path, *options) == status
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and words in lines[0]


def test_libreoffice_opens_it(filled: Path, draft: Path, tmp_path: Path) -> None:
    target = tmp_path / "checked.docx"
    assert check(filled, draft, "--format", "docx", "-o", str(target)) == 0
    text = "".join(printed(target.read_bytes(), ".docx", tmp_path))
    assert "第三条县工商局应当限制失信被执行人担任企业高级管理人员。" in text
    assert "第1页，共1页" in text
