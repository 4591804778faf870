"""Misspelt names of places: one character wrong, found without trying every place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self

from mapping.places import Divisions

# A name with one wrong character is still told if it has at least so many.
_LEAST = 3
_NEAR_LATIN = 0.82
_LATIN = re.compile(r"[A-Z][a-z']{4,}")

Gap = tuple[str, str]  # what stands before and behind the wrong character


@dataclass(frozen=True, slots=True, eq=False)
class Slips:
    """Names cut at each character but the last, with (adcode, right character); and the
    names in Latin letters. `lengths` are those of the names."""

    cut: Mapping[Gap, tuple[tuple[str, str], ...]]
    latin: Mapping[str, frozenset[str]]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, adcodes: Iterable[str], divisions: Divisions) -> Self:
        """The slips of the names of these places."""
        cut: dict[Gap, list[tuple[str, str]]] = {}
        latin: dict[str, set[str]] = {}
        lengths = set()
        for adcode in sorted(adcodes):
            for name in divisions.names(adcode):
                if name.isascii():
                    latin.setdefault(name, set()).add(adcode)
                if len(name) >= _LEAST:
                    lengths.add(len(name))
                    for gap, right in _cuts(name):
                        cut.setdefault(gap, []).append((adcode, right))
        return cls(
            {gap: tuple(found) for gap, found in cut.items()},
            {name: frozenset(found) for name, found in latin.items()},
            tuple(sorted(lengths)),
        )

    def meant(self, text: str) -> frozenset[str]:
        """Adcodes of the places whose name stands in a text with one character wrong."""
        return frozenset((*self._chinese(text), *self._latin(text)))

    def _chinese(self, text: str) -> Iterator[str]:
        for length in self.lengths:
            for start in range(len(text) - length + 1):
                for gap, wrong in _cuts(text[start : start + length]):
                    for adcode, right in self.cut.get(gap, ()):
                        if right != wrong:
                            yield adcode

    def _latin(self, text: str) -> Iterator[str]:
        for word in _LATIN.findall(text):
            for name in get_close_matches(word.lower(), self.latin, 3, _NEAR_LATIN):
                yield from self.latin[name]


def _cuts(name: str) -> Iterator[tuple[Gap, str]]:
    return (((name[:i], name[i + 1 :]), name[i]) for i in range(len(name) - 1))
