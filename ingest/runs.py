"""Numbered items that were run together on one line, each on a line of its own: [P].

A page of the web, or a paragraph copied from one, loses its line ends:
职责如下：1.气象部门。负责预报。2.电力部门。保障供电。3.通信部门。…
Holds afterwards: the characters of all lines together are the same, in the same order; the
parts of a line lie side by side in its box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Line
from ingest.numerals import MARKS, Label, Style, read_label

# So many items in sequence make a list; one alone is a reference or a sum.
_LEAST = 2
_NUMBER = rf"[（(一二三四五六七八九十第\d{MARKS}]"
# Behind who is responsible for an item that has no stop: 1.修缮石桥（责任单位：县文旅局）2.…
_RESPONSIBLE = (
    r"[（(【〔\[](?:[^（()）]{0,6}(?:责任|牵头|配合|协助|主办|承办|落实)(?:单位|部门)[^（()）]{2,200}"
    r"(?:[（(][^（()）]{1,20}[)）][^（()）]{0,100})?|[^（()）。]{2,100}(?:负责|牵头|落实|配合))[)）】〕\]]"
)
_INSIDE = re.compile(rf"(?:(?<!附件)[。；：;:]|{_RESPONSIBLE})\s*(?={_NUMBER})")
# Behind a heading that ends without a stop: 一、工作职责（一）县公安局负责…
_HEADING = re.compile(rf"[\u4e00-\u9fff]{{2,20}}?(?={_NUMBER})")
# 总则第一条: a chapter's title has no stop, and may stand right behind that of the text.
_CHAPTER = re.compile(
    r"第[一二三四五六七八九十]+章[\s、\u4e00-\u9fff]{2,24}?(?=第[一二三四五六七八九十百]+条)"
)
_STYLES: frozenset[Style] = frozenset(
    ("chapter", "article", "han", "han-bracket", "digit", "digit-bracket", "circle")
)
_WORD = re.compile(r"[\u4e00-\u9fff《“]")
_WORDS = re.compile(r"[\u4e00-\u9fff《“]\s*[\u4e00-\u9fff《“]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A number at `place` of a line; 0 is the line's start."""

    line: int
    place: int
    label: Label


def split_runs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those cut that hold several items of a numbered list."""
    cuts: dict[int, list[int]] = {}
    for item in _listed(list(_items(lines))):
        if item.place:
            cuts.setdefault(item.line, []).append(item.place)
    if not cuts:
        return tuple(lines)
    return tuple(
        part for i, line in enumerate(lines) for part in _parts(line, sorted(cuts.get(i, [])))
    )


def _items(lines: Sequence[Line]) -> Iterator[_Item]:
    """All numbers that could open an item, at the start of a line or inside it."""
    for index, line in enumerate(lines):
        if line.role != "body" or line.cells:
            continue
        start = len(line.text) - len(line.text.lstrip())
        for place in sorted({start, *_inside(line.text, start)}):
            label = read_label(line.text[place:])
            words = _WORD if label and label.style == "article" else _WORDS
            if label and label.style in _STYLES and words.match(line.text, place + label.length):
                yield _Item(index, place if place > start else 0, label)


def _inside(text: str, start: int) -> Iterator[int]:
    """Where numbers may stand inside a line: behind stops and headings, around chapters."""
    yield from _behind_heading(text, start)
    yield from (match.end() for match in _INSIDE.finditer(text))
    for match in _CHAPTER.finditer(text):
        yield from match.span()


def _behind_heading(text: str, start: int) -> Iterator[int]:
    """Where the first number of a list stands behind a numbered heading without a stop."""
    outer = read_label(text[start:])
    behind = _HEADING.match(text, start + outer.length) if outer else None
    if outer and behind:
        inner = read_label(text[behind.end() :])
        if inner and inner.ordinal == 1 and inner.rank > outer.rank:
            yield behind.end()


def _listed(items: Sequence[_Item]) -> Iterator[_Item]:
    """The items of all lists that have several of their numbers inside lines."""
    open_lists: dict[Style, list[_Item]] = {}
    for item in items:
        for style in [s for s in open_lists if _closes(item.label, open_lists[s][0].label)]:
            yield from _whole(open_lists.pop(style))
        own = open_lists.setdefault(item.label.style, [])
        if own and item.label.ordinal == own[-1].label.ordinal + 1:
            own.append(item)
        elif item.label.ordinal == 1 or (item.label.style == "article" and len(own) <= _LEAST):
            # 第X条 is a number by its form: an excerpt begins anywhere.
            yield from _whole(own)
            open_lists[item.label.style] = [item]
        elif len(own) <= _LEAST:
            del open_lists[item.label.style]
    for own in open_lists.values():
        yield from _whole(own)


def _closes(label: Label, inner: Label) -> bool:
    """Whether a number ends the lists of another inside it; articles count on over chapters."""
    return inner.rank > label.rank and (inner.style, label.style) != ("article", "chapter")


def _whole(items: Sequence[_Item]) -> Sequence[_Item]:
    inside = [item for item in items if item.place]
    return items if len(items) >= _LEAST and len(inside) >= _LEAST - 1 else ()


def _parts(line: Line, places: Sequence[int]) -> Iterator[Line]:
    """A line cut at these places, its box by the share of characters: hanzi are of one width."""
    ends = [*places, len(line.text)]
    for start, end in zip([0, *places], ends, strict=True):
        box = line.box
        if box and line.text:
            width = (box.x1 - box.x0) / len(line.text)
            box = replace(box, x0=box.x0 + start * width, x1=box.x0 + end * width)
        yield replace(line, text=line.text[start:end], box=box)
