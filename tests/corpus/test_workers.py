"""Reading processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from corpus.workers import Workers


def die_once(path: Path) -> str:
    """Kill the own process for a path not yet marked; the mark is left before."""
    mark = path.with_suffix(".mark")
    if path.suffix == ".bad" or (path.suffix == ".once" and not mark.exists()):
        mark.touch()
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def test_a_reader_that_dies_takes_no_other_file_with_it(tmp_path: Path) -> None:
    names = ["a.txt", "b.once", "c.txt", "d.bad", "e.txt"]
    results: list[str] = []
    with Workers(2, die_once) as workers:
        for read in [workers.begin(tmp_path / name) for name in names]:
            try:
                results.append(read())
            except BrokenProcessPool:
                results.append("died twice")
    assert results == ["a.txt", "b.once", "c.txt", "died twice", "e.txt"]


def stay(path: Path) -> None:
    """Say that reading has begun, and do not end."""
    path.touch()
    time.sleep(600)


PARENT = """
import sys
from pathlib import Path
from corpus.workers import Workers
from tests.corpus.test_workers import stay
with Workers(2, stay) as workers:
    workers.begin(Path(sys.argv[1]))()
"""


def test_no_reader_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    command = [sys.executable, "-c", PARENT, str(begun)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while not begun.exists():
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.communicate(timeout=30)  # the reader has this pipe too: it closes when both are gone
