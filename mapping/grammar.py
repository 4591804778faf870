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
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.model import Block
from ingest.paragraphs import is_field
from ingest.structure import PREFACE
from mapping.acting import told_apart, told_by
from mapping.agencies import CLASS, starting_in
from mapping.alongside import acts_alongside
from mapping.analysis import Analysis
from mapping.apart import apart
from mapping.clauses import Part, Provision
from mapping.deadlines import whole_period
from mapping.extras import (
    handed,
    helpers,
    is_plain,
    matter_led,
    own_cues,
    plain_duties,
)
from mapping.fields import Field
from mapping.headings import heading_party, inherited_suffix, title_party
from mapping.lexicon import Lexicon
from mapping.measures import Cue
from mapping.parties import Party, find_parties, opens_clause
from mapping.reading import Found, Scene, number_end, read
from mapping.rows import row_assignments
from mapping.suffixes import OPENING, Suffix, around, only_roles
from mapping.tables import Head

_MEMBERSHIP = re.compile(
    r"(?:^|[）、.．])(?:第一|常务)?(?:副?组长|成员|副?召集人|副?主任|副?总?指挥长?)(?:单位)?："
    r"|成员单位(?:包括|由|有|为|：)|组成人员|由[^。]{4,}组成|担任(?:组长|主任|召集人)|由[^。；]{2,40}担任|为(?:主要)?召集人"
)
_IDLE = re.compile(
    r"制定本(?:实施)?(?:办法|意见|方案|规定|细则|制度|规程|预案|计划)|(?:所称|是指|，适用本)|^(?!.*解释).*自(?:发布|印发|公布|下发|签订)之日起"
    r"|^(?:(?!，).){0,20}(?:下列|以下|如下)[^，。；]{0,6}(?:事项|工作|任务|措施|职责|义务)[^。；]*：$|职责(?:分工)?如下|见(?:下表|附[件表])"
    r"|^(?:出席|列席|参加|参会|主持|记录|请假|缺席|发送|分送|主送|抄送)[^，。；]{0,4}：|^(?:联系人|联系电话|签发人|编号)：|^关于[^，。；]{2,20}。$|签署日期|（(?:盖章|章|签[字章])）|签订日期|？$|特此(?:通知|函告|函达|批复|公告|通告|说明)"
    r"|(?:制定|提出|作出|达成)(?:如下|以下)|各执一份|现印发|转发给你们|经[^，]{2,20}同意，现|会议指出|会议认为|会议听取|遵循[^。；]{0,40}原则"
)
_CHARGED = re.compile("负责(?!人|同志|领导)")
_BARE = re.compile(r"应当|应(?!用|对)|要(?!求|点|素)|须|不得|建立|健全|完善|设立|实行|加强|定期")
_TOLD = re.compile(
    r"(?!关于)[^，。]{0,3}(?:应当|应|要|须|将|负责(?!人|同志)|牵头(?!单位|部门))|依法"
    r"|：(?!现|为|根据|按|经)[^，。；]{4,}[。；，]"
)
_ASKING = ("将由", "请")
# What a meeting decides binds from its first words.
_MET = re.compile("会议(?:议定|决定|明确|要求|同意|研究)")
# Under such a line stand cases, and no duties.
_CASES = re.compile("(?:下列|以下)[^。；]{0,12}(?:情形|行为|情况)(?:之一)?")


@dataclass(slots=True)
class Context:
    """What rules know beyond the provision: cues of all blocks, the words of the policy
    field, table heads by row, the class of agencies last printed, that to which the directive
    is addressed, and the joint meeting that it founds."""

    docs: Mapping[str, Analysis]
    lexicon: Lexicon
    heads: Mapping[str, Head]
    last_class: str = ""
    addressed: str = ""
    meeting: str = ""


