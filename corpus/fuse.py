"""Reciprocal rank fusion: several rankings of blocks into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Hit

_DAMPING = 60  # Cormack, Clarke and Büttcher, SIGIR 2009


def fuse(rankings: Sequence[Sequence[Hit]], limit: int) -> tuple[Hit, ...]:
    """The best `limit` hits of `rankings` (each best first), one a block.

    A hit's score becomes the sum of 1 / (60 + rank) over the rankings that hold it;
    equal scores keep the order of the rankings.
    """
    scores: dict[tuple[str, str], float] = {}
    hits: dict[tuple[str, str], Hit] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            key = (hit.document, hit.block)
            scores[key] = scores.get(key, 0.0) + 1 / (_DAMPING + rank)
            hits.setdefault(key, hit)
    best = sorted(hits, key=lambda key: -scores[key])[:limit]
    return tuple(replace(hits[key], score=scores[key]) for key in best)
