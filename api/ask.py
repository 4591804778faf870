"""Which agency handles it here: question -> Answer, resting on assignments alone.

A question is understood by rules and tables (question.py, telling.py), its place is
told (place.py), assignments are found and scored (candidates.py, scoring.py), and what
stands beside them is added (beside.py). docs/ask.md tells all of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from api.answer import (
    AgencyAnswer,
    Answer,
    Inherited,
    Matter,
    PlaceAnswer,
    Related,
    Status,
)
from api.beside import answer_findings, conflicts, elsewhere, parties, related
from api.candidates import Candidates, Held, candidates
from api.catalogue import Catalogue, catalogue, issued
from api.explain import Outcome, explanation
from api.place import Whereabouts, whereabouts
from api.question import Question, understand
from api.rephrasing import Rephrased
from api.scoring import Scored, best_of, ordered
from api.synonyms import everyday_names
from corpus.model import Filter
from graph.model import Finding
from mapping.clauses import parts
from mapping.deadlines import find_deadlines
from mapping.fields import DEFAULT_FIELD, field_names
from mapping.lexicon import Lexicon, load_lexicon
from mapping.places import Place
from mapping.reference import Reference
from mapping.reforms import current_agency

# The number of a provision before its first words.
_NUMBER = re.compile(r"^(?:第[^条]{1,8}条|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])\s*")

Rephrase = Callable[[str], Rephrased]


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer with all that led to it; `bound` are the directives that were asked."""

    answer: Answer
    asked: Question
    where: Whereabouts
    bound: Mapping[str, Inherited | None]
    found: Candidates
    shown: tuple[Scored, ...]


def ask(
    question: str,
    corpus: Held,
    reference: Reference,
    *,
    place: str | None = None,
    on: date | None = None,
    limit: int = 10,
    rephrase: Rephrase | None = None,
) -> Answer:
    """Answer a question; `place` (name or adcode) is where it is asked, `on` the day
    (today where None). Never invents an agency: without a clause `answers` is empty.

    `rephrase` may put a question that was not understood into other words, once.
    """
    return traced(
        question, corpus, reference, place=place, on=on, limit=limit, rephrase=rephrase
    ).answer


def traced(
    question: str,
    corpus: Held,
    reference: Reference,
    *,
    place: str | None = None,
    on: date | None = None,
    limit: int = 10,
    rephrase: Rephrase | None = None,
) -> Trace:
    """As `ask`, with what led to the answer."""
    question = question.encode("utf-8", "replace").decode()  # half characters of a bad argument
    with corpus.one_state():
        held = _catalogue(corpus, reference)
        inquiry = _Inquiry(corpus, held, reference, on or date.today(), limit)
        asked = understand(question, reference, held.lexica, held.everyday)
        where = whereabouts(asked, place, held, reference.divisions)
        first = inquiry.answer(asked, where)
    if first.answer.status != "not-understood" or where.here is None or rephrase is None:
        return first
    second = rephrase(question)
    if second.text is None:
        return inquiry.answer(asked, where, second)
    anew = understand(second.text, reference, held.lexica, held.everyday)
    with corpus.one_state():
        return inquiry.answer(_second(anew, asked), where, second)


def _second(anew: Question, asked: Question) -> Question:
    """The question in other words, of which only the measures count: place, agencies, role
    and telling words stay the person's."""
    return replace(
        anew,
        asked=asked.asked,
        english=asked.english,
        places=asked.places,
        agencies=asked.agencies,
        named=asked.named,
        words=asked.words,
        terms=asked.terms,
        role=asked.role,
        duties=asked.duties,
    )


_making = Lock()


def _catalogue(corpus: Held, reference: Reference) -> Catalogue:
    """The corpus's catalogue, made once a version however many ask at the same time."""
    version = corpus.version
    with _making:
        return _catalogue_at(corpus, version, reference)


@functools.lru_cache(maxsize=2)
def _catalogue_at(corpus: Held, version: int, reference: Reference) -> Catalogue:
    """`version` is only there to be part of the cache's key."""
    everyday = everyday_names(corpus.synonyms())
    documents = corpus.documents(Filter())
    return catalogue(documents, everyday, _lexica(corpus, reference), reference.divisions)


