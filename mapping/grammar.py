"""Cues -> assignments, provision by provision.

Rules (the name stands in each assignment):
  suffix      （责任单位：…） behind the words gives each named agency each measure
  row         a row of a table gives the agencies of its columns its matter
  subject     the agency in subject place of the same part of the sentence
  agent       the agency after 由
  founded     the body that the sentence sets up
  handed      the body with its own power to which the matter is handed (移送纪检机关)
  carried     the subject of an earlier part of the provision
  heading     the agency that the heading above names
  class       no subject anywhere: the class of agencies last printed (member-units)
Sources: the annotation guide of the project; 立法技术规范 (主语承前省略).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from ingest.model import Block
from mapping.agencies import CLASS, Mention
from mapping.clauses import Part, Provision, parts
from mapping.deadlines import find_deadlines
from mapping.measures import Cue, find_cues
from mapping.lexicon import load_lexicon
from mapping.model import Role
from mapping.parties import Party, find_parties
from mapping.reading import Found, modality_of, period_of, quote_of, role_of
from mapping.suffixes import Suffix, find_suffixes
from mapping.tables import Cell, cells, column_role, is_matter, is_period

CONFIDENCE = {
    "suffix": 0.97,
    "row": 0.96,
    "subject": 0.95,
    "agent": 0.93,
    "founded": 0.85,
    "heading": 0.9,
    "handed": 0.85,
    "carried": 0.88,
    "class": 0.6,
}
_MOVER = re.compile(r"督促|监督|敦促|要求|指导|责令")
_MOVED = ("query.", "control.")
_NOT_FOR_COURT = ("query.",)
_MEMBERSHIP = re.compile(
    r"成员单位(?:包括|由|有|为|：)|组成人员|由[^。]{4,}组成|担任(?:组长|主任|召集人)|为(?:主要)?召集人"
)
_IDLE = re.compile(
    r"制定本(?:办法|意见|方案|规定|细则|制度|规程)|(?:所称|是指|，适用本)|自(?:发布|印发|公布|下发|签订)之日起"
    r"|(?:制定|提出|作出|达成)(?:如下|以下)|现印发|转发给你们|经[^，]{2,20}同意，现|会议指出|会议认为"
)
# What makes a clause a duty though no measure is named in it, and what is said too
# generally to be one.
_PLAIN_DUTY = re.compile(r"^[^，。；]{0,10}?(?:负责|应当|应(?!对|用)|要|须|将|对|会同|落实|做好|开展|加强|实施|组织|协同|保障|于\d|完成|建立|监督|依法)[^。；]{5,}")
_VAGUE = re.compile(r"统一思想|提高认识|高度重视|增强[^，]*意识|加强(?:沟通|协作|配合)|相互配合|认真贯彻|各司其职|密切配合|成员单位|依照|大局")
_LIGHT = re.compile(r"^(?:依法|统一|具体)?(?:负责|承办|办理|受理|实施|牵头|组织|核定|落实|查处|处理|追究|凭|派|解释|提供|查询|督促|[^，。；]{0,8}(?:受理|处理|追究|办理|解释|收押))")
_HANDED = re.compile(r"(?:移送|移交|商请|报请|提请)[^，。；]{0,6}$")
_OWN_POWER = {
    "discipline": "supervise.discipline",
    "procuratorate": "criminal.prosecution",
    "governance-office": "supervise.assessment",
}


@dataclass(slots=True)
class Context:
    """What rules know beyond the provision: cues of all blocks, owners of acts, table
    heads by row, the class of agencies last printed, and the last row's agencies."""

    docs: Mapping[str, Doc]
    owners: Mapping[str, str]
    heads: Mapping[str, tuple[str, ...]]
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
    run.party = run.first = _heading_party(provision, context)
    inherited = _inherited_suffix(provision, context)
    for block in provision.blocks:
        doc = context.docs[block.id]
        if block.kind == "row":
            _read_row(run, block)
            continue
        if block is not provision.blocks[0] and block.kind == "paragraph" and run.first:
            run.party = run.first
        if block.kind != "heading":
            _read_block(run, block, doc, find_suffixes(doc.text, doc._.mentions) or inherited)
    return _settled(run.found)


