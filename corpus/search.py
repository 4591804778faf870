"""Blocks found by their words and by their vectors, and the upkeep of both indexes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    exists,
    func,
    literal_column,
    select,
)

from corpus.bigrams import all_terms, any_pair, indexed, tokens
from corpus.bulk import insert_rows
from corpus.embed import Vectors
from corpus.filters import of_assignments, of_blocks
from corpus.model import Filter, Hit
from corpus.schema import assignments, block_signs, block_text, blocks, documents, vectors

_COARSE = 200  # looked at again among all; sqlite-vec's time grows with it
_READ, _COMPARED = 2_000, 8_000  # blocks that are read, or whose vectors are, one by one
_NEAR = 0.2  # below this cosine, blocks share no more than common words
_HIT = (blocks.c.document, blocks.c.block, blocks.c.label, blocks.c.text)


def text_hits(connection: Connection, query: str, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """Blocks that hold every blank-separated term of `query` as printed; where there is
    none, blocks that share pairs of characters with it. Best first; the score is BM25, or
    where few blocks are let through the share of the query's pairs that they hold (BM25
    counts every pair in the whole corpus first)."""
    placed = (wanted.within, wanted.document) != (None, None)
    ids = _few(connection, wanted, _READ) if placed else None
    if ids is not None:
        return _shared(connection, query, ids, limit)
    for match in (all_terms(query), any_pair(query)):
        if match is None:
            continue
        hits = _hits(connection.execute(_text_query(match, wanted).limit(limit)))
        if hits:
            return hits
    return ()


def _text_query(match: str, wanted: Filter) -> Select[tuple[str, str, str, str, float]]:
    score: ColumnElement[float] = -func.bm25(literal_column("block_text"))
    return (
        select(*_HIT, score.label("score"))
        .select_from(block_text)
        .join(blocks, blocks.c.id == block_text.c.rowid)
        .join(documents, documents.c.id == blocks.c.document)
        .where(literal_column("block_text").op("MATCH")(match), *of_blocks(wanted))
        .order_by(score.desc(), blocks.c.id)
    )


def _shared(connection: Connection, query: str, ids: Sequence[int], limit: int) -> tuple[Hit, ...]:
    """Of these blocks those that share pairs with `query`, the most first; for a query without
    a pair, those that hold its character."""
    asked = sorted(set(tokens(query)))
    pairs = [token for token in asked if len(token) > 1 or token.isascii()] or asked
    found = connection.execute(
        select(*_HIT).where(blocks.c.id.in_(_listed(ids))).order_by(blocks.c.id)
    )
    hits = []
    for row in found:
        words = row.text.lower()
        if any(token in words for token in pairs):
            hits.append(Hit(*row, sum(token in words for token in asked) / len(asked)))
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def _listed(ids: Sequence[int]) -> Select[tuple[int]]:
    return select(func.json_each(json.dumps(ids)).table_valued("value").c.value)


def as_printed(hits: Iterable[Hit], query: str) -> bool:
    """Whether all `hits` hold every blank-separated term of `query` as printed."""
    terms = query.lower().split()
    return all(term in hit.text.lower() for hit in hits for term in terms)


def all_hits(connection: Connection, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """The blocks with a wanted assignment, document by document in reading order."""
    query = (
        select(*_HIT)
        .join(documents, documents.c.id == blocks.c.document)
        .where(*of_blocks(_placed(wanted)))
        .where(exists().where(assignments.c.block_id == blocks.c.id, *of_assignments(wanted)))
        .order_by(blocks.c.document, blocks.c.position)
        .limit(limit)
    )
    return tuple(Hit(*row, 1.0) for row in connection.execute(query))


def vector_hits(
    connection: Connection, vector: Vectors, wanted: Filter, limit: int
) -> tuple[Hit, ...]:
    """Blocks whose vectors lie nearest to `vector` (shape (256,)), unrelated ones left out.

    Best first; the score is the cosine, 0.2 or more. Needs the table of vectors.
    """
    ids = _few(connection, wanted, _COMPARED)
    few = ids is not None
    listed = _listed(ids if ids is not None else _near_by_signs(connection, vector))
    distance = func.vec_distance_cosine(vectors.c.embedding, vector.tobytes()).label("distance")
    # First the nearest alone: the distance is then worked out once a vector.
    near = select(vectors.c.id, distance).where(vectors.c.id.in_(listed)).order_by(distance)
    found = near.limit(2 * limit if few else _COARSE).cte("near")
    score: ColumnElement[float] = 1 - found.c.distance
    query = (
        select(*_HIT, score.label("score"))
        .select_from(found)
        .join(blocks, blocks.c.id == found.c.id)
        .join(documents, documents.c.id == blocks.c.document)
        .where(score >= _NEAR, *of_blocks(_placed(wanted) if few else wanted))
        .order_by(found.c.distance, blocks.c.id)
        .limit(limit)
    )
    return _hits(connection.execute(query))


def _few(connection: Connection, wanted: Filter, most: int) -> list[int] | None:
    """The blocks that the filter lets through, None where they are more than `most`, or all.
    Where it asks for assignments and no place, the standing of their documents is not looked at."""
    if wanted == Filter(drafts=wanted.drafts):
        return None
    asks = (wanted.agency, wanted.measures, wanted.role) != (None, None, None)
    placed = (wanted.within, wanted.document) != (None, None)
    query = select(assignments.c.block_id if asks else blocks.c.id)
    if asks:
        query = query.where(*of_assignments(wanted))
    if placed or not asks:
        owner = assignments.c.document if asks else blocks.c.document
        query = query.join(documents, documents.c.id == owner).where(*of_blocks(_placed(wanted)))
    ids = list(connection.scalars(query.limit(most + 1)))
    return ids if len(ids) <= most else None


def _placed(wanted: Filter) -> Filter:
    """What a filter asks of documents."""
    return replace(wanted, agency=None, measures=None, role=None)


def _near_by_signs(connection: Connection, vector: Vectors) -> list[int]:
    """The blocks whose vectors have most signs in common with `vector`."""
    signs = func.vec_quantize_binary(vector.tobytes())
    near = select(block_signs.c.rowid).where(
        block_signs.c.embedding.op("MATCH")(signs), block_signs.c.k == _COARSE
    )
    return list(connection.scalars(near))


def _hits(rows: Iterable[tuple[str, str, str, str, float]]) -> tuple[Hit, ...]:
    return tuple(Hit(*row) for row in rows)


def index_text(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Enter blocks, each by its row and its text, into the index of words."""
    rows = [{"rowid": row, "pairs": indexed(text)} for row, text in texts]
    insert_rows(connection, block_text, rows)
