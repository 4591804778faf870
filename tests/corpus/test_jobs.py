"""Jobs: leased, renewed, taken over, cancelled, tried a few times."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import update

from corpus import jobs, worker
from corpus.connection import CorpusUnusable
from corpus.importer import Progress
from corpus.ledger import jobs as table
from corpus.model import FileReport
from corpus.store import Corpus
from tests.corpus.test_importer import TEXT


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Three directives."""
    places = ("青禾", "石桥", "双桂")
    found = [tmp_path / f"{place}.txt" for place in places]
    for path, place in zip(found, places, strict=True):
        text = TEXT.replace("青禾", place).replace("青政", f"{place[0]}政")
        path.write_text(text, encoding="utf-8")
    return found


def run_all(corpus: Corpus) -> list[FileReport]:
    reports: list[FileReport] = []
    worker.work(corpus, Event(), until_empty=True, on_report=reports.append)
    return reports


def expire(corpus: Corpus) -> None:
    """Let every lease run out."""
    with corpus.database.writing() as connection:
        connection.execute(update(table).values(until=0))


def state(corpus: Corpus, number: int) -> tuple[str, int]:
    found = jobs.job(corpus, number)
    assert found is not None
    return found.state, found.attempts


def test_jobs_are_done_in_order_and_told(corpus: Corpus, paths: list[Path]) -> None:
    missing = paths[0].with_name("none.txt")
    numbers = [jobs.submit(corpus, path) for path in (*paths, missing)]
    reports = run_all(corpus)
    assert [report.status for report in reports] == ["imported", "imported", "imported", "failed"]
    done = jobs.listed(corpus, numbers=numbers)
    assert [job.state for job in reversed(done)] == ["done", "done", "done", "failed"]
    assert [job.report for job in reversed(done)] == reports
    assert (done[-1].pages_done, done[-1].pages) == (1, 1)
    assert len(corpus.documents()) == 3
    assert corpus.search("乘坐飞机")
    assert run_all(corpus) == []


def test_the_options_of_a_job_are_those_of_its_import(corpus: Corpus, paths: list[Path]) -> None:
    jobs.submit(corpus, paths[0], standing="draft", jurisdiction="990121", ocr="none")
    run_all(corpus)
    (stored,) = corpus.documents()
    assert (stored.standing, stored.record.adcode) == ("draft", "990121")


def test_a_leased_job_is_nobody_elses_until_the_lease_is_over(
    corpus: Corpus, paths: list[Path]
) -> None:
    number = jobs.submit(corpus, paths[0])
    first = jobs.claim(corpus, "one")
    assert first is not None and first.id == number
    assert jobs.claim(corpus, "two") is None
    assert jobs.renew(corpus, number, "one", 2, 5)
    expire(corpus)
    assert jobs.claim(corpus, "two") is not None
    assert not jobs.renew(corpus, number, "one", 3, 5)
    report = FileReport(str(paths[0]), None, "failed", 0, 0, 0, (), 0.0)
    jobs.finish(corpus, number, "one", report)  # too late
    jobs.put_back(corpus, number, "one")
    assert state(corpus, number) == ("running", 2)


def test_a_job_whose_workers_die_is_given_up(corpus: Corpus, paths: list[Path]) -> None:
    number = jobs.submit(corpus, paths[0])
    for _ in range(jobs.ATTEMPTS):
        assert jobs.claim(corpus, "one") is not None
        expire(corpus)
    assert jobs.claim(corpus, "one") is None
    found = jobs.job(corpus, number)
    assert found is not None and found.state == "failed"
    assert found.error is not None and "3 次" in found.error