Passed = Literal["title", "idle", "membership", "list", "moved"]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a provision gave: the assignments kept, all that were found, and by block id and
    cue why it was passed over: it stands in a title, an idle sentence, a list of members or
    of those responsible, or is the act of one who is only told of (`moved`)."""

    kept: tuple[Found, ...]
    found: tuple[Found, ...]
    passed: Mapping[tuple[str, Cue], Passed]


@dataclass(slots=True)
class _Run:
    """The state of one provision while its parts are read in order."""

    provision: Provision
    context: Context
    party: Party | None = None
    first: Party | None = None
    found: list[Found] = field(default_factory=list)
    leads: set[str] = field(default_factory=set)
    opens: dict[str, int] = field(default_factory=dict)
    apart: dict[tuple[int, int], bool] = field(default_factory=dict)
    passed: dict[tuple[str, Cue], Passed] = field(default_factory=dict)

    def tells_apart(self, doc: Analysis, suffix: Suffix) -> bool:
        """`told_apart`, asked once of each list of a text."""
        key = (id(doc), suffix.start)
        if key not in self.apart:
            self.apart[key] = told_apart(doc, suffix)
        return self.apart[key]

    def pass_over(self, block: Block, cues: Iterable[Cue], why: Passed) -> None:
        """Note why cues of a block lead to nothing."""
        self.passed.update({(block.id, cue): why for cue in cues})

    def take(self, found: Iterable[Found]) -> None:
        """Keep what was read, and who leads by it."""
        for item in found:
            self.found.append(item)
            if item.role == "lead":
                self.leads.add(item.agency)

    def scene(self, block: Block, part: Part) -> Scene:
        """A part of a block as the readers want it."""
        context = self.context
        doc = context.docs[block.id]
        if block.id not in self.opens:
            self.opens[block.id] = number_end(block)
        return Scene(
            self.provision.label,
            block,
            doc,
            part,
            context.lexicon.field,
            self.opens[block.id],
        )


def assign(provision: Provision, context: Context) -> tuple[Found, ...]:
    """All assignments of one provision, each triple once, the first binding one kept."""
    return trace(provision, context).kept


def trace(provision: Provision, context: Context) -> Trace:
    """All assignments of one provision, with what was passed over on the way."""
    run = _Run(provision, context)
    run.party = run.first = heading_party(provision, context.docs, context.meeting)
    matter = any(b.kind != "heading" and not is_field(b.text) for b in provision.blocks)
    for at, block in enumerate(provision.blocks):
        doc = context.docs[block.id]
        if block.kind == "row":
            if block.id in context.heads:
                scene = run.scene(block, Part(0, 0, ()))
                run.take(row_assignments(scene, context.heads, context.docs, context.lexicon))
            continue
        if at and block.kind == "paragraph" and (named := _alone(run, at)):
            run.party = run.first = named
            continue
        if at and block.kind == "paragraph" and run.first:
            run.party = run.first
        # What stands over 责任单位：… alone is the matter itself.
        if _is_case(provision, block):
            run.pass_over(block, itertools.chain(*doc.cues), "idle")
        elif block.kind != "heading" or not (matter or provision.divided):
            suffixes = doc.suffixes or inherited_suffix(provision, at, context.docs)
            _read_block(run, block, doc, suffixes)
    run.found += list(_listed_alone(run))
    if not run.found:
        run.found += _item_alone(run)
    return Trace(_timed(provision, _settled(run.found)), tuple(run.found), run.passed)


def _is_case(provision: Provision, block: Block) -> bool:
    """Whether an item is a case (泄露查询内容的；) in which something is done to someone."""
    stem = provision.above[-1].text if provision.above else ""
    return block.text.endswith(("的；", "的。")) and _CASES.search(stem) is not None


def _alone(run: _Run, at: int) -> Party | None:
    """The agency that an unnumbered line is, over the sentences that tell what it does; above
    the first number such a line addresses, and at the end it signs."""
    blocks = run.provision.blocks
    doc = run.context.docs[blocks[at].id]
    if run.provision.label == PREFACE or len(doc.parts) != 1 or at + 1 == len(blocks):
        return None
    said = blocks[at + 1].text.endswith(("。", "；"))
    return title_party(doc, doc.parts[0]) if said and len(doc.mentions) == 1 else None


def _timed(provision: Provision, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Assignments without a period of their own with that of the whole provision."""
    if all(item.deadline for item in found):
        return found
    whole = next(filter(None, (whole_period(block.text) for block in provision.blocks)), None)
    return tuple(f if f.deadline or not whole else replace(f, deadline=whole) for f in found)


