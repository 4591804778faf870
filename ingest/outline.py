"""The numbers open at one place of a text, and the provision label that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.numerals import RANK, Label, Style

PREFACE = "前言"
# An item further on than this from the last of its kind is no item of its list.
MAX_GAP = 3
_DECIMALS = ("digit", "decimal-2", "decimal-3", "decimal-4")
# These begin with their first: an A. or 甲、 amid a text is seldom a number.
_FROM_ONE = ("stem", "letter", "han-capital")
_BY_FORM = ("part", "chapter", "article")
_FIXED = RANK["article"]


@dataclass(slots=True)
class Outline:
    """The numbers open at one place of the text, outermost first.

    `ranks` tells how deep each style nests here; `articles` that articles count through, so
    that chapters are left out of labels; `prefix` stands before every label (附件2·).
    """

    ranks: Mapping[Style, int] = field(default_factory=lambda: RANK)
    articles: bool = False
    prefix: str = ""
    open: list[tuple[Label, str]] = field(default_factory=list)
    _before: dict[Style, int] = field(default_factory=dict)

    def last(self, style: Style) -> int:
        """The ordinal of the open item of this style; 0 where none is open."""
        return next((label.ordinal for label, _ in self.open if label.style == style), 0)

    def reached(self, style: Style) -> int:
        """The ordinal that the text has come to in this style, open or closed; 0 for none."""
        return self.last(style) or self._before.get(style, 0)

    def fits(self, label: Label) -> bool:
        """Whether a number at the start of a line opens a provision here."""
        if label.path:
            return self._fits_decimal(label)
        last = self.reached(label.style)
        if label.ordinal == 1:
            return True
        if label.style in _FROM_ONE:
            return label.ordinal == last + 1
        # 第X条 is a number by its form alone: pages may be lost, excerpts begin anywhere.
        most = label.ordinal if label.style in _BY_FORM else last + MAX_GAP
        return last < label.ordinal <= most

    def _fits_decimal(self, label: Label) -> bool:
        """1.3 goes on behind 1.2, or is the first of an open 1."""
        above = tuple(
            item.ordinal
            for item, _ in self.open
            if item.style in _DECIMALS and self.ranks[item.style] < self.ranks[label.style]
        )
        # Of 2.1.1 under 2.1 the 2 may stand without a number of its own.
        if above and label.path[-len(above) :] != above:
            return False
        same = next((i for i, _ in self.open if i.style == label.style), None)
        last = same.ordinal if same and same.path == label.path else 0
        return last < label.ordinal <= last + MAX_GAP

    def enter(self, label: Label, block_id: str) -> None:
        """Close what this number ends, and open it."""
        rank = self.ranks[label.style]
        self.open = [item for item in self.open if self.ranks[item[0].style] < rank]
        self.open.append((label, block_id))
        self._before[label.style] = label.ordinal

    def back_to(self, place: tuple[str, ...] | None) -> tuple[str, ...]:
        """Close what was opened since the text stood at `place` (block ids, outermost first), if
        it is still inside; where the text stands then. For bodies that stand, each with a list
        of its own, under one number: the next is no part of the last item of the one before."""
        here = tuple(own for _, own in self.open)
        if place is not None and len(place) < len(here) and here[: len(place)] == place:
            del self.open[len(place) :]
            return place
        return here

    def leave_items(self) -> None:
        """Close the items of an article: 项 have no paragraphs, and one behind them is a 款 of
        the article itself (立法技术规范)."""
        at = next((i for i, (label, _) in enumerate(self.open) if label.style == "article"), None)
        if at is not None:
            del self.open[at + 1 :]

    def label(self) -> str:
        """The provision label here; chapters are left out where articles count through, and
        1 or 一 where 1.1 says it again."""
        shown = [label for label, _ in self.open]
        decimals = [at for at, label in enumerate(shown) if label.path]
        if decimals:
            deepest = decimals[-1]
            shown = [
                label
                for at, label in enumerate(shown)
                if at >= deepest
                or (label.style not in _DECIMALS and not _again(shown, at, deepest))
            ]
        counted = [item for item in shown if not (self.articles and RANK[item.style] < _FIXED)]
        own = "".join(label.printed for label in counted or shown)
        return self.prefix + own if own else self.prefix.removesuffix("·") or PREFACE

    def under(self, number: str) -> str:
        """The label of something numbered apart from the text, as the rows of a table are."""
        return (self.label() if self.open else self.prefix) + number


def _again(shown: Sequence[Label], at: int, deepest: int) -> bool:
    """Whether a decimal says the number right above the decimals again: 2.1 under 二."""
    first = next(place for place, label in enumerate(shown) if label.style in _DECIMALS)
    return at == first - 1 and shown[deepest].path[:1] == (shown[at].ordinal,)


def nesting(labels: Sequence[Label]) -> dict[Style, int]:
    """How deep each style nests in a text, from the numbers it prints: as drafting rules have
    it, but 甲、or 1. above 一、 and （一） where the outer goes on over the inner's restart."""
    order = list(RANK)
    for outer in list(RANK):
        for inner in list(RANK):
            loose = RANK["article"] < RANK[outer] < RANK[inner] and "decimal" not in inner + outer
            # An outer count that goes on over the inner is outer all the same: （一）1.2.（二）3.4.
            over = loose and _goes_on(labels, inner, outer)
            if over and not _goes_on(labels, outer, inner, restarted=False):
                order.remove(inner)
                order.insert(order.index(outer), inner)
    return {style: rank for rank, style in enumerate(order)}


def _goes_on(labels: Sequence[Label], style: Style, over: Style, *, restarted: bool = True) -> bool:
    """Whether a style's count goes on (3. behind 2.) where numbers of the other stand between,
    its first (`restarted`) or any."""
    last, began = 0, False
    for label in labels:
        if label.style == style:
            if began and last and label.ordinal == last + 1:
                return True
            last, began = label.ordinal, False
        elif label.style == over and (label.ordinal == 1 or not restarted):
            began = True
    return False