def test_a_corpus_that_cannot_be_written_is_tried_again(
    corpus: Corpus, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CorpusUnusable("the disk is full")

    number = jobs.submit(corpus, paths[0])
    monkeypatch.setattr(worker, "import_file", full)
    for attempt in (1, 2, 3):
        assert worker.run_next(corpus, "one")
        assert state(corpus, number) == ("waiting" if attempt < 3 else "failed", attempt)
        assert not worker.run_next(corpus, "one")  # not before a while
        expire(corpus)
    found = jobs.job(corpus, number)
    assert found is not None and found.error == "the disk is full"


@pytest.mark.parametrize("when", ["waiting", "running", "abandoned"])
def test_a_job_is_cancelled(
    when: str, corpus: Corpus, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = jobs.submit(corpus, paths[0])
    if when == "waiting":
        assert jobs.cancel(corpus, number) == "cancelled"
    elif when == "running":
        monkeypatch.setattr(worker, "_TICK", 0.01)

        def slow(*_: object, progress: Progress, **__: object) -> FileReport:
            assert jobs.cancel(corpus, number) == "running"
            for page in range(500):
                progress("a.pdf", page, 500)
                time.sleep(0.02)
            raise AssertionError("not cancelled")

        monkeypatch.setattr(worker, "import_file", slow)
        assert worker.run_next(corpus, "one")
    else:
        assert jobs.claim(corpus, "one") is not None
        assert jobs.cancel(corpus, number) == "running"
        expire(corpus)
    assert jobs.claim(corpus, "two") is None
    assert state(corpus, number)[0] == "cancelled"
    assert corpus.documents() == ()
    assert jobs.cancel(corpus, 99) is None


def test_a_lease_is_renewed_while_the_work_goes_on(
    corpus: Corpus, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_TICK", 0.01)
    number = jobs.submit(corpus, paths[0])
    claimed = jobs.claim(corpus, "one")
    assert claimed is not None
    with worker.Lease(corpus, claimed, "one", None) as lease:
        for page in range(1, 4):
            expire(corpus)
            lease.page("a.pdf", page, 3)
            deadline = time.monotonic() + 5
            while (told := jobs.job(corpus, number)) and told.pages_done < page:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert jobs.claim(corpus, "two") is None


@pytest.mark.parametrize("swallowed", [False, True])
def test_ctrl_c_puts_the_job_back(
    swallowed: bool, corpus: Corpus, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = Event()

    def pressed(*_: object, **__: object) -> None:
        stopped.set()
        # A compiled module that is interrupted as it loads says so in its own words.
        raise ImportError("initialization failed") if swallowed else KeyboardInterrupt

    number = jobs.submit(corpus, paths[0])
    monkeypatch.setattr("corpus.importer.read_source", pressed)
    with pytest.raises(KeyboardInterrupt):
        worker.run_next(corpus, "one", stopped=stopped)
    assert state(corpus, number) == ("waiting", 0)
    monkeypatch.undo()
    assert [report.status for report in run_all(corpus)] == ["imported"]


def wait_for(corpus: Corpus, number: int, wanted: str) -> None:
    deadline = time.monotonic() + 60
    while state(corpus, number)[0] != wanted:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_process_of_its_own_works_and_is_taken_over_from(
    corpus: Corpus, paths: list[Path], tmp_path: Path
) -> None:
    """The first worker is killed at a file that is a pipe's end and never ends."""
    stuck = tmp_path / "stuck.txt"
    os.mkfifo(stuck)
    number = jobs.submit(corpus, stuck)
    process = worker.start(corpus.folder)
    wait_for(corpus, number, "running")
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert state(corpus, number) == ("running", 1)
    stuck.unlink()
    stuck.write_text(TEXT, encoding="utf-8")
    expire(corpus)
    again = worker.start(corpus.folder)
    wait_for(corpus, number, "done")
    assert len(corpus.documents()) == 1
    worker.stop(again)
    assert again.exitcode == 0


def test_a_worker_that_is_stopped_puts_its_job_back(corpus: Corpus, tmp_path: Path) -> None:
    stuck = tmp_path / "stuck.txt"
    os.mkfifo(stuck)
    number = jobs.submit(corpus, stuck)
    process = worker.start(corpus.folder)
    wait_for(corpus, number, "running")
    worker.stop(process)
    assert process.exitcode == 0
    assert state(corpus, number) == ("waiting", 0)


PARENT = """
import sys
from pathlib import Path
from corpus import worker
if __name__ == "__main__":
    worker.start(Path(sys.argv[1])).join()
"""


def test_a_worker_whose_service_is_killed_puts_its_job_back(corpus: Corpus, tmp_path: Path) -> None:
    """However often that happens, its file is not given up."""
    stuck, parent = tmp_path / "stuck.txt", tmp_path / "parent.py"
    os.mkfifo(stuck)
    parent.write_text(PARENT, encoding="utf-8")
    number = jobs.submit(corpus, stuck)
    process = subprocess.Popen(
        [sys.executable, str(parent), str(corpus.folder)],
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    wait_for(corpus, number, "running")
    process.kill()
    process.wait()
    wait_for(corpus, number, "waiting")
    assert state(corpus, number) == ("waiting", 0)
