"""The numbers that stand before a heading: 第X章 第X条 一、（一）1.（1）① 1.1 甲、.

The order of `RANK` is the order in which drafting rules nest them
(党政机关公文处理工作条例 and the layout standard GB/T 9704: 一、 then （一） then
1. then （1）); a directive may leave ranks out, and sequence.py tells where one turns
them over. Decimals (1.1.1) are those of GB/T 1.1, as emergency plans use them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args

import cn2an

Style = Literal[
    "part",
    "chapter",
    "section",
    "article",
    "han-capital",
    "stem",
    "han",
    "word",
    "han-bracket",
    "digit",
    "decimal-2",
    "decimal-3",
    "decimal-4",
    "digit-bracket",
    "digit-half",
    "circle",
    "letter",
]

RANK: dict[Style, int] = {style: rank for rank, style in enumerate(get_args(Style))}

HAN = "零〇一二三四五六七八九十百"
_CAPITALS = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DARK = "❶❷❸❹❺❻❼❽❾❿"
# One character for a whole number, mark and all: ⑴ for (1), ⒈ for 1., ㈠ for (一).
_WHOLE = "\u2474-\u249b\u3220-\u3229"
# What stands for a number that is no numeral, in brackets of a regular expression.
MARKS = f"{_CIRCLES}{_DARK}{_WHOLE}"
# Shapes that stand before an item, or for yes in a table.
SHAPES = "●○◎■□◆◇▲△★☆"
# The end of a whole line, as a number may stand behind it.
WHOLE_LINE = re.compile(r"[。；：;:）)]\s*$")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LETTERS = "ABCDEFGHIJ"
_UNITS = {"part": "部分", "chapter": "章", "section": "节", "article": "条"}
# What follows a number that only refers to a provision, and so opens none.
_REFERRING = (
    r"(?![款项項]|第[一二三四五六七八九十\d]+[款项項]|之?[规規]定|的|所|、第|至第|和第|及第"
    r"|或者第|中)"
)
# What follows a quantity (1.5万元) and not the number of a heading.
_QUANTITY = r"(?![\d.．%％‰万萬亿億元米公千克吨噸个個倍年月日时時秒分亩畝度级級以～~至-])"
# Print that is spaced out parts the signs of a number too: 第十 一 条, （十 一）.
_SPACED = rf"[{HAN}](?:[ 　]?[{HAN}])*"
_HEADED = rf"第\s*({_SPACED}|\d+)\s*"

# What goes on behind the first digit of a year, a month or a term: 1.2024年…, 1.10月底前….
_TIME = r"\d{3}年|\d?(?:月[底初中上下前内\d]|个?(?:工作)?日[内前])"

_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"{_HEADED}(?:编|編|部分){_REFERRING}[\s　]*")),
    ("chapter", re.compile(rf"{_HEADED}章{_REFERRING}[\s　]*")),
    ("section", re.compile(rf"{_HEADED}[节節]{_REFERRING}[\s　]*")),
    ("article", re.compile(rf"{_HEADED}[条條]{_REFERRING}[\s　]*")),
    ("han-capital", re.compile(rf"([{_CAPITALS}]+)\s*[、.．]\s*")),
    ("stem", re.compile(rf"([{_STEMS}])\s*[、.．](?![{_STEMS}])\s*")),
    ("han", re.compile(rf"([{HAN}]+)\s*[、﹑丶.．，,](?![{HAN}]+(?:[、是要]|审))\s*")),
    ("han-bracket", re.compile(rf"[（(]\s*({_SPACED})\s*[)）](?![项款])\s*[、.]?\s*")),
    ("decimal-4", re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{3}}){_QUANTITY}[、]?\s*")),
    ("decimal-3", re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{2}}){_QUANTITY}[、]?\s*")),
    ("decimal-2", re.compile(rf"(\d{{1,2}}[.．]\d{{1,2}}){_QUANTITY}[、]?\s*")),
    ("digit", re.compile(rf"(\d{{1,2}})\s*(?:[.．、]|[｜|](?=.*[｜|]))(?!\d(?!{_TIME}))\s*")),
    ("digit-bracket", re.compile(r"[（(]\s*(\d{1,2})\s*[)）](?![项款])\s*[、.]?\s*")),
    ("digit-half", re.compile(r"(\d{1,2})\s*[)）]\s*")),
    ("circle", re.compile(rf"([{_CIRCLES}{_DARK}])\s*")),
    ("letter", re.compile(rf"(?i:([{_LETTERS}]))\s*[.．、)）](?=\s*[\u4e00-\u9fff])\s*")),
)
# Nearly all lines begin with none of these, and so with no number.
_STRAY = re.compile(r"[△▲●■◆◇□•*]\s*(?=[（(第])")
# What OCR makes of a speck or a margin's rule before a number: | 第九条, ·（二）, 1 第六条.
_NOISE = re.compile(r"(?:[|｜·、．._—-][ 　]*){1,2}(?=[（(第])|\d{1,2}[ 　]+(?=第)")
_FIRST = re.compile(rf"[第（(\d{HAN}{_CAPITALS}{_STEMS}{MARKS}]|(?i:[{_LETTERS}])")
_HANZI = re.compile("[\u4e00-\u9fff]")
_ONE_SIGN = re.compile(f"[{_WHOLE}]")
_TIGHT = re.compile(rf"(\d{{1,2}}){_QUANTITY}(?=[\u4e00-\u9fff])")
_BARE = re.compile(r"(\d{1,2})[ 　]+(?=[\u4e00-\u9fff])(?![年月日个份])")


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a line: `printed` is its form in a provision label,
    `length` how many characters of the line it takes, blanks after it included.

    `path` holds the ordinals of a decimal before its last; `placed` tells that the number
    was read otherwise and is told by its place between its neighbours.
    """

    style: Style
    ordinal: int
    printed: str
    length: int
    path: tuple[int, ...] = ()
    placed: bool = False

    @property
    def rank(self) -> int:
        """How deep this style nests; smaller is nearer the root."""
        return RANK[self.style]

    @property
    def written(self) -> str:
        """The number as it opens a line: 第三条, （三）, 3.; 三、 for 第三， and 任务三： too."""
        if self.style == "word":
            return han_numeral(self.ordinal) + "、"
        marks: dict[Style, str] = {"han": "、", "digit": ".", "stem": "、"}
        printed = self.printed.removeprefix("第") if self.style == "han" else self.printed
        return printed + marks.get(self.style, "")


