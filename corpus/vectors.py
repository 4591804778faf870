"""The vectors of a corpus kept in step with its blocks.

Vectors are made after an import, not in it: whatever block lacks one gets it at the next
`refresh`, so one that was cut off is completed by the next. The model stands in the same
database as the vectors that it made. The next model's are made beside them and take their
place at once when all are there; until then the former answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, delete, func, insert, select, text, update

from corpus.bulk import insert_rows
from corpus.connection import Database, vector_trouble
from corpus.embed import Embedder, Lsa, Vectors
from corpus.schema import SPACES, Space, blocks, embedders

_CHUNK = 500  # blocks a transaction, so that other writers need not wait long
_CLEARED = 5000
_GROWTH = 1.5  # a corpus grown by half is fitted anew


@dataclass(frozen=True, slots=True)
class Standing:
    """A model whose vectors are in the corpus, or (`ready` False) are being made."""

    version: str
    fitted_on: int
    space: Space
    ready: bool


def standing(connection: Connection, *, ready: bool = True) -> Standing | None:
    """The model that searches use, or the one that is to follow it; None where there is none."""
    columns = (embedders.c.version, embedders.c.fitted_on, embedders.c.space, embedders.c.ready)
    row = connection.execute(select(*columns).where(embedders.c.ready == int(ready))).first()
    return row and Standing(row.version, row.fitted_on, SPACES[row.space], bool(row.ready))


def load(connection: Connection, held: Standing | None, local: Embedder | None) -> Embedder | None:
    """The model itself: from the database, or `local` where it is that; None where it is
    neither, since its folder is no longer the one that is set."""
    if held is None:
        return None
    if local is not None and local.version == held.version:
        return local
    query = select(embedders.c.model).where(embedders.c.version == held.version)
    data = connection.scalar(query)
    return Lsa.load(data) if data else None


def is_due(connection: Connection, local: Embedder | None) -> bool:
    """Whether another model is to follow: the one that is set, a new fit of a corpus that has
    grown by half, or one that was begun with."""
    held = standing(connection)
    if local is not None:
        return held is None or held.version != local.version
    if held is None or not held.version.startswith("lsa-"):
        return True
    return _outgrown(connection, held) or standing(connection, ready=False) is not None


def refresh(database: Database, local: Embedder | None = None) -> None:
    """Give every block its vector, by another model where one is due: `local`, the one that
    is set, else one fitted on the corpus."""
    with database.reading() as connection:
        held = standing(connection)
        model = load(connection, held, local)
        due = is_due(connection, local)
    if held and model:
        _complete(database, model, held.space)
    if due:
        _follow(database, held, local)


def _follow(database: Database, held: Standing | None, local: Embedder | None) -> None:
    """Make the vectors of the next model, and let it take its place. What an earlier call
    was cut off from is gone on with."""
    with database.reading() as connection:
        coming = standing(connection, ready=False)
        number = _blocks(connection)
        model = load(connection, coming, local)
        begun = coming is not None and model is not None and not _outgrown(connection, coming)
        texts = [] if local or begun else list(connection.scalars(select(blocks.c.text)))
    if local is not None:
        begun, model = begun and model is local, local
    elif not begun:
        model = Lsa.fit(texts)
    if model is None:
        return
    if held and held.version == model.version:  # fitted on other texts, and yet the same
        with database.writing() as connection:
            connection.execute(delete(embedders).where(embedders.c.ready == 0))
            connection.execute(update(embedders).values(fitted_on=number))
        return
    if not begun and not _begin(database, model, held, number):
        return
    space = _next(held)
    while not _take_place(database, model, space):
        if not _complete(database, model, space):
            return
    if held:
        _clear(database, held.space)


def _begin(database: Database, model: Embedder, held: Standing | None, fitted_on: int) -> bool:
    """Let a model follow the one `held`, in the other space, once that is empty; False where
    another program has been faster, whose space this then is."""
    space = _next(held)
    with database.writing() as connection:
        if not _holds(connection, held):
            return False
        connection.execute(delete(embedders).where(embedders.c.ready == 0))
    if not _clear(database, space):
        return False
    kept = model.dump() if isinstance(model, Lsa) else b""
    row = {"version": model.version, "model": kept, "fitted_on": fitted_on, "ready": 0}
    with database.writing() as connection:
        if not _holds(connection, held) or _in_use(connection, space):
            return False
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {space.index.name}")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {space.index.name} USING vec0(embedding bit[{model.dimensions}])"
        )
        connection.execute(insert(embedders), {**row, "space": space.number})
    return True


def _next(held: Standing | None) -> Space:
    """Where the vectors of the model that follows `held` are made: beside its own."""
    return SPACES[1 - held.space.number if held else 0]


def _holds(connection: Connection, held: Standing | None) -> bool:
    """Whether searches still use the model `held`."""
    now = standing(connection)
    return (now and now.version) == (held and held.version)


def _in_use(connection: Connection, space: Space) -> bool:
    """Whether a model's vectors are in a space, or are being made there."""
    own = select(embedders.c.version).where(embedders.c.space == space.number)
    return connection.scalar(own) is not None


