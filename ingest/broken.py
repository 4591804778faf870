"""Numbers that OCR broke: (-)、ニ、 l. and 笤△条, told by their form and their place.

A glyph stands for the numerals that it is often misread from; the place among whole
numbers decides, and what stays open is no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ingest.numerals import HAN, Style, ordinal

# What OCR gives for a numeral, by PP-OCR and tesseract on worn prints.
_MISREAD = {
    "一": "-—–－ー―‐~～_ˉ",
    "二": "ニ=＝〓",
    "三": "≡彡ミΞ",
    "四": "囚皿匹",
    "五": "互王",
    "六": "大穴亢",
    "七": "匕セ乇",
    "八": "人入ハ",
    "九": "尢丸久",
    "十": "+＋†士干",
}
_DIGITS = {"1": "lIi|丨", "2": "Zz", "5": "Ss", "6": "b", "8": "B", "9": "gq", "0": "oO〇"}
_ANY = "〇○□■△▲◇×?？*·∶’"  # a blot: stands for any numeral
_WORDS = set("大人入王士干匹互久")  # glyphs that are words too
_HAN_OF = {glyph: numeral for numeral, glyphs in _MISREAD.items() for glyph in glyphs}
_DIGIT_OF = {glyph: digit for digit, glyphs in _DIGITS.items() for glyph in glyphs}
_GLYPH = re.escape("".join(_HAN_OF) + HAN + _ANY)
_DIGIT = re.escape("".join(_DIGIT_OF)) + r"\d"
_FRAMES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("han", re.compile(rf"([{_GLYPH}]{{1,3}})\s*[、.．]\s*(?=[\u4e00-\u9fff])")),
    (
        "han-bracket",
        re.compile(
            rf"(?:[（(〔［\[【{{〈<]\s*([{_GLYPH}]{{1,3}})\s*[)）〕］\]】}}〉>]|([{_GLYPH}]{{1,3}})[)）])"
            r"\s*[、.]?\s*(?=[\u4e00-\u9fff])"
        ),
    ),
    ("digit", re.compile(rf"([{_DIGIT}]{{1,2}})\s*[.．、]\s*(?=[\u4e00-\u9fff])")),
)
_CLUE = re.compile(r"[第笫弟苐笤箆筛菜]|[一二三四五六七八九十]")
ARTICLE = re.compile(
    r"(?:\S{1,3}条(?![件例款约理目])[\s　]*|第[一二三四五六七八九十百囚]{1,3}\S[\s　]+)\S"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What could be a number: its style, the ordinals that its glyphs may stand for, and
    whether they alone are enough where the place agrees; `length` as of a Label."""

    style: Style
    ordinals: frozenset[int]
    sure: bool
    length: int


def guess(line: str) -> Guess | None:
    """A number that OCR may have broken at the start of a line, or None."""
    for style, frame in _FRAMES:
        if match := frame.match(line):
            glyphs = next(filter(None, match.groups()))
            ordinals = _stood_for(glyphs, style == "digit")
            words = style == "han" and set(glyphs) <= _WORDS | set(HAN)
            blot = all(glyph in _ANY for glyph in glyphs)
            return Guess(style, ordinals, not (words or blot), match.end())
    return None


def has_clue(line: str) -> bool:
    """Whether the start of a broken article still shows 第, a like glyph, or a numeral."""
    return _CLUE.search(line[:3]) is not None


@lru_cache(maxsize=1024)
def _stood_for(glyphs: str, digits: bool) -> frozenset[int]:
    """All ordinals that a run of glyphs may have been."""
    choices = [_numerals(glyph, digits) for glyph in glyphs]
    found = (ordinal("".join(each)) for each in product(*choices))
    return frozenset(value for value in found if value)


def _numerals(glyph: str, digits: bool) -> str:
    if digits:
        return glyph if glyph.isdigit() else _DIGIT_OF[glyph]
    if glyph in _ANY:
        return "一二三四五六七八九十"
    return glyph if glyph in HAN else _HAN_OF[glyph]
