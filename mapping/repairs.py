"""Words that OCR broke, found by what they can only be: agencies' names, numerals, 文号. [P]

A correct text has none: a name is repaired only where one character is a known misreading of
the one that a registered name has there, and only if no name is spelt so; a number only where
its marks contradict each other. What could be several things is left as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ingest.model import Block
from ingest.normalise import normalise
from mapping.lookalikes import NameVariants
from mapping.model import Repair, RepairKey

NUMBER_BY_PLACE = "number-by-place"
_HEAD = 16  # characters that are read to find a number again
_AROUND = 8  # characters beside a repair by which it is known again
_YEAR = r"(?:19|20)\d{2}"
_OPEN, _CLOSE = "〔[（【［", "〕]）】］"
_O, _I = "OoQ", "lI"

_BRACKET_MOST = 240  # characters of a bracket that names who is responsible

Found = tuple[int, int, str, float]
"""Start and end in a block's text, the words instead, how sure."""

_RUN_TOGETHER = re.compile(rf"(?<=[\u4e00-\u9fff])([{re.escape(_OPEN)}]{_YEAR})([1-9]\d{{0,3}}号)")
_WRONG_OPEN = re.compile(
    rf"(?<=[\u4e00-\u9fff])([A-Za-z{{〈《<]){_YEAR}[{re.escape(_CLOSE)}}}〉》>]\d{{1,4}}号"
)
_NO_OPEN = re.compile(rf"(?<=[\u4e00-\u9fff])({_YEAR})[{re.escape(_CLOSE)}]\d{{1,4}}号")
_WRONG_CLOSE = re.compile(rf"[{re.escape(_OPEN)}{{〈《<]{_YEAR}([A-Za-z}}〉》>])[1-9]\d{{0,3}}号")
_STRAY_BEFORE = re.compile(
    rf"(?<![A-Za-z])([A-Z])(?=[\u4e00-\u9fff]{{1,6}}[{re.escape(_OPEN)}]{_YEAR}[{re.escape(_CLOSE)}]\d{{1,4}}号)"
)
_LETTERS = re.compile(
    rf"(?<![A-Za-z\d])(?=[{_O}{_I}]*\d)(?=\d*[{_O}{_I}])[\d{_O}{_I}]{{2,5}}"
    r"(?=年|月|日|号|个工作日|个月|小时|万元|%|[〕】\]])"
)
_HAN_YEAR = re.compile(r"[一二][零〇oO0一二三四五六七八九—–-]{3}(?=年)")
_DATE_SIGNS = re.compile(rf"(?<!\d){_YEAR}[年午]\d{{1,2}}月\d{{1,2}}[日曰]")
_SIGNLESS = re.compile(
    rf"[\u4e00-\u9fff]{{2,12}}[{re.escape(_OPEN)}]{_YEAR}[{re.escape(_CLOSE)}](\d{{1,4}}亏?)"
)
# Print that is spaced out: 〔2 0 1 8〕1 2号, 2 0 1 8年4月1 2日.
_SPACED = re.compile(
    rf"(?<=[{re.escape(_OPEN)}])(?:\d ?){{3}}\d[{re.escape(_CLOSE)}](?:\d ?){{1,4}}(?=号)"
    r"|(?<!\d)(?:\d ?){3}\d年(?:\d ?){1,2}月(?:\d ?){1,2}(?=日)"
)
_SPLIT_YEAR = re.compile(r"(?<!\d)(?=[\d ]{5}年)(?:(?:19|20)\d \d|(?:19|20) \d\d|[12] \d{3})(?=年)")
_SPLIT_NUMBER = re.compile(rf"(?<={_YEAR}[〕\]】])[1-9]\d{{0,2}} \d{{1,3}}(?=号)")
_LIST_MARK = re.compile(r"(?<=[、，])[-—–~·.](?=[\u4e00-\u9fff]{2,10}(?:局|委|办|院)[、，。；])")
# Who is responsible, in a bracket that nothing closes: （责任单位：县财政局、县教育局〉
_UNCLOSED = re.compile(
    r"[（【〔](?:牵头|责任|配合|协助|主办|协办)(?:责任)?(?:单位|部门)：[^（）【】〔〕。；]{1,200}?"
    r"([\u4e00-\u9fff](?:[〉》>」』]|[ \]}｝])?)(?=。?$)"
)
_LEVEL = "省市县区州旗"


