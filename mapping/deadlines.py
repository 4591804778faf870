"""Periods within which a duty is to be done, as printed."""

from __future__ import annotations

import re

_NUMBER = r"[\d一二三四五六七八九十两半]{1,4}"
_DEADLINE = re.compile(
    rf"(?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|底|月底|年底|上旬|中旬|下旬|末)(?:之?前|以前)"
    rf"|20\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?(?:之?前|以前)"
    rf"|{_NUMBER}个?(?:工作日|自然日|日|天|小时|个月|月|周)(?:之?内|以内)"
    rf"|每(?:年|季度?|月|周|半年)(?:\d{{1,2}}月)?(?:底|末|初|\d{{1,2}}日|第一周)?(?:之?前|内)?(?=[^，。；]{{0,2}}(?:报|通报|向|召开|推送|汇总|，|开展|至少))"
)


def find_deadlines(text: str) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of all periods in a text."""
    return tuple(match.span() for match in _DEADLINE.finditer(text))
