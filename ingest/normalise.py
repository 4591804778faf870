"""From the characters as read to the text that rules read, place by place.

Every step maps one character to one or to none, so that each character of the
result keeps its offset in the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

_FULL_WIDTH = {
    "﹝": "〔",
    "﹞": "〕",
    ",": "，",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "?": "？",
    "!": "！",
    "｡": "。",
    "､": "、",
    "﹑": "、",
    "丶": "、",  # a stroke, which no text tells of
    "<": "〈",
    ">": "〉",
}
# Radicals that fonts of digital PDFs put for whole characters and NFKC leaves alone.
_RADICALS = dict(
    zip(
        "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民母虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# A circle beside a hanzi numeral is the nought of a year (二○一八年), and no ornament.
_CIRCLES = "○◯"
_NUMERAL = re.compile("[〇零○◯一二三四五六七八九]")
_DROPPED = {"So", "Sk", "Sm", "Cc", "Cf", "Co", "Cn"}
# What stands in the result as it is; nearly all of a text is.
_PLAIN = re.compile("[\u4e00-\u4e35\u4e37-\u9fffA-Za-z0-9，。；：、（）《》〈〉“”〔〕？！〇]+")
_NAMED = re.compile(r"(?![第条章节款项、])[\u4e00-\u9fffA-Za-z0-9“”‘’]")
# A stop that print or OCR made a point; behind 一 or 第一 at the head of a line it is a number's.
_POINT = re.compile(r"(?<=[\u4e00-\u9fff）)”》])[.．](?![A-Za-z.．])")
_COUNTS = re.compile(r"\s*[（(]?第?[〇零一二三四五六七八九十百甲乙丙丁戊己庚]+[）)]?")
_CELL_MARKS = "\t|｜"
# An item whose parts are set apart by bars: 1｜巡查桥头｜县公安局.
_BARRED = re.compile(r"\s*\d{1,2}\s*[|｜][^|｜]+[|｜]")
_WORD = re.compile(r"[A-Za-z0-9]")
_WORD_AHEAD = re.compile(r"\s*[A-Za-z0-9]")
# Below this share of Traditional characters a text counts as Simplified, where a
# few such characters are names or misprints and are left as they stand.
_TRADITIONAL_SHARE = 0.03


_TO_SIMPLIFIED = opencc.OpenCC("t2s")


@lru_cache(maxsize=65536)
def simplified(char: str) -> str:
    """The Simplified form of one character, itself where there is none."""
    converted = str(_TO_SIMPLIFIED.convert(char))
    return converted if len(converted) == 1 else char


def is_traditional(text: str) -> bool:
    """Whether a text is in Traditional script."""
    hanzi = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    changed = sum(simplified(char) != char for char in hanzi)
    return bool(hanzi) and changed / len(hanzi) > _TRADITIONAL_SHARE


def _narrow(char: str) -> str:
    if char in "　\xa0\t\r\n":
        return " "
    if char in _RADICALS:
        return _RADICALS[char]
    if "\uff01" <= char <= "\uff5e" or "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        char = unicodedata.normalize("NFKC", char)
    return char


def _kept_blank(orig: str, place: int) -> bool:
    """Blanks stand only between Latin words or numbers."""
    return bool(_WORD.match(orig[place - 1 : place]) and _WORD_AHEAD.match(orig, place))


def _nought(orig: str, place: int) -> bool:
    """Whether a circle at `place` stands beside a hanzi numeral."""
    before, after = orig[max(0, place - 1) : place], orig[place + 1 : place + 2]
    if before.isspace() and after.isspace():  # 二 ○ 一 八 年, and no bullet (○ 一是)
        before, after = orig[max(0, place - 2) : place - 1], orig[place + 2 : place + 3]
        return bool(_NUMERAL.match(before) and _NUMERAL.match(after))
    return bool(_NUMERAL.match(before) or _NUMERAL.match(after))


def _joins(orig: str, place: int) -> bool:
    """Whether a plus between two words is printed so (网格+执行); in 第+条 it is a broken 十."""
    return bool(_NAMED.match(orig[place - 1 : place]) and _NAMED.match(orig, place + 1))


def _stops(orig: str, place: int) -> bool:
    """Whether a point ends a sentence (完成布设.市水利局牵头.)."""
    return _POINT.match(orig, place) is not None and not _COUNTS.fullmatch(orig, 0, place)


def _digit_mark(orig: str, place: int) -> bool:
    """A comma or colon between digits (1,000 or 8:30) is part of the number."""
    return orig[place - 1 : place].isdigit() and orig[place + 1 : place + 2].isdigit()


def normalise(
    orig: str, *, traditional: bool = False, row: bool = False
) -> tuple[str, tuple[int, ...]]:
    """The text that rules read, and for each of its characters the offset in `orig`.

    Widths are unified (digits and letters narrow, punctuation wide), blanks between
    hanzi and stray symbols dropped, Traditional script simplified where
    `traditional`; in a table `row` the marks between cells stay, as tabs, and the bars
    of an item that is set apart by them. One offset more than characters: the last is `len(orig)`.
    """
    text: list[str] = []
    offsets: list[int] = []
    place = 0
    marks = _cell_marks(orig) if row else ""
    bars = _CELL_MARKS if not row and _BARRED.match(orig) else ""
    while place < len(orig):
        if plain := _PLAIN.match(orig, place):
            text += map(simplified, plain[0]) if traditional else plain[0]
            offsets += range(place, plain.end())
            place = plain.end()
            continue
        mark = "\t" if orig[place] in marks else "|" if orig[place] in bars else ""
        if char := mark or _read(orig, place):
            text.append(simplified(char) if traditional else char)
            offsets.append(place)
        place += 1
    return "".join(text), (*offsets, len(orig))


def _cell_marks(orig: str) -> str:
    """What sets the cells of a row apart: tabs or bars, else wide blanks."""
    return _CELL_MARKS if any(mark in orig for mark in _CELL_MARKS) else "\u3000"


def _read(orig: str, place: int) -> str:
    """The character of the result for the one at `place`; empty where it is dropped."""
    char = _narrow(orig[place])
    if char in _CIRCLES and _nought(orig, place):
        return "〇"
    if char == " ":
        return char if _kept_blank(orig, place) else ""
    if char in _FULL_WIDTH:
        kept = orig[place] in ",:" and _digit_mark(orig, place)
        return char if kept else _FULL_WIDTH[char]
    if char == "." and _stops(orig, place):
        return "。"
    if char == "+" and _joins(orig, place):
        return char
    return "" if char in "#*" or unicodedata.category(char) in _DROPPED else char
