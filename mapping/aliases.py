"""Names that a document gives its agencies: 以下简称, 甲方, and 该局.

Holds afterwards: an alias stands for what the document itself defines it to be; a
backward pointer (该局, 该分局) for the last agency printed before it in its block, 上述部门
for all of them, or where there are none for those of what stands above; 前款规定的单位 for
those of the paragraph above.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from mapping.agencies import CLASS, Mention

Aliases = Mapping[str, tuple[str, ...]]

_start, _end, _place = attrgetter("start"), attrgetter("end"), attrgetter("start", "agency")

_SHORT = re.compile(
    r"（(?:以下(?:简称|(统)(?:简?称)|称)|[简下]称)(?:为)?[“\"]?([\u4e00-\u9fff]{2,14})[”\"]?）"
)
# Between joined names may stand the place of the second: 县法院、青禾县公安局.
_JOINED = re.compile(r"(?:[、和与及]|以及)[\u4e00-\u9fff]{0,14}（?")
# What is called so may be several: 乡镇政府、街道办事处（以下简称“属地单位”）.
_CLASSES = ("单位", "部门", "机关", "机构")
_LETTER = "[甲乙丙丁戊己]"
_OTHER_SIDE = re.compile(f"{_LETTER}方")
_SIDE = re.compile(rf"^({_LETTER}方)(?:（[^）]*）)?：")
_LETTERS = re.compile(f"{_LETTER}(?:[、和与及]{_LETTER}){{1,6}}[双两三四五六]?方")
# Names of joint subjects that need no definition.
_KNOWN: Aliases = {
    "两院": ("court", "procuratorate"),
    "国地税部门": ("state-tax", "local-tax"),
    "国、地税部门": ("state-tax", "local-tax"),
    "公检法": ("public-security", "procuratorate", "court"),
    "银行保险机构": ("banks", "insurers"),
}
_REGISTRARS = ("登记机关", "登记部门")
_WITH_COURT = 3  # the court and one or two who keep a register
_BODY = "局|院|委|厅|中心|办(?![法事理公])|行(?![业政为动])"
# What a bureau calls itself in its own directive: 我局, and 县局 or 分局 at the head of a clause.
_OWN = re.compile(
    f"[我本](?:{_BODY}|[支分]行)"
    r"|(?:^|(?<=[。；，、：由）.．\s]))(?:分局|[县市区州]局)(?=将|应|要(?!求)|须|负责|在|对|机关|依法|按|定期|每|[\u4e00-\u9fff]{2,8}[科股室])",
    re.MULTILINE,
)
# What a body with a long name is called by its last word alone: 管理部应当冻结账户.
_TAILS = (
    "管理部",
    "管委会",
    "登记中心",
    "监管分局",
    "分局",
    "中心",
    "协会",
    "支行",
    "专班",
    "协作站",
    "工作站",
    "服务站",
)
_BY_ITSELF = r"(?<![\u4e00-\u9fff]){}|(?<=[条由和与及经向报送到]){}"
_ALL_SIDES = ("双方", "三方", "各方", "四方")
_YOURS = re.compile(f"[贵你](?:{_BODY}|单位|部门|乡|镇|街道)")
_NUMBERS = "两二三四五六"
_COUNT = f"[{_NUMBERS}]"
_ABOVE = re.compile(
    "(?=[上前以两二三四五六])(?:"
    rf"(?:上述|上列|前述|前列|(?<![级县市省])以上|前款(?:规定|所列|所述|明确)?的?)(?:各|{_COUNT}(?:个|家)?)?"
    "(?:有关|相关)?(?:部门|单位|机关|机构|局)(?:和单位)?"
    rf"|{_COUNT}(?:个|家)?(?:部门|单位|机关|机构|局)(?:和单位)?"
    "(?=[^，。；]{0,3}(?:应|要|须|不得|可以|负责|均|共同|联合)))"
)
_BEFORE = "前款"
_POINTER = re.compile(r"该(?:局|委|办|院|分局|中心|支行|部门|机关|单位)(?=[^的、]|$)")


def defined(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The aliases that a block defines, each with the agency ids it stands for."""
    for match in _SHORT.finditer(text):
        before = bisect_right(mentions, match.start(), key=_end)
        if not before or mentions[before - 1].end <= match.start() - 8:
            continue
        if match[1] or match[2] in _ALL_SIDES or match[2].endswith(_CLASSES):
            joint = _joined(text, mentions, before - 1)
            yield match[2], tuple(dict.fromkeys(m.agency for m in joint))
        elif not _is_name(match.span(2), mentions, before):
            yield match[2], (mentions[before - 1].agency,)
    if side := _SIDE.match(text):
        other = _OTHER_SIDE.search(text, side.end())
        own = [m for m in mentions if m.agency != CLASS and not (other and m.start > other.start())]
        named = tuple(dict.fromkeys(m.agency for m in own))
        if named:
            yield side[1], named


