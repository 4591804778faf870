"""Vectors of texts: a protocol, and latent semantic analysis as the default.

LSA is fitted on the corpus itself: TF-IDF weights of pairs and triples of characters,
projected on the strongest singular directions. It knows which terms stand together in this corpus
and nothing of the language beyond it. A fitted model is two arrays and a vocabulary,
kept as an .npz without pickles, so it outlives the versions of the library that fitted it.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 256
_FEATURES = 10_000  # n-grams kept at most, the most frequent
_SAMPLE = 20_000  # texts fitted on at most

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """What turns texts into vectors; vectors of two versions must not be compared."""

    @property
    def version(self) -> str:
        """A name that changes whenever the vectors would."""

    @property
    def dimensions(self) -> int:
        """How long a vector is."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), rows of length 1, or 0 where nothing is known of a
        text."""


def grams(text: str) -> list[str]:
    """The pairs and triples of characters of `text` without blanks and punctuation.

    Single hanzi are left out: 机 made 机制 the nearest block to 机票.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    every = (folded[i : i + n] for n in (2, 3) for i in range(len(folded) - n + 1))
    return [gram for gram in every if gram.isalnum()]


@dataclass(frozen=True, slots=True)
class Lsa:
    """A fitted model: `vocabulary` gives an n-gram's row in `weights` (its inverse document
    frequency) and in `directions` (shape (n-grams, 256), zero in the columns not needed)."""

    version: str
    vocabulary: dict[str, int]
    weights: Vectors
    directions: Vectors

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Self | None:
        """Fit on `texts`, or on 20,000 spread evenly over them; None where they hold no words."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # seconds to import
        from sklearn.utils.extmath import randomized_svd
        from threadpoolctl import threadpool_limits

        sample = texts[:: len(texts) // _SAMPLE + 1]
        if not any(grams(text) for text in sample):
            return None
        weigher = TfidfVectorizer(
            analyzer=grams,
            sublinear_tf=True,
            max_features=_FEATURES,
            dtype=np.float32,
        )
        matrix = weigher.fit_transform(sample)
        rank = min(DIMENSIONS, *matrix.shape)
        # Threads wait for one another, busily, longer than they help with matrices so narrow.
        with threadpool_limits(1):
            _, _, found = randomized_svd(matrix, rank, n_iter=3, random_state=0)
        directions = np.zeros((matrix.shape[1], DIMENSIONS), np.float32)
        directions[:, :rank] = found.T
        ordered = weigher.get_feature_names_out()
        return cls._of([str(gram) for gram in ordered], weigher.idf_, directions)

    @property
    def dimensions(self) -> int:
        """See Embedder."""
        return DIMENSIONS

    @classmethod
    def _of(cls, ordered: Sequence[str], weights: Vectors, directions: Vectors) -> Self:
        digest = hashlib.sha256(directions.tobytes() + "\n".join(ordered).encode())
        vocabulary = {gram: row for row, gram in enumerate(ordered)}
        return cls(f"lsa-{digest.hexdigest()[:16]}", vocabulary, weights, directions)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """The model that `dump` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            ordered = [str(gram) for gram in arrays["vocabulary"]]
            return cls._of(ordered, arrays["weights"], arrays["directions"])

    def dump(self) -> bytes:
        """The model as the bytes of an .npz file."""
        file = io.BytesIO()
        ordered = np.array(list(self.vocabulary))
        np.savez(file, vocabulary=ordered, weights=self.weights, directions=self.directions)
        return file.getvalue()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        rows = [self._encode(text) for text in texts]
        return np.array(rows, np.float32).reshape(-1, DIMENSIONS)

    def _encode(self, text: str) -> Vectors:
        counts = Counter(filter(self.vocabulary.__contains__, grams(text)))
        rows = np.array([self.vocabulary[gram] for gram in counts], np.intp)
        amounts = 1 + np.log(np.array(list(counts.values()), np.float32))
        vector = (amounts * self.weights[rows]) @ self.directions[rows]
        length = float(np.linalg.norm(vector))
        return (vector / length if length > 1e-6 else vector * 0).astype(np.float32)
