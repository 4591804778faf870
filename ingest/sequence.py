"""Which lines open provisions: numbers told from references by form and sequence.

Holds afterwards: a number found is printed at the start of its line, or stood there
before OCR broke it and is told by its place between whole ones; a number that the line
before asks for, that does not follow, or that a table of contents lists, opens nothing.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.broken import ARTICLE, Guess, guess, has_clue, pointless
from ingest.counted import spoken, worded
from ingest.model import Line
from ingest.numerals import RANK, Label, Style, numeral_of, printed_form, read_bare, read_label
from ingest.outline import MAX_GAP, Outline, nesting

Body = Sequence[tuple[int, Line]]
"""The body lines of a text, each with its index among all lines."""

_BREAKS_OFF = (
    "、《〈（(",
    ("依照", "根据", "按照", "依据", "违反", "和", "及", "或", "与", "至", "适用", "属于"),
)
_ENDED = ("。", "！", "？", "；", "：", ".", "!", "?", ";", ":", "”", "）", ")", "》")
_CONTENTS = re.compile(r"目\s*[录錄次]")
_LEADER = re.compile(r"[\s.．·…‥—-]*\d*\s*$")
_HEADING_MAX = 30
_LEAST_HEADS = 3
_STOPS = re.compile("[，。；,;]")
_NUMBERED = re.compile(r"^\d+\s*、|[，。；：,;:]")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text by the index of their line, and how deep each style nests."""

    found: dict[int, Label]
    ranks: dict[Style, int]
    contents: frozenset[int]


def find_numbers(body: Body, width: float) -> Numbers:
    """The numbers that open provisions; `width` is where lines wrap, 0 where they do not."""
    contents = _contents(body)
    printed = _printed(body, contents)
    ranks = nesting([label for label in printed if label])
    walk = _Walk(body, printed, ranks, width)
    found = walk.numbers(contents)
    return Numbers(found | _broken_articles(body, found), ranks, contents)


def _printed(body: Body, contents: frozenset[int]) -> list[Label | None]:
    """What each line prints as its number, whether it opens a provision or not."""
    labels = [None if line.cells or index in contents else _read(line.text) for index, line in body]
    if not any(label and label.path for label in labels):
        texts = ["" if line.cells or index in contents else line.text for index, line in body]
        lost = pointless(texts, labels) | spoken(texts, labels) | worded(texts, labels)
        told = [label or lost.get(position) for position, label in enumerate(labels)]
        heads = _bare_heads(texts, told)
        return [label or heads.get(position) for position, label in enumerate(told)]
    # Decimals have their headings without a dot: 1 总则 above 1.1.
    for position, (index, line) in enumerate(body):
        text = line.text.strip()
        plain = len(text) <= _HEADING_MAX and not _NUMBERED.search(text)
        if labels[position] is None and not line.cells and index not in contents and plain:
            near = (_decimal(labels[position + 1 :]), _decimal(labels[:position][::-1]))
            label = read_bare(text, near)
            # 3 监测、预警与报告 is a heading where 3.1 follows; else it may be an item of a list.
            listed = "、" in text and label and near[0][:1] != (label.ordinal,)
            labels[position] = None if listed else label
    return labels


