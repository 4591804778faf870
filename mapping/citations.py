"""Norms named in 《》, with their 文号 where one is printed beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

from mapping.model import Citation

_NUMBER = re.compile(
    r"^[（(X〉》\s]*(?!的)([\u4e00-\u9fff]{2,10})[〔\[（(【E{]?\s*(20\d\d|19\d\d)\s*(?:[〕\]）)】}]\s*)?(?:第\s*)?(\d+)\s*号"
)
# 《地质灾害防治条例》（国务院令第394号）
_ORDER = re.compile(
    r"[（(]\s?([\u4e00-\u9fff]{2,14}令\s?(?:[〔\[]?\d{4}[〕\]]?年?\s?)?(?:第\s?)?\d+\s?号)"
)
_MARK = re.compile("[《》X]")


def find_citations(
    text: str, printed: Callable[[int, int], str] | None = None
) -> tuple[Citation, ...]:
    """All norms in a normalised text, outermost marks only, each once, in order.

    `printed(start, end)` gives these characters in the script that they are printed in.
    """
    printed = printed or (lambda start, end: text[start:end])
    found: dict[tuple[str, str | None], Citation] = {}
    for start, end in _marked(text):
        title = printed(start + 1, end - 1)
        match = _NUMBER.match(text[end : end + 30])
        code = printed(end + match.start(1), end + match.end(1)) if match else ""
        number = f"{code}〔{match[2]}〕{match[3]}号" if match else None
        if order := _ORDER.match(text[end : end + 30]):
            number = "".join(printed(end + order.start(1), end + order.end(1)).split())
        found.setdefault((title, number), Citation(title, number))
    return tuple(found.values())


def _marked(text: str) -> list[tuple[int, int]]:
    """Spans of 《…》, nested marks inside their outermost pair.

    OCR reads a closing 》 now and then as X before a 文号; there the title ends too.
    """
    spans: list[tuple[int, int]] = []
    start, depth = -1, 0
    for mark in _MARK.finditer(text):
        place, char = mark.start(), mark[0]
        if char == "《":
            if depth == 0:
                start = place
            depth += 1
        elif depth and (char == "》" or (char == "X" and _NUMBER.match(text[place : place + 30]))):
            depth -= 1
            if depth == 0 or char == "X":
                spans.append((start, place + 1))
                depth = 0
    return spans
