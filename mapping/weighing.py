"""Which measures an agency has, of all that the words of a provision may give it.

The rules propose, and likeness does too, clause by clause; a logistic model weighs both. Its
weights (weighing.tsv of a policy field) are fitted by benchmarks/weighing.py on directives
whose gold nobody had looked at when rules were written; docs/accuracy.md says what it is
worth. An agency that the rules found keeps its likeliest measure, whatever that is: words that
tell it something are told it by the rules alone. Only what they give the class of all (各单位)
because words tell it to nobody by name must be likely in itself.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.paragraphs import is_field
from mapping.agencies import CLASS, starting_in
from mapping.analysis import Analysis
from mapping.clauses import Clause, Provision
from mapping.confidence import ELSEWHERE, IN_FIELD, LEAST, Weight
from mapping.fields import Field
from mapping.idle import is_idle
from mapping.likeness import Around, Likeness
from mapping.measures import Cue
from mapping.model import NO_MEASURE
from mapping.nameless import NAMELESS
from mapping.parties import find_parties
from mapping.reading import CLAUSE, Found, Scene, may_be, modality_of, number_end, quote_of
from mapping.settled import settled
from mapping.suffixes import only_roles
from mapping.timing import period_of

COVERED = "proposed-covered"
_PROPOSED = 0.12  # how like a measure words must be to be weighed as one
INTERCEPT = "intercept"
RULE = "likely"
"""The rule of an assignment that no rule of the grammar made."""
_LEAST_WORDS = 3  # hanzi: what a bracket counts (8分) is no clause
# No provision has more clauses; what has is a text without its numbers, and is not weighed.
_MOST_CLAUSES = 500
_OPENS = 6  # characters from the head of a clause within which its subject is named
_FAINT = 0.001
_HANZI = re.compile("[\u4e00-\u9fff]")
_STOP = re.compile("[。；]")
_TOPIC = re.compile(r"关于|为了?(?!其)|.*(?:组成|\d[年月日][底末]?前)$")
# What a register holds is asked for by these words: 核对婚姻登记, and not 提供婚姻介绍服务.
_LOOKED_UP = re.compile("[查核调]|信息|情况|记录|资料|数据|证明|登记|状况")

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A clause whose words tell agencies something.

    `holders`: of each agency that is told it an assignment by which it is; `read`: the
    assignments whose words it is among; `cued`: the measures that cues name in it.
    """

    scene: Scene
    clause: Clause
    words: str
    around: Around
    holders: Mapping[str, Found]
    read: tuple[Found, ...]
    cued: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that an agency may have, and what speaks for or against it.

    `found` is the assignment by which the rules gave it, or else the one that it is made after;
    `told`, where the words are likeliest it; `sure`: a user's own pattern names it.
    """

    agency: str
    measure: str
    found: Found
    told: Told
    proposed: bool
    features: Features
    sure: bool = False

    @property
    def told_by_name(self) -> bool:
        """Whether the sentence names who has it, or may be for all: what is told to nobody by name
        in a directive about the field is hardly ever a duty of the class of all."""
        scene = self.told.scene
        named = starting_in(scene.doc.mentions, scene.part.start, scene.part.end)
        return (
            self.found.rule != NAMELESS or not scene.doc.about or CLASS in {m.agency for m in named}
        )

    @property
    def covered(self) -> bool:
        """Whether no rule found it, by words that a rule has read otherwise."""
        return self.proposed and bool(self.features[COVERED])

    def likelihood(self, weights: Mapping[str, float]) -> float:
        """How likely it is right, LEAST to 1."""
        score = sum(weight for _, _, weight in self.weighed(weights))
        return max(LEAST, round(1 / (1 + math.exp(-score - weights[INTERCEPT])), 3))

    def weighed(self, weights: Mapping[str, float]) -> tuple[Weight, ...]:
        """What each feature that has a weight weighs."""
        return tuple(
            (name, f"{value:.2f}", weights[name] * value)
            for name, value in self.features.items()
            if name in weights and value
        )


def weighed(
    provision: Provision, found: Sequence[Found], docs: Mapping[str, Analysis], field: Field
) -> tuple[Found, ...]:
    """The assignments of a provision, each (agency, measure) once: of those that rules `found`
    the likely ones, and those that no rule did."""
    kept = settled(found)
    if field.likeness is None or not field.weights:
        return kept
    options = candidates(provision, kept, found, docs, field)
    likely = {(o.agency, o.measure): (o, p) for o, p in chosen(options, field.weights)}
    unlikely = {(o.agency, o.measure) for o in options} - likely.keys()
    given = {(f.agency, f.measure): f for f in kept if (f.agency, f.measure) not in unlikely}
    for key, (option, likelihood) in likely.items():
        made = _made(option) if option.proposed else given[key]
        told = option.weighed(field.weights)
        given[key] = replace(made, confidence=likelihood, weights=told)
    return tuple(given.values())


def chosen(
    options: Sequence[Candidate], weights: Mapping[str, float]
) -> Iterator[tuple[Candidate, float]]:
    """Those of a provision's candidates that are likely enough, each with its likelihood; where
    none of an agency's is, the likeliest that rules found, if it is told by name."""
    groups: dict[str, list[tuple[Candidate, float]]] = defaultdict(list)
    for option in options:
        groups[option.agency].append((option, option.likelihood(weights)))
    for own in groups.values():
        bounds = IN_FIELD if own[0][0].told.scene.doc.about else ELSEWHERE
        over = [(o, p) for o, p in own if o.covered and p >= bounds.over]
        added = [(o, p) for o, p in own if o.proposed and not o.covered and p >= bounds.added]
        least = bounds.added if over else bounds.kept
        given = [(o, p) for o, p in own if not o.proposed and (p >= least or o.sure)]
        named = [(o, p) for o, p in own if not o.proposed and o.told_by_name]
        rivals = [*given, *over]
        likelier = [pair for pair in rivals if not _bettered(pair, rivals)]
        yield from [*likelier, *added] or sorted(named, key=lambda pair: -pair[1])[:1]


