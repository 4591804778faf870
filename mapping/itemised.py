"""Who has which item of a list, told behind it: by a sentence behind them all （以上第1项由县文旅局
牵头；第2、3项由县水利局负责）, or by a line below each （1）修缮石桥 / ★县文旅局 △县财政局.

What such a sentence or line names is for the items, and is no duty by itself.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.model import Block
from ingest.numerals import HAN, ordinal, read_label
from mapping.agencies import Mention
from mapping.analysis import Analysis
from mapping.below import below
from mapping.model import Role
from mapping.suffixes import Named, Suffix, roles_in
from mapping.tables import MARKS, legend

_NUMERAL = rf"[（(]?(?:\d{{1,2}}|两|[{HAN}]{{1,3}})[）)]?"
_JOINED = r"[、,和及]|至|到|[-—–－~～]+"
# 第1项由, 第2、4至6项任务由, 以上三项由: which items, before who has them.
_ITEMS = re.compile(
    rf"(第|以上|上述|前述)({_NUMERAL}(?:(?:{_JOINED})第?{_NUMERAL})*)项(?:工作|任务|措施|内容|职责)?，?(?:均|都|分别)?由"
)
_ONE = re.compile(rf"({_JOINED})?第?({_NUMERAL})")
_TO = re.compile(r"至|到|[-—–－~～]+")
_STOP = re.compile("[。；]")
_CHARGED = re.compile("牵头|负责|承担|落实|统筹|办理|实施|配合")
_MARKED = re.compile(f"[{MARKS}]")


def give_items(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> None:
    """Give each item of a list those whom a sentence behind the list names for it; the sentence
    itself then tells nobody anything."""
    by_id = {block.id: block for block in blocks}
    lists = _lists(blocks)
    for block in blocks:
        last = block if block.number else by_id.get(block.parent or "")
        items = lists[last.parent] if last else {}
        for numbers, named, start, end in _told(docs[block.id]):
            for number in numbers & items.keys():
                own = docs[items[number].id]
                own.suffixes = (*own.suffixes, Suffix(-1, -1, named))
            if numbers & items.keys():
                _pass_over(docs[block.id], start, end)


def _told(doc: Analysis) -> Iterator[tuple[set[int], tuple[Named, ...], int, int]]:
    """The numbers of items, those named for them, and where it is said."""
    found = list(_ITEMS.finditer(doc.text)) if "项" in doc.text and doc.mentions else []
    for match, after in itertools.zip_longest(found, found[1:]):
        end = after.start() if after else len(doc.text)
        stop = _STOP.search(doc.text, match.end(), end)
        end = stop.end() if stop else end
        named = roles_in(doc.text, match.end(), end, doc.mentions)
        whom = tuple((agency, words, role or "responsible") for agency, words, role in named)
        if whom and _CHARGED.search(doc.text, match.end(), end):
            numbers = _numbers(match[2])
            whole = match[1] != "第" and len(numbers) == 1
            yield set(range(1, max(numbers) + 1)) if whole else numbers, whom, match.start(), end


def _numbers(words: str) -> set[int]:
    """1、3至5 -> 1, 3, 4, 5."""
    numbers: set[int] = set()
    last = 0
    for joint, numeral in _ONE.findall(words):
        value = ordinal(numeral.strip("（()）")) or 0
        numbers |= set(range(last + 1, value + 1)) if _TO.fullmatch(joint) else {value}
        last = value
    return numbers


def _lists(blocks: Sequence[Block]) -> Mapping[str | None, dict[int, Block]]:
    """The items of each list by their numbers, lists by what they stand under."""
    lists: dict[str | None, dict[int, Block]] = defaultdict(dict)
    for item in blocks:
        if item.number and (label := read_label(item.text)):
            lists[item.parent][label.ordinal] = item
    return lists


def _pass_over(doc: Analysis, start: int, end: int) -> None:
    """Take the parts of a stretch out of what is read."""
    kept = [
        (part, cues)
        for part, cues in zip(doc.parts, doc.cues, strict=True)
        if not start <= max(part.start, start) < min(part.end, end)
    ]
    doc.parts = tuple(part for part, _ in kept)
    doc.cues = tuple(cues for _, cues in kept)
    doc.suffixes = tuple(s for s in doc.suffixes if not s.start < end <= s.end + 1)


def give_lines(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> None:
    """Give each item those whom the line below it names, in the roles of their marks."""
    lines = below(blocks)
    marks = legend(blocks) if lines else {}
    for line in [block for block in blocks if block.id in lines]:
        doc, item = docs[line.id], docs[lines[line.id].id]
        item.suffixes = (*item.suffixes, Suffix(-1, -1, tuple(_named(line, doc, marks))))
        doc.parts, doc.cues, doc.suffixes = (), (), ()


def _named(line: Block, doc: Analysis, marks: Mapping[str, Role | None]) -> Iterator[Named]:
    """The agencies of a line, but for those whose mark stands for no role."""
    for mention in doc.mentions:
        if role := _role(line, mention, marks):
            yield mention.agency, doc.text[mention.start : mention.end], role


def _role(line: Block, mention: Mention, marks: Mapping[str, Role | None]) -> Role | None:
    """The role of the last mark before a name; without one it is responsible."""
    signs = _MARKED.findall(line.orig[: line.offsets[mention.start]])
    return marks.get(signs[-1]) if signs else "responsible"
