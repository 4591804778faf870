"""Which place a question is about, and which directives bind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from api.answer import Inherited
from api.question import Question
from corpus.model import StoredDocument
from mapping.places import Divisions, Place, PlaceMention, resolve

# A name with one wrong character is still told if it has at least so many.
_SLIP_LEAST = 3
_SLIP_LATIN = 0.82


def place_of(
    asked: Question, told: str | None, documents: Sequence[StoredDocument], divisions: Divisions
) -> tuple[Place | None, bool]:
    """The place asked about, and whether a name was given that fits several.

    A place in the question wins over the one given apart; a misspelt name of a place in
    the corpus is told where it can be only one; with one place in the corpus it need
    not be named.
    """
    among = _covered(documents, divisions)
    named: list[PlaceMention | str] = [*asked.places, *([told] if told else [])]
    for name in named:
        if found := resolve(name, divisions, among):
            return found, False
    if slipped := _misspelt(asked.text, among, divisions):
        return slipped, False
    if not named and len(among) == 1:
        return divisions.place(next(iter(among))), False
    return None, bool(named)


def binding(
    here: Place, documents: Sequence[StoredDocument], divisions: Divisions
) -> dict[str, Inherited | None]:
    """The directives that bind a place: its own (None), those it forwards, those of places
    above (with where they come from)."""
    above = {place.adcode for place in divisions.ancestors(here.adcode)}
    bound: dict[str, Inherited | None] = {}
    for document in documents:
        record = document.record
        forwarder = _forwarder(document, divisions)
        if record.adcode == here.adcode:
            bound[document.id] = None
        elif record.adcode in above or (forwarder and forwarder.adcode == here.adcode):
            bound[document.id] = Inherited(document.id, record.jurisdiction)
    return bound


def _covered(documents: Iterable[StoredDocument], divisions: Divisions) -> set[str]:
    """Adcodes of the places whose directives, own or forwarded, are in the corpus."""
    found: set[str] = set()
    for document in documents:
        if document.record.adcode:
            found.add(document.record.adcode)
        if forwarder := _forwarder(document, divisions):
            found.add(forwarder.adcode)
    return found


def _forwarder(document: StoredDocument, divisions: Divisions) -> Place | None:
    notice = document.record.forwarded_by
    return resolve(notice.jurisdiction, divisions) if notice and notice.jurisdiction else None


def _misspelt(text: str, among: Iterable[str], divisions: Divisions) -> Place | None:
    """The one place of the corpus whose name stands in the text with one character wrong."""
    found = {adcode for adcode in among if _slips(text, adcode, divisions)}
    return divisions.place(found.pop()) if len(found) == 1 else None


def _slips(text: str, adcode: str, divisions: Divisions) -> bool:
    names = divisions.names(adcode)
    latin = [word.lower() for word in re.findall(r"[A-Z][a-z']{4,}", text)]
    near = any(get_close_matches(word, names, 1, _SLIP_LATIN) for word in latin)
    return near or any(_one_off(text, name) for name in names if len(name) >= _SLIP_LEAST)


def _one_off(text: str, name: str) -> bool:
    """Whether a stretch of the text differs from a name in one character, not the last."""
    return any(
        window[-1] == name[-1] and _differences(window, name) == 1
        for window in _windows(text, len(name))
    )


def _windows(text: str, length: int) -> Iterator[str]:
    return (text[i : i + length] for i in range(len(text) - length + 1))


def _differences(left: str, right: str) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))
