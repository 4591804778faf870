"""A person's search: what is looked for, in whatever language it is put: [P]."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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
    `wanted` has none), those of agencies their Chinese names; other words stay.
    """
    words, _ = normalise(text, traditional=is_traditional(text))
    if _HAN.search(words) or not words.strip():
        return Sought(words, wanted)
    asked = understand(words, reference, tuple(map(load_lexicon, field_names())))
    names = " ".join(reference.agencies[a].zh for a in asked.agencies if a in reference.agencies)
    if not asked.measures or wanted.measures is not None:
        return Sought(names or words, wanted)
    return Sought(names, replace(wanted, measures=asked.measures))
