"""What was sent to the service in one request: a batch of jobs, entered at once or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, func, insert, select

from corpus import audit, jobs, uploads
from corpus.jobs import Job
from corpus.ledger import imports
from corpus.ledger import jobs as table
from corpus.model import Entered
from corpus.store import Corpus
from corpus.uploads import Upload
from ingest.readers import OcrChoice

OPEN: tuple[jobs.State, ...] = ("waiting", "running")


class QueueFull(Exception):
    """No more files are taken for now: `waiting` of them are open."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} files wait")
        self.waiting = waiting


class TokenUsed(Exception):
    """The idempotency key came before, with other files."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the files of a batch are to be imported, as `import_paths` is told."""

    ocr: OcrChoice = "auto"
    standing: Entered | None = None
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Files sent together, by whom and when (ISO 8601 in UTC), each with its job in order."""

    id: int
    at: str
    by: str
    jobs: tuple[Job, ...]

    @property
    def changes(self) -> int:
        """A number that grows with every change of a job."""
        return sum(job.changes for job in self.jobs)


def enter(
    corpus: Corpus, files: Sequence[Upload], wish: Wish, by: str, *, token: str | None, most: int
) -> tuple[int, bool]:
    """Ask for the import of files that were received: the batch's id, and whether it is new.

    The same files with the same `token`, or with none while they are still open, are the batch
    that there is. Raises TokenUsed, QueueFull where more than `most` would be open, and
    CorpusUnusable; what was received is gone then.
    """
    content = _content(files, wish)
    try:
        with corpus.database.writing(synced=True) as connection:
            known = _known(connection, by, token, content)
            if known is not None:
                return known, False
            _check_room(connection, len(files), most)
            row = {"at": _now(), "by": by, "token": token, "content": content}
            number = connection.execute(insert(imports).returning(imports.c.id), row).scalar_one()
            for file in files:
                path = uploads.settle(corpus.folder, file)
                job = jobs.waiting(path, wish.ocr, wish.standing, wish.jurisdiction, file.sha256)
                connection.execute(insert(table), job | {"batch": number})
            told = {"import": number, "files": {file.name: file.sha256 for file in files}}
            audit.note(connection, by, "import", "", told)
            return int(number), True
    finally:
        for file in files:
            uploads.forget(file)


def batch(corpus: Corpus, number: int) -> Batch | None:
    """The batch of this id, None where there is none."""
    found = listed(corpus, 1, before=number + 1)
    return found[0] if found and found[0].id == number else None


def listed(corpus: Corpus, limit: int, before: int | None = None) -> tuple[Batch, ...]:
    """The last batches, the latest first; those `before` the one of this id."""
    query = select(imports).order_by(imports.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(imports.c.id < before)
    with corpus.database.reading() as connection:
        rows = connection.execute(query).mappings().all()
        own: dict[int, list[Job]] = {row["id"]: [] for row in rows}
        for job in jobs.of_batches(connection, own, corpus.folder):
            own[job.batch or 0].append(job)
    return tuple(_batch(row, own[row["id"]]) for row in rows)


def sender(corpus: Corpus, number: int) -> str:
    """Who sent the batch of this id."""
    with corpus.database.reading() as connection:
        return str(connection.scalar(select(imports.c.by).where(imports.c.id == number)))


def cancel(corpus: Corpus, number: int, by: str) -> bool:
    """Leave the files of a batch undone that are not done yet; False where there is none such."""
    found = batch(corpus, number)
    left = [job for job in found.jobs if job.state in OPEN] if found else []
    for job in left:
        jobs.cancel(corpus, job.id)
        uploads.drop(corpus, job.file)
    if left:
        with corpus.database.writing() as connection:
            audit.note(connection, by, "cancel", "", {"import": number})
    return bool(left)


def _known(connection: Connection, by: str, token: str | None, content: str) -> int | None:
    own = select(imports.c.id, imports.c.content).where(imports.c.by == by)
    if token is None:
        still = select(table.c.id).where(table.c.batch == imports.c.id, table.c.state.in_(OPEN))
        own = own.where(imports.c.content == content, still.exists())
    else:
        own = own.where(imports.c.token == token)
    row = connection.execute(own.order_by(imports.c.id.desc())).first()
    if row is not None and row.content != content:
        raise TokenUsed
    return row.id if row else None


def _check_room(connection: Connection, new: int, most: int) -> None:
    query = select(func.count()).select_from(table).where(table.c.state.in_(OPEN))
    waiting = connection.scalar(query) or 0
    if waiting + new > most:
        raise QueueFull(waiting)


def _content(files: Sequence[Upload], wish: Wish) -> str:
    told = [sorted((file.name, file.sha256) for file in files), wish.ocr]
    line = json.dumps([*told, wish.standing, wish.jurisdiction], ensure_ascii=False)
    return hashlib.sha256(line.encode(errors="replace")).hexdigest()


def _batch(row: RowMapping, own: Sequence[Job]) -> Batch:
    return Batch(row["id"], row["at"], row["by"], tuple(own))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
