"""Several programs at one corpus, and one that is killed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

from corpus.store import Corpus

ROOT = Path(__file__).parents[2]
BLOCKS = 23


def start(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.corpus.writer", str(folder), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def assert_whole(folder: Path) -> int:
    """Every document has its original and all its parts; how many documents there are."""
    with Corpus.open(folder) as corpus:
        documents = corpus.documents()
        for stored in documents:
            assert corpus.original(stored.id).exists()
            assert len(corpus.blocks(stored.id)) == BLOCKS
        assert len(corpus.assignments()) == 3 * len(documents)
        assert len(corpus.search("失信", limit=500)) == min(2 * len(documents), 500)
        assert corpus.version == len(documents)
    with closing(sqlite3.connect(folder / "corpus.sqlite")) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    return len(documents)


def test_two_programs_make_and_fill_one_corpus(tmp_path: Path) -> None:
    writers = [start(tmp_path, name, 15) for name in ("a", "b")]
    with closing(Corpus.open(tmp_path)) as corpus:
        while any(writer.poll() is None for writer in writers):
            corpus.documents()
            time.sleep(0.02)
    for writer in writers:
        _, trouble = writer.communicate()
        assert (writer.returncode, trouble) == (0, b"")
    assert assert_whole(tmp_path) == 30


def test_a_killed_import_leaves_whole_documents_only(tmp_path: Path) -> None:
    writer = start(tmp_path, "a", 100_000)
    with closing(Corpus.open(tmp_path)) as corpus:
        while corpus.version < 5:
            time.sleep(0.005)
    writer.kill()
    writer.communicate()
    entered = assert_whole(tmp_path)
    assert entered >= 5
    again = start(tmp_path, "b", 2)
    assert again.communicate()[1] == b""
    assert assert_whole(tmp_path) == entered + 2


def test_what_must_outlive_a_loss_of_power_is_synced_and_else_nothing(corpus: Corpus) -> None:
    levels = []
    for synced in (True, False):
        with corpus.database.writing(synced=synced) as connection:
            levels.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    assert levels == [2, 1]


def test_who_waits_to_write_is_next_in_a_short_pause(corpus: Corpus) -> None:
    """The other writes nearly all the time, for a tenth of a second each."""
    stopped = Event()

    def write() -> None:
        while not stopped.is_set():
            with corpus.database.writing():
                time.sleep(0.1)
            time.sleep(0.04)

    other = Thread(target=write)
    other.start()
    try:
        for _ in range(10):
            start = time.monotonic()
            with corpus.database.writing():
                assert time.monotonic() - start < 1
    finally:
        stopped.set()
        other.join()
