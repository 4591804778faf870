"""Which directives bind which jurisdiction: [P] on the documents' own records.

A county that forwards (转发) a text is bound by it, although the text's own
jurisdiction is the one that made it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Jurisdiction
from mapping.model import Record

Held = dict[Jurisdiction, tuple[StoredAssignment, ...]]


def jurisdiction(record: Record) -> Jurisdiction | None:
    """The place whose directive it is; None where the text names no place."""
    return Jurisdiction(record.jurisdiction, record.adcode) if record.jurisdiction else None


def jurisdictions(documents: Iterable[StoredDocument]) -> tuple[Jurisdiction, ...]:
    """Every place with a directive of its own, once, in the order of the documents."""
    found = (jurisdiction(document.record) for document in documents)
    return tuple(dict.fromkeys(place for place in found if place))


def everywhere(documents: Sequence[StoredDocument]) -> tuple[Jurisdiction, ...]:
    """Every place with a directive of its own or of another that it has forwarded."""
    return *jurisdictions(documents), *forwarders(documents)


def forwarders(documents: Sequence[StoredDocument]) -> tuple[Jurisdiction, ...]:
    """Places that only forward another's directive; their code is not known from it."""
    own = {place.name for place in jurisdictions(documents)}
    names = (d.record.forwarded_by.jurisdiction for d in documents if d.record.forwarded_by)
    return tuple(
        Jurisdiction(name, None) for name in dict.fromkeys(names) if name and name not in own
    )


def own(assignments: Iterable[StoredAssignment]) -> Held:
    """The assignments of each place's own directives; those without a place are left out."""
    held: dict[Jurisdiction, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        if place := jurisdiction(stored.document.record):
            held[place].append(stored)
    return {place: tuple(found) for place, found in held.items()}


def inherited(assignments: Iterable[StoredAssignment]) -> dict[str, tuple[StoredAssignment, ...]]:
    """The assignments of the directives that a place has forwarded, by the place's name."""
    held: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        notice = stored.document.record.forwarded_by
        if notice and notice.jurisdiction:
            held[notice.jurisdiction].append(stored)
    return {name: tuple(found) for name, found in held.items()}


def named(documents: Sequence[StoredDocument], name: str) -> tuple[Jurisdiction, ...]:
    """The places meant by a code, a full name or the beginning of one; all that fit."""
    places = everywhere(documents)
    exact = tuple(place for place in places if name in (place.name, place.adcode))
    return exact or tuple(place for place in places if name and place.name.startswith(name))
