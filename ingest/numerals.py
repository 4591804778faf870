"""The numbers that stand before a heading: 第X章 第X条 一、（一）1.（1）①.

The order of `RANK` is the order in which drafting rules nest them
(党政机关公文处理工作条例 and the layout standard GB/T 9704: 一、 then （一） then
1. then （1）); a directive may leave ranks out but does not turn them over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import cn2an

Style = Literal[
    "chapter", "section", "article", "han", "han-bracket", "digit", "digit-bracket", "circle"
]

RANK: dict[Style, int] = {
    "chapter": 0,
    "section": 1,
    "article": 2,
    "han": 3,
    "han-bracket": 4,
    "digit": 5,
    "digit-bracket": 6,
    "circle": 7,
}

_HAN = "零〇一二三四五六七八九十百"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What follows a number that only refers to a provision, and so opens none.
_REFERRING = (
    r"(?![款项項]|第[一二三四五六七八九十\d]+[款项項]|之?[规規]定|的|所|、第|至第|和第|及第"
    r"|或者第|中)"
)

_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第\s*([{_HAN}\d]+)\s*章{_REFERRING}[\s　]*")),
    ("section", re.compile(rf"第\s*([{_HAN}\d]+)\s*[节節]{_REFERRING}[\s　]*")),
    ("article", re.compile(rf"第\s*([{_HAN}\d]+)\s*[条條]{_REFERRING}[\s　]*")),
    ("han", re.compile(rf"([{_HAN}]+)\s*[、.．，,](?![{_HAN}]+(?:[、是要]|审))\s*")),
    ("han-bracket", re.compile(rf"[（(]\s*([{_HAN}]+)\s*[)）](?![项款])\s*[、.]?\s*")),
    ("digit", re.compile(r"(\d{1,2})\s*[.．、](?!\d(?!\d{3}年))\s*")),
    ("digit-bracket", re.compile(r"[（(]\s*(\d{1,2})\s*[)）](?![项款])\s*[、.]?\s*")),
    ("circle", re.compile(rf"([{_CIRCLES}])\s*")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a line: `printed` is its form in a provision label,
    `length` how many characters of the line it takes, blanks after it included."""

    style: Style
    ordinal: int
    printed: str
    length: int

    @property
    def rank(self) -> int:
        """How deep this style nests; smaller is nearer the root."""
        return RANK[self.style]


@lru_cache(maxsize=4096)
def ordinal(numeral: str) -> int | None:
    """The number that a Chinese or Arabic numeral stands for; None if it is none."""
    if numeral in _CIRCLES:
        return _CIRCLES.index(numeral) + 1
    try:
        return int(cn2an.cn2an(numeral.replace("〇", "零"), "smart"))
    except (ValueError, KeyError):
        return None


def printed_form(style: Style, numeral: str) -> str:
    """How a numeral of this style is written in a provision label."""
    if style in ("chapter", "section", "article"):
        return f"第{numeral}{ {'chapter': '章', 'section': '节', 'article': '条'}[style] }"
    return f"（{numeral}）" if style.endswith("bracket") else numeral


def read_label(line: str) -> Label | None:
    """The number with which a line (without leading blanks) begins, or None."""
    for style, pattern in _PATTERNS:
        if match := pattern.match(line):
            value = ordinal(match[1])
            if value:
                return Label(style, value, printed_form(style, match[1]), match.end())
    return None


def han_numeral(value: int) -> str:
    """12 -> 十二, as articles are numbered."""
    text = str(cn2an.an2cn(value, "low"))
    return text[1:] if text.startswith("一十") else text
