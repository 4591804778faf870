"""backup, restore, verify, audit, jobs and watch, as commands."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from api.cli import run
from corpus import jobs
from corpus.audit import login
from corpus.store import Corpus

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


def records(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_backup_is_made_once_and_restored(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    archive, corpus = tmp_path / "b.tar.gz", ["--corpus", str(filled)]
    assert run([*corpus, "backup", str(archive)]) == 0
    before = archive.read_bytes()
    assert run([*corpus, "backup", str(archive)]) == 2
    assert "--force" in capsys.readouterr().err
    assert archive.read_bytes() == before
    assert run([*corpus, "backup", str(archive), "--force"]) == 0
    assert run([*corpus, "backup", str(tmp_path)]) == 2
    assert run([*corpus, "restore", str(archive)]) == 2
    capsys.readouterr()
    again = ["--corpus", str(tmp_path / "again")]
    assert run([*again, "restore", str(archive)]) == 0
    assert run([*again, "verify"]) == 0
    assert "没有问题" in capsys.readouterr().err
    assert run([*again, "list", "--json"]) == 0
    assert [record["id"] for record in records(capsys)] == ["qinghe", "shiqiao"]


def test_a_fault_is_one_line_and_status_1(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    run(["--corpus", str(filled), "backup", str(tmp_path / "b.tar.gz")])
    corpus = ["--corpus", str(tmp_path / "again")]
    run([*corpus, "restore", str(tmp_path / "b.tar.gz")])
    with Corpus.open(tmp_path / "again") as opened, opened.database.writing() as connection:
        connection.execute(text("UPDATE assignments SET quote = '没有这样写' WHERE id = 1"))
    capsys.readouterr()
    assert run([*corpus, "verify"]) == 1
    assert capsys.readouterr().out.startswith("引文  qinghe 第一条：")
    assert run([*corpus, "verify", "--json"]) == 1
    (fault,) = records(capsys)
    assert fault["part"] == "quotes"


def test_who_removed_what_is_shown(texts: Path, tmp_path: Path, capsys: Capture) -> None:
    corpus = ["--corpus", str(tmp_path)]
    run([*corpus, "import", str(texts / "qinghe.txt")])
    assert run([*corpus, "remove", "qinghe", "--by", "林小青"]) == 0
    capsys.readouterr()
    assert run([*corpus, "audit", "--json"]) == 0
    entry, entered = records(capsys)
    assert (entered["by"], entered["action"], entered["origin"]) == (login(), "enter", "command")
    assert (entry["by"], entry["action"], entry["document"]) == ("林小青", "remove", "qinghe")
    assert run([*corpus, "audit"]) == 0
    assert "林小青" in capsys.readouterr().out


def test_jobs_are_listed_cancelled_and_done(texts: Path, tmp_path: Path, capsys: Capture) -> None:
    corpus = ["--corpus", str(tmp_path)]
    with Corpus.open(tmp_path) as opened:
        for name in ("qinghe.txt", "shiqiao.txt", "none.txt"):
            jobs.submit(opened, texts / name)
    assert run([*corpus, "jobs", "cancel", "2"]) == 0
    assert run([*corpus, "jobs", "cancel", "9"]) == 2
    assert run([*corpus, "jobs", "run", "--until-empty", "--json"]) == 0
    capsys.readouterr()
    assert run([*corpus, "jobs", "cancel", "1"]) == 2
    assert "done" in capsys.readouterr().err
    assert run([*corpus, "jobs", "list", "--json"]) == 0
    assert [record["state"] for record in records(capsys)] == ["failed", "cancelled", "done"]
    assert run([*corpus, "jobs", "list", "--state", "done"]) == 0
    shown = capsys.readouterr().out
    assert "qinghe 已导入" in shown and "none.txt" not in shown


def test_watch_imports_what_arrives_until_ctrl_c(texts: Path, tmp_path: Path) -> None:
    inbox, corpus = tmp_path / "inbox", tmp_path / "corpus"
    inbox.mkdir()
    command = [sys.executable, "-m", "api.cli", "--corpus", str(corpus), "watch", str(inbox)]
    watching = subprocess.Popen(
        [*command, "--every", "0.2", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert watching.stdout is not None and watching.stderr is not None
    assert watching.stderr.readline().startswith("监看中")
    half = (texts / "qinghe.txt").read_bytes()
    with (inbox / "qinghe.txt").open("wb") as file:
        for place in range(0, len(half), 100):
            file.write(half[place : place + 100])
            file.flush()
            time.sleep(0.05)
    record = json.loads(watching.stdout.readline())
    assert (record["document"], record["status"]) == ("qinghe", "imported")
    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=60)
    assert watching.returncode == 130
    assert said.splitlines() == ["dutymap: 已停止，做完的都已保存"]
    with Corpus.open(corpus) as opened:
        assert [stored.id for stored in opened.documents()] == ["qinghe"]


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: Capture) -> None:
    assert run(["--corpus", str(tmp_path / "corpus"), "watch", str(tmp_path / "none")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