def _listed_alone(run: _Run) -> Iterator[Found]:
    """A matter that no measure fits, with a list of agencies behind it: `other`."""
    above: Block | None = None
    for block in run.provision.blocks:
        doc = run.context.docs[block.id]
        given = sorted(f.start for f in run.found if f.block is block) if doc.suffixes else []
        done = 0
        if block.kind == "heading" and run.provision.divided:
            continue
        for suffix in doc.suffixes:
            matter, before = block, doc.parts[doc.covered(suffix)]
            told = bisect_left(given, done) < bisect_left(given, suffix.end)
            done = suffix.end
            # A line of its own (责任单位：…) is for all its provision.
            if doc.text[suffix.start] not in OPENING:
                told |= bool(run.found)
                if not before and above:
                    matter, before = above, run.context.docs[above.id].parts
            if before and not told:
                part = next((p for p in reversed(before) if not p.heading), before[-1])
                end = min(part.end, suffix.start) if matter is block else part.end
                cue = Cue(part.start, end, part.start, "other", frozenset())
                party = Party(suffix.start, suffix.end, suffix.agencies, "suffix")
                yield from read(run.scene(matter, part), cue, party, "suffix")
        above = block


def _item_alone(run: _Run) -> Iterator[Found]:
    """An item in which no measure is named, under the agency that its heading or the sentence
    above tells to act: `other`."""
    if run.party is None or run.party.rule != "heading" or run.party.ids == {"court"}:
        return
    for block in run.provision.blocks:
        doc = run.context.docs[block.id]
        for part in doc.parts:
            scene = run.scene(block, part)
            words = doc.text[max(part.start, scene.opens) : part.end]
            ended = words.endswith(("。", "；")) and words[-2:-1] != "的"
            told = block.kind != "heading" and not part.heading and ended
            if told and is_plain(words) and not (_MEMBERSHIP.search(words) or _IDLE.search(words)):
                cue = Cue(part.start, part.end, part.start, "other", frozenset())
                yield from read(scene, cue, run.party, "heading")


def _read_block(run: _Run, block: Block, doc: Analysis, suffixes: tuple[Suffix, ...]) -> None:
    pairs = _parts_with_cues(doc, run.context.lexicon.field)
    only_title = all(part.heading or not cues for part, cues in pairs)
    for part, cues in pairs:
        if not (part.heading or cues or starting_in(doc.mentions, part.start, part.end)):
            continue
        words = doc.text[part.start : part.end]
        who = title_party(doc, part) if part.heading else None
        if part.heading and (who or not only_title):
            run.party = who or run.party
            run.first = run.first or run.party
            if not (cues and find_parties(doc.text, part, doc.mentions, False)):
                run.pass_over(block, cues, "title")
                continue
        if _IDLE.search(words):
            run.pass_over(block, cues, "idle")
            continue
        if _MEMBERSHIP.search(words) and "牵头" not in words and not _CHARGED.search(words):
            members, cues = _about_members(part, words, cues)
            run.pass_over(block, members, "membership")
            if not cues:
                continue
        near = around(suffixes, part.start)
        if any(s.start <= part.start and part.end <= s.end + 1 for s in near if s.start >= 0):
            run.pass_over(block, cues, "list")
            continue
        cover = next((s for s in near if s.start < 0 or s.end > part.start), None)
        behind = _named_behind(doc, part) if part.heading and not (cover or run.party) else []
        for cue, party in itertools.product(cues, behind):
            run.take(read(run.scene(block, part), cue, party, party.rule))
        if not behind:
            _read_part(run, block, doc, part, cues, cover)
    for mention in [m for m in doc.mentions if m.agency == CLASS]:
        words = doc.text[mention.start : mention.end]
        if words[0] in "各全有相协负":
            run.context.last_class = words
        elif doc.text.endswith("：", 0, mention.end + 1):
            run.context.addressed = words


