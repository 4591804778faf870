"""The sections of the one bureau that issues a directive: 矿产资源股, 局办公室, 各自然资源所."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mapping.aliases import Aliases, meeting
from mapping.analysis import Analysis

# At the head of a clause or in a list, before what it is told to do.
_SECTION = re.compile(
    r"(?:^|(?<=[。；，、：由）.．\s]))"
    r"((?!会同|商请)各?(?:局|院|委|支行|本局|联社|本社)?(?:(?![由向对将把应要须并各])[\u4e00-\u9fff]){2,14}?(?:股室|科室|股|科|室|庭|所|大队|中队|支局|分局|(?:管理|合规|营业|信贷|资源|保卫)部|网点))"
    r"(?=应|要(?!求)|将|商请|须|负责|牵头|在|对|会同|统筹|按|组织|具体|协助|配合|根据|收到|接到|安排|发现|每|不得|不予|可以|暂缓|受理|审核|、|和|及)"
)
# Bodies whose directives are for others, and not for their own sections.
_NO_BUREAU = frozenset({"government", "government-office", "party-committee", "joint-meeting"})


def own_sections(docs: Iterable[Analysis], signers: Iterable[str]) -> Aliases:
    """The sections that a directive of one bureau names, each meaning the bureau; none where
    several sign, where it names but one, or where the words name an agency by themselves."""
    issuer = tuple(signers)
    if len(issuer) != 1 or issuer[0] in _NO_BUREAU:
        return {}
    named = {
        match[1]: issuer
        for doc in docs
        for match in _SECTION.finditer(doc.text)
        if len({*meeting(doc.mentions, *match.span(1))}) == 1
    }
    return named if len(named) > 1 else {}
