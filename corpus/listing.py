"""Documents and assignments a page at a time: what stands behind a place in their order.

A page begins behind a key, not at a number, so that what is entered or removed meanwhile
neither repeats nor hides anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, or_, select, tuple_

from corpus import rows
from corpus.filters import of_assignments, of_documents
from corpus.model import Entered, Filter, StoredAssignment, StoredDocument
from corpus.schema import assignments, blocks, documents
from corpus.schema import effects as effects_table
from corpus.store import Corpus
from mapping.model import Effect

Key = tuple[str, int, int, int]
"""Where an assignment stands: document, position of its block, start in it, own id."""


@dataclass(frozen=True, slots=True)
class Named:
    """What else is asked of a document; None means any. `words` stand in its title, 文号,
    issuer or id; `jurisdiction` and `number` are as its record has them."""

    words: str | None = None
    jurisdiction: str | None = None
    number: str | None = None
    entered: Entered | None = None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place and how many documents it has; `adcode` None where it is not known."""

    name: str
    adcode: str | None
    documents: int


def documents_after(
    corpus: Corpus, wanted: Filter, named: Named, after: str | None, limit: int
) -> tuple[StoredDocument, ...]:
    """The `limit` documents behind the id `after` (None: the first), by id."""
    query = select(documents).where(*of_documents(wanted))
    if named.words:
        columns = (documents.c.title, documents.c.number, documents.c.issuer, documents.c.id)
        query = query.where(or_(*(c.contains(named.words, autoescape=True) for c in columns)))
    for column, value in (
        (documents.c.jurisdiction, named.jurisdiction),
        (documents.c.number, named.number),
        (documents.c.standing, named.entered),
    ):
        if value is not None:
            query = query.where(column == value)
    if after is not None:
        query = query.where(documents.c.id > after)
    with corpus.database.reading() as connection:
        found = connection.execute(query.order_by(documents.c.id).limit(limit)).mappings()
        return tuple(rows.stored_document(row) for row in found)


def assignments_after(
    corpus: Corpus,
    wanted: Filter,
    after: Key | None,
    limit: int,
    *,
    words: str | None = None,
    agencies: Collection[str] | None = None,
) -> tuple[tuple[Key, StoredAssignment], ...]:
    """The `limit` assignments behind `after` (None: the first), each with its key.

    `words` stand in the quote or the agency as printed; `agencies` are the ids wanted where
    they are more than one.
    """
    place = (assignments.c.document, blocks.c.position, assignments.c.start, assignments.c.id)
    query = _assignments(wanted).add_columns(blocks.c.position.label("at"))
    if words:
        columns = (assignments.c.quote, assignments.c.mention)
        query = query.where(or_(*(c.contains(words, autoescape=True) for c in columns)))
    if agencies is not None:
        query = query.where(assignments.c.agency.in_(agencies))
    if after is not None:
        # The first term alone lets an index lead to the page.
        query = query.where(assignments.c.document >= after[0], tuple_(*place) > tuple_(*after))
    with corpus.database.reading() as connection:
        found = connection.execute(query.order_by(*place).limit(limit)).mappings().all()
        ids = {row["document"] for row in found}
        owning = connection.execute(select(documents).where(documents.c.id.in_(ids))).mappings()
        owners = {row["id"]: rows.stored_document(row) for row in owning}
    return tuple(
        (
            (row["document"], row["at"], row["start"], row["id"]),
            rows.stored_assignment(row, owners[row["document"]]),
        )
        for row in found
    )


def assignment(corpus: Corpus, number: int) -> StoredAssignment | None:
    """The assignment with this id as it is shown; None where there is none, or a person has
    rejected it."""
    query = select(assignments).where(assignments.c.id == number, assignments.c.shown == 1)
    with corpus.database.reading() as connection:
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        owner = select(documents).where(documents.c.id == row["document"])
        stored = rows.stored_document(connection.execute(owner).mappings().one())
        return rows.stored_assignment(row, stored)


def counts(
    corpus: Corpus, wanted: Filter, *, agencies: Collection[str] | None = None
) -> dict[tuple[str, str], int]:
    """How many assignments an (agency, measure) has among those that `wanted` lets through."""
    pair = (assignments.c.agency, assignments.c.measure)
    query = _assignments(wanted).with_only_columns(*pair, func.count()).group_by(*pair)
    if agencies is not None:
        query = query.where(assignments.c.agency.in_(agencies))
    with corpus.database.reading() as connection:
        return {(agency, measure): n for agency, measure, n in connection.execute(query)}


def _assignments(wanted: Filter) -> Select[tuple[object, ...]]:
    owned = replace(wanted, agency=None, measures=None, role=None)
    return (
        select(assignments)
        .join(blocks, blocks.c.id == assignments.c.block_id)
        .join(documents, documents.c.id == assignments.c.document)
        .where(*of_documents(owned), *of_assignments(wanted))
    )


def place_counts(corpus: Corpus) -> tuple[PlaceCount, ...]:
    """The places that have a document, by adcode, each by its most frequent name; those
    without an adcode come last, by name."""
    place = (documents.c.adcode, documents.c.jurisdiction)
    query = select(*place, func.count()).where(documents.c.jurisdiction.is_not(None))
    named: dict[str, Counter[str]] = {}
    with corpus.database.reading() as connection:
        for adcode, name, number in connection.execute(query.group_by(*place)):
            named.setdefault(adcode or "", Counter())[name] += number
    bare = named.pop("", Counter())
    coded = [
        PlaceCount(names.most_common(1)[0][0], code, names.total())
        for code, names in sorted(named.items())
    ]
    return (*coded, *(PlaceCount(name, None, bare[name]) for name in sorted(bare)))


def effects(corpus: Corpus, document: str) -> tuple[Effect, ...]:
    """What a document does to the standing of others, and when its own ends."""
    names = ("kind", "title", "number", "since", "provision", "quote")
    table = effects_table
    query = select(table).where(table.c.document == document).order_by(table.c.id)
    with corpus.database.reading() as connection:
        found = connection.execute(query).mappings()
        return tuple(Effect(**{name: row[name] for name in names}) for row in found)