def _about_members(
    part: Part, words: str, cues: Sequence[Cue]
) -> tuple[Sequence[Cue], Sequence[Cue]]:
    """The cues of a part in the clauses that tell who belongs to a body, and those behind."""
    last = list(_MEMBERSHIP.finditer(words))[-1]
    end = part.clause_at(part.start + last.end()).end
    return [c for c in cues if c.at <= end], [c for c in cues if c.at > end]


def _parts_with_cues(doc: Analysis, field: Field) -> list[tuple[Part, Sequence[Cue]]]:
    """The parts of a text with their cues; 由X牵头 behind a title that names the matter tells a
    role in it, and no matter of its own."""
    pairs: list[tuple[Part, Sequence[Cue]]] = list(zip(doc.parts, doc.cues, strict=True))
    if not any(part.heading and cues for part, cues in pairs):
        return pairs
    text, alone = doc.text, field.role_words
    return [
        (p, [c for c in cues if p.heading or text[c.start : c.end] != alone.get(c.measure)])
        for p, cues in pairs
    ]


def _named_behind(doc: Analysis, title: Part) -> list[Party]:
    """Who is told to act in the sentences behind a title that alone names the matter; nobody
    where the title has a subject of its own."""
    if any(p.agencies for p in find_parties(doc.text, title, doc.mentions, False)):
        return []
    behind = [p for p in doc.parts if p.start >= title.end]
    found = [p for part in behind for p in find_parties(doc.text, part, doc.mentions, False)]
    return [party for party in found if party.agencies]


def _read_part(
    run: _Run, block: Block, doc: Analysis, part: Part, cues: Sequence[Cue], suffix: Suffix | None
) -> None:
    scene = run.scene(block, part)
    parties = find_parties(doc.text, part, doc.mentions, run.party is not None)
    if run.provision.label == PREFACE:
        named = {m.start for m in doc.mentions}  # 乙方：县民政局 tells only who it is
        opened = doc.text.rfind("。", 0, part.start) + 1
        said = doc.text[part.end - 1] in "。；"
        met = said and _MET.search(doc.text, opened, part.end) is not None
        parties = tuple(
            p
            for p in parties
            if p.end + 1 not in named
            and (met or _TOLD.match(doc.text, p.end) or doc.text.endswith(_ASKING, 0, p.start))
        )
    acted = list(own_cues(doc, part, cues, scene.field))
    kept = [c for c in acted if not (suffix and 0 <= suffix.start <= c.start)]
    kept = _without_helping(doc, part, parties, kept)
    led_by_word = {c: matter_led(doc, part, c, scene.field) for c in kept}
    if len(kept) < len(cues):
        run.pass_over(block, [c for c in cues if c not in acted], "moved")
        run.pass_over(block, [c for c in acted if c not in kept], "list")
    given = list(handed(scene, kept))
    # What is handed to the prosecutors is theirs alone; discipline is asked for by the sender too.
    theirs = {cue.measure for _, cue in given if cue.measure.startswith(scene.field.handed)}
    telling = set(cues) - set(kept)
    for cue in kept:
        for party, rule in _actors(run, doc, part, parties, cue, suffix):
            if cue.measure not in theirs:
                shared = apart(doc.text, part, party, cue, kept, scene.field)
                led = bool(run.leads) and not run.leads <= party.ids
                found = tuple(read(scene, led_by_word[cue], shared, rule, led=led))
                run.take(found)
                telling |= {cue for _ in found}
    told, bound = [cue for cue in cues if cue in telling], run.party
    if suffix:
        bound = Party(suffix.start, suffix.end, suffix.agencies, "suffix")
    else:
        given += plain_duties(scene, parties, told)
    given += acts_alongside(scene, parties, told, bound)
    for party, cue in given:
        run.take(read(scene, cue, party, party.rule))
    for party in parties:
        if party.until is None and party.agencies and party.role != "support":
            run.party = party
            run.first = run.first or party