@lru_cache(maxsize=4096)
def ordinal(numeral: str) -> int | None:
    """The number that a Chinese or Arabic numeral, a stem or a letter stands for; None if it
    is none, or longer than any provision's."""
    for row in (_CIRCLES, _DARK, _STEMS, _LETTERS):
        if numeral.upper() in row and len(numeral) == 1:
            return row.index(numeral.upper()) + 1
    if len(numeral) > _LONGEST:
        return None
    try:
        if numeral.isdecimal():  # as cn2an would, in a fifth of its time
            return int(numeral)
        return int(cn2an.cn2an(numeral.translate(_MODERN), "smart"))
    except (ValueError, KeyError):
        return None


_MODERN = str.maketrans("〇貳參陸两", "零贰叁陆二")
_LONGEST = 9


def printed_form(style: Style, numeral: str) -> str:
    """How a numeral of this style is written in a provision label."""
    if unit := _UNITS.get(style):
        return f"第{numeral}{unit}"
    if style.endswith("bracket"):
        return f"（{numeral}）"
    return f"{numeral}）" if style == "digit-half" else numeral


def numeral_of(style: Style, value: int) -> str:
    """The numeral of a value as this style writes it: 三 for 一、 and 第X条, 3 for 1."""
    return han_numeral(value) if style in _UNITS or style.startswith("han") else str(value)


def read_label(line: str) -> Label | None:
    """The number with which a line (without leading blanks) begins, or None; a stray mark may
    stand before it (△（一）, ▲第二条)."""
    if stray := _STRAY.match(line):
        label = read_label(line[stray.end() :])
        return replace(label, length=label.length + stray.end()) if label else None
    if noise := _NOISE.match(line):
        label = read_label(line[noise.end() :])
        if label is None or not _HANZI.match(line, noise.end() + label.length):
            return None
        return replace(label, length=label.length + noise.end(), placed=True)
    if line.startswith("笫"):  # a bed mat, which no text tells of
        label = read_label("第" + line[1:])
        return label and replace(label, placed=True)
    if _ONE_SIGN.match(line):
        spelt = unicodedata.normalize("NFKC", line[0])
        label = read_label(spelt + line[1:])
        return replace(label, length=label.length - len(spelt) + 1) if label else None
    for style, pattern in _PATTERNS if _FIRST.match(line) else ():
        if match := pattern.match(line):
            circled = style == "circle"  # NFKC would make ① a 1
            numeral = match[1] if circled else unicodedata.normalize("NFKC", match[1])
            numeral = "".join(numeral.split())
            *path, last = numeral.split(".") if style.startswith("decimal") else [numeral]
            value = ordinal(last)
            if value:
                printed = printed_form(style, numeral)
                return Label(style, value, printed, match.end(), tuple(map(int, path)))
    return None


def read_bare(line: str, near: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())) -> Label | None:
    """The digit of a heading without a dot (1 总则), as it stands above decimals; or None.

    Without a blank behind it (1总则) the decimals `near`, behind and before, must tell it.
    """
    match = _BARE.match(line)
    if match is None and (match := _TIGHT.match(line)):
        behind, before = near
        due = behind[:1] == (int(match[1]),) or (not behind and before[:1] == (int(match[1]) - 1,))
        match = match if due else None
    return Label("digit", int(match[1]), str(int(match[1])), match.end()) if match else None


def han_numeral(value: int) -> str:
    """12 -> 十二, as articles are numbered."""
    text = str(cn2an.an2cn(value, "low"))
    return text[1:] if text.startswith("一十") else text
