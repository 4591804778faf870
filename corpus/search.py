"""Blocks found by their words and by their vectors, and the upkeep of both indexes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    exists,
    func,
    insert,
    literal_column,
    select,
)

from corpus.bigrams import all_terms, any_pair, indexed, tokens
from corpus.embed import Vectors
from corpus.filters import of_assignments, of_blocks
from corpus.model import Filter, Hit
from corpus.schema import assignments, block_signs, block_text, blocks, documents, vectors

_COARSE = 200  # looked at again among all; sqlite-vec's time grows with it
_FEW = 5_000  # blocks of a place or a document
_NEAR = 0.2  # below this cosine, blocks share no more than common words
_HIT = (blocks.c.document, blocks.c.block, blocks.c.label, blocks.c.text)


def text_hits(connection: Connection, query: str, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """Blocks that hold every blank-separated term of `query` as printed; where there is
    none, blocks that share pairs of characters with it. Best first; the score is BM25, or
    where few blocks are let through the share of the query's pairs that they hold (BM25
    counts every pair in the whole corpus first)."""
    if bounds := _narrow(connection, wanted):
        return _shared(connection, query, wanted, bounds, limit)
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


def _narrow(connection: Connection, wanted: Filter) -> tuple[int, int] | None:
    """The first and last row of the blocks of one place or document, where few lie between:
    the blocks of a document are entered together."""
    if wanted.within is None and wanted.document is None:
        return None
    ends = select(func.min(blocks.c.id), func.max(blocks.c.id))
    place = Filter(wanted.within, below=wanted.below, document=wanted.document, drafts=True)
    query = ends.join(documents).where(*of_blocks(place))
    first, last = connection.execute(query).one()
    return (first, last) if first is not None and last - first < _FEW else None


def _shared(
    connection: Connection, query: str, wanted: Filter, bounds: tuple[int, int], limit: int
) -> tuple[Hit, ...]:
    """Blocks between two rows that share pairs with `query`, the most first."""
    # A single character is no pair, and is looked for as a term.
    match, asked = any_pair(query) or all_terms(query), set(tokens(query))
    if match is None:
        return ()
    found = connection.execute(
        select(*_HIT)
        .select_from(block_text)
        .join(blocks, blocks.c.id == block_text.c.rowid)
        .join(documents, documents.c.id == blocks.c.document)
        .where(
            literal_column("block_text").op("MATCH")(match),
            block_text.c.rowid.between(*bounds),
            *of_blocks(wanted),
        )
        .order_by(blocks.c.id)
    )
    hits = [Hit(*row, len(asked.intersection(tokens(row.text))) / len(asked)) for row in found]
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def as_printed(hits: Iterable[Hit], query: str) -> bool:
    """Whether all `hits` hold every blank-separated term of `query` as printed."""
    terms = query.lower().split()
    return all(term in hit.text.lower() for hit in hits for term in terms)


def all_hits(connection: Connection, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """The blocks with a wanted assignment, document by document in reading order."""
    query = (
        select(*_HIT)
        .join(documents, documents.c.id == blocks.c.document)
        .where(*of_blocks(replace(wanted, agency=None, measures=None, role=None)))
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
    score: ColumnElement[float] = 1 - func.vec_distance_cosine(
        vectors.c.embedding, vector.tobytes()
    )
    query = select(*_HIT, score.label("score")).join(vectors, vectors.c.id == blocks.c.id)
    ids = _few(connection, wanted)
    if ids is None:
        ids = _near_by_signs(connection, vector)
        query = query.join(documents, documents.c.id == blocks.c.document)
        query = query.where(*of_blocks(wanted))
    listed = select(func.json_each(json.dumps(ids)).table_valued("value").c.value)
    query = query.where(blocks.c.id.in_(listed), score >= _NEAR)
    return _hits(connection.execute(query.order_by(score.desc(), blocks.c.id).limit(limit)))


def _few(connection: Connection, wanted: Filter) -> list[int] | None:
    """The blocks that the filter lets through, where they are few enough to look at each."""
    if wanted == Filter(drafts=wanted.drafts):
        return None
    places = of_blocks(replace(wanted, agency=None, measures=None, role=None))
    if (wanted.agency, wanted.measures, wanted.role) == (None, None, None):
        query = select(blocks.c.id).join(documents).where(*places)
    else:
        held = select(assignments.c.block_id).join(
            documents, documents.c.id == assignments.c.document
        )
        query = held.where(*of_assignments(wanted), *places)
    ids = list(connection.scalars(query.limit(_FEW)))
    return ids if len(ids) < _FEW else None


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
    if rows:
        connection.execute(insert(block_text), rows)
