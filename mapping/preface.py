"""Above the first number a sentence binds only those whom it plainly tells to act, unless the
text goes by bodies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from ingest.model import Block
from ingest.paragraphs import BODIES_ALONE, BULLETS
from mapping.agencies import starting_in
from mapping.analysis import Analysis
from mapping.clauses import HEAD_OF, Part, Provision
from mapping.parties import Party

_TOLD = re.compile(
    rf"(?!关于)[^，。]{{0,3}}(?:应当|应|要|须|将|负责(?!{HEAD_OF}|同志)|牵头(?!单位|部门)|请[于在])|依法"
    r"|：(?!现|为|根据|按|经)[^，。；]{4,}[。；，]"
)
_ASKING = ("将由", "请")
# The end of the words that lead to what is ordered, where nobody is addressed.
_RESOLVED = re.compile("(?:决定|现就|现将|特制定|特作|特通告|通告)[^。；]*[。：]$")
# What a meeting decides binds from its first words.
_MET = re.compile("会议(?:议定|决定|明确|要求|同意|研究)")


# Before the body with which a paragraph begins.
_MARK = re.compile(rf"[\s{BULLETS}]*(?:[〔【\[][^〔〕【】\[\]]{{2,12}}[〕】\]])?")
_PARAGRAPHS, _PARTS, _LINES = 2, 3, 3


def going_by_bodies(preface: Mapping[str, Analysis], *, whole: bool) -> frozenset[tuple[str, int]]:
    """Which parts (block id, start) of the text without a number go by bodies: where that is the
    `whole` directive, all below those to whom it is addressed or what leads to it (but a letter
    to or by the court tells its case first); all of paragraphs that begin each with a body and
    tell what it does, as those of an excerpt or an appeal do (●水利部门加强巡查。); within one
    paragraph those parts that begin so (水利部门加强巡查；民政部门备好帐篷；…)."""
    begun = {block for block, doc in preface.items() if _begins_with_body(doc)}
    going: set[tuple[str, int]] = set()
    below = False
    for block, doc in preface.items():
        if whole and below and not doc.about and doc.text.endswith(("。", "；")):
            going |= {(block, part.start) for part in doc.parts}
            continue
        below |= doc.text.endswith("：") or _RESOLVED.search(doc.text) is not None
        if block in begun and len(begun) >= _PARAGRAPHS:
            going |= {(block, part.start) for part in doc.parts}
            continue
        opened = [p for p in doc.parts if starting_in(doc.mentions, p.start, p.start + 1)]
        if len(opened) >= _PARTS:
            going |= {(block, part.start) for part in opened}
    return frozenset(going)


def bodies_over_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """The ids of lines of bodies that each stand over a sentence, where the text goes by them:
    县水利局 / 疏浚河道。 / 县公安局 / 疏导交通。"""
    found = [
        body.id
        for body, told in itertools.pairwise(blocks)
        if told.text.endswith(("。", "；")) and BODIES_ALONE.fullmatch(body.text)
    ]
    return frozenset(found) if len(found) >= _LINES else frozenset()


def over_next(provision: Provision, at: int) -> bool:
    """Whether the line at `at` closes a provision as a body alone, which has what comes next:
    （一）疏浚河道。 / 县公安局 / （二）疏导交通。"""
    block = provision.blocks[at]
    last = 0 < at == len(provision.blocks) - 1 and block.kind == "paragraph"
    return last and BODIES_ALONE.fullmatch(block.text) is not None


def _begins_with_body(doc: Analysis) -> bool:
    """Whether a paragraph begins with a body, behind a bullet or none, and ends as a sentence."""
    if not doc.mentions or not doc.text.endswith(("。", "；")):
        return False
    mark = _MARK.match(doc.text)
    return mark is not None and doc.mentions[0].start == mark.end()


def bound_above_numbers(doc: Analysis, part: Part, parties: Sequence[Party]) -> tuple[Party, ...]:
    """Those parties of a sentence above the first number who are told to act: by a word of
    duty, by a colon behind their name, or by the meeting whose decision the sentence is; and
    who takes over behind them."""
    opened = doc.text.rfind("。", 0, part.start) + 1
    said = doc.text[part.end - 1] in "。；"
    met = said and _MET.search(doc.text, opened, part.end) is not None
    told = [
        p
        for p in parties
        # 乙方：县民政局 tells only who it is.
        if not starting_in(doc.mentions, p.end + 1, p.end + 2)
        and (met or _TOLD.match(doc.text, p.end) or doc.text.endswith(_ASKING, 0, p.start))
    ]
    # Who is named behind them takes over: 请县文旅局修缮古桥，县水利局疏浚河道.
    first = min((p.start for p in told), default=len(doc.text))
    return tuple(p for p in parties if p in told or p.start > first)
