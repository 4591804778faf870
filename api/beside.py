"""What stands beside an answer: who has it elsewhere, near duties, conflicts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from api.answer import AnswerFinding, Elsewhere, Related
from api.candidates import Held
from api.catalogue import Catalogue, holds
from api.question import Question
from api.scoring import Scored, score
from corpus.model import Passage, StoredDocument
from graph.findings import find
from graph.model import Finding
from mapping.places import Place
from mapping.reference import Reference

_ELSEWHERE_MOST = 10
_RELATED_MOST = 3
_RELATED_WORDS = 0.3
_CHUNK = 12
_CONFLICTS = ("conflict-lead", "conflict-agency")


def elsewhere(
    asked: Question, here: Place, catalogue: Catalogue, corpus: Held, day: date
) -> tuple[Elsewhere, ...]:
    """Who has the measures asked about in other places, the nearest places first."""
    if not asked.measures:
        return ()
    others = (
        d
        for d in _nearest_first(_holding(asked.measures, catalogue, corpus), here)
        if holds(d, day)
    )
    found: dict[tuple[str | None, str], Elsewhere] = {}
    for passage in _passages(others, asked.measures, corpus):
        record, item = passage.stored.document.record, passage.stored.assignment
        one = Elsewhere(record.jurisdiction, item.agency, record.document, item.provision)
        found.setdefault((record.adcode, item.agency), one)
        if len(found) == _ELSEWHERE_MOST:
            break
    return tuple(found.values())


def _holding(
    measures: Sequence[str], catalogue: Catalogue, corpus: Held
) -> Sequence[StoredDocument]:
    """The directives in force that give one of the measures to anybody, by place."""
    for measure in measures:
        if measure not in catalogue.holders:
            ids = corpus.holders((measure,))
            held = (catalogue.documents.get(i) for i in ids)
            catalogue.holders[measure] = tuple(sorted((d for d in held if d), key=_by_place))
    every = [catalogue.holders[measure] for measure in measures]
    if len(every) == 1:
        return every[0]
    return sorted({d.id: d for held in every for d in held}.values(), key=_by_place)


def _by_place(document: StoredDocument) -> tuple[str, str]:
    return document.record.adcode or "~", document.id  # those of no place come last


def _nearest_first(documents: Sequence[StoredDocument], here: Place) -> Iterator[StoredDocument]:
    """Those of other places, of documents sorted by place: of the same prefecture, of the
    same province, the others. Few are ever taken, so none is looked at before it is."""
    (a, b), (c, d) = (_of_region(documents, here.adcode[:length]) for length in (2, 4))
    for near in ((c, d), (a, c), (d, b), (0, a), (b, len(documents))):
        for at in range(*near):
            if documents[at].record.adcode != here.adcode:
                yield documents[at]


def _of_region(documents: Sequence[StoredDocument], prefix: str) -> tuple[int, int]:
    """Where the adcodes that begin with `prefix` stand among documents sorted by place."""
    return (
        bisect_left(documents, (prefix, ""), key=_by_place),
        bisect_left(documents, (f"{prefix}~", ""), key=_by_place),
    )


def _passages(
    documents: Iterable[StoredDocument], measures: Sequence[str], corpus: Held
) -> Iterator[Passage]:
    """Their passages in order, a few directives at a time."""
    waiting = iter(documents)
    while owners := {d.id: d for d in islice(waiting, _CHUNK)}:
        by_owner: dict[str, list[Passage]] = {i: [] for i in owners}
        for passage in corpus.passages(owners, measures=measures):
            by_owner[passage.stored.document.id].append(passage)
        for found in by_owner.values():
            yield from found


def related(
    asked: Question, bound: Iterable[str], catalogue: Catalogue, corpus: Held, reference: Reference
) -> tuple[Related, ...]:
    """The duties of the place that lie nearest to a matter nobody has: of the same object,
    or of the same family with some of the question's words."""
    objects = {m.partition(".")[2] for m in asked.measures}
    families = {m.partition(".")[0] for m in asked.measures}
    near = [
        m
        for m in reference.measures
        if m.partition(".")[2] in objects or m.partition(".")[0] in families
    ]
    owners = {i: catalogue.documents[i] for i in bound}
    kept: dict[str, tuple[bool, float, Scored]] = {}
    for item in score(asked, corpus.passages(owners, measures=near)) if near and owners else ():
        same = item.measure.partition(".")[2] in objects
        weight = item.features.quote
        if (same or weight >= _RELATED_WORDS) and (same, weight) > kept.get(
            item.agency, (False, -1.0)
        )[:2]:
            kept[item.agency] = (same, weight, item)
    best = sorted(kept.values(), key=lambda k: (k[0], k[1]), reverse=True)[:_RELATED_MOST]
    return tuple(_related(item, reference) for _, _, item in best)


def _related(scored: Scored, reference: Reference) -> Related:
    item, document = scored.stored.assignment, scored.stored.document
    return Related(
        agency=item.agency,
        name=reference.agencies[item.agency].zh,
        measure=item.measure,
        document=document.id,
        title=document.record.title,
        provision=item.provision,
        quote=item.quote,
    )


def conflicts(
    shown: Sequence[Scored],
    scored: Sequence[Scored],
    asked: Question,
    reference: Reference,
    day: date,
) -> tuple[Finding, ...]:
    """Findings that the measures shown are given to different agencies here. [P]"""
    measures = {s.measure for s in shown} & set(asked.measures)
    stored = [s.stored for s in scored if s.measure in measures]
    if len({s.assignment.agency for s in stored}) < 2:
        return ()
    documents = list({s.document.id: s.document for s in stored}.values())
    return find(stored, documents, reference, on=day, baseline=None, rules=_CONFLICTS)


def parties(finding: Finding, scored: Sequence[Scored]) -> list[Scored]:
    """The scored assignments that a finding rests on."""
    named = {(e.document, e.provision, e.agency) for e in finding.evidence}
    return [
        s
        for s in scored
        if s.measure == finding.measure
        and (s.stored.document.id, s.stored.assignment.provision, s.agency) in named
    ]


def answer_findings(found: Iterable[Finding], *, english: bool) -> tuple[AnswerFinding, ...]:
    """The findings as an answer carries them."""
    return tuple(
        AnswerFinding(f.id, f.rule, f.sentence_en if english else f.sentence_zh) for f in found
    )
