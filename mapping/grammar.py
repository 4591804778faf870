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
  likely      no rule: words that tell the agency something, and are most like this measure
Sources: the annotation guide of the project; 立法技术规范 (主语承前省略).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.model import Block
from ingest.paragraphs import TASKS, is_field
from ingest.structure import PREFACE
from mapping.acting import told_apart, told_by
from mapping.agencies import CLASS, starting_in
from mapping.alongside import acts_alongside
from mapping.analysis import Analysis
from mapping.apart import apart
from mapping.clauses import Part, Provision
from mapping.extras import (
    binding,
    handed,
    helpers,
    is_plain,
    matter_led,
    own_cues,
    plain_duties,
    ranked,
    without_helping,
)
from mapping.groups import DUTIES, group_party
from mapping.headings import (
    has_subject,
    heading_party,
    inherited_suffixes,
    line_party,
    named_behind,
    opening_party,
    parts_with_cues,
    title_party,
)
from mapping.idle import (
    about_members,
    asks,
    is_case,
    is_idle,
    is_news,
    names_members,
    of_people,
    tells_members,
)
from mapping.lexicon import Lexicon
from mapping.likeness import Likeness
from mapping.measures import Cue
from mapping.model import NO_MEASURE
from mapping.nameless import NAMELESS, addressees_of, class_told, told_nobody
from mapping.nouns import by_heading
from mapping.parties import Party, find_parties, going_on, of_others
from mapping.preface import bodies_over_lines, bound_above_numbers, over_next
from mapping.reading import Found, Scene, may_do, number_end, read
from mapping.rows import row_assignments
from mapping.settled import timed
from mapping.suffixes import OPENING, Suffix, alone, around
from mapping.tables import Head
from mapping.weighing import weighed


@dataclass(slots=True)
class Context:
    """What rules know beyond the provision: cues of all blocks, the words of the policy
    field, table heads by row, the class of agencies last printed, that to which the directive
    is addressed, the joint meeting that it founds, which parts without a number go by
    `bodies`, and the one body whose duties its title says it lists."""

    docs: Mapping[str, Analysis]
    lexicon: Lexicon
    heads: Mapping[str, Head]
    last_class: str = ""
    addressed: str = ""
    meeting: str = ""
    bodies: frozenset[tuple[str, int]] = frozenset()
    titled: Party | None = None


def unweighed(context: Context, likeness: Likeness | None = None) -> Context:
    """The same with what rules find left as it is, by another model of words or the field's."""
    field = context.lexicon.field
    field = replace(field, weights={}, likeness=likeness or field.likeness)
    return replace(context, lexicon=replace(context.lexicon, field=field))


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
    covers: dict[tuple[int, int], Sequence[Part]] = field(default_factory=dict)
    passed: dict[tuple[str, Cue], Passed] = field(default_factory=dict)

    def is_for(self, doc: Analysis, suffix: Suffix, part: Part) -> bool:
        """Whether a list of the responsible is for a part; asked once what each is for."""
        key = (id(doc), suffix.start)
        if key not in self.covers:
            self.covers[key] = doc.parts[doc.covered(suffix)]
        own = self.covers[key]
        return bool(own) and own[0].start <= part.start <= own[-1].start

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
        doc, field = self.context.docs[block.id], self.context.lexicon.field
        if block.id not in self.opens:
            self.opens[block.id] = number_end(block)
        label, may = self.provision.label, may_do(self.provision)
        return Scene(label, block, doc, part, field, self.opens[block.id], may)


def assign(provision: Provision, context: Context) -> tuple[Found, ...]:
    """All assignments of one provision, each triple once, the first binding one kept."""
    return trace(provision, context).kept


