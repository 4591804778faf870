"""A program that adds directives to a corpus, to be run beside others or killed:
`python -m tests.corpus.writer CORPUS NAME COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.store import Corpus
from tests.corpus import values


def main(folder: Path, name: str, count: int) -> None:
    with Corpus.open(folder) as corpus:
        for number in range(count):
            own = f"{name}{number}"
            clauses = (*values.CLAUSES, *(f"第{n}条 {own}的第{n}项职责。" for n in range(20)))
            path = values.original(folder, f"{own}.txt", clauses)
            corpus.add(values.document(path.name, clauses), values.mapping(own), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
