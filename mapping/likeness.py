"""Which measures words are like: 财政出资的工程不交由失信企业承建.

For each measure a logistic model over the hanzi of a clause, one and two in a row, and the
agency that has the duty. The weights (likeness.npz of a policy field) are fitted by
benchmarks/likeness.py on the directives with gold under tests/data and on clauses written for
it; docs/accuracy.md says what it is worth on directives that it has not seen. It is asked
only of words that are a duty already: it gives a duty its name, never a duty.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LONGEST = 2
_HANZI = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """A fitted model: `rows` (feature to row of the others), `idf` (n), `weights` (n by
    measures, whole numbers to be multiplied by `scale`), `scale`, `bias` and `measures`
    (measures)."""

    rows: dict[str, int]
    idf: np.ndarray
    weights: np.ndarray
    scale: np.ndarray
    bias: np.ndarray
    measures: tuple[str, ...]

    def likelihoods(self, words: str, agency: str) -> np.ndarray:
        """How likely the duty of an agency is each of `measures` (0..1 each; several may be)."""
        total, squares = _told(self, words)
        if (row := self.rows.get(_named(agency))) is not None:
            total = total + self.idf[row] * self.weights[row]
            squares += self.idf[row] ** 2
        scores: np.ndarray = total * self.scale / math.sqrt(squares or 1.0) + self.bias
        likely: np.ndarray = 1 / (1 + np.exp(-scores))
        return likely

    def nearest(self, words: str, agency: str) -> tuple[str, float]:
        """The likeliest measure of a duty, and how likely it is."""
        likely = self.likelihoods(words, agency)
        best = int(likely.argmax())
        return self.measures[best], float(likely[best])


@functools.lru_cache(maxsize=512)  # a joint duty is asked for each of its agencies
def _told(model: Likeness, words: str) -> tuple[np.ndarray, float]:
    """The weights of some words, summed up, and the square of how long their vector is."""
    counted = Counter(filter(model.rows.__contains__, features(words)))
    at = np.fromiter((model.rows[f] for f in counted), int)
    values = np.array([1 + math.log(n) for n in counted.values()]) * model.idf[at]
    return values @ model.weights[at], float(values @ values)


def features(words: str, agency: str = "") -> Iterator[str]:
    """What the model reads of a clause: its hanzi, one and two in a row, and the agency's id."""
    hanzi = "".join(_HANZI.findall(words))
    for length in range(1, LONGEST + 1):
        yield from [hanzi[i : i + length] for i in range(len(hanzi) - length + 1)]
    if agency:
        yield _named(agency)


def _named(agency: str) -> str:
    return f"={agency}"


@functools.cache
def load_likeness(path: Path) -> Likeness | None:
    """The model of a field; None where it has none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        names = str(stored["features"]).split("\n")
        return Likeness(
            rows={name: row for row, name in enumerate(names)},
            idf=stored["idf"].astype(float),
            weights=stored["weights"],
            scale=stored["scale"].astype(float),
            bias=stored["bias"].astype(float),
            measures=tuple(str(stored["measures"]).split("\n")),
        )


def save_likeness(path: Path, model: Likeness) -> None:
    """Write a model, compressed."""
    np.savez_compressed(
        path,
        features=np.array("\n".join(model.rows)),
        idf=model.idf.astype(np.float16),
        weights=model.weights,
        scale=model.scale.astype(np.float32),
        bias=model.bias.astype(np.float32),
        measures=np.array("\n".join(model.measures)),
    )
