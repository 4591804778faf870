"""Blocks found by their words and by their vectors, and the upkeep of both indexes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    func,
    insert,
    literal_column,
    select,
)

from corpus.bigrams import all_terms, any_pair, indexed
from corpus.embed import Vectors
from corpus.filters import of_blocks
from corpus.model import Filter, Hit
from corpus.schema import block_text, block_vectors, blocks, documents

_MOST = 4096  # sqlite-vec's own limit on k
_NEAR = 0.2  # below this cosine, blocks share no more than common words
_HIT = (blocks.c.document, blocks.c.block, blocks.c.label, blocks.c.text)


def text_hits(connection: Connection, query: str, wanted: Filter, limit: int) -> tuple[Hit, ...]:
    """Blocks that hold every blank-separated term of `query` as printed; where there is
    none, blocks that share pairs of characters with it. Best first; the score is BM25."""
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


def vector_hits(
    connection: Connection, vector: Vectors, wanted: Filter, limit: int
) -> tuple[Hit, ...]:
    """Blocks whose vectors lie nearest to `vector` (shape (256,)), unrelated ones left out.

    Best first; the score is the cosine, 0.2 or more. Needs the table of vectors.
    """
    allowed = select(blocks.c.id).join(documents).where(*of_blocks(wanted))
    near = select(block_vectors.c.rowid, block_vectors.c.distance).where(
        block_vectors.c.embedding.op("MATCH")(vector.tobytes()),
        block_vectors.c.k == min(limit, _MOST),
        block_vectors.c.rowid.in_(allowed),
    )
    if wanted.within is not None:
        near = near.where(block_vectors.c.adcode == wanted.within)
    found = near.cte("near")
    score: ColumnElement[float] = 1 - found.c.distance
    query = (
        select(*_HIT, score.label("score"))
        .select_from(found)
        .join(blocks, blocks.c.id == found.c.rowid)
        .where(score >= _NEAR)
        .order_by(found.c.distance, blocks.c.id)
    )
    return _hits(connection.execute(query))


def _hits(rows: Iterable[tuple[str, str, str, str, float]]) -> tuple[Hit, ...]:
    return tuple(Hit(*row) for row in rows)


def index_text(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Enter blocks, each by its row and its text, into the index of words."""
    rows = [{"rowid": row, "pairs": indexed(text)} for row, text in texts]
    if rows:
        connection.execute(insert(block_text), rows)
