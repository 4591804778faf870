"""The directives in force at one version of a corpus, by the places that they bind.

Made once between two changes of the corpus, so that a question reads a few rows only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from api.answer import Inherited
from api.slips import Slips
from corpus.model import StoredDocument
from mapping.lexicon import EverydayName, Lexicon
from mapping.places import Divisions, Place, resolve


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """`own` and `forwarded` give the ids of a place's directives by its adcode; `slips`
    tells misspelt names; `covered` are the adcodes of all of them; `everyday` are the
    names of measures that an editor has added, `lexica` the words of the policy fields of
    these directives. `holders` fills as it is asked: the
    directives that give a measure to anybody."""

    documents: Mapping[str, StoredDocument]
    own: Mapping[str, tuple[str, ...]]
    forwarded: Mapping[str, tuple[str, ...]]
    slips: Slips
    covered: frozenset[str]
    everyday: tuple[EverydayName, ...]
    lexica: tuple[Lexicon, ...]
    holders: dict[str, tuple[StoredDocument, ...]] = field(default_factory=dict)

    def binding(self, here: Place, divisions: Divisions, day: date) -> dict[str, Inherited | None]:
        """The directives that bind a place on a day, by id: its own (None), those it has
        forwarded and those of the places above (with where they come from)."""
        above = [i for p in divisions.ancestors(here.adcode) for i in self.own.get(p.adcode, ())]
        bound: dict[str, Inherited | None] = {}
        for found in sorted({*above, *self.forwarded.get(here.adcode, ())}):
            record = self.documents[found].record
            bound[found] = Inherited(found, record.jurisdiction)
        bound.update(dict.fromkeys(self.own.get(here.adcode, ())))
        return {i: source for i, source in bound.items() if holds(self.documents[i], day)}


def issued(document: StoredDocument, day: date) -> bool:
    """Whether a directive had been issued on a day; one without a date always had."""
    return (document.record.issued or "") <= day.isoformat()


def holds(document: StoredDocument, day: date) -> bool:
    """Whether a directive had been issued on a day, and neither repealed nor run out."""
    standing = document.standing_on(day).standing
    return issued(document, day) and standing in ("in-force", "amended")


def catalogue(
    documents: Iterable[StoredDocument],
    everyday: tuple[EverydayName, ...],
    lexica: tuple[Lexicon, ...],
    divisions: Divisions,
) -> Catalogue:
    """Sort the directives given, those in force, by place."""
    held = {document.id: document for document in documents}
    own: dict[str, list[str]] = {}
    forwarded: dict[str, list[str]] = {}
    for document in held.values():
        if document.record.adcode:
            own.setdefault(document.record.adcode, []).append(document.id)
        if forwarder := _forwarder(document, divisions):
            forwarded.setdefault(forwarder.adcode, []).append(document.id)
    return Catalogue(
        documents=held,
        own={adcode: tuple(ids) for adcode, ids in own.items()},
        forwarded={adcode: tuple(ids) for adcode, ids in forwarded.items()},
        slips=Slips.of({*own, *forwarded}, divisions),
        covered=frozenset((*own, *forwarded)),
        everyday=everyday,
        lexica=lexica,
    )


def _forwarder(document: StoredDocument, divisions: Divisions) -> Place | None:
    notice = document.record.forwarded_by
    return resolve(notice.jurisdiction, divisions) if notice and notice.jurisdiction else None
