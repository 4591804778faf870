"""Which measures words are like: 财政出资的工程不交由失信企业承建.

For each measure a logistic model over the hanzi of a clause, one and two in a row, the agency
that has the duty, and what stands around the clause. The weights (likeness.npz of a policy
field) are fitted by benchmarks/likeness.py on the directives with gold under tests/data, clause
by clause, those that give nobody a duty among them, and on clauses written for it;
docs/accuracy.md says what it is worth on directives that it has not seen.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

LONGEST = 2
_REACH = 24  # hanzi before and behind a clause that speak for what it is
_HANZI = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a clause: the words of its sentence `before` and `behind` it, and
    `marks` of its place (`first`, `condition`, …)."""

    before: str = ""
    behind: str = ""
    marks: tuple[str, ...] = ()


ALONE = Around()
"""Words of which only themselves are known."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """A fitted model: `rows` (feature to row of the others), `squares` (n, of the features'
    weights in a clause's vector), `weights` (n by measures), `bias` and `measures` (measures);
    `index` is where a measure stands among them."""

    rows: dict[str, int]
    squares: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    measures: tuple[str, ...]
    index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Note where each measure stands."""
        own = {measure: index for index, measure in enumerate(self.measures)}
        object.__setattr__(self, "index", own)

    def likelihoods(self, words: str, agency: str, around: Around = ALONE) -> np.ndarray:
        """How likely words give an agency each of `measures` (0..1 each; several may be)."""
        total, squares = _told(self, words, around)
        if (row := self.rows.get(_named(agency))) is not None:
            total = total + self.weights[row]
            squares += float(self.squares[row])
        likely: np.ndarray = 1 / (1 + np.exp(-total / math.sqrt(squares or 1.0) - self.bias))
        return likely

    def nearest(self, words: str, agency: str) -> tuple[str, float]:
        """The likeliest measure of a duty, and how likely it is."""
        likely = self.likelihoods(words, agency)
        best = int(likely.argmax())
        return self.measures[best], float(likely[best])


@functools.lru_cache(maxsize=512)  # a joint duty is asked for each of its agencies
def _told(model: Likeness, words: str, around: Around) -> tuple[np.ndarray, float]:
    """The weights of some words, summed up, and the square of how long their vector is."""
    rows = model.rows
    at = [rows[feature] for feature in {*features(words, "", around)} if feature in rows]
    return model.weights[at].sum(axis=0), float(model.squares[at].sum())


def features(words: str, agency: str = "", around: Around = ALONE) -> Iterator[str]:
    """What the model reads of a clause: its hanzi, one and two in a row, those that it opens
    with, the agency's id, and those in a row before and behind it."""
    hanzi = _hanzi(words)
    for length in range(1, LONGEST + 1):
        yield from [hanzi[i : i + length] for i in range(len(hanzi) - length + 1)]
    if hanzi:
        yield f"^{hanzi[:LONGEST]}"
    before, behind = _hanzi(around.before)[-_REACH:], _hanzi(around.behind)[:_REACH]
    yield from [f"<{before[i : i + LONGEST]}" for i in range(len(before) - 1)]
    yield from [f">{behind[i : i + LONGEST]}" for i in range(len(behind) - 1)]
    yield from [f"#{mark}" for mark in around.marks]
    if agency:
        yield _named(agency)


def _hanzi(words: str) -> str:
    return "".join(_HANZI.findall(words))


def _named(agency: str) -> str:
    return f"={agency}"


@functools.cache
def load_likeness(path: Path) -> Likeness | None:
    """The model of a field; None where it has none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        names = str(stored["features"]).split("\n")
        rarity = stored["rarity"].astype(np.float32)
        return Likeness(
            rows={name: row for row, name in enumerate(names)},
            squares=rarity**2,
            # Rows are what is asked for, and they lie together only in this order.
            weights=np.ascontiguousarray(
                stored["weights"] * stored["scale"] * rarity[:, np.newaxis]
            ),
            bias=stored["bias"],
            measures=tuple(str(stored["measures"]).split("\n")),
        )


def save_likeness(
    path: Path,
    features: Sequence[str],
    rarity: np.ndarray,
    weights: np.ndarray,
    bias: np.ndarray,
    measures: Sequence[str],
) -> None:
    """Write a model, compressed: of each feature its `rarity` (n, the inverse share of clauses
    that have it) and `weights` (n by measures), kept as whole numbers of one byte."""
    scale = np.abs(weights).max(axis=0) / 127
    np.savez_compressed(
        path,
        features=np.array("\n".join(features)),
        rarity=rarity.astype(np.float16),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        measures=np.array("\n".join(measures)),
    )
