from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from corpus.store import Corpus
from tests.corpus import values

Add = Callable[..., tuple[str, str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as opened:
        yield opened


@pytest.fixture
def add(corpus: Corpus, tmp_path: Path) -> Add:
    """Add a hand-made reading: `add("name.pdf", clauses, standing=…, **mapping's)`."""

    def enter(
        name: str,
        clauses: Sequence[str] = values.CLAUSES,
        duties: Sequence[values.Duty] = values.DUTIES,
        standing: str = "in-force",
        **record: object,
    ) -> tuple[str, str]:
        path = values.original(tmp_path, name, clauses)
        mapping = values.mapping(path.stem, duties, **record)
        return corpus.add(values.document(name, clauses), mapping, path, standing=standing)

    return enter
