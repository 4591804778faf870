"""Agencies' names as OCR misreads them: one character read as one that looks like it.

`reference/lookalikes.tsv` says which characters are read as which.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from mapping.fields import DEFAULT_FIELD, TABLES
from mapping.lexicon import load_lexicon
from mapping.reference import load_reference

_SUFFIXES = ("局", "委", "办", "部门", "机关", "厅", "委员会", "办公室", "管理中心")
_LEAST = 3  # characters of a name: shorter ones are like too many words
_LEVELS = "省市县区州旗盟乡镇级直各"
# What may stand right behind a name whose last character is broken.
_BEHIND = re.compile(
    r"$|[^\u4e00-\u9fff]|[应要须将负牵配可不会和与及或按在对为的等根收依主共协提建组]"
)
_BEFORE = re.compile(rf"(?:^|[^\u4e00-\u9fff]|[{_LEVELS}由向与和及经]|[省市县区州旗盟]委)$")
SURE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class NameVariants:
    """The misread forms of all registered names, ready to be found."""

    automaton: ahocorasick.Automaton

    def find(self, text: str) -> Iterator[tuple[int, int, str, float]]:
        """Start and end of each misread name in a normalised text, the name, how sure."""
        found: list[tuple[int, int, str]] = []
        for last, (name, broken) in self.automaton.iter(text):
            start = last + 1 - len(name)
            bounded = broken < len(name) - 1 or _BEHIND.match(text, last + 1)
            if bounded and (broken > 0 or _BEFORE.search(text[max(0, start - 2) : start])):
                found.append((start, last + 1, name))
        end = 0
        for start, stop, name in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= end:
                yield start, stop, name, SURE
                end = stop


@functools.lru_cache(maxsize=8)
def name_variants(field: str = DEFAULT_FIELD) -> NameVariants:
    """The misread names of the agencies that a policy field knows."""
    names = frozenset(_names(field))
    whole = "、".join(sorted(names))
    automaton = ahocorasick.Automaton()
    for name in names:
        for variant, broken in _variants(name):
            if variant not in whole:
                automaton.add_word(variant, (name, broken))
    automaton.make_automaton()
    return NameVariants(automaton)


def _names(field: str) -> Iterator[str]:
    """Every way in which a registered agency is spelt that is long enough to be told."""
    for entry in load_reference().agencies.values():
        yield from _long((entry.zh, *entry.aliases))
    for agency in load_lexicon(field).agencies:
        stems = [stem for stem in agency.stems if len(stem) > 1]
        yield from _long(stem + suffix for stem in stems for suffix in _SUFFIXES)


def _long(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if len(name) >= _LEAST)


def _variants(name: str) -> Iterator[tuple[str, int]]:
    """A name with one character misread, and which."""
    table = _lookalikes()
    for at, char in enumerate(name):
        for other in table.get(char, ""):
            yield name[:at] + other + name[at + 1 :], at


@functools.cache
def _lookalikes() -> dict[str, str]:
    with (TABLES / "lookalikes.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["char"]: row["read_as"] for row in rows}
