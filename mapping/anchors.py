"""What a pattern cannot match without, read off its parsed form.

With some 150 cues most of the time would go into trying patterns that cannot match: a
part of a sentence is first searched for all their words at once (Aho-Corasick), and only
the patterns of whose words it holds enough are tried. A pattern that is tried is tried
only where one of its first characters stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from operator import itemgetter
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

# Every match holds a word of each set.
Need = tuple[frozenset[str], ...]

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_ZERO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
# Finer needs than these cost more to look up than they save.
_MOST_NEEDS = 60


def needs(pattern: str) -> tuple[Need, ...]:
    """What a match may need, one of these altogether; an empty need where none can be told."""
    return tuple(_telling(need) for need in _needs(parser.parse(pattern)))


def _telling(need: Need) -> Need:
    """Without the single characters, which stand everywhere, where words are needed too."""
    return tuple(words for words in need if min(map(len, words)) > 1) or need


def _needs(parsed: Iterable[Any]) -> list[Need]:
    """The needs of a sequence: one of each of its members'."""
    found: list[Need] = [()]
    run = ""
    for kind, value in [*parsed, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            found = [(*need, frozenset({run})) for need in found]
            run = ""
        inner = _inner(kind, value)
        if all(inner) and len(found) * len(inner) <= _MOST_NEEDS:
            found = [(*before, *behind) for before, behind in product(found, inner)]
    return found


def _inner(kind: Any, value: Any) -> list[Need]:
    """What a set, a group, an alternation or a repeat at least once needs."""
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        return [(frozenset(chr(char) for _, char in value),)]
    if kind is op.SUBPATTERN:
        return _needs(value[3])
    if kind in _REPEATS and value[0] >= 1:
        return _needs(value[2])
    if kind is op.BRANCH:
        branches = [need for branch in value[1] for need in _needs(branch)]
        # Branches that need one of some words and no more are one.
        words = frozenset[str]().union(*(need[0] for need in branches if len(need) == 1))
        return [need for need in branches if len(need) != 1] + ([(words,)] if words else [])
    return [()]


def opened(pattern: str) -> str:
    """The same pattern with a look ahead at its first character, where these are known.

    `re` tries an alternation at each place of a text, branch by branch; few characters
    open any of them.
    """
    parsed = parser.parse(pattern)
    firsts = None if parsed.state.flags & re.IGNORECASE else _firsts(parsed)
    if not firsts or "" in firsts:
        return pattern
    return f"(?=[{''.join(map(re.escape, sorted(firsts)))}])(?:{pattern})"


def _firsts(parsed: Iterable[Any]) -> set[str] | None:
    """The characters that may open a sequence, "" if it may be empty; None if unknown."""
    found: set[str] = set()
    for kind, value in parsed:
        if kind in _ZERO_WIDTH:
            continue
        first = _first(kind, value)
        if first is None:
            return None
        found |= first - {""}
        if "" not in first:
            return found
    return found | {""}


def _first(kind: Any, value: Any) -> set[str] | None:
    if kind is op.LITERAL:
        return {chr(value)}
    if kind is op.IN and all(inner is op.LITERAL for inner, _ in value):
        return {chr(char) for _, char in value}
    if kind is op.SUBPATTERN:
        return _firsts(value[3])
    if kind in _REPEATS:
        inner = _firsts(value[2])
        return inner if inner is None or value[0] else inner | {""}
    if kind is op.BRANCH:
        branches = [_firsts(branch) for branch in value[1]]
        known = [branch for branch in branches if branch is not None]
        return set().union(*known) if len(known) == len(branches) else None
    return None


_word = itemgetter(1)


class AnchorIndex:
    """Which of many patterns could match a text at all."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        found = [(index, need) for index, p in enumerate(patterns) for need in needs(p.pattern)]
        uses = Counter(word for _, need in found for words in need for word in words)
        self._always = {index for index, need in found if not need}
        # Looked up by the set of a need that has the rarest words, as far as needs tell: what a
        # word alone makes possible, and what it does together with others.
        self._by_word: dict[str, tuple[set[int], list[tuple[int, Need]]]] = {}
        for index, need in found:
            lead = min(need, key=lambda words: sum(uses[word] for word in words), default=())
            others = tuple(words for words in need if words is not lead)
            for word in lead:
                alone, together = self._by_word.setdefault(word, (set(), []))
                if others:
                    together.append((index, others))
                else:
                    alone.add(index)
        self._automaton = ahocorasick.Automaton()
        for word in uses:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def candidates(self, text: str, start: int, end: int) -> list[int]:
        """The patterns that could match in `text[start:end]`, in their order."""
        # A slice, since the automaton copies all of the text that it is given.
        printed = set(map(_word, self._automaton.iter(text[start:end])))
        found = self._always.copy()
        for word in printed & self._by_word.keys():
            alone, together = self._by_word[word]
            found |= alone
            for index, others in together:
                if index not in found and not any(map(printed.isdisjoint, others)):
                    found.add(index)
        return sorted(found)