def find_repairs(
    blocks: Sequence[Block], names: NameVariants, refused: frozenset[RepairKey] = frozenset()
) -> tuple[Repair, ...]:
    """All repairs of a text, in order; those whose key is `refused` are marked so."""
    found = [repair for block in blocks for repair in _of_block(block, names)]
    return tuple(replace(one, refused=one.key in refused) for one in found)


def _of_block(block: Block, names: NameVariants) -> Iterator[Repair]:
    if number := _number(block):
        yield number
    taken: set[int] = set()
    printed = set(_SIGN.findall(block.text))
    rules = (
        (rule, finds) for rule, (signs, finds) in _RULES.items() if not printed.isdisjoint(signs)
    )
    for rule, finds in (*rules, ("agency-name", names.find)):
        for start, end, text, sure in finds(block.text):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield _repair(block, start, end, text, rule, sure)


def _repair(block: Block, start: int, end: int, text: str, rule: str, sure: float) -> Repair:
    low, high = block.offsets[start], block.offsets[end - 1] + 1
    return Repair(
        block=block.id,
        start=low,
        end=high,
        read=block.text[start:end],
        text=text,
        rule=rule,
        confidence=sure,
        around=_around(block.orig, low, high),
    )


def _around(orig: str, low: int, high: int) -> str:
    before = _printed(orig[at] for at in range(low - 1, -1, -1))
    return f"{before[::-1]}|{_printed(orig[at] for at in range(high, len(orig)))}"


def _printed(chars: Iterator[str]) -> str:
    """The first of the characters that are no blanks."""
    return "".join(islice((char for char in chars if not char.isspace()), _AROUND))


def _number(block: Block) -> Repair | None:
    """The number of a provision that its place told: the block's text begins with it, and what
    was read does not."""
    if not (block.number and block.text.startswith(block.number)):
        return None
    # Nearly always the first characters tell that the number was read as it is.
    if block.orig.startswith(block.number):
        return None
    for head in (block.orig[: _HEAD + 2 * len(block.number)], block.orig):
        readings = [normalise(head, traditional=script) for script in (False, True)]
        if any(read.startswith(block.number) for read, _ in readings):
            return None
    read, offsets = max(readings, key=lambda reading: _common_end(reading[0], block.text))
    same = _common_end(read, block.text)
    end = offsets[len(read) - same]
    return Repair(
        block=block.id,
        start=0,
        end=end,
        read=block.orig[:end],
        text=block.text[: len(block.text) - same],
        rule=NUMBER_BY_PLACE,
        confidence=0.95,
        around=_around(block.orig, 0, end),
    )