def _clear(database: Database, space: Space) -> bool:
    """Delete the vectors of a model that is no more, some at a time; False where another
    program has taken the space meanwhile, whose vectors stay."""
    for kept in (space.vectors, space.signs):
        some = select(kept.c.id).limit(_CLEARED)
        more = True
        while more:
            with database.writing() as connection:
                if _in_use(connection, space):
                    return False
                more = bool(connection.execute(delete(kept).where(kept.c.id.in_(some))).rowcount)
    return True


def _take_place(database: Database, model: Embedder, space: Space) -> bool:
    """Let a model be the one that searches use, if no block lacks its vector."""
    with database.writing() as connection:
        own = embedders.c.version == model.version
        if not connection.scalar(select(embedders.c.ready == 0).where(own)):
            return True  # another program has been faster, or has begun with another model
        if _lacking(connection, space, 0):
            return False
        connection.execute(delete(embedders).where(embedders.c.ready == 1))
        connection.execute(update(embedders).where(own).values(ready=1))
        return True


def _complete(database: Database, model: Embedder, space: Space) -> bool:
    """Give every block its vector; False where another program has replaced the model."""
    last = 0
    while True:
        with database.reading() as connection:
            found = _lacking(connection, space, last)
        if not found:
            return True
        last = found[-1][0]
        encoded = model.encode([text for _, text in found])
        if not _enter(database, model, space, [row for row, _ in found], encoded):
            return False


def _lacking(connection: Connection, space: Space, after: int) -> list[tuple[int, str]]:
    held = select(space.vectors.c.id).where(space.vectors.c.id == blocks.c.id).exists()
    query = select(blocks.c.id, blocks.c.text).where(blocks.c.id > after, ~held)
    found = connection.execute(query.order_by(blocks.c.id).limit(_CHUNK))
    return [(row.id, row.text) for row in found]


def _enter(
    database: Database, model: Embedder, space: Space, ids: list[int], encoded: Vectors
) -> bool:
    with database.writing() as connection:
        own = select(embedders.c.space).where(embedders.c.version == model.version)
        if connection.scalar(own) != space.number:
            return False
        # Some may have been removed meanwhile, or been entered by another program.
        lacking = {row for row, _ in _lacking(connection, space, ids[0] - 1)}
        rows = [
            {"id": row, "embedding": vector.tobytes()}
            for row, vector in zip(ids, encoded, strict=True)
            if row in lacking
        ]
        if rows:
            insert_rows(connection, space.vectors, rows)
            for statement in _signs(space):
                connection.execute(statement, rows)
    return True


def _signs(space: Space) -> list[TextClause]:
    return [
        text(f"INSERT INTO {name} ({columns}) VALUES (:id, vec_quantize_binary(:embedding))")  # noqa: S608
        for name, columns in (
            (space.signs.name, "id, signs"),
            (space.index.name, "rowid, embedding"),
        )
    ]


def forget(connection: Connection, document: str) -> None:
    """Take a document's blocks out of the indexes of signs, before they go themselves with
    their vectors. There they stay where this Python cannot delete them, without harm: row ids
    are not used twice."""
    if vector_trouble() is not None:
        return
    gone = select(blocks.c.id).where(blocks.c.document == document)
    for number in connection.scalars(select(embedders.c.space)).all():
        index = SPACES[number].index
        connection.execute(delete(index).where(index.c.rowid.in_(gone)))


def _blocks(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(blocks)) or 0


def _outgrown(connection: Connection, held: Standing) -> bool:
    return _blocks(connection) >= held.fitted_on * _GROWTH
