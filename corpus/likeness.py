"""How alike two texts are, and a short sketch by which near ones are found among many: [P].

Texts are compared as sets of runs of four characters, punctuation and blanks left out. The
sketch is MinHash (datasketch), cut into bands: texts alike by 0.7 share a band for sure but
once in ten thousand times, those alike by 0.3 once in four.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

_MARKS = re.compile(r"[\W_]+")
_RUN = 4
_BANDS, _ROWS = 32, 4


def shingles(texts: Iterable[str]) -> frozenset[str]:
    """The runs of four characters of a text that is given in parts."""
    whole = unicodedata.normalize("NFKC", "".join(texts))
    text = _MARKS.sub("", whole)
    return frozenset(text[i : i + _RUN] for i in range(len(text) - _RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of equal runs in two sets (Jaccard), 0.0 where both are empty."""
    return len(one & other) / (len(one | other) or 1)


@functools.cache
def sketch_of_nothing() -> MinHash:
    """Made once: its permutations take longer to make than those of a text to use."""
    from datasketch import MinHash  # half a second to import

    return MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32)


def sketch(runs: frozenset[str]) -> bytes:
    """One uint32 a band, none for no runs; two texts that share one at the same place may be
    alike."""
    if not runs:
        return b""
    hashes = sketch_of_nothing().copy()
    hashes.update_batch(list(map(str.encode, runs)))
    banded = np.asarray(hashes.hashvalues, np.uint64).reshape(_BANDS, _ROWS)
    return np.array([zlib.crc32(band.tobytes()) for band in banded], np.uint32).tobytes()


def sharing(own: bytes, others: Sequence[bytes]) -> list[int]:
    """The places in `others` of the sketches that share a band with `own`."""
    mine = np.frombuffer(own, np.uint32)
    every = np.frombuffer(b"".join(others), np.uint32).reshape(-1, _BANDS)
    return [int(place) for place in np.flatnonzero((every == mine).any(axis=1))]
