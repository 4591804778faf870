"""A name that several agencies go by -> the one meant at a directive's date and level: [P].

Such names stand in `agency_senses.tsv` with the years and levels at which they mean each
agency (监察机关 is the bureau until 2017, the commission from 2018). Not one alone is None.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from mapping.lexicon import Lexicon, Sense
from mapping.model import Level

UNRESOLVED = "unresolved"
"""The id under which an assignment stands whose agency is None: nobody can tell from the name."""
_YEAR = re.compile(r"〔(\d{4})〕")
# A name may be told by the stop behind it (银监 in 人行、银监等部门).
_STOP = "、"


@dataclass(frozen=True, slots=True)
class When:
    """The year and the level of a directive; None where they are not known."""

    year: int | None = None
    level: Level | None = None


ANY_TIME: Final = When()


def when_of(issued: str | None, number: str | None, level: Level | None) -> When:
    """The year of an ISO date, else of a 文号, with the level."""
    dated = _YEAR.search(number or "")
    year = issued[:4] if issued else dated[1] if dated else None
    return When(int(year) if year else None, level)


def senses(words: str, lexicon: Lexicon, when: When) -> tuple[str, ...]:
    """Ids of the agencies that a printed name may mean then and there, in the order of the
    table; none for a name that is not in it."""
    for pattern, told in _by_words(lexicon):
        if (match := pattern.search(words + _STOP)) and match.end() == len(words):
            found = (s.agency for s in told if s.holds(when.year, when.level))
            return tuple(dict.fromkeys(found))
    return ()


def resolve(words: str, lexicon: Lexicon, when: When) -> str | None:
    """The one agency that a name means then and there; None where that is not one."""
    found = senses(words, lexicon, when)
    return found[0] if len(found) == 1 else None


@functools.lru_cache(maxsize=8)
def _by_words(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], tuple[Sense, ...]], ...]:
    """The senses of each name of the table."""
    names = dict.fromkeys(sense.words for sense in lexicon.senses)
    return tuple(
        (re.compile(words), tuple(s for s in lexicon.senses if s.words == words)) for words in names
    )