def _bettered(pair: tuple[Candidate, float], rivals: Sequence[tuple[Candidate, float]]) -> bool:
    """Whether the same words rather give a measure than none, or none than this one."""
    own, likelihood = pair
    return any(
        p > likelihood and o.told is own.told and NO_MEASURE in (o.measure, own.measure)
        for o, p in rivals
    )


def candidates(
    provision: Provision,
    kept: Sequence[Found],
    found: Sequence[Found],
    docs: Mapping[str, Analysis],
    field: Field,
) -> list[Candidate]:
    """Every measure that the words of a provision may give an agency that they tell something."""
    if field.likeness is None or _clauses(provision, docs) > _MOST_CLAUSES:
        return []
    told = list(told_clauses(provision, found, docs, field))
    return [
        candidate
        for agency in dict.fromkeys(agency for clause in told for agency in clause.holders)
        for candidate in _of_agency(
            agency, [t for t in told if agency in t.holders], kept, field.likeness
        )
    ]


def _clauses(provision: Provision, docs: Mapping[str, Analysis]) -> int:
    return sum(len(part.clauses) for block in provision.blocks for part in docs[block.id].parts)


def told_clauses(
    provision: Provision, found: Sequence[Found], docs: Mapping[str, Analysis], field: Field
) -> Iterator[Told]:
    """The clauses of a provision that tell agencies something, in order: those who are told
    something in their sentence, else those of the sentence before."""
    holders: dict[str, Found] = {}
    for block in provision.blocks if found else ():
        doc, own = docs[block.id], [f for f in found if f.block is block]
        opens = number_end(block)
        passed = block.kind == "row" or is_field(block.text)
        for part, cues in zip(doc.parts, doc.cues, strict=True) if not passed else ():
            here = [f for f in own if part.start <= f.cue.at <= part.end]
            holders = {f.agency: f for f in reversed(here)} or holders
            if part.heading or not holders or is_idle(doc.text[part.start : part.end]):
                continue
            scene = Scene(provision.label, block, doc, part, field, opens)
            for clause in part.clauses:
                listed = any(s.start <= clause.start < s.end for s in doc.suffixes)
                hanzi = _HANZI.findall(doc.text, max(clause.start, opens), clause.end)
                if len(hanzi) >= _LEAST_WORDS and not listed:
                    yield _clause(scene, clause, holders, here, cues)