def trace(provision: Provision, context: Context) -> Trace:
    """All assignments of one provision, with what was passed over on the way."""
    if provision.shared and not has_subject(provision, context.docs):
        provision = replace(provision, blocks=(*provision.blocks, *provision.shared))
    run = _Run(provision, context)
    opening = opening_party(context.docs[provision.blocks[0].id], context.meeting)
    party = opening or heading_party(provision, context.docs, context.meeting)
    run.party = run.first = party or (provision.label != PREFACE and context.titled) or None
    inherited = inherited_suffixes(provision, context.docs)
    matter = any(b.kind != "heading" and not is_field(b.text) for b in provision.blocks)
    over_lines = bodies_over_lines(provision.blocks)
    since = told = 0  # where the party in force began, and what was found before
    for at, block in enumerate(provision.blocks):
        doc = context.docs[block.id]
        if block.kind == "row":
            if block.id in context.heads:
                scene = run.scene(block, Part(0, 0, ()))
                over = tuple(named for suffix in inherited[at] for named in suffix.agencies)
                known = context.heads, context.docs, context.lexicon
                run.take(row_assignments(scene, *known, over))
            continue
        own_line = block.kind == "provision" or (at and block.kind == "paragraph")
        if own_line and (named := line_party(provision, at, context.docs, over_lines)):
            run.found += _item_alone(run, provision.blocks[since:at], told)
            run.party, run.first, since, told = named, named, at + 1, len(run.found)
            continue
        if over_next(provision, at) and not doc.suffixes:
            continue
        if at and block.kind == "paragraph":
            run.first = opening_party(doc, context.meeting) or run.first
            run.party = run.first or run.party
        # What stands over 责任单位：… alone is the matter itself.
        if is_case(provision, block):
            run.pass_over(block, itertools.chain(*doc.cues), "idle")
        elif block.kind != "heading" or not (matter or provision.divided):
            _read_block(run, block, doc, doc.suffixes or inherited[at])
    run.found += list(_listed_alone(run))
    run.found += _item_alone(run, provision.blocks[since:], told)
    likely = weighed(provision, run.found, context.docs, context.lexicon.field)
    return Trace(timed(provision, likely, context.docs), tuple(run.found), run.passed)


def _listed_alone(run: _Run) -> Iterator[Found]:
    """A matter that no measure fits, with a list of agencies behind it: `other`."""
    above: Block | None = None
    filled = next((b for b in run.provision.blocks if TASKS.match(b.text)), None)
    for block in run.provision.blocks:
        doc = run.context.docs[block.id]
        own = [f for f in run.found if f.block is block] if doc.suffixes else []
        # What one sentence gives its own subject is not what the list behind all is for.
        given = sorted(f.start for f in own if f.rule == "suffix" or f.measure != NO_MEASURE)
        done = 0
        if run.provision.divided and (block.kind == "heading" or is_field(block.text)):
            continue  # it is for the items
        for suffix in doc.suffixes:
            matter, before = block, doc.parts[doc.covered(suffix)]
            told = bisect_left(given, done) < bisect_left(given, suffix.end)
            done = suffix.end
            # A line of its own (责任单位：…) is for all its provision.
            if doc.text[suffix.start] not in OPENING or alone(doc.text, suffix):
                told |= any(not run.context.docs[f.block.id].behind for f in run.found)
                if not before and (over := filled or above):
                    matter, before = over, run.context.docs[over.id].parts
            if before and not told:
                part = binding(matter.text, before)
                inside = matter is block and suffix.start >= 0
                end = min(part.end, suffix.start) if inside else part.end
                cue = Cue(part.start, end, part.start, "other", frozenset())
                party = Party(suffix.start, suffix.end, suffix.agencies, "suffix")
                yield from read(run.scene(matter, part), cue, party, "suffix")
        listed = is_field(block.text) or any(alone(doc.text, s) for s in doc.suffixes)
        above = above if listed else block


def _item_alone(run: _Run, blocks: Sequence[Block], told: int) -> Iterator[Found]:
    """An item of some `blocks` in which no measure is named, under the agency that its heading or
    the sentence above tells to act: `other`; nothing where more than `told` was found."""
    if run.party is None or run.party.rule != "heading":
        return
    duties = [block for block in blocks if not is_case(run.provision, block)]
    for block in duties if len(run.found) == told else ():
        doc = run.context.docs[block.id]
        # What the court is told is looked up: its likeness says what.
        if is_news(run.provision) and not doc.about:
            continue
        for part in [p for p in doc.parts if not group_party(doc, p)]:
            scene = run.scene(block, part)
            words = doc.text[max(part.start, scene.opens) : part.end]
            named = DUTIES.match(words)  # 主要职责：…
            ended = words.endswith(("。", "；")) or named is not None
            ended = ended and words.rstrip("。；")[-1:] != "的"
            told = block.kind != "heading" and not part.heading and ended
            told = told and not of_others(doc.text, part, doc.mentions)
            if told and is_plain(words) and not (names_members(words) or is_idle(words)):
                asked = (
                    doc.about and asks(run.provision, words) and run.context.lexicon.asked(words)
                )
                start = part.start + (named.end("title") if named and named["title"] else 0)
                cue = Cue(start, part.end, start, asked or NO_MEASURE, frozenset())
                yield from read(scene, cue, run.party, "heading")