def _common_end(one: str, other: str) -> int:
    """How many characters two texts end with alike."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _run_together(text: str) -> Iterator[Found]:
    """〔201664号 is 〔2016〕64号."""
    for match in _RUN_TOGETHER.finditer(text):
        close = _CLOSE[_OPEN.index(match[1][0])]
        yield match.start(), match.end(), f"{match[1]}{close}{match[2]}", 0.95


def _wrong_bracket(text: str) -> Iterator[Found]:
    """E2016〕141号 is 〔2016〕141号, 〔2016J64号 is 〔2016〕64号."""
    for pattern, mark in ((_WRONG_OPEN, "〔"), (_WRONG_CLOSE, "〕")):
        for match in pattern.finditer(text):
            yield match.start(1), match.end(1), mark, 0.95
    for match in _NO_OPEN.finditer(text):
        yield match.start(1), match.end(1), "〔" + match[1], 0.95


def _no_sign(text: str) -> Iterator[Found]:
    """青法发〔2018〕12亏, or 青法发〔2018〕12, alone in its line is 青法发〔2018〕12号."""
    if match := _SIGNLESS.fullmatch(text):
        yield match.start(1), match.end(1), match[1].removesuffix("亏") + "号", 0.9


def _date_signs(text: str) -> Iterator[Found]:
    """2018午4月12曰 is 2018年4月12日."""
    for match in _DATE_SIGNS.finditer(text):
        whole = match[0].replace("午", "年").replace("曰", "日")
        if whole != match[0]:
            yield match.start(), match.end(), whole, 0.95


def _unclosed(text: str) -> Iterator[Found]:
    """（责任单位：县财政局〉 at the end of a text is （责任单位：县财政局）."""
    if match := _UNCLOSED.search(text, max(0, len(text) - _BRACKET_MOST)):
        close = "）】〕"["（【〔".index(match[0][0])]
        yield match.start(1), match.end(1), match[1][0] + close, 0.9


def _stray_letter(text: str) -> Iterator[Found]:
    """The letter of X中办发〔2016〕64号 is what stood between a norm's name and its 文号."""
    for match in _STRAY_BEFORE.finditer(text):
        before = text[: match.start()]
        named = before.rfind("《") > before.rfind("》")
        ended = re.match(r"[^（）]*）", text[match.end() :]) is not None
        yield match.start(), match.end(), ("》" if named else "") + ("（" if ended else ""), 0.9


def _letters(text: str) -> Iterator[Found]:
    """2O18年 is 2018年, l5日 is 15日."""
    table = str.maketrans(dict.fromkeys(_O, "0") | dict.fromkeys(_I, "1"))
    for match in _LETTERS.finditer(text):
        yield match.start(), match.end(), match[0].translate(table), 0.95


def _han_year(text: str) -> Iterator[Found]:
    """二O一八年 is 二〇一八年."""
    for match in _HAN_YEAR.finditer(text):
        whole = re.sub("[—–-]", "一", re.sub("[oO0]", "〇", match[0]))
        if whole != match[0]:
            yield match.start(), match.end(), whole, 0.95


def _split(text: str) -> Iterator[Found]:
    """201 8年 is 2018年, 〔2018〕4 3号 is 〔2018〕43号."""
    for pattern in (_SPACED, _SPLIT_YEAR, _SPLIT_NUMBER):
        for match in pattern.finditer(text):
            if " " not in match[0]:
                continue
            yield match.start(), match.end(), match[0].replace(" ", ""), 0.9


def _list_mark(text: str) -> Iterator[Found]:
    """县科工局、-民政局、县司法局: the mark stands for the level that its neighbours have."""
    for match in _LIST_MARK.finditer(text):
        near = (
            re.split("[、，]", text[: match.start()])[-2:-1],
            re.split("[、，]", text[match.end() :])[1:2],
        )
        levels = {names[0].lstrip()[-_named(names[0]) :][:1] for names in near if names}
        if len(levels) == 1 and (level := levels.pop()) and level in _LEVEL:
            yield match.start(), match.end(), level, 0.8


def _named(item: str) -> int:
    """How long the name at the end of a list's item is, from its last word of level on."""
    at = max(item.rfind(level) for level in _LEVEL)
    return len(item) - at if at >= 0 else len(item)


# With the signs of which a text has one where a rule finds anything.
_RULES: dict[str, tuple[str, Callable[[str], Iterator[Found]]]] = {
    "number-brackets": ("号", _wrong_bracket),
    "number-run-together": ("号", _run_together),
    "number-stray-letter": ("号", _stray_letter),
    "number-sign": (_CLOSE, _no_sign),
    "date-signs": ("曰午", _date_signs),
    "bracket-unclosed": ("（【〔", _unclosed),
    "digit-letters": (_O + _I, _letters),
    "han-year": ("年", _han_year),
    "split-digits": ("年号", _split),
    "list-mark": ("-—–~·.", _list_mark),
}
_SIGN = re.compile(f"[{re.escape(''.join(signs for signs, _ in _RULES.values()))}]")
