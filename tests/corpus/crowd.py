"""A reader or a writer among others: `python -m tests.corpus.crowd CORPUS SECONDS ROLE`.

It tells how often it was at the corpus, and the longest that it was kept waiting to begin a
transaction, in seconds. Beside them one in the role `alone` tells how long the machine, which may
be busy with other things, takes over the work of one transaction where nobody waits for anybody.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from corpus.model import Filter
from corpus.store import Corpus
from tests.corpus import values

BLOCKS = 23
WORK = 0.015  # seconds of the processor that a transaction takes


def write(corpus: Corpus, name: str, number: int) -> None:
    """Enter a document, another reading of one, or take one away."""
    own = f"{name}-{number % 20}"
    clauses = (*values.CLAUSES, *(f"第{n}条 {own}的第{number}项之{n}。" for n in range(20)))
    path = values.original(corpus.folder, f"{own}.txt", clauses)
    mapping = values.mapping(own, title=own, number=f"云发〔2020〕{own}号")
    corpus.add(values.document(path.name, clauses), mapping, path)
    if number % 7 == 6:
        corpus.remove(own, by="林小青")


def read(corpus: Corpus, _: str, __: int) -> None:
    """Every document seen has all its parts."""
    found = corpus.assignments()
    counts: dict[str, int] = {}
    for stored in found:
        counts[stored.document.id] = counts.get(stored.document.id, 0) + 1
    assert set(counts.values()) <= {3}, counts
    for own in list(counts)[:3]:
        assert len(corpus.blocks(own)) in (0, BLOCKS)  # 0: removed meanwhile
    corpus.search("失信", Filter(within="998801"))


def rest(*_: object) -> None:
    """Do nothing."""


def waited(corpus: Corpus, role: str) -> float:
    """Seconds until a transaction has begun: writing, or reading the first row."""
    start = time.monotonic()
    if role == "alone":
        until = time.process_time() + WORK
        while time.process_time() < until:
            pass
        return time.monotonic() - start
    if role.startswith("read"):
        assert corpus.version >= 0
        return time.monotonic() - start
    with corpus.database.writing():
        return time.monotonic() - start


def main(folder: Path, seconds: float, role: str) -> None:
    """Be at the corpus for so many seconds, with the pauses that people make."""
    act = write if role.startswith("write") else read
    if role == "alone":
        act = rest
    longest, times = 0.0, 0
    with Corpus.open(folder) as corpus:
        act(corpus, role, times)  # loads what is to be loaded
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            longest, times = max(longest, waited(corpus, role)), times + 1
            act(corpus, role, times)
            time.sleep(0.05)
    print(times, round(longest, 3))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
