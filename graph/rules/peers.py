"""Which places may be held beside one another: [P].

Peers in a matter are places of one level whose directives work in its theme (query,
control, restrict, …): a rule on look-ups alone is no peer of one on restrictions.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.rules.holdings import At, Holding, Side, theme
from mapping.model import Level
from mapping.reference import Reference

_HIGH = ("nation", "province")
_LOCAL: tuple[Level | None, ...] = ("county", "prefecture", None)


class Peers:
    """The local places by level and theme (`groups`), those of each level that give out a
    measure (`holders`), how many of these have an agency of its own (`named`) or a deadline
    (`timed`) for it, which give it to a class alone (`classed`), and by measure who gives it
    to which side; places go by name and code."""

    def __init__(self, reference: Reference) -> None:
        self.themes = {measure: theme(reference, measure) for measure in reference.measures}
        self.groups: dict[At, list[Holding]] = defaultdict(list)
        self.holders: dict[At, list[Holding]] = defaultdict(list)
        self.named: Counter[At] = Counter()
        self.timed: Counter[At] = Counter()
        self.classed: dict[At, list[Holding]] = defaultdict(list)
        self.sides: dict[str, dict[Side, list[Holding]]] = defaultdict(lambda: defaultdict(list))

    def change(self, gone: Iterable[Holding], come: Iterable[Holding]) -> None:
        """Take places out and put places in."""
        for held in gone:
            for places in self._count(held, -1):
                places.remove(held)
        for held in come:
            for places in self._count(held, 1):
                insort(places, held, key=_key)

    def _count(self, held: Holding, step: int) -> Iterator[list[Holding]]:
        """The lists in which a place stands; the counts go up or down by `step`."""
        if held.level in _HIGH:
            return
        for name in held.themes:
            yield self.groups[held.level, name]
        for at, hand in held.worked:
            yield self.holders[at]
            if hand.timed:
                self.timed[at] += step
            if hand.acting:
                self.named[at] += step
                yield self.sides[at[1]][hand.side]
            elif hand.classed:
                yield self.classed[at]

    def by_side(self, measure: str) -> dict[Side, list[Holding]]:
        """Who gives a measure to which side, in a lasting order of sides."""
        found = self.sides[measure]
        return {side: found[side] for side in sorted(found, key=_name) if found[side]}

    def usual(self, level: Level | None, theme: str) -> dict[str, list[Holding]]:
        """The measures of a theme that most of the others at a level give out, two at least,
        whichever place asks that does not; with those who do."""
        least = max(1, (len(self.groups[level, theme]) - 1) / 2)
        return {
            measure: places
            for measure in self.themes
            if self.themes[measure] == theme
            and len(places := self.holders.get((level, measure), [])) > least
        }

    def elsewhere(
        self, held: Holding, measures: Sequence[str], most: int
    ) -> Iterator[tuple[Holding, str]]:
        """Other places, and which of the measures they give out: those of its own level first."""
        found: set[str] = set()
        for level in (held.level, *(level for level in _LOCAL if level != held.level)):
            for measure in measures:
                for other in self.holders.get((level, measure), ()):
                    if len(found) == most:
                        return
                    if other is not held and other.place.name not in found:
                        found.add(other.place.name)
                        yield other, measure


def _name(side: Side) -> str:
    return side.name


def order(at: At) -> tuple[str, str]:
    """A lasting order of levels and measures."""
    return at[0] or "", at[1]


def _key(held: Holding) -> tuple[str, str]:
    return held.place_key
