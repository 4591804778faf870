"""Acts outside the tables: the threshold holds on hand-made pairs, and matters do not chain."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.acts import LIKE, act_of, align, vectors
from tests.graph.build import directive, duty

PAIRS = Path(__file__).parents[1] / "data" / "acts-pairs.tsv"


def measured(like: float) -> tuple[float, float]:
    """Precision and recall of “the same matter” on the pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 60
    found = vectors([row[side] for side in "ab" for row in rows])
    cosines = found[: len(rows)].multiply(found[len(rows) :]).sum(axis=1).A1
    called = [cosine >= like for cosine in cosines]
    same = [row["same"] == "yes" for row in rows]
    right = sum(one and other for one, other in zip(called, same, strict=True))
    return right / sum(called), right / sum(same)


def test_the_threshold_is_the_best_on_the_pairs() -> None:
    precision, recall = measured(LIKE)
    assert precision >= 0.9
    assert recall >= 0.9
    others = [measured(step / 100) for step in range(10, 70)]
    assert max(2 * p * r / (p + r) for p, r in others) < 0.925
    assert 2 * precision * recall / (precision + recall) > 0.905


def test_alike_acts_are_one_matter_named_by_the_first() -> None:
    acts = ["编印宣传手册", "维护水库堤防", "印制宣传手册", "编印宣传手册"]
    first, second = align(acts)
    assert first.members == (0, 2, 3)
    assert LIKE <= first.likeness < 1
    assert (second.members, second.likeness) == ((1,), 1.0)
    assert align([]) == ()


def test_what_is_no_phrase_stands_alone() -> None:
    assert [matter.members for matter in align(["甲", "", "乙"])] == [(0,), (1,), (2,)]


def test_without_an_act_the_quote_is_taken_without_its_agency() -> None:
    place = directive("甲山县")
    given = duty(place, "第一条", "water", "other", mention="县水务局")
    assert act_of(given.assignment) == "办理other"
    given = duty(place, "第一条", "water", "other", act="维护 堤防")
    assert act_of(given.assignment) == "维护堤防"
