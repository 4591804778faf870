"""Which agencies a printed name may mean, where it is not plain which one: [P]."""

from __future__ import annotations

import re

from mapping.agencies import CLASS, OTHER
from mapping.lexicon import Lexicon


def agency_candidates(mention: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Ids of the agencies by whose words a name could be told, the longest words first.

    文化旅游商务局 holds words of the agencies for culture and tourism and for commerce.
    """
    found: dict[str, int] = {}
    for names in lexicon.agencies:
        words = [stem for stem in names.stems if stem in mention]
        if names.forms:
            words += [match[0] for match in re.finditer(names.forms, mention)]
        if words and names.id != CLASS:
            found[names.id] = max(map(len, words))
    return tuple(sorted(found, key=lambda agency: -found[agency]))


def is_unknown(agency: str, mention: str, lexicon: Lexicon) -> bool:
    """Whether no table knows the body that a name names, so that it stands as `other-agency`."""
    return agency == OTHER and OTHER not in agency_candidates(mention, lexicon)
