"""A text made ready for its measures to be found: without what names no measure in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapping.knowledge import Given

_TITLE = re.compile("《[^》]*》")


def masked(text: str) -> str:
    """The text with what stands inside 《》 blotted out: a norm's title orders nothing."""
    # Behind the last 》 each 《 would be followed to the end of the text.
    end = text.rfind("》") + 1
    return (
        _TITLE.sub(lambda match: "《" + "□" * (len(match[0]) - 2) + "》", text[:end]) + text[end:]
    )


def _blotted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with agency names blotted out: 规划 in 规划局 is no planning."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], "□" * (end - max(start, done))]
        done = max(done, end)
    return "".join([*pieces, text[done:]])


@dataclass(frozen=True, slots=True)
class Readable:
    """A text made ready for its parts: titles of norms blotted out (`text`), agency names
    too (`blank`), the places of these names, the measures that a user's pattern or model
    found, and whether the directive is about the policy field."""

    text: str
    blank: str
    agencies: tuple[tuple[int, int], ...]
    given: tuple[Given, ...] = ()
    about: bool = True


def readable(
    text: str,
    agencies: Sequence[tuple[int, int]] = (),
    given: Sequence[Given] = (),
    about: bool = True,
) -> Readable:
    """Make a text ready; `agencies` are the spans of agency names, in order."""
    text = masked(text)
    told = tuple(g for g in given if g.label == "measure")
    return Readable(text, _blotted(text, agencies), tuple(agencies), told, about)
