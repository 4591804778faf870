"""The divisions of GB/T 2260, found by code, by name, and in running text.

Chinese names are found by one automaton over full and short names, English ones by
their pinyin stem and unit word (`Gong'an County`, `Baisha Li Autonomous County`).
Names are simplified Chinese: a caller with traditional text converts it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import ahocorasick

PlaceLevel = Literal["province", "prefecture", "county"]
WordUse = Literal["never", "behind-parent", "word-start"]

# 朝阳路, 白沙镇: a road or a township that carries the name of a division.
_NOT_THE_DIVISION = re.compile(r"路|街|大道|镇|乡|村|社区|大学|学院|银行")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_LEADS = "在于由到是和与跟及"  # a word begins behind these
_UNITS = "省市县区州盟旗"
_LATIN_WORD = re.compile(r"[A-Za-zü]+(?:['’][A-Za-zü]+)*")
_LATIN_UNIT = re.compile(
    r"[ \-]+(?:(?:[A-Za-z]+[ \-]+){0,3}?autonomous[ \-]+)?"
    r"(province|region|municipality|city|prefecture|league|county|district|new area|banner)\b",
    re.IGNORECASE,
)
_UNIT_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "province": ("省",),
    "region": ("自治区", "特别行政区"),
    "municipality": ("市",),
    "city": ("市",),
    "league": ("盟",),
    "county": ("县",),
    "district": ("区",),
    "new area": ("新区",),
    "banner": ("旗",),
}
_LATIN_WORDS_MOST = 3  # Inner Mongolia, Hong Kong: names of more than one word are few


@dataclass(frozen=True, slots=True)
class Place:
    """A division: full name, six-digit adcode, level, adcode of the division above it."""

    name: str
    adcode: str
    level: PlaceLevel
    parent: str | None


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A division with its other names: short Chinese ones, and its stem in Latin letters."""

    place: Place
    shorts: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Characters [start, end) of the text name one of `candidates`, in order of adcode.

    `北京市朝阳区` is one mention: a name right behind one that it lies in is read with it.
    """

    start: int
    end: int
    candidates: tuple[Place, ...]


def _opens_word(text: str, start: int) -> bool:
    """Whether a word surely begins here."""
    return not start or not _HANZI.match(text[start - 1]) or text[start - 1] in _LEADS


class Divisions:
    """All divisions, by code and by name. Not to be changed once built.

    `words` are names that running text holds by chance. `never` is no place there (公安,
    and 长治久安 hides 长治); `behind-parent` only right behind a place that it lies in
    (阳泉市城区); `word-start` only where a word surely begins, as is every full name of
    two characters (息县 in 信息县级).
    """

    def __init__(self, named: Iterable[NamedPlace], words: Mapping[str, WordUse]) -> None:
        self.by_code: dict[str, Place] = {}
        self._all: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, list[Place]] = {}
        self._latin: dict[str, list[Place]] = {}
        self._latin_bare: dict[str, list[Place]] = {}
        self._words = dict(words)
        for entry in sorted(named, key=lambda entry: entry.place.adcode):
            self._add(entry)
        self._automaton = ahocorasick.Automaton()
        for name in {*self._names, *words}:
            self._automaton.add_word(name, name)
        self._automaton.make_automaton()

    def _add(self, entry: NamedPlace) -> None:
        self.by_code[entry.place.adcode] = entry.place
        self._all[entry.place.adcode] = (entry.place.name, *entry.shorts, *entry.latin)
        for name in dict.fromkeys((entry.place.name, *entry.shorts)):
            self._names.setdefault(name, []).append(entry.place)
        bare = any(name[-1] not in _UNITS for name in entry.shorts)
        for stem in entry.latin:
            for key in {stem, stem.replace("'", "")}:
                self._latin.setdefault(key, []).append(entry.place)
                if bare and key not in self._words:
                    self._latin_bare.setdefault(key, []).append(entry.place)

    def __len__(self) -> int:
        """How many divisions there are."""
        return len(self.by_code)

    def __contains__(self, adcode: object) -> bool:
        """Whether a division has this code."""
        return adcode in self.by_code

    def place(self, adcode: str) -> Place | None:
        """The division with this code, or None."""
        return self.by_code.get(adcode)

    def named(self, name: str) -> tuple[Place, ...]:
        """Every division that has exactly this full or short Chinese name."""
        return tuple(self._names.get(name, ()))

    def names(self, adcode: str) -> tuple[str, ...]:
        """The full name, the short ones and the Latin stems of a division."""
        return self._all.get(adcode, ())

    def ancestors(self, adcode: str) -> tuple[Place, ...]:
        """The divisions that this one lies in, nearest first; empty for a province."""
        found = []
        place = self.by_code.get(adcode)
        while place and place.parent and (place := self.by_code.get(place.parent)):
            found.append(place)
        return tuple(found)

    def within(self, inner: Place, outer: Place) -> bool:
        """Whether `inner` lies in `outer`; no place lies in itself."""
        return outer in self.ancestors(inner.adcode)

    def chinese_hits(self, text: str) -> Iterator[PlaceMention]:
        """Longest Chinese names from the left, ordinary words, roads and townships left out."""
        before = 0  # where the name before this one ends
        for last, name in self._automaton.iter_long(text):
            end = last + 1
            start = end - len(name)
            if self._is_place(name, text, start, end, before):
                yield PlaceMention(start, end, self.named(name))
                before = end

    def _is_place(self, name: str, text: str, start: int, end: int, before: int) -> bool:
        use = self._words.get(name)
        full = name[-1] in _UNITS
        if use == "never" or (not full and _NOT_THE_DIVISION.match(text, end)):
            return False
        opens = start == before or _opens_word(text, start)
        return opens or not (use == "word-start" or (full and len(name) == 2))

    def surely(self, text: str, start: int, end: int) -> bool:
        """Whether a name of running text is a place beyond doubt: it says its unit (青禾县), or a
        word begins where it does."""
        return text[end - 1] in _UNITS or _opens_word(text, start)

    def latin_hits(self, text: str) -> Iterator[PlaceMention]:
        """Names in Latin letters from the left, with the unit word that follows them."""
        end = 0
        for word in _LATIN_WORD.finditer(text):
            if word.start() >= end and (hit := self._latin_hit(text, word.start())):
                end = hit.end
                yield hit

    def _latin_hit(self, text: str, start: int) -> PlaceMention | None:
        """The longest name that starts here; one without a short Chinese name needs its unit."""
        for end in _word_ends(text, start):
            stem = text[start:end].lower().replace("’", "'").replace("-", " ")
            if unit := _LATIN_UNIT.match(text, end):
                fitting = [p for p in self._latin.get(stem, ()) if _has_unit(p, unit[1].lower())]
                if fitting:
                    return PlaceMention(start, unit.end(), tuple(fitting))
            if bare := self._latin_bare.get(stem):
                return PlaceMention(start, end, tuple(bare))
        return None

    def needs_parent(self, name: str) -> bool:
        """Whether the name is a place only right behind one that it lies in."""
        return self._words.get(name) == "behind-parent"


def _has_unit(place: Place, unit: str) -> bool:
    """Whether an English unit word fits; any division of that level is a prefecture."""
    if unit == "prefecture":
        return place.level == "prefecture"
    return place.name.endswith(_UNIT_ENDINGS[unit])


def _word_ends(text: str, start: int) -> list[int]:
    """Where the first word from `start` ends, and the next two, furthest first."""
    ends: list[int] = []
    while len(ends) < _LATIN_WORDS_MOST and (word := _LATIN_WORD.match(text, start)):
        ends.append(word.end())
        if text[word.end() : word.end() + 1] not in (" ", "-"):
            break
        start = word.end() + 1
    return ends[::-1]


def adcode_level(adcode: str) -> PlaceLevel:
    """The level that a code of GB/T 2260 shows by itself: 42 province, 10 prefecture, 22 county."""
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"