def _lexica(corpus: Held, reference: Reference) -> tuple[Lexicon, ...]:
    """The words of the policy fields whose measures the corpus holds, else of the default."""
    held = [
        name
        for name in field_names()
        if corpus.holders([m.id for m in reference.measures.values() if m.field == name])
    ]
    return tuple(load_lexicon(name) for name in held or [DEFAULT_FIELD])


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One question's surroundings: where answers come from, the day, how many."""

    corpus: Held
    held: Catalogue
    reference: Reference
    day: date
    limit: int

    def answer(self, asked: Question, where: Whereabouts, second: Rephrased | None = None) -> Trace:
        """The answer to a question about a place, or why there is none."""
        bound = (
            self.held.binding(where.here, self.reference.divisions, self.day) if where.here else {}
        )
        found = candidates(asked, bound, self.held, self.corpus)
        shown, against = self._shown(asked, found)
        outcome = self._outcome(asked, where, bound, found, shown, against)
        if second:
            outcome = replace(outcome, rephrased=second.text, llm_trouble=second.trouble)
        answer = self._worded(asked, outcome, bound)
        return Trace(answer, asked, where, bound, found, tuple(shown))

    def _shown(
        self, asked: Question, found: Candidates
    ) -> tuple[list[Scored], tuple[Finding, ...]]:
        """Who is shown, best first: of every matter somebody, of every conflict all sides."""
        shown = ordered(found.scored)
        for matter in asked.matters if len(asked.matters) > 1 else ():
            if not any(s.measure in matter for s in shown):
                _join(shown, best_of([s for s in found.scored if s.measure in matter]))
        if found.way != "measure":
            return shown, ()
        against = conflicts(shown, found.scored, asked, self.reference, self.day)
        for finding in against:
            _join(shown, parties(finding, found.scored))
        return shown, against

    def _outcome(
        self,
        asked: Question,
        where: Whereabouts,
        bound: Mapping[str, Inherited | None],
        found: Candidates,
        shown: Sequence[Scored],
        against: Sequence[Finding],
    ) -> Outcome:
        here = where.here
        base = Outcome("not-understood", self.day, here, passed_over=where.passed_over)
        if here is None:
            unclear = where.unclear or asked.has_matter
            return replace(base, status="ambiguous" if unclear else "not-understood")
        if shown:
            return replace(
                base,
                status="answered",
                answers=[self._agency(s, bound) for s in shown[: self.limit]],
                matters=self._matters(asked, found, bound),
                deadline=_deadline(shown[0]) if asked.when else None,
                conditions=_conditions(shown[0]) if asked.condition else (),
                findings=against,
            )
        others = elsewhere(asked, here, self.held, self.corpus, self.day)
        if not bound:
            later, ended = self._why_nothing_holds(here)
            return replace(base, status="not-covered", elsewhere=others, later=later, ended=ended)
        status: Status = "not-assigned" if asked.has_matter else "not-understood"
        return replace(base, status=status, elsewhere=others)

    def _why_nothing_holds(self, here: Place) -> tuple[bool, bool]:
        """Whether the place's directives are all from after the day, or some have ended."""
        ids = (*self.held.own.get(here.adcode, ()), *self.held.forwarded.get(here.adcode, ()))
        ended = any(issued(self.held.documents[i], self.day) for i in ids)
        return bool(ids) and not ended, ended

    def _matters(
        self, asked: Question, found: Candidates, bound: Mapping[str, Inherited | None]
    ) -> list[tuple[tuple[str, ...], tuple[AgencyAnswer, ...]]]:
        """Where several are asked about, each with those who have it."""
        if len(asked.matters) < 2 or found.way != "measure":
            return []
        return [
            (
                matter,
                tuple(
                    self._agency(s, bound)
                    for s in best_of([s for s in found.scored if s.measure in matter])
                ),
            )
            for matter in asked.matters
        ]

    def _worded(
        self, asked: Question, outcome: Outcome, bound: Mapping[str, Inherited | None]
    ) -> Answer:
        here = outcome.here
        near: tuple[Related, ...] = ()
        if outcome.status == "not-assigned":
            near = related(asked, bound, self.held, self.corpus, self.reference)
        return Answer(
            question=asked.asked,
            jurisdiction=PlaceAnswer(here.name, here.adcode) if here else None,
            as_of=self.day,
            status=outcome.status,
            matter=Matter(asked.measures, asked.asked),
            answers=tuple(outcome.answers),
            elsewhere=tuple(outcome.elsewhere),
            explanation=explanation(outcome, asked, self.reference),
            findings=answer_findings(outcome.findings, english=asked.english),
            related=near,
        )

    def _agency(self, scored: Scored, bound: Mapping[str, Inherited | None]) -> AgencyAnswer:
        item, document = scored.stored.assignment, scored.stored.document
        return AgencyAnswer(
            agency=item.agency,
            name=self.reference.agencies[item.agency].zh,
            mention=item.mention,
            current_agency=current_agency(self.reference, item.agency, self.day),
            role=item.role,
            modality=item.modality,
            deadline=item.deadline,
            document=document.id,
            title=document.record.title,
            number=document.record.number,
            status=document.standing_on(self.day).standing,
            provision=item.provision,
            quote=item.quote,
            page=item.page,
            boxes=item.boxes,
            confidence=item.confidence,
            inherited_from=bound[document.id],
            measure=item.measure,
        )


def _join(shown: list[Scored], more: Sequence[Scored]) -> None:
    """Add those whose agency is not shown yet."""
    for scored in more:
        if all(scored.agency != s.agency for s in shown):
            shown.append(scored)


def _deadline(scored: Scored) -> str | None:
    """The deadline of a duty; where it has none, the nearest that its block names."""
    item, text = scored.stored.assignment, scored.passage.orig
    if item.deadline:
        return item.deadline
    spans = find_deadlines(text)
    nearest = min(spans, key=lambda s: max(s[0] - item.end, item.start - s[1]), default=None)
    return text[slice(*nearest)] if nearest else None


def _conditions(scored: Scored) -> tuple[str, ...]:
    """The clauses around the quote that set the case: …的，…时，…后，as printed."""
    item, text = scored.stored.assignment, scored.passage.orig
    return tuple(
        _NUMBER.sub("", text[clause.start : clause.end].strip())
        for part in parts(text, titled=False)
        if part.start < item.end and item.start < part.end
        for clause in part.clauses
        if clause.condition
    )
