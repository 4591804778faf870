from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Filter
from corpus.store import Corpus
from tests.corpus import values


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus") as opened:
        for name, place, adcode in (("yun", "云岭县", "998801"), ("hai", "海边县", "998802")):
            clauses = (*values.CLAUSES, f"第四条 {place}各单位应当配合。")
            mapping = values.mapping(name, number=name, jurisdiction=place, adcode=adcode)
            original = values.original(tmp_path, f"{name}.pdf", clauses)
            opened.add(values.document(f"{name}.pdf", clauses), mapping, original)
        opened.refresh_vectors()
        yield opened


@pytest.mark.parametrize(
    ("asked", "measures"),
    [
        ({}, ["organise.lead", "restrict.transport", "query.marriage"]),
        ({"measures": ["query.marriage", "query.tax"]}, ["query.marriage"]),
        ({"agencies": ["transport"]}, ["restrict.transport"]),
        ({"within": {("yun", "b0"), ("hai", "b1")}}, ["organise.lead"]),
        ({"measures": []}, []),
    ],
)
def test_passages_of_one_directive(
    corpus: Corpus, asked: dict[str, list[str]], measures: list[str]
) -> None:
    owners = {d.id: d for d in corpus.documents() if d.id == "yun"}
    found = corpus.passages(owners, **asked)
    assert [passage.stored.assignment.measure for passage in found] == measures
    for passage in found:
        assert passage.stored.document is owners["yun"]
        assert passage.orig in values.CLAUSES
        assert passage.text == passage.orig.replace(" ", "", 1)


def test_holders(corpus: Corpus) -> None:
    assert corpus.holders(["query.marriage"]) == ("hai", "yun")
    assert corpus.holders(["query.tax"]) == ()


def test_a_search_in_one_place_finds_nothing_of_another(corpus: Corpus) -> None:
    hits = corpus.search("婚姻登记 机票", Filter(within="998802"))
    assert {hit.document for hit in hits} == {"hai"}
    assert {hit.block for hit in hits} >= {"b1", "b2"}
    assert corpus.search("婚姻登记", Filter(within="998803")) == ()
    assert corpus.search("？！", Filter(within="998802")) == ()