def _read_block(run: _Run, block: Block, doc: Doc, suffixes: tuple[Suffix, ...]) -> None:
    pairs = list(zip(doc._.parts, doc._.cues, strict=True))
    only_title = all(part.heading or not cues for part, cues in pairs)
    for part, cues in pairs:
        words = doc.text[part.start : part.end]
        if (part.heading and not only_title) or _IDLE.search(words):
            continue
        if _MEMBERSHIP.search(words) and "牵头" not in words and not re.search("负责(?!人)", words):
            continue
        if any(s.start <= part.start and part.end <= s.end + 1 for s in suffixes if s.start >= 0):
            continue
        cover = next((s for s in suffixes if s.start < 0 or s.end > part.start), None)
        _read_part(run, block, doc, part, cues, cover)
    for mention in doc._.mentions:
        if mention.agency == CLASS and doc.text[mention.start] in "各全有相协负":
            run.context.last_class = doc.text[mention.start : mention.end]


def _read_part(
    run: _Run, block: Block, doc: Doc, part: Part, cues: Sequence[Cue], suffix: Suffix | None
) -> None:
    parties = find_parties(doc.text, part, doc._.mentions, run.party is not None)
    if run.provision.label == "前言":
        parties = tuple(p for p in parties if re.match(r"[^，。]{0,3}(?:应当|应|要|须|负责)", doc.text[p.end :]))
    kept = [c for c in _kept(doc, part, cues) if not (suffix and 0 <= suffix.start <= c.start)]
    handed = {measure for m, measure in _handed(doc, part) if m.agency == "procuratorate"}
    for index, cue in enumerate(sorted(kept, key=lambda c: c.end)):
        if cue.measure in handed:
            continue
        for party, rule in _actors(run, doc, part, parties, cue, suffix):
            shared = _apart(doc.text, part, party, index, len({c.measure for c in kept}))
            _give(run, block, doc, part, cue, shared, rule)
    _hand_over(run, block, doc, part, kept)
    if not suffix:
        _other(run, block, doc, part, parties, cues)
    for party in parties:
        if party.until is None and party.agencies and party.role != "support":
            run.party = party
            run.first = run.first or party


def _other(
    run: _Run, block: Block, doc: Doc, part: Part, parties: Sequence[Party], cues: Sequence[Cue]
) -> None:
    """A plain duty of a named agency that no measure fits: `other`."""
    for party, after in itertools.zip_longest(parties, parties[1:]):
        clause = next(c for c in part.clauses if c.start <= party.start <= c.end)
        stop = after.start if after else part.end
        # 负责X is a duty by itself; other verbs are one only where nothing else is said.
        reach = clause.end if doc.text.startswith("负责", party.end) else stop
        if any(clause.start <= c.at < reach or party.end <= c.end < reach for c in cues):
            continue
        words = doc.text[party.end : min(reach, stop)]
        named = party.ids - {CLASS, "court", "joint-meeting", "party-committee"}
        if not named or party.role or clause.condition or not _PLAIN_DUTY.match(words) or _VAGUE.search(words):
            continue
        _give(run, block, doc, part, Cue(party.end, min(reach, stop), party.end, "other", frozenset()), party, party.rule)


def _apart(text: str, part: Part, party: Party, index: int, measures: int) -> Party:
    """分别 gives the n-th agency the n-th measure."""
    told = "分别" in text[max(party.end, part.start) : part.end]
    if told and len(party.agencies) == measures > 1:
        return replace(party, agencies=(party.agencies[index],))
    return party


def _kept(doc: Doc, part: Part, cues: Sequence[Cue]) -> Iterator[Cue]:
    """Without the acts of a body that the subject only moves (督促银行查询账户)."""
    for cue in cues:
        movers = [m.end() for m in _MOVER.finditer(doc.text, part.start, max(part.start, cue.at))]
        moved = movers and any(
            movers[-1] <= m.start <= cue.at and m.agency in ("banks", "insurers")
            for m in doc._.mentions
        )
        if not (moved and cue.measure.startswith(_MOVED)):
            yield cue


def _actors(
    run: _Run,
    doc: Doc,
    part: Part,
    parties: Sequence[Party],
    cue: Cue,
    suffix: Suffix | None,
) -> Iterator[tuple[Party, str]]:
    """Who has this cue's measure, and by which rule."""
    told = _told(doc.text, part, parties, cue)
    if suffix:
        named = {agency for agency, _, _ in suffix.agencies}
        if told and told.ids - {CLASS, "court"}:
            yield told, told.rule
            if told.ids <= named:
                return
        yield Party(suffix.start, suffix.end, suffix.agencies, "suffix"), "suffix"
    elif told:
        yield told, told.rule
        if told.role == "lead":
            yield from ((p, p.rule) for p in parties if p.role == "support" and CLASS not in p.ids)
    elif run.party:
        yield run.party, "heading" if run.party.rule == "heading" else "carried"
    elif run.context.last_class and run.provision.label != "前言":
        named_class = ((CLASS, run.context.last_class, None),)
        yield Party(cue.at, cue.at, named_class, "class"), "class"


