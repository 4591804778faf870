"""Numbers that OCR broke: (-)、ニ、 l. and 笤△条, told by their form and their place.

A glyph stands for the numerals that it is often misread from; the place among whole
numbers decides, and what stays open is no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from ingest.model import Line
from ingest.numerals import HAN, RANK, WHOLE_LINE, Label, Style, ordinal

# What OCR gives for a numeral, by PP-OCR and tesseract on worn prints.
_MISREAD = {
    "一": "-—–－ー―‐~～_ˉ",
    "二": "ニ=＝〓",
    "三": "≡彡ミΞ兰",
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
_WORDS = set("大人入王士干匹互久兰")  # glyphs that are words too
_HAN_OF = {glyph: numeral for numeral, glyphs in _MISREAD.items() for glyph in glyphs}
_DIGIT_OF = {glyph: digit for digit, glyphs in _DIGITS.items() for glyph in glyphs}
_GLYPH = re.escape("".join(_HAN_OF) + HAN + _ANY)
_DIGIT = re.escape("".join(_DIGIT_OF)) + r"\d"
_FRAMES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        "han",
        re.compile(
            rf"([{_GLYPH}]{{1,3}})\s*[、.．]\s*(?=[\u4e00-\u9fff])"
            rf"|([{HAN}]{{1,3}})(?:[·:：`'’]\s*|[ 　]+)(?=[\u4e00-\u9fff])"
        ),
    ),
    (
        "han-bracket",
        re.compile(
            rf"(?:[（(〔［\[【{{〈<]\s*([{_GLYPH}]{{1,3}})\s*[)）〕］\]】}}〉>]"
            rf"|[A-Za-z1|]?([{_GLYPH}]{{1,3}})[)）]|[（(]([{HAN}]{{1,3}})[1lIi|]?(?=[\u4e00-\u9fff]))"
            r"\s*[、.]?\s*(?=[\u4e00-\u9fff])"
        ),
    ),
    ("digit", re.compile(rf"([{_DIGIT}]{{1,2}})\s*[.．、]\s*(?=[\u4e00-\u9fff])")),
)
_CLUE = re.compile(r"[第笫弟苐笤箆筛菜]|[一二三四五六七八九十]")
ARTICLE = re.compile(
    r"(?:第?\S{1,3}条(?![件例款约理目])[\s　]*|第[一二三四五六七八九十百囚]{1,3}\S?[\s　]+)\S"
)


# 1 修缮石桥, 1,修缮石桥: the point behind the number is lost or misread.
_POINTLESS = re.compile(
    r"(\d{1,2})(?:[ 　]+|\s*[，,。·]\s*)(?=[\u4e00-\u9fff《“])"
    r"(?![年月日时个份条款项名户元米万亿至到座类级期次套辆])"
)
# A number that the line's end cut: 第二 / 条 …, （二 / ）…
_CUT = re.compile(rf"第\s*[{HAN}\d]{{0,5}}|[（(]\s*[{HAN}\d]{{0,4}}")
# The same of a 文号: 青法发〔2018〕 / 12号.
_CODE = re.compile(r"[\u4e00-\u9fff]{2,10}\s*[〔\[（(【]\s*\d{4}\s*[〕\]）)】]")
_SERIAL = re.compile(r"第?\s*\d{1,4}\s*号")
_REST = re.compile(rf"[{HAN}\d]{{0,4}}\s*(?:([条條章节節])|[)）])")


def join_cut(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, a number that the end of one cuts together on the next; of lines with boxes
    each as it is."""
    joined: list[Line] = []
    for line in lines:
        head = joined[-1].text.strip() if joined else ""
        loose = line.box is None and line.role == "body" and head and not line.cells
        rest = _REST.match(line.text.lstrip()) if loose and _CUT.fullmatch(head) else None
        code = loose and _CODE.fullmatch(head) and _SERIAL.fullmatch(line.text.strip())
        if code or (rest and bool(rest[1]) == (head[0] == "第")):
            joined[-1] = replace(line, text=joined[-1].text.rstrip() + line.text.lstrip())
        else:
            joined.append(line)
    return tuple(joined)


def pointless(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """The numbers of lists whose points are lost, by the place of their line: 1 and 2 and so on,
    each below a whole sentence or its heading, of lines whose `labels` tell no number."""
    found: dict[int, Label] = {}
    run: list[tuple[int, Label]] = []
    for at, text in enumerate([*texts, ""]):
        label = labels[at] if at < len(labels) else None
        match = None if label else _POINTLESS.match(text.strip())
        ends = at == len(texts) or (label and label.rank < RANK["digit"])
        value = int(match[1]) if match else 0
        if ends or (match and value != len(run) + 1):
            found |= dict(run) if len(run) > 1 else {}
            run = []
        above = at > 0 and (WHOLE_LINE.search(texts[at - 1]) or (value == 1 and labels[at - 1]))
        if match and above and value == len(run) + 1:
            run.append((at, Label("digit", value, str(value), match.end(), placed=True)))
    return found


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
            half = style == "han-bracket" and match[3] is not None  # （三农 opens no item
            words = half or (style == "han" and set(glyphs) <= _WORDS | set(HAN))
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
