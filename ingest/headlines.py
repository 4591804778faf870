"""The lines above the first number, each with one thing on it.

A page of the web says what it prints (发文字号：青政办〔2021〕5号), a copy puts the number behind
the title in brackets, and a text that stands without its notice has number, organs and day in
one bracket under its title (（青政办〔2021〕5号，2021年3月5日青禾县人民政府办公室印发）).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.dates import DATE
from ingest.model import Block
from ingest.numbering import NUMBER

ORGAN = re.compile(
    r"(委员会|办公室|人民政府|人民法院|人民检察院|法院|检察院|委|局|厅|院|会|部|中心|办|支行|分局|联社|公室|领导小组|联席会议)(（(?:盖章|印章|签章|公章|章)）)?$"
)
# What such a page says of a directive on lines of its own.
_SAID = re.compile(
    r"(?:(?P<organ>发文机关|发布机构|制[发定]机关)|发文字号|发文日期|成文日期)[：:\s]*(?=\S)"
)
_TITLED = re.compile(rf"(?P<title>[^（）]{{6,80}})（(?P<number>{NUMBER.pattern})）")
_BRACKET = re.compile(r"（[^（）]{1,120}）")
_EDGES = "，,；; 　"


def said(before: Iterable[Block]) -> tuple[list[Block], str | None]:
    """The lines with one thing each, and the organ that a page of the web names as the issuer."""
    kept, organ = list[Block](), None
    for block in (part for whole in before for part in _apart(whole)):
        told = _SAID.match(block.text)
        words = block.text[told.end() :] if told else ""
        if told and told["organ"] and ORGAN.search(words):
            organ = words
        elif told and (NUMBER.fullmatch(words) or DATE.fullmatch(words)):
            kept.append(replace(block, text=words, orig=words))
        else:
            kept.append(block)
    return kept, organ


def _apart(block: Block) -> Iterator[Block]:
    """A line as lines of a title, a number and whoever issued it when."""
    text = block.text
    if titled := _TITLED.fullmatch(text):
        yield from (replace(block, text=titled[k], orig=titled[k]) for k in ("title", "number"))
        return
    undated = DATE.sub(lambda date: "，" * len(date[0]), text)
    number = NUMBER.search(undated) if _BRACKET.fullmatch(text) else None
    if number is None:
        yield block
        return
    rest = text[1 : number.start()] + text[number.end() : -1]
    yield replace(block, text=number[0], orig=number[0])
    if rest.strip(_EDGES):
        words = f"（{rest.strip(_EDGES).removesuffix('印发')}印发）"
        yield replace(block, text=words, orig=words)
