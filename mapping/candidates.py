"""Which agencies a printed name may mean, where it is not plain which one: [P]."""

from __future__ import annotations

import re

from mapping.agencies import CLASS, NONE, OTHER
from mapping.lexicon import Lexicon
from mapping.resolve import ANY_TIME, UNRESOLVED, When, senses


def agency_candidates(
    agency: str, mention: str, lexicon: Lexicon, when: When = ANY_TIME
) -> tuple[str, ...]:
    """Ids of the agencies for which a name could stand that was read as `agency`.

    A name that the table of senses has may mean any of those that it had at that date and
    level; another, those by whose words it could be told, the longest words first:
    文化旅游商务局 holds words of the agencies for culture and tourism and for commerce.
    """
    if agency == UNRESOLVED:
        return senses(mention, lexicon, when)
    found: dict[str, int] = {}
    for names in lexicon.agencies:
        words = [stem for stem in names.stems if stem in mention]
        if names.forms:
            words += [match[0] for match in re.finditer(names.forms, mention)]
        if words and names.id not in (CLASS, NONE):
            found[names.id] = max(map(len, words))
    return tuple(sorted(found, key=lambda agency: -found[agency]))


def is_unknown(agency: str, mention: str, lexicon: Lexicon) -> bool:
    """Whether nobody can tell from the tables which body a name names: none of them knows it
    (it stands as `other-agency`), or it may mean several."""
    unlisted = agency == OTHER and OTHER not in agency_candidates(agency, mention, lexicon)
    return unlisted or agency == UNRESOLVED
