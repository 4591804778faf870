"""What directives say of norms, and which of the corpus they mean: [P]."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import StoredDocument
from graph.model import Told
from mapping.effects import plain_title
from mapping.model import Record

RANK = {"county": 0, "prefecture": 1, "province": 2, "nation": 3}


@dataclass(frozen=True, slots=True)
class Ending:
    """A norm repealed or amended, or a directive's own end: who says so, in which words."""

    by: StoredDocument
    told: Told


class Norms:
    """The directives of a corpus by 文号 and title, and what they say, as of one day.

    A 文号 tells one directive; a title alone tells it within one jurisdiction, since titles
    repeat from place to place.
    """

    def __init__(self, documents: Sequence[StoredDocument], told: Iterable[Told], on: date) -> None:
        self.documents = {document.id: document for document in documents}
        self._number: dict[str, StoredDocument] = {}
        self._title: dict[str, list[StoredDocument]] = defaultdict(list)
        for document in documents:
            if document.record.number:
                self._number.setdefault(document.record.number, document)
            self._title[plain_title(document.record.title)].append(document)
        self.told: dict[str, list[Told]] = defaultdict(list)
        self._endings: dict[str, list[Ending]] = defaultdict(list)
        for said in told:
            if said.document in self.documents:
                self.told[said.document].append(said)
                self._end(said, on)

    def _end(self, said: Told, on: date) -> None:
        by = self.documents[said.document]
        issued = by.record.issued or ""
        if said.kind in ("repeals", "amends") and max(said.since or "", issued) <= on.isoformat():
            for key in filter(None, (said.number, said.title and plain_title(said.title))):
                self._endings[key].append(Ending(by, said))

    def held(self, title: str | None, number: str | None, source: Record) -> StoredDocument | None:
        """The directive that `source` means by a title or 文号; None where none is held."""
        if number is not None and number in self._number:
            return self._number[number]
        fitting = self._title.get(plain_title(title or ""), [])
        if number is None:
            near = [d for d in fitting if d.record.adcode == source.adcode]
            fitting = near or fitting
        else:
            fitting = [d for d in fitting if d.record.number is None]
        return fitting[0] if len(fitting) == 1 else None

    def endings(self, title: str | None, number: str | None, source: Record) -> list[Ending]:
        """Who has repealed or amended the norm that `source` means."""
        named = self._endings.get(number or "", [])
        titled = self._endings.get(plain_title(title or ""), []) if title else []
        return [
            *named,
            *(
                ending
                for ending in titled
                if ending not in named
                and None in (ending.told.number, number)
                and ending.by.record.adcode == source.adcode
            ),
        ]

    def ended(self, document: StoredDocument, on: date) -> Ending | None:
        """How a directive has ended by a day: repealed by another, or past its own end."""
        record = document.record
        for said in self.told.get(document.id, ()):
            if said.kind == "expires" and said.since and said.since <= on.isoformat():
                return Ending(document, said)
        for ending in self.endings(record.title, record.number, record):
            if ending.told.kind == "repeals" and ending.by.id != document.id:
                return ending
        return None

    def bases(self, document: StoredDocument) -> list[Told]:
        """What a directive says it carries out."""
        return [said for said in self.told.get(document.id, ()) if said.kind == "implements"]


def above(one: StoredDocument, other: StoredDocument) -> bool:
    """Whether `one` is of a place above the other's."""
    return RANK.get(one.record.level or "", 0) > RANK.get(other.record.level or "", 0)
