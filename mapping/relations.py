"""Which norms a directive names, and which of them it says it carries out: [P].

Source of the rule: the opening of a normative document names the norm that it rests on
(为贯彻落实《…》，结合本县实际，制定本办法; 根据《…》，制定本办法).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.model import Block
from mapping.citations import find_citations
from mapping.model import Citation
from mapping.proof import original_span

RelationKind = Literal["implements", "cites"]

_SENTENCE = re.compile(r"[^。；\n]*《[^。；\n]*")
_RESTS_ON = re.compile(r"贯彻|落实|根据|依据|依照|按照|遵照|执行")
_MADE = re.compile(
    r"(?:制定|制订|提出|拟定|作出|印发|出台|形成)(?:了)?(?:如下|以下)?[^，。；]{0,12}$|现就"
)
_QUOTE_MOST = 120


@dataclass(frozen=True, slots=True)
class Relation:
    """A norm named in one sentence of a block; `quote` is as printed."""

    kind: RelationKind
    citation: Citation
    block: str
    provision: str
    quote: str


def find_relations(blocks: Sequence[Block]) -> tuple[Relation, ...]:
    """All norms that the blocks name, sentence by sentence; a title (of the directive itself,
    or of the notice that prints it) names none."""
    return tuple(found for block in blocks if block.kind != "title" for found in _of(block))


def _of(block: Block) -> Iterator[Relation]:
    for sentence in _SENTENCE.finditer(block.text):
        kind: RelationKind = "implements" if _is_basis(sentence[0]) else "cites"
        low, high = original_span(block, *sentence.span())
        quote = block.orig[low : min(high, low + _QUOTE_MOST)].strip()
        for citation in find_citations(sentence[0]):
            yield Relation(kind, citation, block.id, block.label, quote)


def _is_basis(sentence: str) -> bool:
    """Whether a sentence says that the directive is made on the strength of what it names."""
    first = sentence.find("《")
    return bool(_RESTS_ON.search(sentence[:first]) and _MADE.search(sentence[first:]))
