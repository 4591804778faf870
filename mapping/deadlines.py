"""Periods within which a duty is to be done: 3日内, 每季度末前, 2018年10月底前, 当日."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"[\d一二三四五六七八九十两半]{1,4}"
_DAY = r"(?:\d{1,2}日|[一二三四五六七八九十]{1,3}日|上旬|中旬|下旬|月底|年底|季末|底|末)"
_BEFORE = r"(?:之前|以前|前)"
# Most characters open no period: one look ahead spares them the whole alternation.
_OPENS = r"(?=[每第\d一二三四五六七八九十两半上中下月年季底末开当])"
_DEADLINE = re.compile(
    rf"{_OPENS}(?:每(?:年|季度?|月|周|旬|半年|日)(?:(?:第[一二三]个?|首|末)月)?(?:\d{{1,2}}月)?(?:{_DAY}|[一二三四五]|\d{{1,2}}[时点])?{_BEFORE}"
    rf"|每(?:年|季度|月|半年)(?:末|底|年?末)|每年\d{{1,2}}月(?![\d底末上中下])"
    rf"|(?:20\d\d年)?第[一二三四]季度(?:末|底)?{_BEFORE}"
    rf"|(?:20\d\d年)?(?:\d{{1,2}}月)?{_DAY}{_BEFORE}|20\d\d年(?:\d{{1,2}}月)?(?:{_DAY})?{_BEFORE}"
    rf"|{_NUMBER}(?:[至到]{_NUMBER})?个?(?:工作日|自然日|日|天|小时|分钟|个月|月|周)(?:之内|以内|内)"
    # 一年内 in a condition counts what has happened, or how long something is barred.
    r"|(?<![近前每\d十])(?:半|[一1])年(?:之内|以内|内)(?!累计|连续|不得|.{0,4}次)"
    r"|(?:开标)?当[日天](?!起))"
)
_WHOLE = re.compile(r"(?:完成|办理)?时限[：:]([^。；，）)\n]{2,24})")
_LISTED = re.compile(r"[（(][^（）()]{0,6}单位[：:]([^（）()]*)[）)]")


def find_deadlines(text: str, given: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of all periods in a text; `given` are those that a user's
    pattern found, and stand for what lies in them."""
    found = [match.span() for match in _DEADLINE.finditer(text)]
    if not given:
        return tuple(found)
    kept = [(a, b) for a, b in found if not any(a < end and start < b for start, end in given)]
    return tuple(sorted([*kept, *given]))


def whole_period(text: str) -> str | None:
    """The period set for a whole provision: on a line of its own (完成时限：…), or in the
    bracket of those responsible (责任单位：县法院，2020年12月底前完成)."""
    match = _WHOLE.search(text) if "时限" in text else None
    if match and find_deadlines(match[1]):
        return match[1]
    for listed in _LISTED.finditer(text) if "单位" in text else ():
        for start, end in find_deadlines(listed[1]):
            return listed[1][start:end]
    return None