def _told(text: str, part: Part, parties: Sequence[Party], cue: Cue) -> Party | None:
    """The party of the same part that a cue's act belongs to."""
    here = [p for p in parties if p.start <= cue.at and (p.until is None or cue.at < p.until)]
    last = here[-1] if here else None
    if last and last.role == "support" and cue.at > last.end:
        last = next((p for p in reversed(here) if p.role != "support"), last)
    if last and not last.agencies and cue.measure.startswith("restrict."):
        last = next((p for p in reversed(here) if p.agencies), None)
    behind = next((p for p in parties if p.start > cue.at), None)
    if behind and behind.rule == "agent" and _passive(text, part, last, behind, cue):
        return behind
    return last


def _passive(text: str, part: Part, last: Party | None, agent: Party, cue: Cue) -> bool:
    """Whether an agent behind a cue is its own: 户籍的核查，由县公安局负责."""
    clauses = list(part.clauses)
    at = next(i for i, c in enumerate(clauses) if c.start <= cue.at <= c.end)
    by = next(i for i, c in enumerate(clauses) if c.start <= agent.start <= c.end)
    if last and clauses[at].start <= last.start:
        return False
    light = bool(_LIGHT.match(text[agent.end : clauses[by].end]))
    light &= not re.search(r"应|(?<!需)要|须|向|对(?!拒|违)", text[clauses[at].start : clauses[at].end])
    return at == by or (by == at + 1 and light and last is None)


def _give(
    run: _Run, block: Block, doc: Doc, part: Part, cue: Cue, party: Party, rule: str
) -> None:
    """Record a cue's measure for each agency of a party."""
    owner = run.context.owners.get(cue.measure)
    start, end = quote_of(doc.text, part, cue)
    led = any(f.role == "lead" and f.agency not in party.ids for f in run.found)
    for agency, mention, role in party.agencies:
        if owner in party.ids and len(party.ids) > 1 and agency != owner:
            continue
        if (cue.only and agency not in cue.only and not (rule == "suffix" and cue.only & party.ids)) or (
            agency == "court" and rule != "suffix" and cue.measure.startswith(_NOT_FOR_COURT)
        ):
            continue
        _record(
            run,
            block,
            agency,
            mention,
            role or role_of(doc.text, part, cue, party, led),
            modality_of(doc.text, part, cue, party),
            cue.measure,
            (start, end),
            period_of(doc.text, part, cue, doc._.deadlines),
            rule,
        )


def _record(
    run: _Run,
    block: Block,
    agency: str,
    mention: str,
    role: Role,
    modality: str,
    measure: str,
    quote: tuple[int, int],
    deadline: str | None,
    rule: str,
) -> None:
    run.found.append(
        Found(
            provision=run.provision.label,
            agency=agency,
            mention=mention,
            role=role,
            modality=modality,  # type: ignore[arg-type]
            measure=measure,
            block=block,
            start=quote[0],
            end=quote[1],
            deadline=deadline,
            rule=rule,
            confidence=CONFIDENCE[rule],
        )
    )


def _hand_over(run: _Run, block: Block, doc: Doc, part: Part, cues: Sequence[Cue]) -> None:
    """The matter handed to a body that acts by its own power is that body's too."""
    for mention, measure in _handed(doc, part):
        if any(cue.measure == measure for cue in cues):
            clause_end = next(c.end for c in part.clauses if c.start <= mention.start <= c.end)
            low = max(part.start, mention.start - 40, *(c.start for c in part.clauses if c.start <= mention.start))
            words = doc.text[mention.start : mention.end]
            _record(run, block, mention.agency, words, "responsible", "must", measure, (low, clause_end), None, "handed")


def _handed(doc: Doc, part: Part) -> list[tuple[Mention, str]]:
    """The bodies of a part to which a matter is handed, each with its own measure."""
    return [
        (m, _OWN_POWER[m.agency])
        for m in doc._.mentions
        if part.start <= m.start < part.end
        and m.agency in _OWN_POWER
        and _HANDED.search(doc.text[max(part.start, m.start - 14) : m.start])
    ]


