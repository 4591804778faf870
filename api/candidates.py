"""The assignments that may answer a question: by measure or agency, then by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from api.answer import Inherited
from api.catalogue import Catalogue
from api.question import Question
from api.scoring import ENOUGH_WORDS, Scored, score
from corpus.model import Filter, Hit, Passage, StoredDocument, Synonym
from mapping.model import NO_MEASURE as OTHER

# Blocks that a search may put forward.
_HITS = 20

Way = Literal["measure", "agency", "words", "none"]


class Held(Protocol):
    """What ask needs of a corpus; hashed by identity, to key a cache."""

    def __hash__(self) -> int:
        """The same as long as it lives."""

    @property
    def version(self) -> int:
        """A number that grows with every change."""

    def one_state(self) -> AbstractContextManager[None]:
        """Within, all that is read is of one state."""

    def documents(self, wanted: Filter = ...) -> tuple[StoredDocument, ...]:
        """The directives that a filter lets through."""

    def passages(
        self,
        owners: Mapping[str, StoredDocument],
        *,
        measures: Collection[str] | None = None,
        agencies: Collection[str] | None = None,
        within: Collection[tuple[str, str]] | None = None,
    ) -> tuple[Passage, ...]:
        """The assignments of a few directives with the words around them."""

    def holders(self, measures: Sequence[str]) -> tuple[str, ...]:
        """Ids of the directives that give one of the measures to anybody."""

    def search(self, query: str, wanted: Filter = ..., limit: int = ...) -> tuple[Hit, ...]:
        """Blocks by words and by vector, best first."""

    def synonyms(self) -> tuple[Synonym, ...]:
        """The everyday names of measures that an editor has added."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may answer, and by which way it was found."""

    scored: tuple[Scored, ...]
    way: Way


def candidates(
    asked: Question, bound: Mapping[str, Inherited | None], catalogue: Catalogue, corpus: Held
) -> Candidates:
    """Assignments that answer: a place's own directives before those above or forwarded,
    which are asked for the matters on which its own are silent."""
    own = [i for i, source in bound.items() if source is None]
    higher = [i for i, source in bound.items() if source is not None]
    for ids in (own, higher):
        if found := _by_rule(asked, _owners(ids, catalogue), corpus):
            if ids is own and (missing := _silent(asked, found)):
                more = _by_rule(asked, _owners(higher, catalogue), corpus)
                found += [s for s in more if s.measure in missing]
            way: Way = "agency" if _asks_duties(asked) else "measure"
            return Candidates(tuple(found), way)
    for ids in (own, higher):
        if found := _by_words(asked, _owners(ids, catalogue), corpus):
            return Candidates(tuple(found), "words")
    return Candidates((), "none")


def _owners(ids: Iterable[str], catalogue: Catalogue) -> dict[str, StoredDocument]:
    return {i: catalogue.documents[i] for i in ids}


def _asks_duties(asked: Question) -> bool:
    return bool(asked.duties and asked.agencies)


def _silent(asked: Question, found: Iterable[Scored]) -> set[str]:
    """Measures of the matters, where there are several, that nothing found is about."""
    held = {s.measure for s in found}
    several = asked.matters if len(asked.matters) > 1 else ()
    return {measure for matter in several if held.isdisjoint(matter) for measure in matter}


def _by_rule(asked: Question, owners: Mapping[str, StoredDocument], corpus: Held) -> list[Scored]:
    """An agency's duties, or whoever has a measure that the question names, or an act
    without one that it says."""
    if not owners:
        return []
    if _asks_duties(asked):
        return score(asked, corpus.passages(owners, agencies=asked.agencies))
    if asked.measures and (asked.certain or asked.whose):
        found = corpus.passages(owners, measures=(*asked.measures, OTHER))
        return [s for s in score(asked, found) if s.features.measure]
    return []


def _by_words(asked: Question, owners: Mapping[str, StoredDocument], corpus: Held) -> list[Scored]:
    """For what the taxonomy does not hold: assignments of blocks found by text and vector
    that have most of the question's telling words. Beside a measure that it surely names
    and nobody has, only an assignment without one (`other`) may stand."""
    if not (owners and asked.whose and asked.terms) or _asks_duties(asked):
        return []
    if asked.specific:
        found = score(asked, corpus.passages(owners, measures=(OTHER,)))
        return [s for s in found if s.features.quote >= ENOUGH_WORDS]
    hits = {
        (hit.document, hit.block)
        for place in {document.record.adcode for document in owners.values()}
        for hit in corpus.search(asked.words, Filter(within=place), _HITS)
        if hit.document in owners
    }
    found = score(asked, corpus.passages(owners, within=hits)) if hits else []
    # Words that stand only in another agency's clause of the same provision tell nothing.
    return [s for s in found if s.share >= ENOUGH_WORDS and s.features.quote > 0]
