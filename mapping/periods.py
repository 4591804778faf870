"""Periods in days, so that two of them can be held against one another: [P].

A working day is Monday to Friday: n of them last at least n days and the weekends between
them, and one weekend more where they begin on one. Public holidays are left out of account.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.numerals import ordinal

PeriodKind = Literal["within", "every", "by"]

_DAYS = {
    "小时": (1 / 24, 1 / 24),
    "自然日": (1, 1),
    "日": (1, 1),
    "天": (1, 1),
    "周": (7, 7),
    "月": (28, 31),
    "季度": (90, 92),
    "半年": (181, 184),
    "年": (365, 366),
}
_NUMBER = r"[\d一二三四五六七八九十两半]{1,4}"
_WITHIN = re.compile(
    rf"({_NUMBER})(?:[至到]({_NUMBER}))?个?(工作日|自然日|日|天|小时|月|周|年)(?:之内|以内|内)"
)
_EVERY = re.compile(r"每个?(半年|年|季度?|月|周|日|天)")
_BY = re.compile(r"(20\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:月?底|年?末)?(?:之前|以前|前)")


@dataclass(frozen=True, slots=True)
class Period:
    """`within` so many days of the occasion, `every` so many days, or `by` a day (its ordinal
    number); `least` and `most` where the words leave room, as working days and months do."""

    kind: PeriodKind
    least: float
    most: float

    def at_odds(self, other: Period) -> bool:
        """Whether two periods of one kind cannot be the same number of days."""
        return self.kind == other.kind and (self.longer(other) or other.longer(self))

    def longer(self, other: Period) -> bool:
        """Whether this one is the longer however the weekends fall."""
        return self.kind == other.kind and self.least > other.most


def period(text: str) -> Period | None:
    """The period that a printed deadline sets; None where it is none that can be compared."""
    if match := _EVERY.search(text):
        unit = "季度" if match[1] == "季" else match[1]
        return Period("every", *_DAYS[unit])
    if match := _BY.search(text):
        return _day(match)
    if match := _WITHIN.search(text):
        low, high = _number(match[1]), _number(match[2] or match[1])
        return _span(max(low, high), match[3]) if low and high else None
    return Period("within", 0, 1) if re.search("当[日天]", text) else None


def _span(most: float, unit: str) -> Period:
    """Of 10日至15日 the longest counts that is allowed."""
    if unit == "工作日":
        weeks = (most - 1) // 5
        return Period("within", most + 2 * weeks, most + 2 * (weeks + 1))
    least, longest = _DAYS[unit]
    return Period("within", most * least, most * longest)


def _day(match: re.Match[str]) -> Period | None:
    year, month = int(match[1]), int(match[2] or 12)
    try:
        day = int(match[3] or calendar.monthrange(year, month)[1])
        last = date(year, month, day).toordinal()
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Period("by", last, last)


def _number(numeral: str) -> float | None:
    return 0.5 if numeral == "半" else ordinal(numeral)