def _bare_heads(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """Headings of which no decimals tell (1 总则, 2 指挥体系 over （1）…): short lines that count
    from 1 to at least three, in a text with no numbers of their rank or above."""
    if any(label and label.rank <= RANK["digit"] for label in labels):
        return {}
    found = {
        position: label
        for position, text in enumerate(map(str.strip, texts))
        if len(text) <= _HEADING_MAX and not _STOPS.search(text) and (label := read_bare(text))
    }
    counted = [label.ordinal for label in found.values()] == list(range(1, len(found) + 1))
    return found if counted and len(found) >= _LEAST_HEADS else {}


def _decimal(labels: Sequence[Label | None]) -> tuple[int, ...]:
    """The first decimal of these numbers, () where there is none."""
    return next(((*label.path, label.ordinal) for label in labels if label and label.path), ())


def _read(line: str) -> Label | None:
    """The number of a line, the marks of a Markdown heading before it taken with it."""
    text = line.strip()
    bare = text.lstrip("#").strip() if text.startswith("#") else text
    label = read_label(bare)
    return label and replace(label, length=label.length + len(text) - len(bare))


def _contents(body: Body) -> frozenset[int]:
    """The lines of a table of contents: from 目录 to where its first entry comes again."""
    # 1总则 here may be 1 总则 there.
    texts = ["".join(_LEADER.sub("", line.text.strip()).split()) for _, line in body]
    for at, text in enumerate(texts[:-1]):
        if _CONTENTS.fullmatch(text):
            again = [n for n in range(at + 2, len(texts)) if texts[n] == texts[at + 1]]
            return frozenset(index for index, _ in body[at : again[0]]) if again else frozenset()
    return frozenset()


def continues(body: Body, position: int) -> bool:
    """Whether the line before breaks off so that this one must be its rest."""
    before = body[position - 1][1].text.rstrip() if position else ""
    return before.endswith((*_BREAKS_OFF[0], *_BREAKS_OFF[1]))


@dataclass(slots=True)
class _Walk:
    """One way through the lines of a text, from the first to the last."""

    body: Body
    printed: list[Label | None]
    ranks: dict[Style, int]
    width: float
    numbered: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Note which lines print a number, for `_ahead`, which many a broken one asks."""
        self.numbered = [at for at, label in enumerate(self.printed) if label]

    def numbers(self, contents: frozenset[int]) -> dict[int, Label]:
        """The numbers in sequence, broken ones told by their place."""
        found: dict[int, Label] = {}
        outline = Outline(self.ranks)
        for position, (index, line) in enumerate(self.body):
            if line.cells or index in contents or continues(self.body, position):
                continue
            label = self.printed[position]
            if label and (line.confidence < 1.0):
                label = self._misread(label, position, outline) or label
            if not (label and self._opens(label, position, outline)):
                label = self._placed(position, outline)
            if label:
                found[index] = label
                outline.enter(label, "")
        return found

    def _opens(self, label: Label, position: int, outline: Outline) -> bool:
        fits = outline.fits(label) or self._begins(label, position, outline)
        fits = fits or self._pages_lost(label, position, outline)
        if not fits or self._leaps(label, position, outline):
            return False
        printed = self.printed[position]
        if printed and printed.placed and not self._below_whole(position):
            return False
        if self._comma(position) and not self._next(label, position, outline):
            return False
        return not (self._runs_on(position) and self._comes_later(label, position))

    def _begins(self, label: Label, position: int, outline: Outline) -> bool:
        """Whether a count begins in its middle, as in an excerpt or where pages are lost: the
        first of its kind, at the head of the text or with the next behind it, or what reads as a
        heading over a list."""
        if outline.reached(label.style):
            return False
        if not position:
            return True
        behind = (self.printed[at] for at in range(position + 1, len(self.printed)))
        below = next(filter(None, behind), None)
        if below is None:
            return False
        rest = itertools.chain((below,), filter(None, behind))
        same = next((later for later in rest if later.style == label.style), None)
        if same and same.path == label.path and same.ordinal == label.ordinal + 1:
            return True
        text = self.body[position][1].text.strip()
        plain = len(text) <= _HEADING_MAX and not _STOPS.search(text[label.length :])
        inner = self.ranks[below.style] > self.ranks[label.style]
        return plain and inner and below.ordinal in (1, outline.reached(below.style) + 1)

    def _pages_lost(self, label: Label, position: int, outline: Outline) -> bool:
        """Whether a count goes on further ahead, as where pages are lost: below a whole sentence,
        with its next two behind it."""
        if label.path or not 0 < outline.reached(label.style) < label.ordinal:
            return False
        if not self.body[position - 1][1].text.rstrip().endswith(_ENDED):
            return False
        behind = itertools.islice(self._ahead(label.style, position), 2)
        return [later.ordinal for _, later in behind] == [label.ordinal + 1, label.ordinal + 2]

    def _runs_on(self, position: int) -> bool:
        """Whether the line before fills its width without an end, so that this is its rest."""
        before = self.body[position - 1][1].text.strip() if position else "。"
        return bool(self.width) and len(before) > 0.9 * self.width and not before.endswith(_ENDED)

    def _comma(self, position: int) -> bool:
        """Whether the line before ends with a comma."""
        return bool(position) and self.body[position - 1][1].text.rstrip().endswith(("，", ","))

    def _below_whole(self, position: int) -> bool:
        """Whether the line before is whole: a sentence, a heading, a title."""
        before = self.body[position - 1][1].text.strip() if position else "。"
        title = len(before) <= _HEADING_MAX and not _STOPS.search(before)
        return before.endswith(_ENDED) or (title and not self._runs_on(position))

    def _next(self, label: Label, position: int, outline: Outline) -> bool:
        """Whether a number begins or goes on its list so surely that a comma may stand before:
        items of a list, but no article, and no line that fills its width."""
        before = self.body[position - 1][1].text.strip()
        wrapped = bool(self.width) and len(before) > 0.8 * self.width
        due = label.ordinal == outline.last(label.style) + 1
        return due and not wrapped and label.style != "article"

    def _comes_later(self, label: Label, position: int) -> bool:
        """Whether the same number stands again where a line may begin, before a later one."""
        for ahead, later in self._ahead(label.style, position):
            if later.ordinal > label.ordinal:
                return False
            if later.ordinal == label.ordinal:
                return not self._runs_on(ahead)
        return False

    def _ahead(self, style: Style, position: int) -> Iterator[tuple[int, Label]]:
        """The printed numbers of a style behind a line, up to the next outer one."""
        for place in range(bisect_right(self.numbered, position), len(self.numbered)):
            ahead = self.numbered[place]
            later = self.printed[ahead]
            if later is None or continues(self.body, ahead) or self._comma(ahead):
                continue
            if later.style == style:
                yield ahead, later
            elif self.ranks[later.style] < self.ranks[style]:
                return

    def _leaps(self, label: Label, position: int, outline: Outline) -> bool:
        """Whether an article far ahead is a reference: behind it the list goes on."""
        last = outline.reached(label.style)
        if label.style != "article" or label.ordinal <= last + MAX_GAP:
            return False
        for ahead in range(position + 1, len(self.body)):
            later = self.printed[ahead]
            stands = not (continues(self.body, ahead) or self._comma(ahead))
            if later and later.style == "article" and stands:
                if later.ordinal == 1:
                    return False
                if last < later.ordinal < label.ordinal:
                    return True
        return False

    def _misread(self, label: Label, position: int, outline: Outline) -> Label | None:
        """A whole number that OCR took for another: between 二 and 四 stands 三."""
        last = outline.last(label.style)
        following = next(self._ahead(label.style, position), None)
        if not last or following is None or label.path or label.ordinal == last + 1:
            return None
        between = following[1].ordinal == last + 2
        return _label(label.style, last + 1, label.length) if between else None

    def _placed(self, position: int, outline: Outline) -> Label | None:
        """The number that OCR broke here, if its place or its glyphs and place tell which."""
        text = self.body[position][1].text.strip()
        seen = guess(text)
        if seen is None or self._runs_on(position) or self._comma(position):
            return None
        last = outline.last(seen.style)
        wanted = {last + 1} if last else {1, outline.reached(seen.style) + 1}
        following = next(self._ahead(seen.style, position), None)
        end = following[0] if following else position
        style = seen.style
        broken = sum(self._breaks(style, place) for place in range(position, end))
        if following and (by_place := following[1].ordinal - broken) in wanted:
            return _label(style, by_place, seen.length)
        fitting = wanted & seen.ordinals if seen.sure else frozenset()
        if len(fitting) == 1 and not (following and following[1].ordinal == min(fitting)):
            return _label(style, min(fitting), seen.length)
        told = wanted & seen.ordinals if self._over_list(seen, position) else frozenset()
        return _label(style, min(told), seen.length) if len(told) == 1 else None

    def _over_list(self, seen: Guess, position: int) -> bool:
        """Whether a line with what may be a number heads a list (二 河道 / （一）…)."""
        text = self.body[position][1].text.strip()
        below = self.printed[position + 1] if position + 1 < len(self.body) else None
        plain = len(text) <= _HEADING_MAX and not _STOPS.search(text[seen.length :])
        inner = below is not None and below.ordinal == 1 and not below.path
        return bool(plain and inner and below and self.ranks[below.style] > self.ranks[seen.style])

    def _breaks(self, style: Style, position: int) -> bool:
        """Whether a line may begin with a broken number of this style."""
        line = self.body[position][1]
        seen = None if line.cells or self.printed[position] else guess(line.text.strip())
        return seen is not None and seen.style == style and not continues(self.body, position)


def _label(style: Style, value: int, length: int) -> Label:
    """A number told by its place."""
    printed = printed_form(style, numeral_of(style, value))
    return Label(style, value, printed, length, placed=True)


def _broken_articles(body: Body, found: dict[int, Label]) -> dict[int, Label]:
    """Articles whose number OCR broke, told by their place before a whole one.

    As many broken lines as numbers are missing take these in order; where there are more,
    those that still show a part of their number.
    """
    repaired: dict[int, Label] = {}
    before, last = -1, 0
    for index, label in found.items():
        if label.style != "article":
            continue
        missing = range(last + 1, label.ordinal)
        broken = _breaking(body, before, index, found) if missing else []
        if len(broken) > len(missing):
            broken = [(i, line, length) for i, line, length in broken if has_clue(line)]
        if len(broken) == len(missing):
            for (place, _, length), value in zip(broken, missing, strict=True):
                repaired[place] = _label("article", value, length)
        before, last = index, label.ordinal
    return repaired


def _breaking(
    body: Body, before: int, end: int, found: dict[int, Label]
) -> list[tuple[int, str, int]]:
    """(index, text, length of the number) of the lines between two that may open an article."""
    lines = ((index, line.text.strip()) for index, line in body if before < index < end)
    return [
        (index, text, match.end() - 1)
        for index, text in lines
        if index not in found and (match := ARTICLE.match(text))
    ]
