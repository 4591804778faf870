"""Cues -> assignments, provision by provision.

Rules (the name stands in each assignment):
  suffix      （责任单位：…） behind the words gives each named agency each measure
  subject     the agency in subject place of the same part of the sentence
  agent       the agency after 由
  carried     the subject of an earlier part of the provision
  heading     the agency that the heading above names
  class       no subject anywhere: the class of agencies last printed (member-units)
Sources: the annotation guide of the project; 立法技术规范 (主语承前省略).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ingest.model import Block
from mapping.agencies import CLASS
from mapping.clauses import Part, Provision
from mapping.measures import Cue
from mapping.model import Modality, Role
from mapping.parties import (
    Party,
    Suffix,
    clause_of,
    find_parties,
    find_suffixes,
    is_lead,
    is_support,
)

CONFIDENCE = {
    "suffix": 0.97,
    "subject": 0.95,
    "agent": 0.93,
    "carried": 0.88,
    "heading": 0.9,
    "class": 0.6,
}
_MOVER = re.compile(r"(?:督促|监督|敦促|要求|指导|责令)")
_MOVED = ("query.", "control.")
_MEMBERS = re.compile(
    r"^(?:为|是)?(?:联席会议|领导小组)?(?:的)?成员(?:单位)?|^等?(?:部门|单位)?组成"
)
_MEMBERSHIP = re.compile(
    r"成员单位(?:包括|由|有|为|：)|(?:组成人员|由[^。]{4,}组成)|担任(?:组长|主任|召集人)|为(?:主要)?召集人"
)
_NO_DUTY_PART = re.compile(
    r"制定本(?:办法|意见|方案|规定|细则|制度)|(?:本(?:办法|意见|方案|规定|制度|细则))?(?:所称|是指)|自(?:发布|印发|公布|下发)之日起|(?:制定|提出|作出)(?:如下|以下)|现印发|转发给你们|经[^，]{2,20}同意，现"
)
_MAY = re.compile(r"可以|有权|可(?=采取|依据|向|根据|对|将|按|以|通过|视|会同|直接|依法|予以)")
_ENCOURAGED = re.compile(r"鼓励|倡导|提倡")
_MUST_NOT = re.compile(r"不得|不应当?|严禁|禁止")
_QUOTE_MAX = 120


@dataclass(frozen=True, slots=True)
class Found:
    """An assignment before its place on the page is worked out; offsets are in `block.text`."""

    provision: str
    agency: str
    mention: str
    role: Role
    modality: Modality
    measure: str
    block: Block
    start: int
    end: int
    deadline: str | None
    rule: str
    confidence: float


@dataclass(slots=True)
class Context:
    """What rules know beyond the provision: owners of acts, the class last printed."""

    docs: Mapping[str, Doc]
    owners: Mapping[str, str]
    last_class: str = ""


@dataclass(slots=True)
class _Run:
    """The state of one provision while its parts are read in order."""

    provision: Provision
    context: Context
    party: Party | None = None
    first: Party | None = None
    found: list[Found] = field(default_factory=list)


def assign(provision: Provision, context: Context) -> tuple[Found, ...]:
    """All assignments of one provision, each triple once, the first binding one kept."""
    run = _Run(provision, context)
    above = _heading_party(provision, context)
    run.party = run.first = above
    inherited = _inherited_suffix(provision, context)
    for block in provision.blocks:
        doc = context.docs[block.id]
        if block is not provision.blocks[0] and block.kind == "paragraph" and run.first:
            run.party = run.first
        _read_block(run, block, doc, find_suffixes(doc.text, doc._.mentions) or inherited)
    return _settled(run.found)


def _read_block(run: _Run, block: Block, doc: Doc, suffixes: tuple[Suffix, ...]) -> None:
    if block.kind == "heading":
        return
    text = doc.text
    later = [s for b in run.provision.blocks for s in ()]
    pairs = list(zip(doc._.parts, doc._.cues, strict=True))
    only_title = all(part.heading or not cues for part, cues in pairs)
    for part, cues in pairs:
        if (part.heading and not only_title) or _idle(text, part, run.provision.label):
            continue
        inside = [s for s in suffixes if s.start <= part.start and part.end <= s.end]
        if inside:
            continue
        cover = next((s for s in suffixes if s.end > part.start or s.start < 0), None)
        _read_part(run, block, doc, part, cues, cover)
    for mention in doc._.mentions:
        if mention.agency == CLASS and text[mention.start] in "各全有相协负":
            run.context.last_class = text[mention.start : mention.end]
    del later


def _idle(text: str, part: Part, label: str) -> bool:
    """A part that assigns nothing: purpose, definition, membership, entry into force."""
    words = text[part.start : part.end]
    return bool(_NO_DUTY_PART.search(words) or _MEMBERSHIP.search(words))


def _read_part(
    run: _Run, block: Block, doc: Doc, part: Part, cues: Sequence[Cue], suffix: Suffix | None
) -> None:
    text = doc.text
    parties = [
        p
        for p in find_parties(text, part, doc._.mentions, run.party is not None)
        if not _MEMBERS.match(text[p.start + sum(len(m) for _, m, _ in p.agencies) :])
    ]
    for cue in _kept(text, part, cues, doc):
        if suffix and cue.start >= suffix.start >= 0:
            continue
        for party, rule in _actors(run, parties, cue, suffix):
            _give(run, block, doc, part, cue, party, rule, parties)
    for party in parties:
        if party.until is None and party.agencies:
            run.party = party
            run.first = run.first or party


def _kept(text: str, part: Part, cues: Sequence[Cue], doc: Doc) -> Iterator[Cue]:
    """Without the acts of a body that the subject only moves (督促银行查询账户)."""
    for cue in cues:
        clause = clause_of(part, cue.at)
        before = text[part.start : cue.at]
        mover = list(_MOVER.finditer(before))
        moved = mover and any(
            part.start + mover[-1].end() <= m.start < cue.at and m.agency in ("banks", "insurers")
            for m in doc._.mentions
        )
        if not (moved and cue.measure.startswith(_MOVED)):
            yield cue
        del clause


def _actors(
    run: _Run, parties: Sequence[Party], cue: Cue, suffix: Suffix | None
) -> Iterator[tuple[Party, str]]:
    """Who has this cue's measure, and by which rule."""
    here = [p for p in parties if p.start <= cue.at and (p.until is None or cue.at < p.until)]
    told = here[-1] if here else None
    if told and not told.agencies and cue.measure.startswith("restrict."):
        told = next((p for p in reversed(here) if p.agencies), None)
    if suffix:
        named = {agency for agency, _, _ in suffix.agencies}
        if told and {a for a, _, _ in told.agencies} - {CLASS, "court"}:
            yield told, told.rule
            if {a for a, _, _ in told.agencies} <= named:
                return
        yield Party(suffix.start, suffix.agencies, "suffix"), "suffix"
        return
    if told:
        if told.agencies:
            yield told, told.rule
    elif run.party:
        yield run.party, "heading" if run.party.rule == "heading" else "carried"
    elif run.context.last_class and run.provision.label != "前言":
        yield Party(cue.at, ((CLASS, run.context.last_class, None),), "class"), "class"


