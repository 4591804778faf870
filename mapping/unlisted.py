"""Bodies that no table knows, told by where they stand: at the head of a line that charges them
(南岭铁塔公司：负责基站; 抢险救援组负责转移)."""

from __future__ import annotations

import re

_GROUPS = ("组", "指挥机构")
_HEAD = re.compile(
    r"((?![各该本每其])(?:(?![、和及与对向由将把应要须的为在从按据设于即是当如若])[\u4e00-\u9fff（）“”]){2,22}?"
    r"(?:公司|集团|总队|支队|大队|中队|总站|[总分]社|学院|医院|研究院|协会|联合会|基金会|专班|(?<!小)组|指挥机构))"
    r"(?:：|。$|(?=负责|承担|协助|配合|牵头))"
)


def body_at_head(text: str, opens: int) -> tuple[int, str] | None:
    """Where the name of a body ends with which a line begins, and whether it is a `group` of a
    command or another `body`; None where the line begins otherwise. `opens` is where its words
    begin, behind its number."""
    match = _HEAD.match(text, opens)
    if match is None:
        return None
    return match.end(1), "group" if match[1].endswith(_GROUPS) else "body"
