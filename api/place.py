"""Which place a question is about."""

from __future__ import annotations

from dataclasses import dataclass

from api.catalogue import Catalogue
from api.question import Question
from mapping.places import Divisions, Place, PlaceMention, resolve


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place asked about, None where none or several fit (`unclear`: a name was given).

    `words` told it; `passed_over` is the place given apart that the question's own outdid.
    """

    here: Place | None
    unclear: bool = False
    words: str = ""
    passed_over: Place | None = None


def whereabouts(
    asked: Question, told: str | None, catalogue: Catalogue, divisions: Divisions
) -> Whereabouts:
    """The place asked about.

    A place in the question wins over the one given apart; a misspelt name of a place in
    the corpus is told where it can be only one; with one place in the corpus it need
    not be named.
    """
    among = catalogue.covered
    apart = resolve(told, divisions, among) if told else None
    for mention in asked.places:
        if found := resolve(mention, divisions, among):
            passed = apart if apart and apart != found else None
            return Whereabouts(found, words=_words(asked, mention), passed_over=passed)
    if apart:
        return Whereabouts(apart, words=told or "")
    slipped = catalogue.slips.meant(asked.text)
    if len(slipped) == 1 and (place := divisions.place(next(iter(slipped)))):
        return Whereabouts(place, words=asked.text.strip("，"))
    named = bool(asked.places or told)
    if not named and len(among) == 1:
        return Whereabouts(divisions.place(next(iter(among))))
    return Whereabouts(None, unclear=named)


def _words(asked: Question, mention: PlaceMention) -> str:
    return asked.normal[mention.start : mention.end]
