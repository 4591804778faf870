"""The passes of mapping, in order: blocks -> cues -> record and assignments -> mapping."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.model import Block, Document, Problem
from ingest.structure import PREFACE
from mapping.acts import act_phrase
from mapping.agencies import CLASS, find_mentions
from mapping.aliases import (
    Aliases,
    addressee,
    defined,
    of_letter,
    of_letters,
    of_sides,
    of_signers,
    of_tails,
    points_up,
)
from mapping.analysis import Analysis
from mapping.clauses import provisions
from mapping.confidence import LEAST
from mapping.effects import find_effects
from mapping.forms import fill_in
from mapping.grammar import Context, assign
from mapping.groups import find_openings
from mapping.headings import meeting_of, named_above, title_body
from mapping.itemised import give_items, give_lines
from mapping.knowledge import SHIPPED, Knowledge
from mapping.lexicon import Lexicon, load_lexicon
from mapping.lookalikes import name_variants
from mapping.mending import mended
from mapping.model import NO_MEASURE, Assignment, Mapping, Repair, RepairKey
from mapping.nlp import fill, name_agencies, point
from mapping.places import Divisions, Place, find_places
from mapping.preface import going_by_bodies
from mapping.proof import boxes, legibility, original_span, page
from mapping.reading import QUOTE_MAX, Found
from mapping.record import document_record, place_of
from mapping.reference import Reference
from mapping.repairs import find_repairs
from mapping.resolve import ANY_TIME, When, when_of
from mapping.sections import own_sections
from mapping.tables import headings

# The place of an issuer, as far as it is told by its form: 某某县人民政府.
# Where 双方 are the two sides of a case, and not those who issue a directive together.
_LITIGANTS = re.compile("双方(?:当事人|达成|自愿|协商|同意|签|意见)|(?:当事人|各方)双方|和解")
_AGREED = re.compile("会议|座谈|纪要|协商|商定|协议|备忘录|协作|合作|联动|衔接|联合|配合")
_ISSUING = re.compile(
    "(?:中共|中国共产党)?((?:(?![局委院部])[\u4e00-\u9fff]){1,6}?[县市区州盟旗])(?=[\u4e00-\u9fff])"
)

# 已经2012年3月6日市人民政府常务会议通过, 自2012年5月1日起施行
_ENACTED = re.compile(
    r"(?:经|于|自)((?:19|20)\d{2})年\d{1,2}月\d{1,2}日(?=[^。；]{0,40}(?:通过|施行))"
)


def map_document(
    document: Document,
    reference: Reference,
    *,
    document_id: str,
    jurisdiction: str | None = None,
    knowledge: Knowledge = SHIPPED,
    refused: frozenset[RepairKey] = frozenset(),
) -> Mapping:
    """What a directive makes whom do; `jurisdiction` overrides the place that the text names,
    `knowledge` tells the policy field and what the user adds, `refused` the repairs of broken
    words that a person does not want. Raises UnknownField, KnowledgeUnusable."""
    ready = prepared(document, reference, knowledge, jurisdiction, refused)
    document, context = ready.document, ready.context
    record = document_record(
        document, context.docs, reference.divisions, document_id, ready.place, jurisdiction
    )
    found = [f for provision in provisions(document.blocks) for f in assign(provision, context)]
    printed = _printer(document.blocks)
    return Mapping(
        record=record,
        assignments=tuple(
            _proved(item, document, context.docs[item.block.id], printed) for item in found
        ),
        problems=_problems(record.adcode, len(found)),
        effects=find_effects(document.blocks, record),
        repairs=ready.repairs,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A directive made ready for the rules: mended by `repairs`, with its place and all that the
    rules know beyond a provision."""

    document: Document
    repairs: tuple[Repair, ...]
    place: Place | None
    context: Context


def prepared(
    document: Document,
    reference: Reference,
    knowledge: Knowledge = SHIPPED,
    jurisdiction: str | None = None,
    refused: frozenset[RepairKey] = frozenset(),
) -> Prepared:
    """The first passes of `map_document`, which says what it is given and raises."""
    repairs = find_repairs(document.blocks, name_variants(knowledge.field), refused)
    document = mended(document, repairs)
    head = document.letterhead
    place = place_of(document, reference.divisions, jurisdiction)
    when = when_of(head.issued, head.number, place.level if place else None)
    if when.year is None and (year := _enacted(document.blocks)):
        when = replace(when, year=int(year))
    context = context_of(document.blocks, reference, knowledge, when, head.issuer)
    return Prepared(document, repairs, place, context)


def _enacted(blocks: Sequence[Block]) -> str | None:
    """The year in which an order without a date of its own was passed or came into force."""
    return next((match[1] for block in blocks if (match := _ENACTED.search(block.text))), None)


def context_of(
    blocks: Sequence[Block],
    reference: Reference,
    knowledge: Knowledge = SHIPPED,
    when: When = ANY_TIME,
    issuer: str | None = None,
) -> Context:
    """What the rules read: all blocks of a directive of that year, level and issuer with their
    cues, and the field's tables."""
    text = "\n".join(block.text for block in blocks)
    places = _places(text, reference.divisions, issuer or "")
    lexicon = load_lexicon(knowledge.field)
    about = lexicon.field.concerns(text)
    docs = {
        block.id: name_agencies(
            Analysis(
                text=block.text,
                titled=bool(block.number) and not block.number.startswith("第"),
                places=places,
                aliases={},
                about=about or lexicon.field.concerns(block.text),
                when=when,
            ),
            knowledge,
        )
        for block in blocks
    }
    _let_names_mean(blocks, docs, _signers(issuer or "", lexicon, places), text)
    for doc in docs.values():
        fill(doc, knowledge)
    find_openings(blocks, docs)
    give_items(blocks, docs)
    give_lines(blocks, docs)
    fill_in(blocks, docs)
    return Context(
        docs,
        lexicon,
        heads=headings(blocks),
        meeting=meeting_of(blocks),
        titled=title_body(blocks, docs),
        bodies=going_by_bodies(
            {b.id: docs[b.id] for b in blocks if b.label == PREFACE},
            whole=all(b.label == PREFACE for b in blocks),
        ),
    )


