"""An editor's everyday names of measures, as patterns. [P]"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.model import Synonym
from mapping.lexicon import EverydayName

# The words are literal, so that no editor's pattern can hang a question; `*` is a short gap.
_GAP = "[^，。？；]{0,12}"
_NEVER = re.compile(r"(?!)")
_LEAST = 2


def everyday_names(synonyms: Iterable[Synonym]) -> tuple[EverydayName, ...]:
    """Each told in Chinese or, where it is all ASCII, in English questions."""
    return tuple(_name(synonym) for synonym in synonyms)


def _name(synonym: Synonym) -> EverydayName:
    pieces = [re.escape(piece) for piece in synonym.words.split("*")]
    pattern = re.compile(_GAP.join(pieces), re.IGNORECASE)
    english = synonym.words.isascii()
    return EverydayName(
        measure=synonym.measure,
        zh=_NEVER if english else pattern,
        en=pattern if english else _NEVER,
    )


def trouble(words: str) -> str | None:
    """Why these words cannot be an everyday name; None where they can."""
    if len(words.replace("*", "").strip()) < _LEAST:
        return f"“{words}” fits nearly every question; give at least {_LEAST} characters"
    if words.startswith("*") or words.endswith("*"):
        return f"“{words}”: * stands between words only"
    return None