def _clause(
    scene: Scene,
    clause: Clause,
    holders: Mapping[str, Found],
    here: Sequence[Found],
    cues: Sequence[Cue],
) -> Told:
    text, part, doc = scene.text, scene.part, scene.doc
    low = max(clause.start, scene.opens)
    words = text[low : clause.end]
    for mention in starting_in(doc.mentions, low, clause.end):
        if mention.end - mention.start > CLAUSE:
            words = words.replace(text[mention.start : mention.end], "")
    marks = {
        "subject": _opens(scene, clause),
        "first": clause is part.clauses[0],
        "condition": clause.condition,
        "about": doc.about,
        "heading": scene.block.kind == "heading",
        "listed": bool(doc.suffixes),
    }
    return Told(
        scene=scene,
        clause=clause,
        words=words,
        around=Around(
            text[part.start : clause.start],
            text[clause.end : part.end],
            tuple(name for name, holds in marks.items() if holds),
        ),
        holders=holders,
        read=tuple(f for f in here if f.start < clause.end and f.end > clause.start),
        cued=frozenset(c.measure for c in cues if c.start < clause.end and c.end > clause.start),
    )


def _speakers(scene: Scene, clause: Clause) -> frozenset[str]:
    """The agencies of the last clause up to one that opens with some; who is no agency (养老机构
    应当建立档案，并报送信息) hands none on."""
    opening = [c for c in scene.part.clauses if c.start <= clause.start and _opens(scene, c)]
    parties = find_parties(scene.text, scene.part, scene.doc.mentions, True)
    before = [party for party in parties if party.start < clause.end]
    if before and not before[-1].agencies:
        return frozenset({""})
    mentions = scene.doc.mentions
    return frozenset(m.agency for c in opening[-1:] for m in starting_in(mentions, c.start, c.end))


def _opens(scene: Scene, clause: Clause) -> bool:
    """Whether a clause opens with an agency."""
    named = starting_in(scene.doc.mentions, clause.start, clause.end)
    return bool(named) and named[0].start - clause.start <= _OPENS


@dataclass(frozen=True, slots=True)
class _Words:
    """The clauses that tell an agency something, and what rules and likeness make of them:
    `likely` (clauses by measures), `given` (measure to assignment), `read` (of each clause the
    measures that its words gave the agency)."""

    agency: str
    told: Sequence[Told]
    measures: Mapping[str, int]
    likely: np.ndarray
    given: Mapping[str, Found]
    read: Sequence[frozenset[str]]


def _of_agency(
    agency: str, told: Sequence[Told], kept: Sequence[Found], likeness: Likeness
) -> Iterator[Candidate]:
    """What an agency may have by the clauses that tell it something."""
    words = _Words(
        agency,
        told,
        likeness.index,
        np.array([likeness.likelihoods(t.words, agency, t.around) for t in told]),
        {f.measure: f for f in kept if f.agency == agency},
        [frozenset(f.measure for f in t.read if f.agency == agency) for t in told],
    )
    for measure, found in words.given.items():
        where = [n for n, measures in enumerate(words.read) if measure in measures]
        # Not what is read in a table or a heading.
        if where and measure in words.measures:
            best = int(words.likely[:, words.measures[measure]].argmax())
            features = _for_given(words, measure, found, where)
            sure = _by_user(found, told)
            yield Candidate(agency, measure, found, told[best], False, features, sure)
    for index in np.flatnonzero(words.likely.max(axis=0) >= _PROPOSED).tolist():
        measure, best = likeness.measures[index], int(words.likely[:, index].argmax())
        # What a user's pattern names is nothing else.
        named = any(_by_user(f, told) for f in told[best].read if f.agency == agency)
        free = measure not in words.given and not named
        if free and _may_be_proposed(measure, agency, told[best]):
            features = _for_proposed(words, measure, best)
            found = told[best].holders[agency]
            yield Candidate(agency, measure, found, told[best], True, features)


