"""How alike two texts are, and a short sketch by which near ones are found among many: [P].

Texts are compared as sets of runs of four characters, punctuation and blanks left out. The
sketch is MinHash (datasketch), cut into bands: texts alike by 0.7 share a band for sure but
once in ten thousand times, those alike by 0.3 once in four.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable

import numpy as np

_RUN = 4
_BANDS, _ROWS = 32, 4


def shingles(texts: Iterable[str]) -> frozenset[str]:
    """The runs of four characters of a text that is given in parts."""
    whole = unicodedata.normalize("NFKC", "".join(texts))
    text = "".join(char for char in whole if char.isalnum())
    return frozenset(text[i : i + _RUN] for i in range(len(text) - _RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of equal runs in two sets (Jaccard), 0.0 where both are empty."""
    return len(one & other) / (len(one | other) or 1)


def sketch(runs: frozenset[str]) -> tuple[int, ...]:
    """One number a band; two texts that share one at the same place may be alike."""
    from datasketch import MinHash  # half a second to import

    if not runs:
        return ()
    hashes = MinHash(num_perm=_BANDS * _ROWS, seed=1, hashfunc=zlib.crc32)
    hashes.update_batch([run.encode() for run in runs])
    banded = np.asarray(hashes.hashvalues, np.uint64).reshape(_BANDS, _ROWS)
    return tuple(zlib.crc32(band.tobytes()) for band in banded)
