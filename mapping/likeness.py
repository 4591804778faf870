"""What measure words are most like, where no cue names one: 财政出资的工程不交由失信企业承建.

A logistic model over the hanzi of a clause, one to three in a row, and the agency that has
the duty. Its weights (likeness.npz of a policy field) are fitted by benchmarks/likeness.py on
the directives with gold under tests/data; docs/accuracy.md says what it is worth on directives
that it has not seen. It is asked only of words that are a duty already and name no measure:
it gives a duty its name, never a duty.
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

LONGEST = 3
_HANZI = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """A fitted model: `rows` (feature to row of the others), `idf` (n), `weights` (n by
    measures, whole numbers to be multiplied by `scale`), `bias` and `measures` (measures)."""

    rows: dict[str, int]
    idf: np.ndarray
    weights: np.ndarray
    scale: float
    bias: np.ndarray
    measures: tuple[str, ...]

    def nearest(self, words: str, agency: str) -> tuple[str, float]:
        """The likeliest measure of a duty, and how likely it is (0..1)."""
        counted = Counter(filter(self.rows.__contains__, features(words, agency)))
        if not counted:
            return self.measures[int(self.bias.argmax())], 0.0
        at = np.fromiter((self.rows[f] for f in counted), int)
        values = np.array([1 + math.log(n) for n in counted.values()]) * self.idf[at]
        values /= np.linalg.norm(values)
        scores = values @ self.weights[at] * self.scale + self.bias
        likely = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return self.measures[best], float(likely[best] / likely.sum())


def features(words: str, agency: str) -> Iterator[str]:
    """What the model reads of a clause: its hanzi, one to three in a row, and the agency's id."""
    hanzi = "".join(_HANZI.findall(words))
    for length in range(1, LONGEST + 1):
        yield from [hanzi[i : i + length] for i in range(len(hanzi) - length + 1)]
    yield f"={agency}"


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
            scale=float(stored["scale"]),
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
        scale=model.scale,
        bias=model.bias.astype(np.float32),
        measures=np.array("\n".join(model.measures)),
    )
