"""Matters outside the tables, aligned by their act phrases: [P].

A phrase is its pairs of characters, a vector of length 1; two phrases are one matter where
the cosine reaches LIKE. The threshold is measured on hand-made pairs (tests/data/acts-pairs.tsv;
docs/compare.md has the figures), and since no corpus is needed to make the vectors, it holds
for any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mapping.model import Assignment

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

OTHER = "other"
LIKE = 0.32


@dataclass(frozen=True, slots=True)
class Matter:
    """Phrases that mean one matter: places in the list given, the first of which names it.

    `likeness` is the least cosine of any of them to the first, 1.0 for one alone.
    """

    members: tuple[int, ...]
    likeness: float


def act_of(duty: Assignment) -> str:
    """What is to be done: the act phrase, else the quote without the agency's name."""
    words = duty.act or duty.quote.replace(duty.mention, "", 1)
    return "".join(words.split()).strip("、，；。")


def vectors(phrases: Sequence[str]) -> csr_matrix:
    """Shape (len(phrases), pairs of characters among them), rows of length 1, or 0 for a
    phrase of one character."""
    from scipy.sparse import csr_matrix  # loaded when it is needed: a tenth of a second

    places: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    amounts: list[float] = []
    for number, phrase in enumerate(phrases):
        pairs = Counter(phrase[n : n + 2] for n in range(len(phrase) - 1))
        length = sum(count * count for count in pairs.values()) ** 0.5
        for pair, count in pairs.items():
            rows.append(number)
            columns.append(places.setdefault(pair, len(places)))
            amounts.append(count / length)
    return csr_matrix((amounts, (rows, columns)), shape=(len(phrases), max(1, len(places))))


def align(phrases: Sequence[str], like: float = LIKE) -> tuple[Matter, ...]:
    """Each phrase joins the likest of the matters before it, or begins one; equal ones are one."""
    distinct = list(dict.fromkeys(phrases))
    if not distinct:
        return ()
    found = vectors(distinct)
    alike = (found @ found.T).tocsr()
    leaders: dict[int, list[int]] = {}
    least: dict[int, float] = {}
    for number in range(len(distinct)):
        leader, cosine = _likest(alike, number, leaders, like)
        leaders.setdefault(leader, []).append(number)
        least[leader] = min(least.get(leader, 1.0), cosine)
    return tuple(
        Matter(
            tuple(
                n for n, phrase in enumerate(phrases) if phrase in {distinct[m] for m in members}
            ),
            round(least[leader], 2),
        )
        for leader, members in leaders.items()
    )


def _likest(
    alike: csr_matrix, number: int, leaders: dict[int, list[int]], like: float
) -> tuple[int, float]:
    """The leader that phrase `number` joins, and their cosine; itself where none is like it."""
    low, high = alike.indptr[number], alike.indptr[number + 1]
    others: NDArray[np.intp] = alike.indices[low:high]
    cosines: NDArray[np.float64] = alike.data[low:high]
    near = [
        (float(cosine), int(other))
        for other, cosine in zip(others, cosines, strict=True)
        if other in leaders and cosine >= like
    ]
    cosine, leader = max(near, key=lambda pair: (pair[0], -pair[1]), default=(1.0, number))
    return leader, min(cosine, 1.0)
