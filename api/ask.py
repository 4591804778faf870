"""Which agency handles it here: question -> Answer, resting on assignments alone.

Features and weights of a candidate assignment (fitted by hand on the development
questions, nothing else): a measure that the question names; the share of the
question's telling words in the quote, and in the provision; an agency that the
question names; the role it asks for. A clause is an answer only if it shares a
measure with the question or, where the question names none, most of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from api.answer import AgencyAnswer, Answer, Elsewhere, Inherited, Matter, PlaceAnswer, Status
from api.explain import explanation
from api.place import binding, place_of
from api.question import Question, pairs, understand
from corpus.model import Filter, StoredAssignment, StoredDocument
from ingest.model import Block
from mapping.lexicon import load_lexicon
from mapping.places import Place
from mapping.reference import Reference
from mapping.reforms import current_agency

WEIGHTS = {"measure": 3.0, "first": 0.6, "quote": 2.5, "provision": 1.0, "agency": 0.8, "role": 1.5}
# Below this share of its words a clause does not answer a question without a known matter.
ENOUGH_WORDS = 0.5
_ROLE_ORDER = {"lead": 0, "responsible": 1, "support": 2}
_ELSEWHERE_MAX = 10


class Held(Protocol):
    """What ask needs of a corpus."""

    def documents(self, wanted: Filter = ...) -> tuple[StoredDocument, ...]:
        """The directives that a filter lets through."""

    def assignments(self, wanted: Filter = ...) -> tuple[StoredAssignment, ...]:
        """The assignments that a filter lets through."""

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        """The blocks of one directive, in order."""


@dataclass(frozen=True, slots=True)
class _Scored:
    stored: StoredAssignment
    score: float
    matched: bool
    share: float


def ask(
    question: str,
    corpus: Held,
    reference: Reference,
    *,
    place: str | None = None,
    on: date | None = None,
    limit: int = 10,
) -> Answer:
    """Answer a question; `place` (name or adcode) is where it is asked, `on` the day
    (today where None). Never invents an agency: without a clause `answers` is empty."""
    day = on or date.today()
    asked = understand(question, reference, load_lexicon())
    documents = corpus.documents(Filter())
    here, unclear = place_of(asked, place, documents, reference.divisions)
    if here is None:
        status: Status = "ambiguous" if unclear or _has_matter(asked) else "not-understood"
        return _answer(asked, None, day, status, (), (), reference)
    bound = binding(here, documents, reference.divisions)
    if not bound:
        return _answer(
            asked, here, day, "not-covered", (), _elsewhere(asked, here, corpus), reference
        )
    scored = _candidates(asked, bound, corpus)
    if not scored:
        status = "not-assigned" if _has_matter(asked) else "not-understood"
        return _answer(asked, here, day, status, (), _elsewhere(asked, here, corpus), reference)
    answers = _ordered(scored, here, bound, reference, day)[:limit]
    return _answer(asked, here, day, "answered", answers, (), reference)


def _has_matter(asked: Question) -> bool:
    told = asked.measures and (asked.certain or asked.whose)
    return bool(told or (asked.agencies and asked.duties))


def _candidates(
    asked: Question, bound: Mapping[str, Inherited | None], corpus: Held
) -> list[_Scored]:
    """Assignments that answer, own directives before inherited ones."""
    own = [d for d, inherited in bound.items() if inherited is None]
    higher = [d for d, inherited in bound.items() if inherited is not None]
    for documents in (own, higher):
        scored = [s for d in documents for s in _scored(asked, d, corpus)]
        if scored:
            return scored
    return []


def _scored(asked: Question, document: str, corpus: Held) -> Iterable[_Scored]:
    texts = {b.id: b.text for b in corpus.blocks(document)}
    for stored in corpus.assignments(Filter(document=document)):
        scored = _score(asked, stored, texts.get(stored.assignment.block, ""))
        if _answers(asked, scored):
            yield scored


def _score(asked: Question, stored: StoredAssignment, provision: str) -> _Scored:
    item = stored.assignment
    matched = item.measure in asked.measures
    in_quote = _share(asked.terms, pairs(item.quote))
    in_provision = _share(asked.terms, pairs(provision))
    score = (
        WEIGHTS["measure"] * matched
        + WEIGHTS["first"] * (bool(asked.measures) and item.measure == asked.measures[0])
        + WEIGHTS["quote"] * in_quote
        + WEIGHTS["provision"] * in_provision
        + WEIGHTS["agency"] * (item.agency in asked.agencies)
        + WEIGHTS["role"] * (asked.role == item.role)
    )
    return _Scored(stored, score, matched, max(in_quote, in_provision))


def _share(terms: frozenset[str], words: frozenset[str]) -> float:
    return len(terms & words) / len(terms) if terms else 0.0


def _answers(asked: Question, scored: _Scored) -> bool:
    """Whether an assignment may stand as an answer at all."""
    if asked.duties and asked.agencies:
        return scored.stored.assignment.agency in asked.agencies
    if asked.measures:
        return scored.matched and (asked.certain or asked.whose)
    return asked.whose and scored.share >= ENOUGH_WORDS


def _ordered(
    scored: Sequence[_Scored],
    here: Place,
    bound: Mapping[str, Inherited | None],
    reference: Reference,
    day: date,
) -> tuple[AgencyAnswer, ...]:
    """One answer an agency, those of the best clause first: lead, responsible, support."""
    best = max(s.score for s in scored)
    kept: dict[str, _Scored] = {}
    for item in sorted(scored, key=lambda s: -s.score):
        kept.setdefault(item.stored.assignment.agency, item)
    near = [s for s in kept.values() if s.score >= 0.75 * best]
    named = [s for s in near if s.stored.assignment.agency != "member-units"] or near
    ranked = sorted(
        named, key=lambda s: (-_tier(s, best), _ROLE_ORDER[s.stored.assignment.role], -s.score)
    )
    rest = [s for s in near if s not in ranked]
    return tuple(_agency_answer(s, bound, reference, day) for s in [*ranked, *rest])


def _tier(item: _Scored, best: float) -> int:
    """Clauses about as good as the best stand before the others, whatever their role."""
    return int(item.score >= best - 0.35)


def _agency_answer(
    scored: _Scored, bound: Mapping[str, Inherited | None], reference: Reference, day: date
) -> AgencyAnswer:
    item, document = scored.stored.assignment, scored.stored.document
    current = current_agency(reference, item.agency, day)
    return AgencyAnswer(
        agency=item.agency,
        name=reference.agencies[item.agency].zh,
        mention=item.mention,
        current_agency=current,
        role=item.role,
        modality=item.modality,
        deadline=item.deadline,
        document=document.id,
        title=document.record.title,
        number=document.record.number,
        status=document.standing,
        provision=item.provision,
        quote=item.quote,
        page=item.page,
        boxes=item.boxes,
        confidence=item.confidence,
        inherited_from=bound[document.id],
    )


def _elsewhere(asked: Question, here: Place, corpus: Held) -> tuple[Elsewhere, ...]:
    """Who has the first matter asked about in other jurisdictions."""
    if not asked.measures:
        return ()
    found: dict[tuple[str | None, str], Elsewhere] = {}
    for stored in corpus.assignments(Filter(measures=asked.measures)):
        record = stored.document.record
        if record.adcode != here.adcode:
            item = stored.assignment
            found.setdefault(
                (record.adcode, item.agency),
                Elsewhere(record.jurisdiction, item.agency, record.document, item.provision),
            )
    return tuple(found.values())[:_ELSEWHERE_MAX]


def _answer(
    asked: Question,
    here: Place | None,
    day: date,
    status: Status,
    answers: tuple[AgencyAnswer, ...],
    elsewhere: tuple[Elsewhere, ...],
    reference: Reference,
) -> Answer:
    return Answer(
        question=asked.asked,
        jurisdiction=PlaceAnswer(here.name, here.adcode) if here else None,
        as_of=day,
        status=status,
        matter=Matter(asked.measures, asked.asked),
        answers=answers,
        elsewhere=elsewhere,
        explanation=explanation(status, here, asked, answers, elsewhere, reference),
    )
