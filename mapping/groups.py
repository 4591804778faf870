"""Who is in a group, told before what it does: 排涝组。由县水利局牵头，县城管局参加。负责抽排积水。

Such roles are for the duties behind them, where the lists of suffixes.py are for the matter before
them: the name of a group is no matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from ingest.model import Block
from ingest.paragraphs import is_field
from mapping.agencies import starting_in
from mapping.analysis import Analysis
from mapping.clauses import HEAD_OF, NUMBER, Part
from mapping.parties import Party
from mapping.suffixes import only_roles, roles_in

# To set one up, or to make it better, is a matter: 加强护林队。由县林业局牵头。
_BUILT = (
    "成立|组建|设立|建立|加强|强化|建强|建好|建设|配强|充实|壮大|支持|培育|开展|开办|举办|办好|做好|打造|选派|派驻"
    "|整合|优化|健全|完善|发展|推进|提升|调整"
)
_GROUP = re.compile(
    rf"(?:{NUMBER})?(?!{_BUILT})[^，。；：（）、]{{1,20}}(?<!领导小)(?<!协调小)[组队班]"
    "(?:[。：；，]|(?=（|由|(?:牵头|组长|责任)单位))"
)
_MADE_UP = re.compile("(?:共同)?组成[，。；]?$")
_LONGEST = 1000  # characters within which a group names its members
# What is told to those above it: 主要职责：抽排积水。
DUTIES = re.compile(
    f"(?P<title>(?:主要|工作|具体)*(?:职责|任务)(?:是|为)?：)|(?:主要|具体)?负责(?!{HEAD_OF}|同志|领导|单位|部门)"
)


def find_openings(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> None:
    """Note in each text where the roles stand that are for what is behind them, there or in the
    next paragraph; they are no list of those responsible for what stands before."""
    for block, after in zip_longest(blocks, blocks[1:]):
        doc = docs[block.id]
        below = after is not None and (
            (after.label == block.label and DUTIES.match(after.text) is not None)
            or after.parent == block.id
        )
        roles = is_field(block.text) or _tells_roles(doc, 0, len(doc.text))
        if below and doc.suffixes and roles and len(doc.text) < _LONGEST:
            doc.opening = (0, len(doc.text))
        elif span := _opening_roles(doc):
            doc.opening = span if below or span[1] < len(doc.text) else (0, 0)
        start, end = doc.opening
        doc.suffixes = tuple(s for s in doc.suffixes if not start <= s.start < end)


def group_of(doc: Analysis) -> Party | None:
    """Those whom the roles at the head of a text name, each in his."""
    start, end = doc.opening
    named = tuple(roles_in(doc.text, start, end, doc.mentions))
    return Party(-1, -1, named, "heading") if named else None


def group_party(doc: Analysis, part: Part) -> Party | None:
    """The same, for a part of these roles."""
    return group_of(doc) if doc.opening[0] < part.end <= doc.opening[1] else None


def _opening_roles(doc: Analysis) -> tuple[int, int] | None:
    """Where the sentences of agencies and their roles stand behind the name of a group."""
    group = _GROUP.match(doc.text) if doc.mentions else None
    if group is None:
        return None
    start = end = group.end()
    # 运输组（县交通局）：征集客车
    close = doc.text.find("）：", start)
    if doc.text.startswith("（", start) and _tells_roles(doc, start + 1, close):
        return start, close + 2
    for part in doc.parts:
        low, high = max(part.start, start), part.end
        if high <= start:
            continue
        if doc.text.startswith("（", low) and (close := doc.text.find("）", high - 2, high)) > 0:
            low, high = low + 1, close
        if high > _LONGEST or not _tells_roles(doc, low, high):
            break
        end = part.end
    return (start, end) if start < end else None


def _tells_roles(doc: Analysis, start: int, end: int) -> bool:
    """Whether a stretch names agencies and their roles, or who makes up the group, and no more."""
    if made := _MADE_UP.search(doc.text, start, end):
        end = made.start()
    named = starting_in(doc.mentions, start, end)
    return bool(named) and only_roles(doc.text, start, end, doc.mentions)
