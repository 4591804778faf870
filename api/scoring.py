"""How well an assignment answers a question: stated features, stated weights. [P]

Fitted by hand on the development questions and nothing else: a measure that the
question names, or an act without a measure that it says; its first one; the share of the
question's telling words in the quote, and in the provision; an agency that it names; the
role that it asks for. A clause is an
answer only if it shares a measure with the question or, where the taxonomy has none for
it, most of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from api.question import Question, pairs
from corpus.model import Passage, StoredAssignment
from mapping.model import Assignment

# Below this share of its words a clause does not answer a question without a known matter.
ENOUGH_WORDS = 0.5
# Agencies below this share of the best one's score are not shown.
_NEAR = 0.75
# The pairs of characters that an act must have, and the share that a question must say.
_LEAST_ACT, _SAID = 3, 0.8
# Clauses about as good as the best stand before the others, whatever their role.
_TIER = 0.35
_ROLE_ORDER = {"lead": 0, "responsible": 1, "support": 2}


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for an assignment, each in 0..1."""

    measure: float
    first: float
    quote: float
    provision: float
    agency: float
    role: float


_NAMES = tuple(field.name for field in fields(Features))
WEIGHTS = Features(measure=3.0, first=0.6, quote=2.5, provision=1.0, agency=0.8, role=1.5)


@dataclass(frozen=True, slots=True)
class Scored:
    """An assignment with its features and their weighted sum."""

    passage: Passage
    features: Features
    score: float

    @property
    def stored(self) -> StoredAssignment:
        """The assignment with its directive."""
        return self.passage.stored

    @property
    def measure(self) -> str:
        """The measure that is assigned."""
        return self.stored.assignment.measure

    @property
    def agency(self) -> str:
        """The agency it is assigned to."""
        return self.stored.assignment.agency

    @property
    def share(self) -> float:
        """The share of the question's telling words that the clause has."""
        return max(self.features.quote, self.features.provision)


def score(asked: Question, passages: Iterable[Passage]) -> list[Scored]:
    """Each passage with its features."""
    return [_scored(asked, passage) for passage in passages]


def _scored(asked: Question, passage: Passage) -> Scored:
    item = passage.stored.assignment
    features = Features(
        measure=float(item.measure in asked.measures or says_act(asked, item)),
        first=float(asked.measures[:1] == (item.measure,)),
        quote=_share(asked.terms, pairs(item.quote)),
        provision=_share(asked.terms, pairs(passage.text)),
        agency=float(item.agency in asked.agencies),
        role=float(asked.role == item.role),
    )
    return Scored(passage, features, _weighed(features))


def says_act(asked: Question, item: Assignment) -> bool:
    """Whether a question says the act of a duty that no measure fits."""
    words = pairs(item.act)
    return len(words) >= _LEAST_ACT and _share(words, pairs(asked.text)) >= _SAID


def _weighed(features: Features) -> float:
    each = (getattr(WEIGHTS, name) * getattr(features, name) for name in _NAMES)
    return float(sum(each))


def _share(terms: frozenset[str], words: frozenset[str]) -> float:
    return len(terms & words) / len(terms) if terms else 0.0


def ordered(scored: Sequence[Scored]) -> list[Scored]:
    """One an agency, those of the best clause first: lead, responsible, support."""
    if not scored:
        return []
    best = max(s.score for s in scored)
    kept: dict[str, Scored] = {}
    for item in sorted(scored, key=lambda s: -s.score):
        kept.setdefault(item.agency, item)
    near = [s for s in kept.values() if s.score >= _NEAR * best]
    named = [s for s in near if s.agency != "member-units"] or near
    ranked = sorted(
        named,
        key=lambda s: (
            s.score < best - _TIER,
            _ROLE_ORDER[s.stored.assignment.role],
            -s.score,
        ),
    )
    return [*ranked, *(s for s in near if s not in ranked)]


def best_of(scored: Sequence[Scored]) -> list[Scored]:
    """Only those whose clauses are about as good as the best."""
    found = ordered(scored)
    best = max((s.score for s in found), default=0.0)
    return [s for s in found if s.score >= best - _TIER]