def _by_user(found: Found, told: Sequence[Told]) -> bool:
    """Whether a user's own pattern named an assignment's measure."""
    here = next((t.scene.doc for t in told if t.scene.block is found.block), None)
    return any(
        given.sure and given.id == found.measure and given.meets(found.cue.start, found.cue.end)
        for given in (here.given if here else ())
    )


def _for_given(words: _Words, measure: str, found: Found, where: Sequence[int]) -> Features:
    """What speaks for and against a measure that rules gave by the clauses `where`."""
    index = words.measures[measure]
    own = words.likely[list(where)]
    return {
        "own": _logit(words.likely[:, index].max()),
        "rival": _logit(np.delete(own, index, axis=1).max()),
        "rule": found.confidence,
        "rule-logit": _logit(found.confidence),
        "class": float(found.rule == NAMELESS),
        f"given-{measure.split('.')[0]}": 1.0,
    }


def _for_proposed(words: _Words, measure: str, best: int) -> Features:
    """What speaks for and against a measure that no rule gave, by the clause likeliest it."""
    index, told, read = words.measures[measure], words.told[best], words.read[best]
    likely = words.likely[best]
    sure = [_logit(f.confidence) for f in told.read if f.agency == words.agency]
    others = [likely[words.measures[m]] for m in read if m in words.measures]
    return {
        "own": _logit(likely[index]),
        "proposed": 1.0,
        COVERED: float(bool(read)),
        "proposed-beside": _logit(max(others, default=0.0)),
        "proposed-against": max(sure, default=0.0),
        "proposed-first": float(likely.argmax() == index),
        "proposed-cued": float(measure in told.cued),
        "proposed-other": float(measure == NO_MEASURE),
    }


def _may_be_proposed(measure: str, agency: str, told: Told) -> bool:
    """Whether a clause may give an agency a measure that no rule found: no case or topic, no
    title, no words that say who leads or that tell another, and nothing that is forbidden, does."""
    scene, clause = told.scene, told.clause
    opens, text = max(clause.start, scene.opens), scene.text
    mentions = starting_in(scene.doc.mentions, clause.start, clause.end)
    speakers = _speakers(scene, clause)
    titled = text.startswith("：", clause.end) or not (scene.block.number or _STOP.search(text))
    asked = scene.doc.about or not measure.startswith(scene.field.asked)
    return (
        may_be(measure, agency, told.words, scene)
        and (asked or _LOOKED_UP.search(told.words) is not None)
        and not (clause.condition or titled or _TOPIC.match(told.words))
        and not (speakers and agency not in speakers)
        and not only_roles(text, opens, clause.end, mentions)
        and modality_of(scene, _cue(clause, measure), measure) != "must-not"
    )


def _cue(clause: Clause, measure: str) -> Cue:
    return Cue(clause.start, clause.end, clause.start, measure, frozenset())


def _logit(likely: float) -> float:
    bound = min(max(float(likely), _FAINT), 1 - _FAINT)
    return math.log(bound / (1 - bound))


def _made(option: Candidate) -> Found:
    """The assignment of a measure that no rule found, by the words that are likest it."""
    scene, clause = option.told.scene, option.told.clause
    cue = _cue(clause, option.measure)
    start, end = quote_of(scene.text, scene.part, cue)
    return replace(
        option.found,
        measure=option.measure,
        modality=modality_of(scene, cue, option.measure),
        block=scene.block,
        start=max(start, scene.opens),
        end=end,
        deadline=period_of(scene.text, scene.part, cue, scene.doc),
        rule=RULE,
        cue=cue,
        features=(),
    )
