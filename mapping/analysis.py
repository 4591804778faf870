"""What the pipeline finds in one text, as a plain value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from mapping.agencies import Mention
from mapping.aliases import Aliases
from mapping.clauses import Part
from mapping.knowledge import Given
from mapping.measures import Cue
from mapping.resolve import ANY_TIME, When
from mapping.suffixes import Suffix, around

_start = attrgetter("start")


@dataclass(slots=True)
class Analysis:
    """A text with all its cues, each field filled by one component.

    `titled`: it opens a numbered item; `places`: the place names that it may hold, longest
    first; `about`: its directive is about the policy field; `when`: its year and level;
    `opening`: where the roles of a group stand, before what it does; `behind`: no field above it
    is for it;
    `above`: the agencies to which 上述部门 may point above it; `given`: what the user's patterns
    and model found; `printed`: the agencies by their names alone, `mentions`: aliases and
    pointers put in; `cues` go with `parts`, one tuple each; `deadlines` are places (start,
    end).
    The rules read this and no spaCy Doc: a Doc holds some 100 bytes a character and each
    `doc._.x` takes as long as a search of a sentence.
    """

    text: str
    titled: bool
    places: tuple[str, ...]
    aliases: Aliases
    about: bool = True
    when: When = ANY_TIME
    above: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    printed: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    parts: tuple[Part, ...] = ()
    cues: tuple[tuple[Cue, ...], ...] = ()
    deadlines: tuple[tuple[int, int], ...] = ()
    suffixes: tuple[Suffix, ...] = ()
    opening: tuple[int, int] = (0, 0)
    behind: bool = False

    def cues_in(self, start: int, end: int) -> Iterator[Cue]:
        """The cues whose act is done in `text[start:end]`; each acts in its part."""
        first = max(0, bisect_right(self.parts, start, key=_start) - 1)
        last = bisect_left(self.parts, end, first, key=_start)
        return (c for cues in self.cues[first:last] for c in cues if start <= c.at < end)

    def covered(self, suffix: Suffix) -> slice:
        """Which of `parts` (and `cues`) a list of the responsible is for: those behind the list
        before it, up to itself, or for one with labels (责任单位：) behind a title of no measure
        those that name one; all, where it stands in another text."""
        if suffix.start < 0:
            return slice(None)
        ended = [s.end for s in around(self.suffixes, suffix.start) if s.end <= suffix.start]
        done = max(ended, default=0)
        first, last = (bisect_left(self.parts, at, key=_start) for at in (done, suffix.start))
        before = zip(self.parts[first:last], self.cues[first:last], strict=True)
        labelled = "：" in self.text[suffix.start : suffix.end]
        if labelled and all(part.heading and not cues for part, cues in before):
            low = bisect_left(self.parts, suffix.end, key=_start)
            after = [s.start for s in around(self.suffixes, suffix.end) if s.start > suffix.end]
            high = bisect_left(self.parts, min(after, default=len(self.text)), key=_start)
            if any(self.cues[low:high]):
                return slice(low, high)
        return slice(first, last)

    def deadlines_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The periods that begin in `text[start:end]`."""
        low = bisect_left(self.deadlines, (start,))
        return self.deadlines[low : bisect_left(self.deadlines, (end,), low)]
