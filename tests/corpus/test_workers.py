"""Reading processes that die."""

from __future__ import annotations

import os
import signal
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