def _is_name(span: tuple[int, int], mentions: Sequence[Mention], before: int) -> bool:
    """Whether a short name is one by itself, of another than the last of those it stands for:
    各镇政府、园区管委会（以下简称“各街镇”）."""
    at = bisect_left(mentions, span[0], key=_start)
    own = mentions[at] if at < len(mentions) else None
    return (
        own is not None
        and (own.start, own.end) == span
        and own.agency != mentions[before - 1].agency
        and own.agency in {m.agency for m in mentions[:before]}
    )


def _joined(text: str, mentions: Sequence[Mention], last: int) -> Sequence[Mention]:
    """The mention of this index and those joined before it by 、 or 和, in order."""
    first = last
    while first and _JOINED.fullmatch(text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    return mentions[first : last + 1]


def of_sides(sides: Mapping[str, str]) -> Aliases:
    """双方 and 三家 of so many bodies that issue a directive together, or met (of each name its
    agency)."""
    count = len(sides)
    if count not in range(2, len(_NUMBERS)):
        return {}
    number = _NUMBERS[count - 1]
    words = ("双方", "两家") if count == 2 else (f"{number}方", f"{number}家")
    agencies = tuple(dict.fromkeys(sides.values()))
    return dict.fromkeys((*words, f"{words[1]}单位", f"{number}部门"), agencies)


def of_letters(sides: Aliases, text: str) -> Aliases:
    """Those of several sides as a text has them (乙、丙、丁三方), as far as each is defined."""
    joint: dict[str, tuple[str, ...]] = {}
    for words in set(_LETTERS.findall(text)) if "甲方" in sides else ():
        named = [sides.get(f"{letter}方", ()) for letter in re.findall(_LETTER, words)]
        if all(named):
            joint[words] = tuple(dict.fromkeys(agency for own in named for agency in own))
    return joint


def of_signers(signers: Mapping[str, str]) -> Aliases:
    """The sides of a directive, and 登记机关 of one that the court issues with those who keep a
    register."""
    keepers = tuple(dict.fromkeys(agency for agency in signers.values() if agency != "court"))
    kept = 0 < len(keepers) < len(signers) <= _WITH_COURT
    return {**of_sides(signers), **(dict.fromkeys(_REGISTRARS, keepers) if kept else {})}


def of_letter(own: Sequence[str], addressed: Sequence[str], text: str) -> Aliases:
    """我局, 本院 of a directive that one body alone issues, and 贵局, 你院 of one that is
    addressed to one body alone, as far as the text has them."""
    named = {words: own for words in _OWN.findall(text) if len(own) == 1}
    named |= {words: addressed for words in _YOURS.findall(text) if len(addressed) == 1}
    return {words: tuple(agencies) for words, agencies in named.items()}


def of_tails(docs: Iterable[tuple[str, Sequence[Mention]]]) -> Aliases:
    """The last words of names by which a document may call its bodies (中心, 支行), as far as
    one body alone has such a name; of each text its agencies as printed."""
    named: dict[str, set[str]] = {}
    for text, mentions in docs:
        for mention in mentions:
            words = text[mention.start : mention.end]
            for tail in _TAILS:
                if words.endswith(tail) and words != tail:
                    named.setdefault(tail, set()).add(mention.agency)
    return {tail: tuple(own) for tail, own in named.items() if len(own) == 1}


def addressee(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The one agency to which a line above the first number is addressed (县公安局：)."""
    if len(mentions) != 1 or mentions[0].agency == CLASS:
        return ()
    place = mentions[0]
    return (place.agency,) if text[place.end :] == "：" and place.start <= 8 else ()


def points_up(text: str) -> bool:
    """Whether a text points to agencies named before: 上述部门, 前款规定的单位."""
    return _ABOVE.search(text) is not None


def with_aliases(
    text: str, mentions: tuple[Mention, ...], aliases: Aliases, above: Sequence[str] = ()
) -> tuple[Mention, ...]:
    """Mentions with aliases and backward pointers put in, in order of the text; `above` are
    the ids of the agencies named in what stands above."""
    found: Sequence[Mention] = mentions
    known = {**_KNOWN, **aliases}
    if named := [name for name in known if name in text]:
        longest_first = sorted(named, key=len, reverse=True)
        found = _with_aliases(text, found, {name: known[name] for name in longest_first})
    if "该" in text and (pointers := list(_POINTER.finditer(text))):
        found = _with_pointers(found, pointers)
    if pointers := list(_ABOVE.finditer(text)):
        found = _with_upward(found, pointers, above)
    return mentions if found is mentions else tuple(sorted(found, key=_place))


def _with_aliases(text: str, found: Sequence[Mention], aliases: Aliases) -> list[Mention]:
    """The agencies of aliases for what lies inside them, one alias after the other, wherever
    it cuts no name in two; those put in stand behind those found."""
    ordered = list(found)
    put: list[Mention] = []
    for name, agencies in aliases.items():
        merged: list[Mention] = []
        done = 0
        words = _BY_ITSELF if name in _TAILS else "{}"
        for match in re.finditer(words.replace("{}", re.escape(name)), text):
            start, end = match.span()
            low, high = meeting(ordered, start, end)
            if all(start <= m.start and m.end <= end for m in ordered[low:high]):
                own = [Mention(start, end, agency) for agency in agencies]
                merged += [*ordered[done:low], *own]
                put += own
                done = high
        ordered = merged + ordered[done:]
    new = set(map(id, put))
    return [*(m for m in ordered if id(m) not in new), *put]


def _with_pointers(found: Sequence[Mention], pointers: Iterable[re.Match[str]]) -> list[Mention]:
    """该局 as the agency that ends last before it, in one walk through both."""
    ordered = sorted(found, key=_start)
    gone: set[Mention] = set()
    put: list[Mention] = []
    last: Mention | None = None
    place = 0
    for pointer in pointers:
        while place < len(ordered) and ordered[place].end <= pointer.start():
            mention = ordered[place]
            named = mention not in gone and mention.agency not in (CLASS, "court")
            if named and (last is None or mention.end > last.end):
                last = mention
            place += 1
        if last:
            gone.update(ordered[slice(*meeting(ordered, *pointer.span()))])
            last = Mention(*pointer.span(), last.agency)
            put.append(last)
    return [*(m for m in found if m not in gone), *put]


def _with_upward(
    found: Sequence[Mention], pointers: Iterable[re.Match[str]], above: Sequence[str]
) -> list[Mention]:
    """上述部门 as the agencies named before it, where there are several; 上述三家单位 as the
    last three. The order is that in which each was first put in."""
    ranked = sorted(enumerate(found), key=lambda item: item[1].start)
    ordered = [mention for _, mention in ranked]
    gone: set[Mention] = set()
    put: list[Mention] = []
    first: dict[str, int] = {}
    place = 0
    for pointer in pointers:
        while place < len(ordered) and ordered[place].end <= pointer.start():
            rank, mention = ranked[place]
            if mention not in gone and mention.agency not in (CLASS, "court"):
                first[mention.agency] = min(rank, first.get(mention.agency, rank))
            place += 1
        named = sorted(first, key=lambda agency: first[agency]) if len(first) > 1 else []
        if above and (not first or pointer[0].startswith(_BEFORE)):
            named = list(above)
        if named:
            counted = re.search(_COUNT, pointer[0])
            count = max(2, _NUMBERS.index(counted[0]) + 1) if counted else len(named)
            gone.update(ordered[slice(*meeting(ordered, *pointer.span()))])
            put += [Mention(*pointer.span(), agency) for agency in named[-count:]]
    return [*(m for m in found if m not in gone), *put]


def meeting(ordered: Sequence[Mention], start: int, end: int) -> tuple[int, int]:
    """The first of mentions in order that share a character with `text[start:end]`, and the
    first behind them."""
    low = bisect_right(ordered, start, key=_end)
    return low, max(low, bisect_left(ordered, end, key=_start))
