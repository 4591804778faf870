"""The view is what the corpus holds in force, read once between two changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Standing
from corpus.store import Corpus
from graph.load import load
from tests.corpus import values


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as opened:
        yield opened


def _add(corpus: Corpus, folder: Path, name: str, clause: str, standing: Standing) -> None:
    clauses = (*values.CLAUSES, clause)
    path = folder / f"{name}.txt"
    path.write_bytes(values.content(clauses))
    reading = values.document(path.name, clauses)
    mapping = values.mapping(name, title=f"{name}号办法")
    corpus.add(reading, mapping, path, standing=standing)


def test_what_is_in_force_is_read_once_until_it_changes(corpus: Corpus, tmp_path: Path) -> None:
    assert load(corpus).documents == ()
    _add(corpus, tmp_path, "one", "第四条 甲。", "in-force")
    view = load(corpus)
    assert [document.id for document in view.documents] == ["one"]
    assert len(view.assignments) == len(values.DUTIES)
    assert "measure:query.marriage" in view.graph
    assert load(corpus) is view

    _add(corpus, tmp_path, "two", "第四条 乙。", "draft")
    later = load(corpus)
    assert later is not view
    assert [document.id for document in later.documents] == ["one"]
