"""Imports that are killed at any moment: nothing that was reported is lost, nothing is there
twice or by half, and the corpus is whole every time."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import jobs, worker
from corpus.originals import digest
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus.killed import LEASE, import_command, started, text, work

NEW = 4  # files that arrive between two kills


class Inbox:
    """Directives as they arrive, and those that were reported as imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: list[Path] = []
        self.reported: set[Path] = set()

    def arrive(self, number: int) -> list[Path]:
        for _ in range(number):
            path = self.folder / f"d{len(self.paths)}.txt"
            path.write_text(text(len(self.paths)), encoding="utf-8")
            self.paths.append(path)
        return self.paths[-number:]

    @property
    def open(self) -> list[Path]:
        return [path for path in self.paths if path not in self.reported]


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    (tmp_path / "inbox").mkdir()
    return Inbox(tmp_path / "inbox")


def reported(told: Path) -> Iterator[Path]:
    """The files that the command has told to be in; the last line may be cut off."""
    for line in told.read_text("utf-8").splitlines(keepends=True) if told.exists() else ():
        if line.endswith("\n"):
            record = json.loads(line)
            assert record["status"] in ("imported", "unchanged"), record
            yield Path(record["path"])


def assert_whole(folder: Path, inbox: Inbox) -> int:
    """How many documents there are: each once, all that were reported, none by half."""
    with Corpus.open(folder) as corpus:
        assert list(verify(corpus)) == []
        names = Counter(stored.name for stored in corpus.documents())
        assert names.keys() <= {path.name for path in inbox.paths}
        assert set(names.values()) <= {1}
        assert {path.name for path in inbox.reported} <= names.keys()
        done = jobs.listed(corpus, ("done",), limit=10_000)
        assert all(corpus.known(digest(Path(job.path))) for job in done)
    return len(names)


def killed_command(folder: Path, inbox: Inbox, chance: random.Random) -> None:
    told = inbox.folder.parent / "told.jsonl"
    told.unlink(missing_ok=True)
    inbox.arrive(NEW)
    process = started(import_command, folder, inbox.open, told)
    process.join(chance.uniform(0, 1.5))
    process.kill()
    process.join()
    inbox.reported.update(reported(told))


def killed_workers(folder: Path, inbox: Inbox, chance: random.Random) -> None:
    """Two workers beside each other; one is killed, then the other."""
    with Corpus.open(folder) as corpus:
        asked = {Path(job.path) for job in jobs.listed(corpus, limit=10_000)}
        for path in (*inbox.arrive(NEW), *inbox.open):
            if path not in asked:
                jobs.submit(corpus, path)
                asked.add(path)
        workers = [started(work, folder) for _ in range(2)]
        for process in workers:
            process.join(chance.uniform(0, 1.5))
            process.kill()
        for process in workers:
            process.join()
        done = jobs.listed(corpus, ("done",), limit=10_000)
    inbox.reported.update(Path(job.path) for job in done)


def rounds(folder: Path, inbox: Inbox, kills: int) -> None:
    chance = random.Random(kills)
    for number in range(kills):
        kill = killed_workers if number % 2 else killed_command
        kill(folder, inbox, chance)
        assert_whole(folder, inbox)
    time.sleep(LEASE)
    told = inbox.folder.parent / "told.jsonl"
    process = started(import_command, folder, inbox.paths, told)
    process.join()
    assert process.exitcode == 0
    inbox.reported.update(reported(told))
    assert inbox.open == []
    assert assert_whole(folder, inbox) == len(inbox.paths)
    with Corpus.open(folder) as corpus:
        rest = jobs.listed(corpus, ("waiting", "running"), limit=10_000)
        while worker.run_next(corpus, "last"):
            pass
        for job in jobs.listed(corpus, numbers=[job.id for job in rest]):
            assert job.report is not None and job.report.status == "unchanged"
    assert assert_whole(folder, inbox) == len(inbox.paths)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file at which many workers were killed is not given up."""
    monkeypatch.setattr(jobs, "ATTEMPTS", 10_000)


def test_ten_kills(tmp_path: Path, inbox: Inbox) -> None:
    rounds(tmp_path / "corpus", inbox, 10)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_kills(tmp_path: Path, inbox: Inbox) -> None:
    rounds(tmp_path / "corpus", inbox, 200)
