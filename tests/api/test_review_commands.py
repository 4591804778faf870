"""Review, remap, migrate and search as commands."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from corpus import remap as remap_module
from corpus.store import Corpus

Capture = pytest.CaptureFixture[str]
VERSION_1 = Path(__file__).parents[1] / "corpus" / "version1.sqlite.gz"


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A corpus with both directives that a test may change."""
    folder = tmp_path / "own"
    shutil.copytree(filled, folder)
    return folder


def records(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def said(capsys: Capture, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    assert run(["--corpus", str(folder), *arguments]) == 0
    return records(capsys)


def duty(capsys: Capture, folder: Path, provision: str) -> dict[str, Any]:
    block, *_ = said(capsys, folder, "show", "qinghe", provision, "--json")
    found: dict[str, Any] = block["assignments"][0]
    return found


def test_a_correction_is_told_by_every_command(own: Path, capsys: Capture) -> None:
    item = duty(capsys, own, "第一条")["id"]
    correct = ["review", "correct", item, "--agency", "justice", "--role", "lead"]
    assert said(capsys, own, *correct, "--by", "王", "--note", "电话") == []
    shown = duty(capsys, own, "第一条")
    assert (shown["id"], shown["agency"], shown["review"]["by"]) == (item, "justice", "王")
    assert shown["review"]["machine"]["agency"] == "civil-affairs"
    (answer,) = said(capsys, own, "ask", "青禾县查婚姻登记找谁", "--json")
    assert [found["agency"] for found in answer["answers"]] == ["justice"]
    exported = said(capsys, own, "export", "--document", "qinghe")
    (line,) = [row for row in exported if row.get("measure") == "query.marriage"]
    assert (line["agency"], line["review"]["action"]) == ("justice", "correct")
    assert [row for row in exported if "review" in row] == [line]
    (matrix,) = said(capsys, own, "compare", "青禾县", "--format", "json")
    cells = {cell["measure"]: cell["agencies"] for cell in matrix["cells"]}
    assert [one["agency"] for one in cells["query.marriage"]] == ["justice"]
    (hit,) = said(capsys, own, "search", "婚姻登记", "--agency", "justice", "--json")
    assert (hit["document"], hit["provision"]) == ("qinghe", "第一条")
    (told,) = said(capsys, own, "show", "qinghe", "--history", "--json")
    assert told["decision"]["note"] == "电话"
    said(capsys, own, "review", "undo", item)
    assert "review" not in duty(capsys, own, "第一条")


def test_a_rejected_reading_is_gone_and_can_be_had_again(own: Path, capsys: Capture) -> None:
    item = duty(capsys, own, "第三条")["id"]
    said(capsys, own, "review", "reject", item)
    block, *_ = said(capsys, own, "show", "qinghe", "第三条", "--json")
    assert block["assignments"] == []
    said(capsys, own, "review", "accept", item)
    assert duty(capsys, own, "第三条")["id"] == item


def test_the_queue_for_a_person_and_for_a_program(own: Path, capsys: Capture) -> None:
    with closing(sqlite3.connect(own / "corpus.sqlite")) as plain, plain:
        unsure = "UPDATE assignments SET unsure = 'confidence', sureness = 0.3"
        plain.execute(f"{unsure} WHERE measure = 'query.marriage'")
    found = said(capsys, own, "review", "list", "--json")
    assert {item["document"] for item in found} == {"qinghe", "shiqiao"}
    assert {item["kind"] for item in found} == {"confidence"}
    (here,) = said(capsys, own, "review", "list", "--in", "青禾县", "--json")
    assert (here["measure"], here["candidates"]) == ("query.marriage", ["civil-affairs"])
    assert run(["--corpus", str(own), "review", "list", "--limit", "1"]) == 0
    assert "婚姻" in capsys.readouterr().out
    assert run(["--corpus", str(own), "review", "list", "--kind", "ocr"]) == 0
    assert capsys.readouterr().err == "没有要核对的读法\n"


@pytest.fixture
def outdated(own: Path) -> Iterator[Path]:
    with closing(sqlite3.connect(own / "corpus.sqlite")) as plain, plain:
        plain.execute("UPDATE documents SET mapped_by = 'older'")
        plain.execute("UPDATE assignments SET agency = 'court' WHERE measure = 'query.marriage'")
    yield own


def test_remap_tells_gains_and_losses_and_a_sum(outdated: Path, capsys: Capture) -> None:
    assert run(["--corpus", str(outdated), "doctor"]) in (0, 3)
    assert "2 份是用别的规则" in capsys.readouterr().out
    first, second, total = said(capsys, outdated, "remap", "--json")
    assert (first["document"], second["document"]) == ("qinghe", "shiqiao")
    assert [one["agency"] for one in first["gained"]] == ["civil-affairs"]
    assert [one["agency"] for one in first["lost"]] == ["court"]
    assert total == {"sum": {"documents": 2, "gained": 2, "lost": 2, "changed": 0}}
    assert said(capsys, outdated, "remap", "--json")[-1]["sum"]["documents"] == 0


def test_a_remap_that_is_stopped_goes_on_where_it_was(
    outdated: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = remap_module.mapped

    def mapped(*arguments: Any) -> Any:
        if arguments[1] == "shiqiao":
            signal.raise_signal(signal.SIGINT)
        return real(*arguments)

    monkeypatch.setattr(remap_module, "mapped", mapped)
    assert run(["--corpus", str(outdated), "remap"]) == 130
    out = capsys.readouterr()
    assert [line[0] for line in out.out.splitlines()] == ["+", "-"]
    assert out.err.splitlines()[-1] == "dutymap: 已停止，做完的都已保存"
    with Corpus.open(outdated) as corpus:
        assert corpus.outdated() == ("shiqiao",)
    monkeypatch.undo()
    done, _ = said(capsys, outdated, "remap", "--json")
    assert done["document"] == "shiqiao"


def test_an_older_corpus_wants_migrate_and_then_remap(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    for command in (["list"], ["ask", "青禾县查婚姻登记找谁"], ["remap"], ["review", "list"]):
        assert run(["--corpus", str(tmp_path), *command]) == 3
        (line,) = capsys.readouterr().err.splitlines()
        assert "请运行 `dutymap migrate`" in line
    assert run(["--corpus", str(tmp_path), "migrate"]) == 0
    backup, migrated = capsys.readouterr().err.splitlines()
    assert Path(backup.split()[1]).exists() and "`dutymap remap`" in migrated
    assert run(["--corpus", str(tmp_path), "migrate"]) == 0
    assert capsys.readouterr().err.startswith("未变")
    assert [row["id"] for row in said(capsys, tmp_path, "list", "--json")] == ["qinghe"]
    assert run(["--corpus", str(tmp_path / "none"), "migrate"]) == 3


@pytest.mark.parametrize(
    ("arguments", "provisions"),
    [
        (["婚姻登记", "--in", "青禾县"], ["第一条"]),
        (["marriage registration", "--in", "青禾县"], ["第一条"]),
        (["", "--agency", "industry-commerce"], ["第三条"]),
        (["", "--measure", "query.vehicle", "--role", "responsible"], ["第二条"]),
        (["婚姻", "--on", "2020-07-01"], ["第一条"]),
        (["婚姻", "--on", "2019-07-01"], []),
        (["婚姻", "--standing", "repealed"], []),
        (["", "--family", "query", "--in", "990122"], ["第一条", "第二条"]),
    ],
)
def test_search(arguments: list[str], provisions: list[str], filled: Path, capsys: Capture) -> None:
    found = said(capsys, filled, "search", *arguments, "--json", "--limit", "5")
    first = [hit["provision"] for hit in found][: max(1, len(provisions))]
    assert first == provisions
    assert run(["--corpus", str(filled), "search", *arguments]) == 0
    out = capsys.readouterr()
    assert ("没有找到" in out.err) is (not provisions)


def test_search_marks_the_words(filled: Path, capsys: Capture) -> None:
    assert run(["--corpus", str(filled), "search", "婚姻登記", "--in", "青禾县"]) == 0
    assert "被执行人的【婚姻登记】信息" in capsys.readouterr().out
    (hit,) = said(capsys, filled, "search", "婚姻", "--in", "青禾县", "--limit", "1", "--json")
    ((start, end),) = hit["marks"]
    assert hit["snippet"][start:end] == "婚姻" and hit["status"] == "in-force"


@pytest.mark.parametrize(
    "arguments",
    [
        [""],
        ["x", "--agency", "n"],
        ["x", "--measure", "n"],
        ["x", "--family", "n"],
        ["x", "--in", "无"],
    ],
)
def test_a_search_put_wrongly_is_one_line(
    arguments: list[str], filled: Path, capsys: Capture
) -> None:
    assert run(["--corpus", str(filled), "search", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_repair_is_listed_and_refused(tmp_path: Path, capsys: Capture) -> None:
    """`r…` shows what was read and what stands for it; rejected, the read words come back."""
    text = tmp_path / "a.txt"
    text.write_text("青禾县办法\n第一条 县氏政局应当提供婚姻登记信息。\n", "utf-8")
    folder = tmp_path / "corpus"
    assert said(capsys, folder, "import", str(text), "--json")[0]["assignments"] == 1
    (item,) = said(capsys, folder, "review", "list", "--kind", "repair", "--json")
    assert (item["read"], item["text"], item["provision"]) == ("氏政局", "民政局", "第一条")
    assert run(["--corpus", str(folder), "review", "list"]) == 0
    assert f"{item['id']} " in (shown := capsys.readouterr().out) and "氏政局" in shown
    assert said(capsys, folder, "review", "reject", item["id"], "--by", "王") == []
    assert said(capsys, folder, "review", "list", "--kind", "repair", "--json") == []
    (block, *_) = said(capsys, folder, "show", "a", "第一条", "--json")
    assert "氏政局" in block["text"]
    (said_of,) = said(capsys, folder, "show", "a", "--history", "--json")
    assert said_of["decision"]["action"] == "refuse-repair"
