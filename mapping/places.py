"""Places named in a text, as divisions of GB/T 2260; a name that fits several stays open.

Chinese names are found by one automaton over full and short names, English ones by
their pinyin stem and unit word (`Gong'an County`, `Baisha Li Autonomous County`).
Names are simplified Chinese: a caller with traditional text converts it first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    "prefecture": ("州", "地区", "市"),
    "league": ("盟",),
    "county": ("县",),
    "district": ("区",),
    "new area": ("新区",),
    "banner": ("旗",),
}
_LATIN_GAP = re.compile(r",? ?")
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


class Divisions:
    """All divisions, by code and by name. Not to be changed once built.

    `words` are names that running text holds by chance. `never` is no place there (公安,
    and 长治久安 hides 长治); `behind-parent` only right behind a place that it lies in
    (阳泉市城区); `word-start` only where a word surely begins, as is every full name of
    two characters (息县 in 信息县级).
    """

    def __init__(self, named: Iterable[NamedPlace], words: Mapping[str, WordUse]) -> None:
        self.by_code: dict[str, Place] = {}
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

    def ancestors(adcode: str, divisions: Divisions) -> tuple[Place, ...]:
    """The divisions that this one lies in, nearest first."""
    return divisions.ancestors(adcode)


def adcode_level(adcode: str) -> PlaceLevel:
    """The level that a code of GB/T 2260 shows by itself: 42 province, 10 prefecture, 22 county."""
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"
