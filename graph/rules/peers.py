"""Which places may be held beside one another: [P].

Peers in a matter are places of one level whose directives work in its theme (query,
control, restrict, …): a rule on look-ups alone is no peer of one on restrictions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.rules.holdings import Holding
from mapping.model import Level
from mapping.reference import Reference

SAME_THEME = 3
"""Measures of one theme that a place must give out to be held beside others in it."""

_HIGH = ("nation", "province")


def family(reference: Reference, measure: str) -> str:
    """The family of a measure."""
    entry = reference.measures.get(measure)
    return entry.family if entry else measure.partition(".")[0]


def theme(reference: Reference, measure: str) -> str:
    """The first word of a measure's family: all restrictions are of one theme."""
    return family(reference, measure).partition("-")[0]


class Peers:
    """The places by level and theme, and those of each that give out a measure."""

    def __init__(self, holdings: Iterable[Holding], reference: Reference) -> None:
        self._theme = {m: theme(reference, m) for m in reference.measures}
        self.groups: dict[tuple[Level | None, str], list[Holding]] = defaultdict(list)
        self._holders: dict[tuple[Level | None, str], list[Holding]] = defaultdict(list)
        for held in holdings:
            if held.level not in _HIGH:
                self._enter(held)

    def _enter(self, held: Holding) -> None:
        themes = Counter(self.theme(measure) for measure in held.binding)
        mine = {name for name, count in themes.items() if count >= SAME_THEME}
        for name in mine:
            self.groups[held.level, name].append(held)
        for measure in held.hands:
            if self.theme(measure) in mine:
                self._holders[held.level, measure].append(held)

    def theme(self, measure: str) -> str:
        """The theme of a measure."""
        return self._theme.get(measure) or measure.partition(".")[0]

    def holders(self, level: Level | None, measure: str) -> Sequence[Holding]:
        """The places of a level that work in the measure's theme and give it to somebody."""
        return self._holders.get((level, measure), ())

    def measures(self) -> Iterator[tuple[Level | None, str]]:
        """Every level and measure that has holders."""
        return iter(self._holders)

    def elsewhere(
        self, held: Holding, measures: Sequence[str], most: int
    ) -> Iterator[tuple[Holding, str]]:
        """Other places, and which of the measures they give out: those of its own level first."""
        levels = (held.level, *(level for level in _LOCAL if level != held.level))
        found: dict[str, None] = {}
        for level in levels:
            for measure in measures:
                for other in self.holders(level, measure):
                    if len(found) == most:
                        return
                    if other is not held and other.place.name not in found:
                        found[other.place.name] = None
                        yield other, measure


_LOCAL: tuple[Level | None, ...] = ("county", "prefecture", None)
