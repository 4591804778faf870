"""Periods within which a duty is to be done: 3日内, 每季度末前, 2018年10月底前, 当日."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"[\d一二三四五六七八九十两半]{1,4}"
_DAY = r"(?:\d{1,2}日|[一二三四五六七八九十]{1,3}日|上旬|中旬|下旬|月底|年底|季末|底|末)"
_BEFORE = r"(?:之前|以前|前)"
# Most characters open no period: one look ahead spares them the whole alternation.
_OPENS = r"(?=[每第\d一二三四五六七八九十两半上中下月年季底末开当提会次])"
# How long a matter may take, and within what time something has happened, is no period.
_TARGET = r"(?<!压缩[至到为])(?<!缩短[至到为])(?<!压减[至到为])(?<![\d一二三四五六七八九十两])"
_NOT_COUNTED = r"(?!出现|发生|累计|连续|再次|未再|多次)"
_DEADLINE = re.compile(
    rf"{_OPENS}(?:每(?:年|季度?|月|周|旬|半年|日)(?:(?:第[一二三]个?|首|末|最后一个)月的?)?(?:\d{{1,2}}月)?(?:{_DAY}|[一二三四五]|\d{{1,2}}[时点])?{_BEFORE}"
    rf"|每(?:年|季度|月|半年)(?:末|底|年?末)|每年\d{{1,2}}月(?:[、和]\d{{1,2}}月)*(?![\d底末上中下、和])"
    rf"|每(?:周[一二三四五六日]|月\d{{1,2}}[日号]|日\d{{1,2}}[时点](?:[、和]\d{{1,2}}[时点])*)(?![一调前])"
    rf"|(?:提前|会前){_NUMBER}个?(?:工作日|日|天|小时)|次[月日年](?:\d{{1,2}}月)?{_DAY}?{_BEFORE}"
    rf"|(?<=[于在])(?:20\d\d年)?\d{{1,2}}月(?:[上中下]旬|份)?(?![\d底末前之以上中下起至])"
    rf"|(?<=最[迟长]不超过){_NUMBER}个?(?:工作日|日|天|小时)"
    rf"|(?:20\d\d年)?第[一二三四]季度(?:末|底)?{_BEFORE}"
    rf"|(?:20\d\d年)?(?:\d{{1,2}}月)?{_DAY}{_BEFORE}|20\d\d年(?:\d{{1,2}}月)?(?:{_DAY})?{_BEFORE}"
    rf"|{_TARGET}{_NUMBER}(?:[至到]{_NUMBER})?个?(?:工作日|自然日|日|天|小时|分钟|个月|月|周)(?:之内|以内|内){_NOT_COUNTED}"
    # 一年内 in a condition counts what has happened, or how long something is barred.
    r"|(?<![近前每\d十])(?:半|[一1])年(?:之内|以内|内)(?!累计|连续|未再|不得|.{0,4}次)"
    r"|(?<![\d一二三四五六七八九十两半几近])年内(?!累计|连续|新增|同比|[^，。；]{0,6}(?:率|提高|下降|次))"
    r"|(?:开标)?当[日天](?!起))"
)
_DATE = (
    r"(?:20\d\d年|(?:20\d\d年)?"
    r"(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|末)?|年?[底末]|[上下]半年|第[一二三四]季度))"
)
_DATED = re.compile(rf"{_DATE}(?:(?:[至到—-]|开始至){_DATE})?(?:[\u4e00-\u9fff]{{0,4}}前)?")
_WHOLE = re.compile(
    r"(?:时限|(?:完成|办理|办结|整改)(?:时间|期限)|时间(?:节点|要求))(?:要求|节点)?[：:]([^。；，）)\n]{2,24})"
)
_PHASE = re.compile(
    r"[（(]?(?:第?[一二三四五六七八九十\d]+)[）)、.．]+[^。，；（）]{2,24}（([^（）]{2,30})）"
)
_LISTED = re.compile(r"[（(][^（）()]{0,6}单位[：:]([^（）()]*)[）)]")


def find_deadlines(text: str, given: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """The places (start, end) of all periods in a text; `given` are those that a user's
    pattern found, and stand for what lies in them."""
    found = [match.span() for match in _DEADLINE.finditer(text)]
    if not given:
        return tuple(found)
    kept = [(a, b) for a, b in found if not any(a < end and start < b for start, end in given)]
    return tuple(sorted([*kept, *given]))


def is_dated(cell: str) -> bool:
    """Whether a cell of a column of periods is a date, or from one to another, and no more."""
    return _DATED.fullmatch(cell) is not None


def whole_period(text: str) -> str | None:
    """The period set for a whole provision: on a line of its own (完成时限：…), in the bracket
    of those responsible (责任单位：县法院，2020年12月底前完成), or behind the title of a phase
    (（一）动员部署（2021年3月至4月）)."""
    if (phase := _PHASE.match(text)) and is_dated(phase[1]):
        return phase[1]
    match = _WHOLE.search(text) if "时" in text or "期限" in text else None
    if match and (find_deadlines(match[1]) or is_dated(match[1])):
        return match[1]
    for listed in _LISTED.finditer(text) if "单位" in text else ():
        for start, end in find_deadlines(listed[1]):
            return listed[1][start:end]
    return None
