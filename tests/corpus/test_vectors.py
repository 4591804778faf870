"""LSA, and vectors that keep step with the corpus."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import func, select

from corpus import vectors
from corpus.connection import vector_trouble
from corpus.embed import DIMENSIONS, Lsa
from corpus.schema import blocks
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus import values
from tests.corpus.conftest import Add

TEXTS = (
    "县交通局限制失信被执行人乘坐飞机。",
    "县交通局限制失信被执行人乘坐高铁。",
    "县民政局提供婚姻登记信息。",
    "县民政局提供社会组织登记信息。",
)


def test_like_texts_lie_near() -> None:
    model = Lsa.fit(TEXTS)
    assert model is not None
    encoded = model.encode(TEXTS)
    assert encoded.shape == (4, DIMENSIONS)
    assert np.linalg.norm(encoded, axis=1) == pytest.approx(1.0)
    query = model.encode(["婚姻登记归谁管"])[0]
    assert int(np.argmax(encoded @ query)) == 2


@pytest.mark.parametrize("texts", [TEXTS[:1], ["县局"], [*TEXTS, ""], TEXTS * 60])
def test_any_number_of_texts_can_be_fitted(texts: list[str]) -> None:
    model = Lsa.fit(texts)
    assert model is not None
    assert np.isfinite(model.encode(texts)).all()


def test_without_words_there_is_no_model_and_no_vector() -> None:
    assert Lsa.fit([]) is Lsa.fit(["……", "", "县"]) is None
    model = Lsa.fit(TEXTS)
    assert model is not None
    assert not model.encode(["zebra!"]).any()
    assert model.encode([]).shape == (0, DIMENSIONS)


def test_a_model_survives_being_written_down() -> None:
    model = Lsa.fit(TEXTS)
    assert model is not None
    again = Lsa.load(model.dump())
    assert again.version == model.version
    assert (again.encode(TEXTS) == model.encode(TEXTS)).all()
    other = Lsa.fit(TEXTS[:3])
    assert other is not None
    assert other.version != model.version


@pytest.mark.skipif(vector_trouble() is not None, reason=str(vector_trouble()))
def test_vectors_keep_step_with_the_blocks(corpus: Corpus, add: Add) -> None:
    def state() -> tuple[str, int, int]:
        with corpus.database.reading() as connection:
            there = connection.scalar(select(func.count()).select_from(blocks))
            held = vectors.standing(connection)
            assert held is not None
            index = select(func.count()).select_from(held.space.index)
            return held.version, connection.scalar(index) or 0, there or 0

    add("a.pdf", duties=())
    corpus.refresh_vectors()
    first = state()
    assert first[1:] == (3, 3)

    add("b.pdf", values.CLAUSES[:1], ())  # a third more: the model stays
    corpus.refresh_vectors()
    assert state() == (first[0], 4, 4)

    add("c.pdf", values.CLAUSES[1:], ())  # twice as much: it is fitted anew
    corpus.refresh_vectors()
    second = state()
    assert second[0] != first[0]
    assert second[1:] == (6, 6)

    corpus.remove("a", by="林小青")
    assert state() == (second[0], 3, 3)
    corpus.refresh_vectors()
    assert state() == (second[0], 3, 3)


@pytest.mark.skipif(vector_trouble() is not None, reason=str(vector_trouble()))
def test_the_former_vectors_answer_until_the_new_ones_are_there(
    corpus: Corpus, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a.pdf")
    corpus.refresh_vectors()
    add("b.pdf", values.CLAUSES[1:], ())
    monkeypatch.setattr(vectors, "_CHUNK", 2)
    entering, entered = vectors._enter, []

    def cut_off(*arguments: object) -> bool:
        """As if killed after the first two of the new model's vectors."""
        entered.append(arguments)
        if len(entered) == 3:
            raise KeyboardInterrupt
        assert corpus.search("乘坐飞机的登记")
        return entering(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(vectors, "_enter", cut_off)
    with pytest.raises(KeyboardInterrupt):
        corpus.refresh_vectors()
    with corpus.database.reading() as connection:
        held, coming = vectors.standing(connection), vectors.standing(connection, ready=False)
    assert held and coming and held.version != coming.version
    assert list(verify(corpus)) == []
    assert {hit.document for hit in corpus.search("登记婚姻")} == {"a", "b"}

    corpus.remove("a", by="林小青")
    monkeypatch.setattr(vectors, "_enter", entering)
    corpus.refresh_vectors()
    with corpus.database.reading() as connection:
        assert vectors.standing(connection, ready=False) is None
        now = vectors.standing(connection)
        left = connection.scalar(select(func.count()).select_from(held.space.vectors))
    assert now and now.version == coming.version and left == 0
    assert list(verify(corpus)) == []


@pytest.mark.skipif(vector_trouble() is not None, reason=str(vector_trouble()))
@pytest.mark.parametrize("before", [0, 1], ids=["the first model", "the next model"])
@pytest.mark.parametrize("moment", ["fitting", "clearing"])
def test_two_programs_make_the_same_vectors_at_once(
    corpus: Corpus, add: Add, monkeypatch: pytest.MonkeyPatch, before: int, moment: str
) -> None:
    """While one fits its model, or empties the space for it, another does the same to its end."""
    if before:
        add("a.pdf")
        corpus.refresh_vectors()
    add("b.pdf", values.CLAUSES[:1], ())
    add("c.pdf", values.CLAUSES[1:], ())
    fit, clear, others = Lsa.fit, vectors._clear, []

    def other() -> None:
        if not others:
            others.append(True)
            corpus.refresh_vectors()

    def fitting(texts: list[str]) -> Lsa | None:
        other()
        return fit(texts)

    def clearing(*arguments: object) -> bool:
        other()
        return clear(*arguments)  # type: ignore[arg-type]

    if moment == "fitting":
        monkeypatch.setattr(Lsa, "fit", fitting)
    else:
        monkeypatch.setattr(vectors, "_clear", clearing)
    corpus.refresh_vectors()
    assert others
    assert list(verify(corpus)) == []
    with corpus.database.reading() as connection:
        held = vectors.standing(connection)
        assert held is not None
        assert vectors.standing(connection, ready=False) is None
        assert connection.scalar(select(func.count()).select_from(held.space.vectors)) == (
            connection.scalar(select(func.count()).select_from(blocks))
        )
    assert corpus.search("登记婚姻")