def _give(
    run: _Run,
    block: Block,
    doc: Doc,
    part: Part,
    cue: Cue,
    party: Party,
    rule: str,
    parties: Sequence[Party],
) -> None:
    """Record a cue's measure for each agency of a party."""
    owner = run.context.owners.get(cue.measure)
    ids = {agency for agency, _, _ in party.agencies}
    start, end = _quote(doc.text, part, cue)
    deadline = _deadline(doc, part, cue)
    for agency, mention, role in party.agencies:
        if owner in ids and len(ids) > 1 and agency != owner:
            continue
        run.found.append(
            Found(
                provision=run.provision.label,
                agency=agency,
                mention=mention,
                role=role or _role(doc.text, part, cue, party, run),
                modality=_modality(doc.text, part, cue, party),
                measure=cue.measure,
                block=block,
                start=start,
                end=end,
                deadline=deadline,
                rule=rule,
                confidence=CONFIDENCE[rule],
            )
        )


def _role(text: str, part: Part, cue: Cue, party: Party, run: _Run) -> Role:
    low = party.start if part.start <= party.start < part.end else part.start
    if is_lead(text[low : part.end]):
        return "lead"
    clause = clause_of(part, cue.at)
    led = any(
        f.role == "lead" and f.agency not in {a for a, _, _ in party.agencies} for f in run.found
    )
    if (
        cue.measure == "organise.assist-on-notice"
        and led
        and re.search("协助|配合", text[clause.start : clause.end])
    ):
        return "support"
    if is_support(text[clause.start : clause.end]) and led:
        return "support"
    return "responsible"


