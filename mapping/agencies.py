"""Finds the agencies that a text prints, each with its id.

Holds afterwards: mentions do not overlap and stand in order of the text; a name
is told by its longest whole form, else by its stem and a suffix (局, 部门, 机关 …),
so that 县科工信局 is told by 科工 and 文化旅游商务局 by 文化.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import ahocorasick

from mapping.anchors import AnchorIndex, opened
from mapping.classes import CLASSES
from mapping.clauses import NUMBER
from mapping.knowledge import Given
from mapping.lexicon import Lexicon
from mapping.resolve import ANY_TIME, UNRESOLVED, When, resolve
from mapping.unlisted import (
    AGENT,
    BUREAU,
    DEPARTMENT,
    LISTED,
    OFFICE,
    SUO,
    body_at_head,
    leading_bodies,
    member_before,
    place_before,
)

CLASS = "member-units"
OTHER = "other-agency"
# Words of the table that look like an agency's and name none: 司法机关.
NONE = "-"
_TERRITORIAL = {"township", "government", "party-committee"}
_REGISTRY = "real-estate-registry"
_OPEN = _TERRITORIAL | {CLASS, OTHER, "joint-meeting"}
_TOWNS = ("镇", "乡", "街道")
_SUFFIX = (
    r"(?:委员会|办公室|局|委(?!员)|办|部门|机关|机构|中心|支队|大队|总队|厅|分局|处(?=：)"
    r"|窗口(?=不予|不再|从严|应|要|须|负责|对|可以|审核|核查|暂缓|停止)"
    rf"|(?<!交易)(?:{SUO}|站(?![点长台在])))"
)
_MIDDLE = (
    r"(?:管理|监督|监管|行政|主管|执法|规划|建设|城乡|城市|农村|保障|社会|事务|服务|商务|旅游|广电|广播|电视"
    r"|体育|新闻|出版|科技|信息化|信息|工业|质量|技术|安全|生产|药品|食品|资源|资产|登记|发展|改革|环境|保护"
    r"|水务|林业|渔业|畜牧|综合|治理|经济|商贸|贸易|卫生|健康|教育|水利|草原|审批|仲裁|统计|物价|粮食|能源|交易|运输"
    r"|警察|警|纪委|监察|人事|和|与|及|、(?=登记|管理|监督))*"
)
_PREFIX = (
    r"(?:中共|中国共产党)?(?:[省市州](?:及|和|与)(?=各?[县市区旗])|(?:[省市]、)?县级市、(?=区))?"
    r"(?:(?:各|全[省市州])?(?:[省市州盟]、)*(?:各[县市区旗]、[县市区旗]|各?[县市区旗]|县市|县区)(?:[（〔][省市县区旗特、]{1,7}[）〕]|、市、区|市区)|各?(?:县市区?|市县区?|县区|市区|市州|州市))?"
    r"(?:(?:(?:自治)?[省市县区州盟旗乡](?:、[省市县区州旗乡镇村])*(?:[两三四]级|级(?:及|和)?以上))?(?:地方)?(?:各级)?)?"
    r"(?:乡镇|街镇|[镇乡]|街道|(?:[省市县区州盟旗]|各级|各(?=[县市区州旗])|全[省市县区州]|本[省市县区州院]|上级|同级|当地)"
    r"(?:、[省市县区州旗])*(?:级|直|委|政府)?)?"
)
# The level and the first words of a name, at the start of a clause.
_NAME_BEFORE = re.compile(
    r"(?:^|[，。；：）条款\s])([省市县区州](?![委直级内各])(?:(?![、和及与对向由将把应要须的为在从按据])[\u4e00-\u9fff]){1,4})$"
)
_BRANCH = re.compile("(?:(?![由向对和与及])[\u4e00-\u9fff]){2,4}(?:分局|支局)")  # 市公安局金穗分局
_LEVELS = frozenset("各省市县区州")
_PART = re.compile("(?:分局|大队|支队|[所站])$")
_SEAMS = frozenset("、和及与")
_LONGER = re.compile("、((?:(?![、和及与对向由将把应要须的为在从按据])[\u4e00-\u9fff]){1,4})$")
_LEVEL_FIRST = re.compile("[省市县区州](?![委直级])")
_BELONGS = ("所属", "所属的", "下属", "下属的", "直属的", "管理的")
_NOTE = "(?:（[\u4e00-\u9fff、]{2,6}）)?"  # 水利（水文）部门
_TAIL = re.compile(opened(_NOTE + _MIDDLE + _SUFFIX))
# One character that OCR broke stands for the suffix in a list (县发改秀、) and before the
# word that tells a named bureau to act (县发改秀应当).
_BROKEN_TAIL = re.compile(r"[\u4e00-\u9fff](?=、)")
_BROKEN_TOLD = re.compile(r"[\u4e00-\u9fff](?=应当|负责|牵头|配合|要[^求点]|须|可以|不得)")
# 第一条 before a name whose form takes in the hanzi before it (楚江银监分局).
_NUMBER = re.compile(r"第?[〇零一二三四五六七八九十百\d]+[章节条款项]\s*")
_ITEM = re.compile(NUMBER)
# The look ahead spares most places the whole alternation.
_PREFIX_END = re.compile(f"(?=[中各省市县区州盟旗镇乡街全本上同当地]){_PREFIX}$")
_PREFIX_BACK = 18
_PARTY = re.compile("(?:中共|中国共产党)$")
_PREFIX_LAST = frozenset("共党省市县区州盟旗镇乡道院级地直委府上方各）〕")
_BEFORE_CLASS = re.compile(
    "(?<=[\u4e00-\u9fff])(?:[两二三四五六七八九]家(?![企银公医单店国])|[两三四五六七八九]部门)|"
    "等(?:(?!部门|单位)[^，。；：等要须]){0,24}?(?:部门|单位|组织|(?:救援|救灾|执法)队伍)(?![\u4e00-\u9fff]{0,3}领导)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency as printed: `text[start:end]`, and its id."""

    start: int
    end: int
    agency: str


