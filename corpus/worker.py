"""What does the imports of the table of jobs, here or in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self
from uuid import uuid4

from corpus import audit, batches, jobs, uploads
from corpus.connection import CorpusUnusable
from corpus.importer import import_file
from corpus.jobs import LEASE, Job
from corpus.model import FileReport
from corpus.store import Corpus
from ingest.errors import Unreadable
from ingest.readers import PagePool, page_pool
from mapping.knowledge import SHIPPED, Knowledge

OnReport = Callable[[FileReport], None]


@dataclass(frozen=True, slots=True)
class Means:
    """What a worker maps with, as `import_paths` is given it, how many pages a file may have
    (None: any number), and `embedder` as of Corpus.open."""

    knowledge: Knowledge = SHIPPED
    field: str | None = None
    most_pages: int | None = None
    embedder: Path | None = None


SHIPPED_MEANS = Means()
UNUSABLE = 3  # the exit status of a worker whose corpus cannot be used
_TICK = 0.5  # seconds between two looks at how far a job is
_IDLE = 0.5  # seconds between two looks for a job
_PATIENCE = 10  # seconds that a worker has to put back what it is at


class Cut(BaseException):
    """The job is to be left: it was cancelled, or another worker has it."""


class Lease:
    """Holds a job for a worker while it reads, and tells the table how far it is."""

    def __init__(self, corpus: Corpus, job: Job, owner: str, most_pages: int | None) -> None:
        """`job` as it was claimed by `owner`."""
        self._most_pages = most_pages
        self._corpus = corpus
        self._job = job
        self._owner = owner
        self._pages = (0, 0)
        self._ended = Event()
        self._lost = Event()
        self._thread = Thread(target=self._hold, daemon=True)

    def page(self, _name: str, done: int, pages: int) -> None:
        """So many pages are read. Raises Cut where the job is to be left, and Unreadable where
        there are too many."""
        if self._most_pages is not None and pages > self._most_pages:
            message = f"文件有 {pages} 页，最多 {self._most_pages} 页，请拆分后再导入"
            raise Unreadable("too-many-pages", message)
        self._pages = (done, pages)
        if self._lost.is_set():
            raise Cut

    def _hold(self) -> None:
        told, at = (0, 0), time.monotonic()
        while not self._ended.wait(_TICK):
            pages, now = self._pages, time.monotonic()
            if pages == told and now - at < LEASE / 6:
                continue
            try:
                held = jobs.renew(self._corpus, self._job.id, self._owner, *pages)
            except CorpusUnusable:
                continue  # the import will say so, if it lasts
            if not held:
                self._lost.set()
                return
            told, at = pages, now

    def __enter__(self) -> Self:
        """Begin to renew."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Renew no more."""
        self._ended.set()
        self._thread.join()


def run_next(
    corpus: Corpus,
    owner: str,
    on_report: OnReport | None = None,
    means: Means = SHIPPED_MEANS,
    pages: PagePool | None = None,
    stopped: Event | None = None,
) -> bool:
    """Do the next job, if there is one, scanned pages by `pages`. Stopped by Ctrl-C, it is put
    back, as is one that failed once `stopped` was set: a library may have swallowed the
    interrupt. Raises CorpusUnusable where not even that can be written."""
    job = jobs.claim(corpus, owner)
    if job is None:
        return False
    try:
        with Lease(corpus, job, owner, means.most_pages) as lease, _asked(corpus, job) as by:
            report = import_file(
                corpus,
                job.file,
                ocr=job.ocr,
                standing=job.standing,
                jurisdiction=job.jurisdiction,
                knowledge=means.knowledge,
                field=means.field,
                by=by,
                progress=lease.page,
                pages=pages,
            )
        if stopped and stopped.is_set() and report.status == "failed":
            raise KeyboardInterrupt
        jobs.finish(corpus, job.id, owner, report)
        uploads.drop(corpus, job.file)
    except CorpusUnusable as error:
        jobs.put_back(corpus, job.id, owner, str(error))
        return True
    except (Cut, KeyboardInterrupt) as cut:
        jobs.put_back(corpus, job.id, owner)
        if isinstance(cut, Cut):
            return True
        raise
    if on_report:
        on_report(report)
    return True


@contextmanager
def _asked(corpus: Corpus, job: Job) -> Iterator[str]:
    """Who asked for a job; within, the audit trail tells where."""
    if job.batch is None:
        yield audit.login()
        return
    token = audit.origin.set(f"import {job.batch}")
    try:
        yield batches.sender(corpus, job.batch)
    finally:
        audit.origin.reset(token)


def work(
    corpus: Corpus,
    stopped: Event,
    *,
    means: Means = SHIPPED_MEANS,
    until_empty: bool = False,
    on_report: OnReport | None = None,
) -> None:
    """Do one job after the other until `stopped`, or until there is none to do; the vectors
    follow when the table is empty. Raises CorpusUnusable."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    behind = True
    with page_pool() as pages:
        while not stopped.is_set():
            if run_next(corpus, owner, on_report, means, pages, stopped):
                behind = True
                continue
            if behind:
                corpus.catch_up()
                behind = False
            if until_empty:
                return
            stopped.wait(_IDLE)


def start(folder: Path, means: Means = SHIPPED_MEANS, nice: int = 0) -> BaseProcess:
    """A process that works on the jobs of the corpus in `folder` until `stop`; it ends with
    this one. Its exit status is UNUSABLE where the corpus cannot be used; `nice` is what it
    leaves to others (os.nice)."""
    process = get_context("spawn").Process(target=main, args=(folder, means, nice))
    process.start()
    return process


def stop(process: BaseProcess) -> None:
    """End a worker; the job that it is at is put back."""
    process.terminate()
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def main(folder: Path, means: Means = SHIPPED_MEANS, nice: int = 0) -> None:
    """What a worker's process does; it puts its job back when it is told to end, or when the
    process that it works for has been killed."""
    stopped = Event()

    def end(_number: int, _frame: object) -> None:
        if not stopped.is_set():  # a second signal must not disturb the putting back
            stopped.set()
            raise KeyboardInterrupt

    os.nice(nice)
    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        with Corpus.open(folder, embedder=means.embedder) as corpus:
            work(corpus, stopped, means=means)
    except KeyboardInterrupt:
        return
    except ImportError:
        if not stopped.is_set():  # a compiled module that is interrupted as it loads raises this
            raise
    except CorpusUnusable as error:
        print(f"dutymap: {error}", file=sys.stderr)
        sys.exit(UNUSABLE)


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)  # the main thread puts the job back
    time.sleep(_PATIENCE)
    os._exit(1)