def _read_block(run: _Run, block: Block, doc: Analysis, suffixes: tuple[Suffix, ...]) -> None:
    pairs = parts_with_cues(doc, run.context.lexicon.field)
    only_title = not doc.opening[1] and all(part.heading or not cues for part, cues in pairs)
    for part, cues in pairs:
        words = doc.text[part.start : part.end]
        goes_on = run.party is not None and not (doc.about or of_people(words))
        if not (part.heading or cues or goes_on or starting_in(doc.mentions, part.start, part.end)):
            if not suffixes:
                known = run.context.last_class, run.context.addressed
                run.take(told_nobody(run.scene(block, part), *known))
            continue
        group = group_party(doc, part)
        who = group or (title_party(doc, part) if part.heading else None)
        if who or (part.heading and not only_title):
            run.party = who or run.party
            run.first = group or run.first or run.party
            if group or not (cues and find_parties(doc.text, part, doc.mentions, False)):
                run.pass_over(block, cues, "title")
                continue
        if is_idle(words):
            run.pass_over(block, cues, "idle")
            continue
        if tells_members(words):
            members, cues = about_members(part, words, cues)
            run.pass_over(block, members, "membership")
            if not cues:
                continue
        near = around(suffixes, part.start)
        if any(s.start <= part.start and part.end <= s.end + 1 for s in near if s.start >= 0):
            run.pass_over(block, cues, "list")
            continue
        cover = next((s for s in near if s.start < 0 or s.end > part.start), None)
        cover = cover or next((s for s in near if run.is_for(doc, s, part)), None)
        behind = named_behind(doc, part) if part.heading and not (cover or run.party) else []
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
    if run.provision.label == PREFACE and (addressees := addressees_of(doc.text)):
        run.context.addressed = addressees


def _read_part(
    run: _Run, block: Block, doc: Analysis, part: Part, cues: Sequence[Cue], suffix: Suffix | None
) -> None:
    scene = run.scene(block, part)
    parties = find_parties(doc.text, part, doc.mentions, run.party is not None)
    if run.provision.label == PREFACE and (block.id, part.start) not in run.context.bodies:
        parties = bound_above_numbers(doc, part, parties)
    acted = list(own_cues(doc, part, cues, scene.field))
    kept = [c for c in acted if not (suffix and 0 <= suffix.start <= c.start < suffix.end)]
    kept = without_helping(doc, part, parties, kept)
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
    duties = plain_duties(scene, parties, told)
    plain = [*by_heading(scene, run.provision, run.context.lexicon, duties)]
    if suffix:
        bound = Party(suffix.start, suffix.end, suffix.agencies, "suffix")
        # 各乡镇要建立台账。（责任单位：县农业农村局）: the subject's too, if it is no class.
        plain = [(p, cue) for p, cue in plain if not p.ids & {CLASS, *bound.ids}]
    for party, cue in (*given, *plain, *acts_alongside(scene, parties, told, bound)):
        run.take(read(scene, cue, party, party.rule))
    for party in parties:
        if party.until is None and party.agencies and party.role != "support":
            run.party = going_on(doc.text, party)
            run.first = run.first or party


def _actors(
    run: _Run,
    doc: Analysis,
    part: Part,
    parties: Sequence[Party],
    cue: Cue,
    suffix: Suffix | None,
) -> Iterator[tuple[Party, str]]:
    """Who has this cue's measure, and by which rule."""
    told = told_by(doc, part, parties, cue, run.context.lexicon.field)
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
        beside = (*helpers(parties, told), *ranked(doc, part, parties, told))
        yield from ((helper, helper.rule) for helper in dict.fromkeys(beside))
    elif run.party:
        yield run.party, "heading" if run.party.rule == "heading" else "carried"
    elif run.provision.label != PREFACE and (
        whom := class_told(doc, part, cue, parties, run.context.last_class, run.context.addressed)
    ):
        named_class = ((CLASS, whom, None),)
        yield Party(cue.at, cue.at, named_class, NAMELESS), NAMELESS
