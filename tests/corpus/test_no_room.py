"""A full disk, a file that may grow no more, a corpus that may not be written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli import run
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus.killed import command, started, text
from tests.corpus.test_store import closed as closed


def dutymap(corpus: Path, *paths: Path, limit: int | None = None) -> tuple[int, list[str]]:
    """The status and the lines on stderr of an import; files may grow to `limit` bytes."""
    said = paths[0].with_suffix(".said")
    process = started(command, corpus, ["import", *map(str, paths)], said, limit)
    process.join()
    assert process.exitcode is not None
    return process.exitcode, said.read_text("utf-8").splitlines()


def directives(folder: Path, numbers: range) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"d{number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_text(text(number) + "。" * (5_000 if number > 20 else 0), encoding="utf-8")
    return paths


def assert_refused(corpus: Path, room: Iterator[object], inbox: Path) -> None:
    """An import fails in one clear line, what was in stays, and with room it goes on."""
    first, rest = directives(inbox, range(3)), directives(inbox, range(30, 38))
    assert dutymap(corpus, *first)[0] == 0
    limit = next(room)
    status, lines = dutymap(corpus, *rest, limit=limit)  # type: ignore[arg-type]
    assert status == 3
    assert sum(not line.startswith("已导入") for line in lines) == 1
    assert any(word in lines[-1] for word in ("disk", "room", "磁盘"))
    next(room)
    with Corpus.open(corpus) as opened:
        assert list(verify(opened)) == []
        held = {stored.name for stored in opened.documents()}
    told = {line.split("：")[0].split("/")[-1] for line in lines if line.startswith("已导入")}
    assert held >= told | {path.name for path in first}
    assert dutymap(corpus, *rest)[0] == 0


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"

    def room() -> Iterator[object]:
        yield 150_000
        yield None

    assert_refused(corpus, room(), tmp_path / "inbox")


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can be made by root alone")
    filler = disk / "filler"

    def room() -> Iterator[object]:
        free = os.statvfs(disk)
        filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - 300_000))
        yield None
        filler.unlink()
        yield None

    try:
        assert_refused(disk / "corpus", room(), tmp_path / "inbox")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_corpus_that_may_not_be_written_refuses_what_writes(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Corpus.open(closed) as corpus:
        assert list(verify(corpus)) == []
    for words in (["remove", "yunling"], ["jobs", "cancel", "1"]):
        assert run(["--corpus", str(closed), *words]) == 3
        (line,) = capsys.readouterr().err.splitlines()
        assert "写不进去" in line