def _signers(issuer: str, lexicon: Lexicon, places: tuple[str, ...]) -> dict[str, str]:
    """The agency of each name that an issuer's line prints."""
    named = find_mentions(issuer, lexicon, places)
    return {issuer[m.start : m.end]: m.agency for m in named}


def _let_names_mean(
    blocks: Sequence[Block], docs: dict[str, Analysis], signers: dict[str, str], text: str
) -> None:
    """Put in whom the directive calls 双方, 本局, 贵局, 中心 or by a name of its own."""
    own = tuple(dict.fromkeys(signers.values()))
    tails = of_tails((doc.text, doc.mentions) for doc in docs.values())
    sides = of_signers(signers) if len(own) > 1 else of_sides(_above_numbers(blocks, docs))
    letter = of_letter(own, _addressed(blocks, docs), text)
    _let_point(blocks, docs, {**sides, **tails, **letter}, own_sections(docs.values(), own))


def _places(text: str, divisions: Divisions, issuer: str) -> tuple[str, ...]:
    """The place names that a text prints, that of an issuer of no known place among them,
    longest first."""
    names = {text[m.start : m.end] for m in find_places(text, divisions)}
    if (own := _ISSUING.match(issuer)) and not find_places(issuer, divisions):
        names.add(own[1])
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _addressed(blocks: Sequence[Block], docs: dict[str, Analysis]) -> tuple[str, ...]:
    """The one agency to which the lines above the first number are addressed."""
    preface = itertools.takewhile(lambda block: block.label == PREFACE, blocks)
    found = (addressee(docs[b.id].text, docs[b.id].mentions) for b in preface)
    return next(filter(None, found), ())


def _above_numbers(blocks: Sequence[Block], docs: dict[str, Analysis]) -> dict[str, str]:
    """The two agencies that met or agreed, as a text names them above its first number, by their
    ids."""
    above = [docs[block.id] for block in blocks if block.label == PREFACE]
    if not any(_AGREED.search(doc.text) for doc in above):
        return {}
    named = {m.agency: m.agency for doc in above for m in doc.mentions if m.agency != CLASS}
    return named if len(named) == 2 else {}


def _let_point(
    blocks: Sequence[Block], docs: dict[str, Analysis], joint: Aliases, sections: Aliases
) -> None:
    """Put in what the directive's own aliases and its issuer's `sections` mean, wherever it
    prints them, whom `joint` names (双方), and to whom 上述部门 points."""
    told = (a for doc in docs.values() for a in defined(doc.text, doc.mentions))
    own = {**sections, **dict(told)}
    own |= of_letters(own, "\n".join(block.text for block in blocks))
    for block in blocks:
        case = "当事人" in block.text and _LITIGANTS.search(block.text)
        aliases = own if case else {**joint, **own}
        if any(alias in block.text for alias in aliases):
            point(docs[block.id], aliases)
    for at, block in enumerate(blocks):
        if points_up(block.text) and (above := named_above(blocks, at, docs)):
            point(docs[block.id], {**joint, **own}, above)


def _proved(
    found: Found, document: Document, analysis: Analysis, printed: Callable[[str, str], str]
) -> Assignment:
    """An assignment with its words, page and boxes, and the act where no measure fits."""
    act = ""
    if found.measure == NO_MEASURE:
        act = act_phrase(analysis, found.start, found.end, found.mention)
    low, high = original_span(found.block, found.start, found.end)
    high = min(high, low + QUOTE_MAX)
    return Assignment(
        provision=found.provision,
        agency=found.agency,
        mention=printed(found.mention, found.block.id),
        role=found.role,
        modality=found.modality,
        measure=found.measure,
        quote=found.block.orig[low:high],
        deadline=found.deadline and "".join(printed(found.deadline, found.block.id).split()),
        block=found.block.id,
        start=low,
        end=high,
        page=page(found.block, document.source, low),
        boxes=boxes(found.block, document.source, low, high),
        rule=found.rule,
        confidence=max(
            LEAST, round(found.confidence * legibility(found.block, document.source, low, high), 3)
        ),
        act=act,
    )


def _printer(blocks: Sequence[Block]) -> Callable[[str, str], str]:
    """A name or period as the block of this id prints it; as read where it is carried from
    elsewhere. Each is looked for once, since a long paragraph has few names but many times."""
    by_id = {block.id: block for block in blocks}

    @functools.cache
    def printed(words: str, block_id: str) -> str:
        block = by_id[block_id]
        place = block.text.find(words)
        if place < 0:
            return words
        low, high = original_span(block, place, place + len(words))
        return block.orig[low:high]

    return printed


def _problems(adcode: str | None, assignments: int) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if adcode is None:
        found.append(
            Problem("no-jurisdiction", "未能从标题、发文机关认出行政区划，请用 --jurisdiction 指明")
        )
    if not assignments:
        found.append(
            Problem("no-assignments", "全文未读出任何职责分工，请核对文件是否为职责类文件")
        )
    return tuple(found)
