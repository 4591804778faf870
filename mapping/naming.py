"""Why a printed name stands for an agency: by which words of the tables or the text. [P]"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mapping.agencies import CLASS, OTHER
from mapping.aliases import Aliases
from mapping.lexicon import Lexicon
from mapping.resolve import ANY_TIME, UNRESOLVED, senses

How = Literal[
    "class",
    "unlisted",
    "alias",
    "pattern",
    "model",
    "pointer",
    "dated",
    "ambiguous",
    "form",
    "stem",
    "joint",
]
# Words that name an agency, its id, and whether a pattern told them (else a model).
GivenName = tuple[str, str, bool]
_POINTER = re.compile(r"[该上述]")


@dataclass(frozen=True, slots=True)
class Naming:
    """How a name was told.

    class     a class of agencies (各成员单位), not one of them
    unlisted  a bureau that no table knows
    alias     a name that the directive itself defines (以下简称…)
    pattern   words that a pattern of the user gives
    model     words that the user's model gives
    pointer   points back to an agency named before (该局, 上述部门)
    dated     a name that means one agency or another by the date and level of the directive
    ambiguous the same, where these do not tell which
    form      a whole name of the table
    stem      a stem of the table with a suffix (公安 in 县公安局)
    joint     a leading group or joint meeting
    `words` are those that told it, empty where the whole name did.
    """

    how: How
    words: str


def naming(
    name: str, agency: str, lexicon: Lexicon, aliases: Aliases, given: Iterable[GivenName] = ()
) -> Naming:
    """Why `name` as printed stands for `agency` in a directive that defines `aliases` and in
    which patterns or a model found the names `given`."""
    if agency in aliases.get(name, ()):
        return Naming("alias", name)
    added = {sure: words for words, own_id, sure in given if own_id == agency and words in name}
    if True in added:
        return Naming("pattern", added[True])
    if agency in (CLASS, OTHER):
        return Naming("class" if agency == CLASS else "unlisted", "")
    if agency == UNRESOLVED:
        return Naming("ambiguous", "")
    if agency in senses(name, lexicon, ANY_TIME):
        return Naming("dated", "")
    names = next((names for names in lexicon.agencies if names.id == agency), None)
    stems = [stem for stem in (names.stems if names else ()) if stem in name]
    # The longest name counts: 公安局 by its stem, though 公安 alone is a whole name.
    if names and names.forms and (found := re.search(f"(?:{names.forms})$", name)):
        return Naming("form", found[0])
    if stems:
        return Naming("stem", max(stems, key=len))
    if added:
        return Naming("model", added[False])
    return Naming("pointer" if _POINTER.match(name) else "joint", "")
