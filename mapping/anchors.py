"""Literal words without which a pattern cannot match, read off its parsed form.

With some 150 cues most of the time would go into trying patterns that cannot match;
a part of a sentence is first searched for all anchors at once (Aho-Corasick).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


def anchors(pattern: str) -> frozenset[str] | None:
    """Words of which every match holds at least one; None where none can be told."""
    return _needed(parser.parse(pattern))


def _needed(parsed: Iterable[Any]) -> frozenset[str] | None:
    """The best set of a sequence: the one whose shortest word is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in [*parsed, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        inner = _inner(kind, value)
        if inner:
            found.append(inner)
    return max(found, key=lambda words: min(map(len, words)), default=None)


def _inner(kind: Any, value: Any) -> frozenset[str] | None:
    """What a group, an alternation or a repeat at least once needs."""
    if kind is op.SUBPATTERN:
        return _needed(value[3])
    if kind in _REPEATS:
        return _needed(value[2]) if value[0] >= 1 else None
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        if all(branches):
            return frozenset().union(*(b for b in branches if b))
    return None


class AnchorIndex:
    """Which of many patterns could match a text at all."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        wanted: dict[str, set[int]] = {}
        for index, pattern in enumerate(patterns):
            words = anchors(pattern.pattern)
            if not words:
                self._always.append(index)
            for word in words or ():
                wanted.setdefault(word, set()).add(index)
        self._automaton = ahocorasick.Automaton()
        for word, indices in wanted.items():
            self._automaton.add_word(word, frozenset(indices))
        self._automaton.make_automaton()

    def candidates(self, text: str) -> list[int]:
        """The patterns that could match, in their order."""
        found = set(self._always)
        for _, indices in self._automaton.iter(text):
            found |= indices
        return sorted(found)