def _without_helping(
    doc: Analysis, part: Part, parties: Sequence[Party], cues: list[Cue]
) -> list[Cue]:
    """Without 予以协助 of those who help another with what it does: it is their role in that."""
    if not any(p.agencies and p.role != "support" for p in parties):
        return cues
    ends = [(p.end, part.clause_at(p.end).end) for p in parties if p.role == "support"]
    alone = [(a, b) for a, b in ends if only_roles(doc.text, a, b, ())]
    return [c for c in cues if not any(a <= c.start and c.end <= b for a, b in alone)]


def _actors(
    run: _Run,
    doc: Analysis,
    part: Part,
    parties: Sequence[Party],
    cue: Cue,
    suffix: Suffix | None,
) -> Iterator[tuple[Party, str]]:
    """Who has this cue's measure, and by which rule."""
    told = told_by(doc.text, part, parties, cue, run.context.lexicon.field)
    if suffix:
        named = {agency for agency, _, _ in suffix.agencies}
        field = run.context.lexicon.field
        asked = cue.measure.startswith((*field.keeper, *field.inflicted, *field.handed))
        own = {CLASS, "court"} if asked else {CLASS}  # 查封的，: a case, and no act of the court's
        if told and told.ids - own:
            yield told, told.rule
            if told.ids <= named and run.tells_apart(doc, suffix):
                return
        yield Party(suffix.start, suffix.end, suffix.agencies, "suffix"), "suffix"
    elif told:
        yield told, told.rule
        yield from ((helper, helper.rule) for helper in helpers(parties, told))
    elif run.party:
        yield run.party, "heading" if run.party.rule == "heading" else "carried"
    elif run.provision.label != PREFACE and (whom := _class(run.context, doc, part, cue)):
        named_class = ((CLASS, whom, None),)
        yield Party(cue.at, cue.at, named_class, "class"), "class"


def _class(context: Context, doc: Analysis, part: Part, cue: Cue) -> str:
    """The class of agencies that a duty without a subject is for, as printed: the last one
    named; where none is, those to whom the directive is addressed (县直各单位：), if the sentence
    opens with what is to be done (应当建立联络员制度)."""
    clause = part.clause_at(cue.at)
    if clause.condition and starting_in(doc.mentions, clause.end, part.end):
        return ""  # a case in which the agency behind it is told to act
    if context.last_class or not context.addressed:
        return context.last_class
    told = _BARE.search(doc.text, part.start, cue.end)
    opens = told is not None and opens_clause(doc.text[part.start : told.start()])
    return context.addressed if opens else ""


def _same_sentence(one: Found, other: Found) -> bool:
    low, high = min(one.end, other.end), max(one.start, other.start)
    return one.block is other.block and one.block.text.find("。", low, high) < 0


def _settled(found: Sequence[Found]) -> tuple[Found, ...]:
    """Each (agency, measure) once: the first, a binding one before one that is not."""
    kept: dict[tuple[str, str], Found] = {}
    for item in found:
        key = (item.agency, item.measure)
        weak = key in kept and kept[key].modality in ("may", "encouraged")
        if key not in kept or (weak and item.modality == "must"):
            kept[key] = item
        elif item.deadline and not kept[key].deadline and _same_sentence(kept[key], item):
            kept[key] = replace(kept[key], deadline=item.deadline)
    return tuple(kept.values())
