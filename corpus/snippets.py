"""The part of a block's text that answers to a search, with the words found marked: [P]."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bigrams import tokens

_MORE = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some of a text, `…` where more stands before or after; `marks` are (start, end) in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, query: str, width: int = 80) -> Snippet:
    """At most about `width` characters of `text` around the first words of `query` in it.

    Blank-separated terms are marked as printed; where none is, the pairs of characters
    that the text shares with the query. Without either it is the beginning, unmarked.
    """
    marks = _joined(sorted(_found(text, query)))
    first = marks[0][0] if marks else 0
    low = max(0, min(first - width // 4, len(text) - width))
    high = min(len(text), low + width)
    before, after = _MORE if low else "", _MORE if high < len(text) else ""
    shift = len(before) - low
    inside = tuple((start + shift, end + shift) for start, end in marks if low <= start < high)
    cut = tuple((start, min(end, len(before) + high - low)) for start, end in inside)
    return Snippet(before + text[low:high] + after, cut)


def _found(text: str, query: str) -> list[tuple[int, int]]:
    folded, places = _folded(text)
    terms = [_folded(term)[0] for term in query.split()]
    spans = [span for term in terms for span in _occurrences(folded, term)]
    if not spans:
        pairs = [word for word in tokens(query) if len(word) > 1]
        spans = [span for pair in pairs for span in _occurrences(folded, pair)]
    return [(places[start], places[end - 1] + 1) for start, end in spans]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text as the index folds it, and the place in `text` of each of its characters."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = unicodedata.normalize("NFKC", char).lower()
        folded.append(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places


def _occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
