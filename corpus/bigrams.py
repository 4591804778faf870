"""Chinese text as overlapping pairs of characters, so that FTS5 phrases find its terms.

A run of hanzi 人民法院 is indexed as `人民 民法 法院 院`: every pair, then the last
character alone. A term of two characters or more is then a phrase of pairs, and one of
a single character the prefix of a pair. Words and numbers (`2018`, `gdp`) stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
# What NFKC leaves as it is, or makes other marks of, which are in no token.
_PLAIN = re.compile("[ -~\u4e00-\u9fff、。《》〔〕，；：（）！？“”—…]*")


def _fold(text: str) -> str:
    plain = _PLAIN.fullmatch(text)
    return (text if plain else unicodedata.normalize("NFKC", text)).lower()


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of `text` in order: pairs and last characters of hanzi runs, whole words."""
    found: list[str] = []
    for han, word in _RUN.findall(_fold(text)):
        if han:
            found += map(add, han, han[1:])
            found.append(han[-1])
        else:
            found.append(word)
    return tuple(found)


def indexed(text: str) -> str:
    """What the FTS5 table keeps of a block's text."""
    return " ".join(tokens(text))


def _phrase(term: str) -> str | None:
    """One term as an FTS5 phrase, None where it holds no letter, digit or hanzi.

    The lone last character of a longer run is dropped, since in a block the run may
    go on; alone it is a prefix, since in a block it may begin a pair.
    """
    words = list(tokens(term))
    if not words:
        return None
    if len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == words[-1]:
        words.pop()
    lone = len(words[-1]) == 1 and re.fullmatch(f"[{_HAN}]", words[-1]) is not None
    return '"' + " ".join(words) + '"' + ("*" if lone else "")


def all_terms(query: str) -> str | None:
    """FTS5 query for blocks that hold every blank-separated term of `query` as printed."""
    phrases = [phrase for term in query.split() if (phrase := _phrase(term))]
    return " AND ".join(phrases) or None


def any_pair(query: str) -> str | None:
    """FTS5 query for blocks that share a pair or word with `query`, lone hanzi left out."""
    shared = dict.fromkeys(word for word in tokens(query) if len(word) > 1 or word.isascii())
    return " OR ".join(f'"{word}"' for word in shared) or None