_start, _end = attrgetter("start"), attrgetter("end")


def starting_in(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Those of mentions in order that begin in `text[start:end]`."""
    low = bisect_left(mentions, start, key=_start)
    return mentions[low : bisect_left(mentions, end, low, key=_start)]


@dataclass(frozen=True, slots=True)
class _Matcher:
    """The names of a lexicon, made ready to be found."""

    stems: ahocorasick.Automaton
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    index: AnchorIndex
    agency_of: dict[str, str]
    bare: re.Pattern[str]


@functools.lru_cache(maxsize=8)
def _matcher(lexicon: Lexicon) -> _Matcher:
    stemmed = {stem: names.id for names in lexicon.agencies for stem in names.stems}
    agency_of = stemmed | {word: names.id for names in lexicon.agencies for word in names.listed}
    forms = tuple((n.id, re.compile(opened(n.forms))) for n in lexicon.agencies if n.forms)
    ambiguous = dict.fromkeys(sense.words for sense in lexicon.senses)
    forms = (
        (CLASS, re.compile(opened(CLASSES))),
        *((UNRESOLVED, re.compile(opened(words))) for words in ambiguous),
        *forms,
        *((OTHER, re.compile(opened(body))) for body in (BUREAU, OFFICE, AGENT)),
    )
    stems = ahocorasick.Automaton()
    for stem in stemmed:
        stems.add_word(stem, stem)
    stems.make_automaton()
    longest_first = sorted(agency_of, key=len, reverse=True)
    joined = "|".join(re.escape(stem) for stem in longest_first)
    bare = re.compile(f"(?:{joined})(?:管理|行政|监督管理)?{_NOTE}")
    return _Matcher(stems, forms, AnchorIndex([p for _, p in forms]), agency_of, bare)


def find_mentions(
    text: str,
    lexicon: Lexicon,
    places: tuple[str, ...] = (),
    given: Sequence[Given] = (),
    when: When = ANY_TIME,
) -> tuple[Mention, ...]:
    """All agencies in a normalised text; `places` are the place names that it may hold,
    longest first: their words are no agencies (公安 in 公安县). `given` are those that a user's
    pattern or model found; `when` tells what names mean that mean one agency or another."""
    matcher = _matcher(lexicon)
    named = _with_head(text, list(_candidates(matcher, text)))
    if blocked := _blocked(text, places):
        named = [m for m in named if not _in_place(m, blocked)]
    if given:
        named = _with_given(text, named, given)
    found: list[Mention] = []
    # A bureau that no table knows stands back behind one that is known by the same words.
    known = {m.end for m in named if m.agency not in _OPEN}
    named = [m for m in named if m.agency != OTHER or m.end not in known]
    reach = {m.start: m.end for m in sorted(named, key=_end)}
    named = [m for m in named if not (m.end < reach[m.start] and _is_place(text, m))]
    for mention in sorted(named, key=lambda m: (m.start, m.agency == OTHER, -m.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    found = [m for m in found if m.agency != NONE]
    listed = tuple(_with_bare(tuple(_with_unknown(found, text)), text, matcher))
    whole = _whole(text, _listed_before_class(text, listed, matcher))
    whole = tuple(_with_departments(text, whole))
    ends = (0, *(mention.end for mention in whole))
    named_whole = (_with_place(text, *item, places) for item in zip(whole, ends, strict=False))
    return tuple(
        [_resolved(text, m, lexicon, when) if m.agency == UNRESOLVED else m for m in named_whole]
    )


def _is_place(text: str, mention: Mention) -> bool:
    """Whether a name is that of places alone, whose body is named right behind it: 各县（区） of
    各县（区）气象部门."""
    return mention.agency == "government" and "政府" not in text[mention.start : mention.end]


def _with_head(text: str, named: list[Mention]) -> list[Mention]:
    """Candidates with a body of no table at the head of the text, where none of them is in it."""
    label = _ITEM.match(text)
    opens = label.end() if label else 0
    head = body_at_head(text, opens)
    if head is None or any(opens < m.end and m.start < head[0] for m in named):
        return named
    end, kind = head
    return [*named, Mention(opens, end, "joint-meeting" if kind == "group" else OTHER)]


def _resolved(text: str, mention: Mention, lexicon: Lexicon, when: When) -> Mention:
    """A mention of an ambiguous name as the agency that it means then and there, if one."""
    meant = resolve(text[mention.start : mention.end], lexicon, when)
    return replace(mention, agency=meant) if meant else mention


def _with_given(text: str, named: list[Mention], given: Sequence[Given]) -> list[Mention]:
    """Candidates with those given: a pattern's words are no other agency's, a model's count
    only where the rules see none."""
    for told in given:
        inside = [m for m in named if told.meets(m.start, m.end)]
        if told.sure:
            named = [m for m in named if m not in inside]
        if told.sure or not inside:
            named.append(Mention(_prefixed(text, told.start), told.end, told.id))
    return named


def _candidates(matcher: _Matcher, text: str) -> Iterator[Mention]:
    """All that could be an agency's name, prefixes (县, 市级, 中共) taken in; whole forms
    and classes before stems, so that of two of one extent the form stands."""
    label = _NUMBER.match(text)
    opens = label.end() if label else 0
    for index in matcher.index.candidates(text, 0, len(text)):
        agency, pattern = matcher.forms[index]
        for match in pattern.finditer(text):
            start = _prefixed(text, max(match.start(), opens))
            below = agency == "government" and text.startswith(_TOWNS, start)
            yield Mention(start, match.end(), "township" if below else agency)
    yield from (Mention(start, end, "joint-meeting") for start, end in leading_bodies(text))
    # The longer of two stems of one name comes first: 交通警察大队 is no bureau of 交通.
    for last, stem in sorted(
        matcher.stems.iter(text), key=lambda s: (s[0], len(s[1])), reverse=True
    ):
        tail = _TAIL.match(text, last + 1)
        if tail:
            start = _prefixed(text, last + 1 - len(stem))
            yield Mention(start, tail.end(), matcher.agency_of[stem])
        elif (listed := _BROKEN_TAIL.match(text, last + 1)) or _BROKEN_TOLD.match(text, last + 1):
            start = _prefixed(text, last + 1 - len(stem))
            before = ("、", "，") if listed else ("、", "，", "。", "；", " ", "条", "：", "")
            if start <= last - len(stem) and text[start - 1 : start] in before:
                yield Mention(start, last + 2, matcher.agency_of[stem])


def _prefixed(text: str, start: int) -> int:
    """Where a name begins with the words of level before it."""
    if text[start - 1 : start] not in _PREFIX_LAST:
        return start
    match = _PREFIX_END.search(text, max(0, start - _PREFIX_BACK), start)
    return match.start() if match else start


def _in_place(mention: Mention, blocked: Mapping[int, int]) -> bool:
    """Whether a name is only words of a place name (公安 in 公安县)."""
    return mention.end <= blocked.get(mention.start, -1) + 1


def _with_place(text: str, mention: Mention, low: int, places: tuple[str, ...]) -> Mention:
    """A mention with the place name printed right before it, from `low` on, where the mention
    before it ends: 白沙工商局, 楚雄银监分局; the last hanzi of the place may be the name's first
    (青禾县公安局)."""
    for end in (mention.start, mention.start + 1):
        if text.endswith(places, low, end):
            place = next(p for p in places if text.endswith(p, low, end))
            start = end - len(place)
            party = _PARTY.search(text, max(low, start - _PREFIX_BACK), start)
            return Mention(party.start() if party else start, mention.end, mention.agency)
    return mention


def _blocked(text: str, places: tuple[str, ...]) -> dict[int, int]:
    """For each character of a place name the end of the longest-reaching that it lies in."""
    reach: dict[int, int] = {}
    for place in places:
        if place in text:
            for match in re.finditer(re.escape(place), text):
                for at in range(*match.span()):
                    reach[at] = max(match.end(), reach.get(at, 0))
    return reach


def _whole(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A sub-body printed right behind its agency is that agency: 公安机关法制部门; a body that
    belongs to another is itself: 县自然资源局所属的不动产登记中心."""
    joined: list[Mention] = []
    for mention in mentions:
        between = text[joined[-1].end : mention.start] if joined else "，"
        if between in _BELONGS:
            joined[-1] = Mention(joined[-1].start, mention.end, mention.agency)
        elif joined and not between and mention.agency != CLASS and not _beside(text, mention):
            # 乡镇（街道）综治办 is a body of a place, 公安局交警大队 a part of a body; the
            # register within a bureau has an id of its own.
            own = mention.agency == _REGISTRY or joined[-1].agency in _TERRITORIAL
            whole = mention if own else joined[-1]
            joined[-1] = Mention(joined[-1].start, mention.end, whole.agency)
        else:
            joined.append(mention)
    return tuple(_with_first_words(text, joined))


def _beside(text: str, mention: Mention) -> bool:
    """Whether a name right behind another stands beside it, for want of a 、: one with a level
    of its own (县公安局县民政局), or a government (各级党委政府)."""
    start, end = mention.start, mention.end
    return text.startswith(("政府", *_LEVELS), start) and not _PART.search(text, start, end)


def _with_first_words(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Names whose first words no table has with these: 市市政园林和林业行政主管部门."""
    low = 0
    for mention in mentions:
        match = _NAME_BEFORE.search(text, max(low, mention.start - 8), mention.start)
        match = match or place_before(text, low, mention.start, mention.end)
        branch = text[mention.end - 1] == "局" and _BRANCH.match(text, mention.end)
        end = branch.end() if branch else mention.end
        yield replace(mention, start=match.start(1) if match else mention.start, end=end)
        low = end


def _with_unknown(found: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Bureaus of no table that go on a list whose first names the level: 县民政局、商务局."""
    starts = {mention.start for mention in found}
    for mention in found:
        yield mention
        end = mention.end
        while (match := LISTED.match(text, end)) and not starts & set(range(end, match.end())):
            yield Mention(match.start(1), match.end(1), OTHER)
            end = match.end(1)


def _with_departments(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """With departments of no table (河务部门应当…) for the class that their last word is."""
    low = 0
    for mention in mentions:
        alone = mention.agency == CLASS and text[mention.start : mention.end] == "部门"
        match = alone and DEPARTMENT.search(text, max(low, mention.start - 11), mention.start)
        if match and not text.startswith("之间", mention.end):
            yield Mention(match.start(1), mention.end, OTHER)
        else:
            yield mention
        low = mention.end


def _listed_before_class(
    text: str, mentions: tuple[Mention, ...], matcher: _Matcher
) -> tuple[Mention, ...]:
    """Bare stems before 等部门 (组织人事、政法等部门) stand for their agencies."""
    found: list[Mention] = []
    for match in _BEFORE_CLASS.finditer(text):
        index = bisect_left(mentions, match.start(), key=_end)
        if index == len(mentions) or mentions[index].start >= match.start():
            low = mentions[index - 1].end if index else 0
            found += _bare_before(text, low, match.start(), matcher, closed=True)
    return tuple(sorted([*mentions, *found], key=_start)) if found else mentions


def _with_bare(found: tuple[Mention, ...], text: str, matcher: _Matcher) -> Iterator[Mention]:
    """Bare stems in a list whose last member has the suffix: 住建、国土管理、房产管理部门."""
    for index, mention in enumerate(found):
        start = found[index - 1].end if index else 0
        if text[mention.start - 1 : mention.start] in _SEAMS:
            yield from reversed(list(_bare_before(text, start, mention.start, matcher)))
        yield mention


def _bare_before(
    text: str, low: int, high: int, matcher: _Matcher, *, closed: bool = False
) -> Iterator[Mention]:
    """Bare stems that stand, joined by 、 or 和, right before `high`; `closed`: the
    nearest touches `high` itself. Between them, and before them where the level is said
    (市工商、行政执法、公安等部门), also words of no table."""
    end = high
    unknown: list[Mention] = []
    while end > low and (closed or text[end - 1] in _SEAMS):
        stop = end if closed else end - 1
        closed = False
        known = _bare_at(text, low, stop, matcher)
        member = member_before(text, low, stop)
        mention = known or (Mention(member[0], stop, member[1]) if member else None)
        if mention is None:
            return
        unknown.append(mention)
        if known or _LEVEL_FIRST.match(text, mention.start):
            yield from unknown
            unknown = []
        end = mention.start


def _bare_at(text: str, low: int, stop: int, matcher: _Matcher) -> Mention | None:
    """The bare stem that ends at `stop`."""
    for length in range(min(14, stop - low), 1, -1):
        match = matcher.bare.fullmatch(text, stop - length, stop)
        if match and (stop - length == low or text[stop - length - 1] not in "的查询"):
            stem = max((s for s in matcher.agency_of if match[0].startswith(s)), key=len)
            start = max(low, _prefixed(text, stop - length))
            whole = _LONGER.search(text, max(low, start - 5), start)  # 、科技工信、
            return Mention(whole.start(1) if whole else start, stop, matcher.agency_of[stem])
    return None
