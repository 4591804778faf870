"""Heads and feet of pages amid flowing text, which has lost where its pages end: [P].

A text copied from a print has them where its pages broke: a title printed again, what a browser
or a scanner's program prints at the edge of each page. They are told by what they repeat and by
the broken sentence around them; a title behind a whole sentence may be that of an annex.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.model import Line
from ingest.numerals import read_label

_LEAST, _MOST = 6, 60  # characters of such a head
_HALF = 8  # of the line that breaks off above one
_STOP = re.compile("[，。；：、,;:\t|｜]| {3}|\u3000{2}")
_ENDED = re.compile(r"[。；：！？.;:!?”）)》〕\]】日月号]$")
_TITLE = re.compile("(?:文件|意见|办法|方案|通知|规定|细则|决定|计划|措施|预案|制度|规则)[）)]?$")
# https://… 1/3 alone on a line, or the mark of a scanner's program.
_PRINTED = re.compile(
    r"https?://[!-~]+\s*(?:\d{1,3}\s*/\s*\d{1,3})?|扫描全能王\s*创建|Scanned (?:by|with) \w+"
)
# A browser's head: the day of printing, and the title of the page.
_DAY = re.compile(
    r"\d{4}/\d{1,2}/\d{1,2}(?:\s+\S{0,2}\d{1,2}:\d{2})?\s+[^\d\s，。；：][^，。；]{2,40}"
)


def heads_amid(lines: Sequence[Line]) -> set[int]:
    """Indices of the heads and feet of pages among lines without boxes."""
    body = [at for at, line in enumerate(lines) if line.role == "body" and line.text.strip()]
    text = [at for at in body if lines[at].box is None and not lines[at].cells]
    found = {at for at in text if _PRINTED.fullmatch(lines[at].text.strip())}
    found |= _beside_numbers(lines, text)
    rest = [at for at in body if at not in found]
    return found | set(_amid_sentences(lines, rest))


def _beside_numbers(lines: Sequence[Line], text: Sequence[int]) -> set[int]:
    """Lines beside the numbers of two pages or more, the same on half of them at least; beside
    one where it is the directive's title, behind the first numbered line."""
    pages = [at for at, line in enumerate(lines) if line.role == "page-number"]
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    place = {at: n for n, at in enumerate(filled)}
    near = {n + step for at in pages if (n := place.get(at)) is not None for step in (-1, 1)}
    beside = [at for at in text if place[at] in near and _plain(lines[at].text)]
    counts = Counter(lines[at].text.strip() for at in beside)
    titles = set(_titles(lines, text))
    first = next((at for at in text if read_label(lines[at].text.strip())), len(lines))
    return {
        at
        for at in beside
        if at > first
        and (counts[own := lines[at].text.strip()] >= max(2, len(pages) / 2) or own in titles)
    }


def _amid_sentences(lines: Sequence[Line], body: Sequence[int]) -> Iterator[int]:
    """The title printed again, or a browser's head, between the halves of a sentence."""
    titles = set(_titles(lines, body))
    numbered = False
    for before, at, behind in zip(body, body[1:], body[2:], strict=False):
        words = lines[at].text.strip()
        numbered = numbered or read_label(lines[before].text.strip()) is not None
        if not numbered or lines[at].box or not (words in titles or _DAY.fullmatch(words)):
            continue
        above = lines[before].text.strip()
        broken = len(above) >= _HALF and not _ENDED.search(above)
        if broken and read_label(lines[behind].text.strip()) is None:
            yield at


def _titles(lines: Sequence[Line], text: Sequence[int]) -> Iterator[str]:
    """The lines above the first number that are a title or the heading of a letter (…文件)."""
    for at in text:
        words = lines[at].text.strip()
        if read_label(words):
            return
        if _plain(words) and _TITLE.search(words):
            yield words


def _plain(text: str) -> bool:
    """Whether a line may be a head by its form."""
    words = text.strip()
    return _LEAST <= len(words) <= _MOST and not _STOP.search(words) and read_label(words) is None
