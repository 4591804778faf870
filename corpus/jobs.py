"""Imports to be done, as rows that workers lease.

A job is `waiting`, `running`, `done`, `failed` or `cancelled`. A worker takes one for LEASE
seconds and renews while it works; a job whose lease has run out is anybody's, so that a
worker that dies loses nothing. Doing one twice does no harm: the second time the file is
`unchanged`. All times of leases are seconds since 1970 of this machine's clock.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    case,
    insert,
    or_,
    select,
    update,
)

from corpus.ledger import jobs
from corpus.model import Entered, FileReport
from corpus.store import Corpus
from ingest.model import Problem
from ingest.readers import OcrChoice

State = Literal["waiting", "running", "done", "failed", "cancelled"]
STATES: tuple[State, ...] = get_args(State)

LEASE = 30.0  # seconds
ATTEMPTS = 3
_AGAIN = 10.0  # seconds until a job that could not be done is tried again
_CHANGED = {"changes": jobs.c.changes + 1}
_DIED = f"处理进程 {ATTEMPTS} 次中断（内存不足，或文件使程序崩溃），不再重试"


@dataclass(frozen=True, slots=True)
class Job:
    """One import. `report` is what became of the file, None where it never came so far;
    `error` then says why. `submitted_at` and `finished_at` are ISO 8601 in UTC. `batch` is what
    it was sent with, None where it was asked for on this machine; `changes` grows with each
    change of state or pages."""

    id: int
    path: str
    sha256: str | None
    ocr: OcrChoice
    standing: Entered | None
    jurisdiction: str | None
    state: State
    submitted_at: str
    finished_at: str | None
    attempts: int
    pages_done: int
    pages: int
    report: FileReport | None
    error: str | None
    batch: int | None
    changes: int

    @property
    def file(self) -> Path:
        """The file that is imported."""
        return Path(self.path)


def submit(
    corpus: Corpus,
    path: Path,
    *,
    ocr: OcrChoice = "auto",
    standing: Entered | None = None,
    jurisdiction: str | None = None,
    sha256: str | None = None,
) -> int:
    """Ask for the import of one file, as `import_paths` would; the id of the job.

    `sha256` is that of the file's content, for those who ask with `seen`. The file must
    stay where it is until the job is finished.
    """
    row = waiting(path.absolute(), ocr, standing, jurisdiction, sha256)
    with corpus.database.writing() as connection:
        return int(connection.execute(insert(jobs).returning(jobs.c.id), row).scalar_one())


def waiting(
    path: Path,
    ocr: OcrChoice,
    standing: Entered | None,
    jurisdiction: str | None,
    sha256: str | None,
) -> dict[str, Any]:
    """The row of a job that is asked for now."""
    return {
        "path": str(path),
        "sha256": sha256,
        "ocr": ocr,
        "standing": standing,
        "jurisdiction": jurisdiction,
        "state": "waiting",
        "submitted_at": _now(),
        **dict.fromkeys(("until", "attempts", "cancelling", "pages_done", "pages"), 0),
    }


def claim(corpus: Corpus, owner: str) -> Job | None:
    """The first job that nobody works at, now leased to `owner`; None where there is none.

    One whose workers have died ATTEMPTS times is failed, and one that was to be cancelled
    is.
    """
    now = time.time()
    free = and_(jobs.c.state.in_(("waiting", "running")), jobs.c.until <= now)
    first = select(jobs.c.id).where(free).order_by(jobs.c.id).limit(1).scalar_subquery()
    take = {"state": "running", "owner": owner, "until": now + LEASE, "pages_done": 0, "pages": 0}
    with corpus.database.reading() as connection:
        if connection.scalar(select(first)) is None:
            return None  # without waiting for a writer
    with corpus.database.writing() as connection:
        lost = and_(free, or_(jobs.c.cancelling == 1, jobs.c.attempts >= ATTEMPTS))
        end = {
            "state": case((jobs.c.cancelling == 1, "cancelled"), else_="failed"),
            "error": case((jobs.c.cancelling == 1, None), else_=_DIED),
            "finished_at": _now(),
            "owner": None,
            **_CHANGED,
        }
        connection.execute(update(jobs).where(lost).values(end))
        taken = update(jobs).where(jobs.c.id == first)
        taken = taken.values(**take, **_CHANGED, attempts=jobs.c.attempts + 1)
        row = connection.execute(taken.returning(jobs)).mappings().first()
        return _job(row, corpus.folder) if row else None


def renew(corpus: Corpus, number: int, owner: str, pages_done: int, pages: int) -> bool:
    """Hold a job longer, and tell how far it is; False where it is to be left: cancelled, or
    another worker's by now."""
    told: dict[str, Any] = {"until": time.time() + LEASE}
    told |= {"pages_done": pages_done, "pages": pages}
    further = case((jobs.c.pages_done != pages_done, 1), else_=0)
    told["changes"] = jobs.c.changes + further
    held = and_(_held(number, owner), jobs.c.cancelling == 0)
    with corpus.database.writing() as connection:
        return connection.execute(update(jobs).where(held).values(told)).rowcount > 0


