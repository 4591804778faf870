"""The vectors of a corpus kept in step with its blocks.

Vectors are made after an import, not in it: whatever block lacks one gets it at the next
`refresh`, so one that was cut off is completed by the next. The model stands in the same
database and changes in the same transaction as the vectors that it made.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, func, insert, select, text

from corpus.connection import Database, vector_trouble
from corpus.embed import Embedder, Lsa
from corpus.schema import block_signs, blocks, create_vectors, embedders, vectors

_CHUNK = 500  # blocks a transaction, so that other writers need not wait long
_SIGNS = text(
    "INSERT INTO block_signs (rowid, embedding) VALUES (:id, vec_quantize_binary(:embedding))"
)
_GROWTH = 1.5  # a corpus grown by half is fitted anew


def refresh(database: Database) -> None:
    """Fit the model where it is missing or outgrown and give every block its vector."""
    with database.reading() as connection:
        model = None if _outgrown(connection) else load(connection)
        texts = [] if model else list(connection.scalars(select(blocks.c.text)))
    if model is None:
        model = Lsa.fit(texts)
        if model is None:
            return
        _adopt(database, model, len(texts))
    last: int | None = 0
    while last is not None:
        last = _enter_chunk(database, model, last)


def load(connection: Connection) -> Lsa | None:
    """The model that made the vectors; None where there are none."""
    data = connection.scalar(select(embedders.c.model))
    return None if data is None else Lsa.load(data)


def load_version(connection: Connection) -> str | None:
    """The version of the model that made the vectors; None where there are none."""
    return connection.scalar(select(embedders.c.version))


def forget(connection: Connection, document: str) -> None:
    """Delete the vectors of a document's blocks. Their signs stay where this Python cannot
    delete them, without harm: row ids are not used twice."""
    gone = select(blocks.c.id).where(blocks.c.document == document)
    connection.execute(delete(vectors).where(vectors.c.id.in_(gone)))
    if vector_trouble() is None and load_version(connection) is not None:
        connection.execute(delete(block_signs).where(block_signs.c.rowid.in_(gone)))


def _outgrown(connection: Connection) -> bool:
    now = connection.scalar(select(func.count()).select_from(blocks)) or 0
    then = connection.scalar(select(embedders.c.fitted_on))
    return then is None or now >= then * _GROWTH


def _adopt(database: Database, model: Lsa, fitted_on: int) -> None:
    row = {"version": model.version, "fitted_on": fitted_on, "model": model.dump()}
    with database.writing() as connection:
        create_vectors(connection)
        connection.execute(delete(embedders))
        connection.execute(delete(vectors))
        connection.execute(delete(block_signs))
        connection.execute(insert(embedders), row)


def _enter_chunk(database: Database, model: Embedder, after: int) -> int | None:
    """Give the next blocks their vectors and tell the last of them; None when none is left
    or another program has replaced the model."""
    with database.writing() as connection:
        if load_version(connection) != model.version:
            return None
        held = exists().where(vectors.c.id == blocks.c.id)
        lacking = (
            select(blocks.c.id, blocks.c.text)
            .where(blocks.c.id > after, ~held)
            .order_by(blocks.c.id)
            .limit(_CHUNK)
        )
        found = connection.execute(lacking).all()
        if not found:
            return None
        encoded = model.encode([text for _, text in found])
        rows = [
            {"id": row, "embedding": vector.tobytes()}
            for (row, _), vector in zip(found, encoded, strict=True)
        ]
        connection.execute(insert(vectors), rows)
        connection.execute(_SIGNS, rows)
        return int(rows[-1]["id"])
