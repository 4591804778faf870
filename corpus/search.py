"""Blocks found by their words and by their vectors, and the upkeep of the index of words."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from corpus.bigrams import all_terms, any_pair, indexed, tokens
from corpus.bulk import insert_rows
from corpus.embed import Vectors
from corpus.filters import (
    asks_assignments,
    is_placed,
    of_assignments,
    of_owner,
    shape,
    values,
)
from corpus.model import Filter, Hit
from corpus.schema import Space, assignments, block_text, blocks

_COARSE = 200  # looked at again; sqlite-vec's time grows with it
_READ, _FEW = 2_000, 8_000  # blocks that are read, or whose signs are compared, one by one
_EXACT = 1_000  # blocks whose vectors are compared, not their signs alone
_NEAR = 0.2  # below this cosine, blocks share no more than common words
_HIT = (blocks.c.document, blocks.c.block, blocks.c.label, blocks.c.text)
_LISTED = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


@dataclass(frozen=True, slots=True)
class Among:
    """The blocks that a filter lets through: `ids`, a JSON array of so many, None where it asks
    nothing or they are more than 8,000."""

    wanted: Filter
    ids: str | None
    number: int = 0


def among(connection: Connection, wanted: Filter) -> Among:
    """The blocks that `wanted` lets through, where they are few."""
    if wanted == Filter(drafts=wanted.drafts):
        return Among(wanted, None)
    number, ids = connection.execute(_few(shape(wanted)), values(wanted)).one()
    return Among(wanted, ids, number) if number <= _FEW else Among(wanted, None)


@functools.lru_cache(maxsize=256)
def _few(wanted: Filter) -> Select[int, str]:
    if asks_assignments(wanted):
        owner = of_owner(assignments.c.document, wanted)
        query = select(assignments.c.block_id.label("id")).where(*of_assignments(wanted), *owner)
    else:
        query = select(blocks.c.id).where(*of_owner(blocks.c.document, wanted))
    some = query.limit(_FEW + 1).subquery()
    return select(func.count(), func.json_group_array(some.c.id)).select_from(some)


def text_hits(connection: Connection, query: str, within: Among, limit: int) -> tuple[Hit, ...]:
    """Blocks that hold every blank-separated term of `query` as printed; where there is
    none, blocks that share pairs of characters with it. Best first; the score is BM25, or
    in a place of few blocks the share of the query's pairs that they hold (BM25 counts every
    pair in the whole corpus first)."""
    if within.ids is not None and within.number <= _READ and is_placed(within.wanted):
        return _shared(connection, query, within.ids, limit)
    statement = _text_query(shape(within.wanted), within.ids is not None)
    told = values(within.wanted) | {"ids": within.ids, "most": limit}
    for match in (all_terms(query), any_pair(query)):
        if match is None:
            continue
        hits = _hits(connection.execute(statement, told | {"sought": match}))
        if hits:
            return hits
    return ()


@functools.lru_cache(maxsize=256)
def _text_query(wanted: Filter, listed: bool) -> Select[Any]:
    row: ColumnElement[int] = block_text.c.rowid
    score: ColumnElement[float] = -func.bm25(literal_column("block_text"))
    # Not by the index on rows (+): it would look for the words anew in each of them.
    allowed = [row.op("+")(0).in_(_LISTED)] if listed else _allowed(wanted, row)
    found = (
        select(row, score.label("score"))
        .where(literal_column("block_text").op("MATCH")(bindparam("sought")), *allowed)
        .order_by(score.desc(), row)
        .limit(bindparam("most"))
        .cte("found")
    )
    return (
        select(*_HIT, found.c.score)
        .select_from(found)
        .join(blocks, blocks.c.id == found.c.rowid)
        .order_by(found.c.score.desc(), blocks.c.id)
    )


def _allowed(wanted: Filter, row: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """Whether the filter lets the block of a column through."""
    if asks_assignments(wanted):
        owner = of_owner(assignments.c.document, wanted)
        held = exists().where(assignments.c.block_id == row, *of_assignments(wanted), *owner)
        return [held]
    owner = of_owner(blocks.c.document, wanted)
    return [exists().where(blocks.c.id == row, *owner)] if owner else []


_READING = select(*_HIT).where(blocks.c.id.in_(_LISTED)).order_by(blocks.c.id)


def _shared(connection: Connection, query: str, ids: str, limit: int) -> tuple[Hit, ...]:
    """Of these blocks those that share pairs with `query`, the most first; for a query without
    a pair, those that hold its character."""
    asked = sorted(set(tokens(query)))
    pairs = [token for token in asked if len(token) > 1 or token.isascii()] or asked
    hits = []
    for row in connection.execute(_READING, {"ids": ids}):
        words = row.text.lower()
        if any(token in words for token in pairs):
            hits.append(Hit(*row, sum(token in words for token in asked) / len(asked)))
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def as_printed(hits: Iterable[Hit], query: str) -> bool:
    """Whether all `hits` hold every blank-separated term of `query` as printed."""
    terms = query.lower().split()
    return all(term in hit.text.lower() for hit in hits for term in terms)


def all_hits(connection: Connection, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """The blocks with a wanted assignment, document by document in reading order."""
    owner = of_owner(assignments.c.document, wanted)
    given = select(assignments.c.block_id).where(*of_assignments(wanted), *owner)
    query = (
        select(*_HIT)
        .where(blocks.c.id.in_(given))
        .order_by(blocks.c.document, blocks.c.position)
        .limit(limit)
    )
    return tuple(Hit(*row, 1.0) for row in connection.execute(query))


def vector_hits(
    connection: Connection, vector: Vectors, space: Space, within: Among, limit: int
) -> tuple[Hit, ...]:
    """Blocks whose vectors lie nearest to `vector` in `space`, unrelated ones left out.

    Best first; the score is the cosine, 0.2 or more. Needs sqlite-vec.
    """
    ids = within.ids
    told = values(within.wanted) | {"vector": vector.tobytes(), "near": _NEAR, "most": limit}
    if ids is None or within.number > _EXACT:
        statement = _by_all_signs(space) if ids is None else _by_signs(space)
        ids = json.dumps(list(connection.scalars(statement, told | {"ids": ids})))
    statement = _by_cosine(space, shape(within.wanted), within.ids is None)
    return _hits(connection.execute(statement, told | {"ids": ids}))


@functools.cache
def _by_all_signs(space: Space) -> Select[Any]:
    """The blocks whose vectors have most signs in common with a vector, of all."""
    near = space.index.c
    asked = func.vec_quantize_binary(bindparam("vector"))
    return select(near.rowid).where(near.embedding.op("MATCH")(asked), near.k == _COARSE)


@functools.cache
def _by_signs(space: Space) -> Select[Any]:
    """The same of the listed."""
    signs = space.signs.c
    asked = func.vec_bit(func.vec_quantize_binary(bindparam("vector")))
    far = func.vec_distance_hamming(func.vec_bit(signs.signs), asked)
    return select(signs.id).where(signs.id.in_(_LISTED)).order_by(far).limit(_COARSE)


@functools.lru_cache(maxsize=256)
def _by_cosine(space: Space, wanted: Filter, asked: bool) -> Select[Any]:
    """The nearest of the listed; `asked` whether the filter is to be asked about each."""
    vectors = space.vectors.c
    distance = func.vec_distance_cosine(vectors.embedding, bindparam("vector")).label("distance")
    allowed = _allowed(wanted, vectors.id) if asked else []
    # First the nearest alone: the distance is then worked out once a vector.
    near = select(vectors.id, distance).where(vectors.id.in_(_LISTED), *allowed)
    found = near.order_by(distance).limit(bindparam("most")).cte("near")
    score: ColumnElement[float] = 1 - found.c.distance
    return (
        select(*_HIT, score.label("score"))
        .select_from(found)
        .join(blocks, blocks.c.id == found.c.id)
        .where(score >= bindparam("near"))
        .order_by(found.c.distance, blocks.c.id)
    )


def _hits(rows: Iterable[Any]) -> tuple[Hit, ...]:
    return tuple(Hit(*row) for row in rows)


def index_text(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Enter blocks, each by its row and its text, into the index of words."""
    rows = [{"rowid": row, "pairs": indexed(text)} for row, text in texts]
    insert_rows(connection, block_text, rows)