def _modality(text: str, part: Part, cue: Cue, party: Party) -> Modality:
    clause = clause_of(part, cue.at)
    words = text[clause.start : cue.end]
    if _ENCOURAGED.search(text[part.start : cue.end]):
        return "encouraged"
    if _MAY.search(words):
        return "may"
    told = cue.acts or cue.measure.startswith(("restrict.", "control."))
    if not told and _MUST_NOT.search(text[clause.start : cue.start + 4]):
        return "must-not"
    return "must"


def _deadline(doc: Doc, part: Part, cue: Cue) -> str | None:
    """The period in the cue's clause, else the only one in its part."""
    clause = clause_of(part, cue.at)
    inside = [(a, b) for a, b in doc._.deadlines if part.start <= a < part.end]
    near = [(a, b) for a, b in inside if clause.start <= a < clause.end]
    if near:
        return doc.text[near[-1][0] : near[-1][1]]
    return doc.text[inside[0][0] : inside[0][1]] if len(inside) == 1 else None


def _quote(text: str, part: Part, cue: Cue) -> tuple[int, int]:
    """The clauses from the act to the end of the cue, at most 120 characters."""
    start = clause_of(part, cue.start).start
    end = clause_of(part, cue.end - 1).end
    if end - start > _QUOTE_MAX:
        start = max(start, min(cue.start, end - _QUOTE_MAX))
        end = min(end, start + _QUOTE_MAX)
    return start, end


def _heading_party(provision: Provision, context: Context) -> Party | None:
    """The agency that a heading above is, or that an introduction above tells to act."""
    headings = [b for b in provision.blocks if b.kind == "heading"]
    for block in reversed([*provision.above, *headings]):
        doc = context.docs[block.id]
        words = re.sub(r"^[^\u4e00-\u9fff]*[一二三四五六七八九十]*[、）.]?", "", doc.text)
        words = re.sub(
            r"(?:的)?(?:主要|工作)?(?:职责|责任|任务)(?:分工)?[：。]?$|[：。]$", "", words
        )
        mentions = [m for m in doc._.mentions if m.agency != "court" or words.endswith("法院")]
        covered = sum(m.end - m.start for m in mentions)
        if mentions and covered >= 0.75 * len(words.replace("、", "").replace("和", "")):
            return Party(
                -1, tuple((m.agency, doc.text[m.start : m.end], None) for m in mentions), "heading"
            )
        if doc.text.endswith("：") and doc._.parts:
            parties = [
                p
                for p in find_parties(doc.text, doc._.parts[-1], doc._.mentions, False)
                if p.agencies
            ]
            if parties:
                return replace(parties[-1], rule="heading")
    return None


def _inherited_suffix(provision: Provision, context: Context) -> tuple[Suffix, ...]:
    """A list of responsible agencies in the heading, or in a later paragraph of the provision."""
    for block in [*reversed(provision.blocks), *reversed(provision.above)]:
        doc = context.docs[block.id]
        if found := find_suffixes(doc.text, doc._.mentions):
            return (replace(found[-1], start=-1, end=len(doc.text) + 10**6),)
    return ()


def _settled(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each (agency, measure) once: the first, a binding one before one that is not."""
    kept: dict[tuple[str, str], Found] = {}
    for item in found:
        key = (item.agency, item.measure)
        if key not in kept:
            kept[key] = item
        elif kept[key].modality in ("may", "encouraged") and item.modality == "must":
            kept[key] = item
    return tuple(kept.values())