def _read_row(run: _Run, block: Block) -> None:
    """A table row: the measures of its matter to the agencies of its columns."""
    heading = run.context.heads.get(block.id)
    if not heading:
        return
    row = cells(block, heading)
    doc = run.context.docs[block.id]
    agencies = [
        (m.agency, doc.text[m.start : m.end], column_role(cell.heading))
        for cell in row
        if column_role(cell.heading)
        for m in doc._.mentions
        if cell.start <= m.start < cell.end
    ]
    named = [a for a in agencies if a[0] != CLASS] or agencies
    period = next((_period(doc.text, c) for c in row if is_period(c.heading)), None)
    for cell in row:
        if is_matter(cell.heading) and cell.end > cell.start:
            _row_matter(run, block, doc, cell, tuple(named), period)


def _period(text: str, cell: Cell) -> str | None:
    words = text[cell.start : cell.end]
    return words if find_deadlines(words) else None


def _row_matter(
    run: _Run,
    block: Block,
    doc: Doc,
    cell: Cell,
    agencies: tuple[tuple[str, str, Role | None], ...],
    period: str | None,
) -> None:
    text = doc.text[: cell.end]
    for part in parts(text[cell.start :], titled=False):
        moved = _moved(part, cell.start)
        for cue in find_cues(text, moved, load_lexicon(), [(m.start, m.end) for m in doc._.mentions]):
            party = Party(cell.start, cell.start, agencies, "row")
            owner = run.context.owners.get(cue.measure)
            for agency, mention, role in agencies:
                if owner in party.ids and len(party.ids) > 1 and agency != owner:
                    continue
                quote = quote_of(text, moved, cue)
                modality = modality_of(text, moved, cue, party)
                _record(run, block, agency, mention, role or "responsible", modality, cue.measure, quote, period, "row")


def _moved(part: Part, by: int) -> Part:
    clauses = tuple(replace(c, start=c.start + by, end=c.end + by) for c in part.clauses)
    return replace(part, start=part.start + by, end=part.end + by, clauses=clauses)


def _heading_party(provision: Provision, context: Context) -> Party | None:
    """The agency that a heading above is, or that an introduction above tells to act."""
    headings = [b for b in provision.blocks if b.kind == "heading"]
    for block in reversed([*provision.above, *headings]):
        doc = context.docs[block.id]
        words = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[、）.)]+", "", doc.text)
        bare = re.sub(r"(?:的)?(?:主要|工作|部门)?(?:职责|责任|任务)(?:分工)?[：。]?$|[：。]$", "", words)
        mentions = [m for m in doc._.mentions if m.agency != "court" or bare.endswith("法院")]
        covered = sum(m.end - m.start for m in mentions)
        duties = bare != words and len(mentions) == 1 and mentions[0].agency == "joint-meeting"
        joint = re.search(r"[\u4e00-\u9fff]*?(?:领导小组|联席会议)", words) if bare != words else None
        if joint and not mentions:
            return Party(-1, -1, (("joint-meeting", joint[0], None),), "heading")
        if mentions and (duties or covered >= 0.75 * len(re.sub("[、和（）]", "", bare))):
            named = tuple((m.agency, doc.text[m.start : m.end], None) for m in mentions)
            return Party(-1, -1, named, "heading")
        if doc.text.endswith("：") and doc._.parts:
            parties = find_parties(doc.text, doc._.parts[-1], doc._.mentions, False)
            if told := [p for p in parties if p.agencies]:
                return replace(told[-1], rule="heading", start=-1, end=-1)
    return None


def _inherited_suffix(provision: Provision, context: Context) -> tuple[Suffix, ...]:
    """A list of agencies in a later paragraph of the provision, or in a heading above."""
    for block in [*reversed(provision.blocks), *reversed(provision.above)]:
        doc = context.docs[block.id]
        if found := find_suffixes(doc.text, doc._.mentions):
            return (replace(found[-1], start=-1, end=-1),)
    return ()


def _settled(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each (agency, measure) once: the first, a binding one before one that is not."""
    kept: dict[tuple[str, str], Found] = {}
    for item in found:
        key = (item.agency, item.measure)
        weak = key in kept and kept[key].modality in ("may", "encouraged")
        if key not in kept or (weak and item.modality == "must"):
            kept[key] = item
    return tuple(kept.values())