def finish(corpus: Corpus, number: int, owner: str, report: FileReport) -> None:
    """What became of a job's file; without effect where the job is another worker's by now."""
    state: State = "failed" if report.status == "failed" else "done"
    row = {"state": state, "report": asdict(report), "error": None, "pages_done": report.pages}
    _settle(corpus, _held(number, owner), row | {"pages": report.pages, "finished_at": _now()})


def put_back(corpus: Corpus, number: int, owner: str, error: str | None = None) -> None:
    """Leave a job undone. With an `error` it is tried again later, ATTEMPTS times in all;
    without, the worker was stopped: the attempt does not count. One to be cancelled is."""
    held = _held(number, owner)
    cancelled: State = "cancelled"
    gone = {"state": cancelled, "finished_at": _now(), "owner": None}
    _settle(corpus, and_(held, jobs.c.cancelling == 1), gone)
    if error is None:
        again: dict[str, Any] = {"until": 0, "attempts": jobs.c.attempts - 1}
    else:
        again = {"until": time.time() + _AGAIN, "error": error}
        last = and_(held, jobs.c.attempts >= ATTEMPTS)
        _settle(corpus, last, {"state": "failed", "finished_at": _now(), "error": error})
    _settle(corpus, held, {"state": "waiting", **again})


def cancel(corpus: Corpus, number: int) -> State | None:
    """Ask that a job be left undone; its state then, None where there is none of that number.

    A running one stops at its next page and is `cancelled` soon after, or `done` where it
    was faster.
    """
    waiting = and_(jobs.c.id == number, jobs.c.state == "waiting")
    running = and_(jobs.c.id == number, jobs.c.state == "running")
    with corpus.database.writing() as connection:
        gone = update(jobs).where(waiting).values(state="cancelled", finished_at=_now(), **_CHANGED)
        connection.execute(gone)
        connection.execute(update(jobs).where(running).values(cancelling=1, **_CHANGED))
        state: State | None = connection.scalar(select(jobs.c.state).where(jobs.c.id == number))
        return state


def job(corpus: Corpus, number: int) -> Job | None:
    """The job of this number, None where there is none."""
    found = listed(corpus, numbers=(number,))
    return found[0] if found else None


def listed(
    corpus: Corpus,
    states: Collection[State] = STATES,
    *,
    numbers: Collection[int] | None = None,
    limit: int = 1000,
) -> tuple[Job, ...]:
    """Jobs in these states, of these numbers if any are given, the latest first."""
    query = select(jobs).where(jobs.c.state.in_(states)).order_by(jobs.c.id.desc()).limit(limit)
    if numbers is not None:
        query = query.where(jobs.c.id.in_(numbers))
    with corpus.database.reading() as connection:
        found = connection.execute(query).mappings()
        return tuple(_job(row, corpus.folder) for row in found)


def of_batches(connection: Connection, batches: Collection[int], folder: Path) -> Iterator[Job]:
    """The jobs of these batches of the corpus in `folder`, in the order in which they were
    asked for."""
    query = select(jobs).where(jobs.c.batch.in_(batches)).order_by(jobs.c.id)
    for row in connection.execute(query).mappings():
        yield _job(row, folder)


def awaited(connection: Connection, folder: Path) -> frozenset[Path]:
    """The files that open jobs of the corpus in `folder` wait for."""
    query = select(jobs.c.path).where(jobs.c.state.in_(("waiting", "running")))
    return frozenset(folder.absolute() / path for path in connection.scalars(query))


def waited_for(corpus: Corpus) -> bool:
    """Whether there is anything to do, now or soon."""
    query = select(jobs.c.id).where(jobs.c.state.in_(("waiting", "running"))).limit(1)
    with corpus.database.reading() as connection:
        return connection.scalar(query) is not None


def seen(corpus: Corpus, sha256: str) -> bool:
    """Whether a file of this content has been dealt with: in the corpus, waiting, cancelled, or
    read in vain. One that failed for another reason (a full disk) has not."""
    held = [jobs.c.state != "failed", jobs.c.report.is_not(None)]
    query = select(jobs.c.id).where(jobs.c.sha256 == sha256, or_(*held)).limit(1)
    with corpus.database.reading() as connection:
        found = connection.scalar(query) is not None
    return found or corpus.known(sha256) is not None


def _held(number: int, owner: str) -> ColumnElement[bool]:
    return and_(jobs.c.id == number, jobs.c.owner == owner, jobs.c.state == "running")


def _settle(corpus: Corpus, which: ColumnElement[bool], row: dict[str, Any]) -> None:
    with corpus.database.writing() as connection:
        connection.execute(update(jobs).where(which).values({"owner": None, **_CHANGED, **row}))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _job(row: RowMapping, folder: Path) -> Job:
    values = {name: row[name] for name in Job.__slots__ if name != "report"}
    # What was sent to the service is told by its place within the corpus.
    values["path"] = str(folder.absolute() / row["path"])
    return Job(**values, report=_report(row["report"]))


def _report(told: dict[str, Any] | None) -> FileReport | None:
    if told is None:
        return None
    return FileReport(**told | {"problems": tuple(Problem(**each) for each in told["problems"])})
