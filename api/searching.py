"""A person's search: what is looked for, in whatever language it is put: [P]."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, partial

from api.question import understand
from corpus.model import Filter
from ingest.normalise import is_traditional, normalise
from mapping.fields import field_names
from mapping.lexicon import load_lexicon
from mapping.reference import Reference

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sought:
    """The words to look for in the texts, and which assignments their blocks must hold."""

    words: str
    wanted: Filter


def sought(text: str, wanted: Filter, reference: Reference) -> Sought:
    """What a search means. Traditional characters are read as simplified ones.

    Directives hold no English: the English names of measures become a filter (where
    `wanted` has none), those of agencies their Chinese names; then initials of pinyin, mzj, the
    names of bodies and matters that are spelt so; other words stay.
    """
    old = is_traditional(text)
    # Term by term: within a line of print, blanks between hanzi mean nothing, and go.
    words = " ".join(normalise(term, traditional=old)[0] for term in text.split())
    if _HAN.search(words) or not words.strip():
        return Sought(words, wanted)
    asked = understand(words, reference, tuple(map(load_lexicon, field_names())))
    names = " ".join(reference.agencies[a].zh for a in asked.agencies if a in reference.agencies)
    if not names and not asked.measures:
        return Sought(" ".join(map(partial(_spelt, _names(reference)), words.split())), wanted)
    if not asked.measures or wanted.measures is not None:
        return Sought(names or words, wanted)
    return Sought(names, replace(wanted, measures=asked.measures))


def _names(reference: Reference) -> tuple[str, ...]:
    bodies = (name for body in reference.agencies.values() for name in (body.zh, *body.aliases))
    return (*bodies, *(measure.zh for measure in reference.measures.values()))


@cache
def _by_initials(names: tuple[str, ...]) -> dict[str, str]:
    """Names by the first letters of their pinyin, those that are spelt alike together."""
    from pypinyin import Style, lazy_pinyin  # slow to load

    found: dict[str, dict[str, None]] = {}
    for name in names:
        found.setdefault("".join(lazy_pinyin(name, Style.FIRST_LETTER)).lower(), {})[name] = None
    return {letters: " ".join(spelt) for letters, spelt in found.items()}


def _spelt(names: tuple[str, ...], word: str) -> str:
    """The names whose initials a word is, the word itself where it is none's."""
    return _by_initials(names).get(word.lower(), word)
