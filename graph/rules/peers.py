"""Which places may be held beside one another: [P].

Peers in a matter are places of one level whose directives work in its theme (query,
control, restrict, …): a rule on look-ups alone is no peer of one on restrictions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.rules.holdings import Holding, Side
from mapping.model import Level

_HIGH = ("nation", "province")
_LOCAL: tuple[Level | None, ...] = ("county", "prefecture", None)
At = tuple[Level | None, str]  # a level, and a measure or theme


class Peers:
    """The local places by level and theme (`groups`), those of each level that give out a
    measure (`holders`), how many of these have an agency of its own (`named`) or a deadline
    (`timed`) for it, and by measure who gives it to which side."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self.groups: dict[At, list[Holding]] = defaultdict(list)
        self.holders: dict[At, list[Holding]] = defaultdict(list)
        self.named: Counter[At] = Counter()
        self.timed: Counter[At] = Counter()
        self.sides: dict[str, dict[Side, list[Holding]]] = defaultdict(lambda: defaultdict(list))
        for held in holdings:
            if held.level not in _HIGH:
                self._enter(held)

    def _enter(self, held: Holding) -> None:
        for theme in held.themes:
            self.groups[held.level, theme].append(held)
        for measure in held.worked:
            at, hand = (held.level, measure), held.hands[measure]
            self.holders[at].append(held)
            if hand.timed:
                self.timed[at] += 1
            if hand.acting:
                self.named[at] += 1
                self.sides[measure][hand.side].append(held)

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
