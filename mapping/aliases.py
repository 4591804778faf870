"""Names that a document gives its agencies: 以下简称, 甲方, and 该局.

Holds afterwards: an alias stands for what the document itself defines it to be; a
backward pointer (该局, 该分局) for the last agency printed before it in its block, 上述部门
for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mapping.agencies import CLASS, Mention

Aliases = Mapping[str, tuple[str, ...]]

_SHORT = re.compile(r"（以下(?:简称|(统)(?:简?称)|称)(?:为)?[“\"]?([\u4e00-\u9fff]{2,14})[”\"]?）")
# Between joined names may stand the place of the second: 县法院、青禾县公安局.
_JOINED = re.compile(r"(?:[、和与及]|以及)[\u4e00-\u9fff]{0,6}")
_SIDE = re.compile(r"^([甲乙丙丁戊己]方)(?:（[^）]*）)?：")
# Names of joint subjects that need no definition.
_KNOWN: Aliases = {
    "两院": ("court", "procuratorate"),
    "公检法": ("public-security", "procuratorate", "court"),
}
_ABOVE = re.compile(r"(?:上述|前述|以上|前款规定的)(?:各)?(?:部门|单位|机关|机构)(?:和单位)?")
_POINTER = re.compile(r"该(?:局|委|办|院|分局|中心|支行|部门|机关|单位)(?=[^的、]|$)")


def defined(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The aliases that a block defines, each with the agency ids it stands for."""
    for match in _SHORT.finditer(text):
        before = [m for m in mentions if m.end <= match.start() and m.end > match.start() - 8]
        if before and match[1]:
            joint = _joined(text, mentions, before[-1])
            yield match[2], tuple(dict.fromkeys(m.agency for m in joint))
        elif before:
            yield match[2], (before[-1].agency,)
    if side := _SIDE.match(text):
        named = tuple(dict.fromkeys(m.agency for m in mentions if m.agency != CLASS))
        if named:
            yield side[1], named


def _joined(text: str, mentions: Sequence[Mention], last: Mention) -> list[Mention]:
    """A mention and those joined before it by 、 or 和, in order."""
    found = [last]
    for mention in reversed([m for m in mentions if m.end <= last.start]):
        if not _JOINED.fullmatch(text, mention.end, found[0].start):
            break
        found.insert(0, mention)
    return found


def _upward(text: str, mentions: Sequence[Mention], pointer: re.Match[str]) -> tuple[Mention, ...]:
    """上述部门 as the agencies named before it in its block, where there are several."""
    before = {m.agency: m for m in mentions if m.end <= pointer.start() and m.agency != CLASS}
    before.pop("court", None)
    return tuple(Mention(*pointer.span(), agency) for agency in before) if len(before) > 1 else ()


def with_aliases(text: str, mentions: Sequence[Mention], aliases: Aliases) -> tuple[Mention, ...]:
    """Mentions with aliases and backward pointers put in, in order of the text."""
    found = list(mentions)
    for name, agencies in sorted({**_KNOWN, **aliases}.items(), key=lambda item: -len(item[0])):
        for match in re.finditer(re.escape(name), text):
            inside = [m for m in found if m.start < match.end() and match.start() < m.end]
            if all(match.start() <= m.start and m.end <= match.end() for m in inside):
                found = [m for m in found if m not in inside]
                found += [Mention(match.start(), match.end(), agency) for agency in agencies]
    for match in _POINTER.finditer(text):
        before = [m for m in found if m.end <= match.start() and m.agency not in (CLASS, "court")]
        if before:
            last = max(before, key=lambda m: m.end)
            found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
            found.append(Mention(match.start(), match.end(), last.agency))
    for match in _ABOVE.finditer(text):
        if named := _upward(text, found, match):
            found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
            found += named
    return tuple(sorted(found, key=lambda m: (m.start, m.agency)))
