"""Every stored document mapped again by the present rules, one transaction each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from corpus import audit, duties, mending, writing
from corpus.mapped import mapped
from corpus.reading import read_again
from corpus.schema import documents
from corpus.settle import triple
from corpus.store import Corpus
from mapping.knowledge import SHIPPED, Knowledge
from mapping.model import Assignment
from mapping.reference import load_reference


@dataclass(frozen=True, slots=True)
class Remapped:
    """What the rules make of a document now and did not before, and the other way round.

    They are the machine's readings, whatever people said of them. `changed` have another
    role, modality or deadline: as it was, and as it is.
    """

    document: str
    gained: tuple[Assignment, ...]
    lost: tuple[Assignment, ...]
    changed: tuple[tuple[Assignment, Assignment], ...]


def remap(
    corpus: Corpus, knowledge: Knowledge = SHIPPED, field: str | None = None, by: str = ""
) -> Iterator[Remapped]:
    """Map what was mapped by other rules, patterns or another model than `knowledge` has,
    document by document as they are asked for.

    Each keeps the policy field that its measures tell; where they tell none, it is read by
    that of `knowledge`, and is due where `field` asks for another than it was read by.

    Cut off, it goes on where it was: what is done holds the present rules. People's
    decisions hold on. The audit trail tells `by` whom each was mapped again. Raises
    CorpusUnusable.
    """
    for document in corpus.outdated(knowledge, field):
        if done := _remap(corpus, document, knowledge, by):
            yield done
    corpus.catch_up()


def _remap(corpus: Corpus, own_id: str, knowledge: Knowledge, by: str) -> Remapped | None:
    """None where the document has been removed or read anew meanwhile."""
    with corpus.database.reading() as connection:
        document = read_again(connection, own_id)
        refused = mending.refused(connection, own_id)
        place = _told(connection, own_id)
    if document is None:
        return None
    field = load_reference().field_of(corpus.measures(own_id)) or knowledge.field
    knowledge = replace(knowledge, field=field)
    mapping = mapped(document, own_id, place, knowledge, refused)
    with corpus.database.writing() as connection:
        still = select(documents.c.sha256).where(documents.c.id == own_id)
        if connection.scalar(still) != document.sha256:
            return None
        before = duties.machine_readings(connection, own_id)
        writing.remap(connection, own_id, document, mapping, knowledge)
        mending.write(connection, own_id, mapping.repairs)
        done = _compared(own_id, before, mapping.assignments)
        told = {name: len(getattr(done, name)) for name in ("gained", "lost", "changed")}
        audit.note(connection, by, "remap", own_id, told)
    return done


def _told(connection: Connection, own_id: str) -> str | None:
    return connection.scalar(select(documents.c.told).where(documents.c.id == own_id))


def _compared(document: str, before: Sequence[Assignment], now: Sequence[Assignment]) -> Remapped:
    had, has = ({triple(duty): duty for duty in duties} for duties in (before, now))
    return Remapped(
        document,
        gained=tuple(duty for key, duty in has.items() if key not in had),
        lost=tuple(duty for key, duty in had.items() if key not in has),
        changed=tuple(
            (had[key], duty)
            for key, duty in has.items()
            if key in had and _manner(had[key]) != _manner(duty)
        ),
    )


def _manner(duty: Assignment) -> tuple[str | None, ...]:
    return duty.role, duty.modality, duty.deadline
