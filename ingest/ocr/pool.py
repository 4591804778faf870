"""Processes that read scanned pages, each one page at a time.

A page that hangs is given up and its process replaced; one that brings its process down
is lost alone. A process holds one page's picture, so that memory does not grow with the
length of a document, and keeps its engine from page to page and from file to file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock
from types import TracebackType
from typing import Any, Self

from ingest.model import Problem
from ingest.ocr.choose import open_engine
from ingest.ocr.engine import THREADS, OcrChoice, OcrEngine, OcrUnavailable
from ingest.ocr.scan import PageRead, unread
from ingest.processes import follow_parent

PAGE_TIMEOUT = 120.0
"""Seconds for one page; a page takes 1 to 3, on a slow or busy machine some 20."""

LOAD_TIMEOUT = 300.0
"""Seconds for a process to start and load its engine, which is not the page's fault."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """Page `number` (1-based) of a file of a `format` of READERS, to be read by `ocr`."""

    path: Path
    format: str
    number: int
    ocr: OcrChoice


ReadPage = Callable[[PageTask, OcrEngine], PageRead]


class PagePool:
    """Up to `jobs` processes that call `read` on pages; none is started before it is needed.

    May be used by several threads at once, and for one document after the other.
    """

    def __init__(self, read: ReadPage, jobs: int = 1, timeout: float = PAGE_TIMEOUT) -> None:
        """`read` must be picklable; `timeout` is in seconds a page."""
        self._read = read
        self._jobs = jobs
        self._timeout = timeout
        self._idle: SimpleQueue[_Reader | None] = SimpleQueue()
        for _ in range(jobs):
            self._idle.put(None)
        self._all: set[_Reader] = set()
        self._lock = Lock()
        self._closed = False

    def read_all(self, tasks: Sequence[PageTask]) -> Generator[PageRead, None, None]:
        """Each page as it was read, in the order of `tasks`. Raises OcrUnavailable.

        Whoever stops before the last ends the processes that are at these tasks.
        """
        at_work: set[_Reader | None] = set()
        left = Event()
        with ThreadPoolExecutor(self._jobs) as threads:
            try:
                yield from threads.map(partial(self._read_one, at_work, left), tasks)
            finally:
                left.set()
                for reader in filter(None, tuple(at_work)):
                    reader.kill()

    def _read_one(self, at_work: set[_Reader | None], left: Event, task: PageTask) -> PageRead:
        reader = self._idle.get()
        try:
            if reader is None or not reader.alive:
                reader = self._start()
            at_work.add(reader)
            if left.is_set():  # by now nobody may look at those at work any more
                raise EOFError
            return reader.ask(task, self._timeout)
        except TimeoutError:
            self._end(reader)
            late = f"这一页读了 {self._timeout:g} 秒还没有读完，已跳过"
            message = f"{late}；请重新扫描，或用 --page-timeout 多给些时间"
            return unread(task.number, Problem("page-timeout", message, task.number))
        except (EOFError, OSError):
            self._end(reader)
            message = "读这一页的进程中断了，可能内存不足；请重新扫描后再导入"
            return unread(task.number, Problem("page-unreadable", message, task.number))
        finally:
            at_work.discard(reader)
            self._idle.put(reader)

    def _start(self) -> _Reader:
        threads = max(1, min(THREADS, (os.cpu_count() or 1) // self._jobs))
        with self._lock:
            if self._closed:
                raise EOFError
            reader = _Reader(self._read, threads)
            self._all.add(reader)
        return reader

    def _end(self, reader: _Reader | None) -> None:
        if reader is not None:
            reader.kill()
            with self._lock:
                self._all.discard(reader)

    def close(self) -> None:
        """End the processes; pages that they are at are told as unreadable."""
        with self._lock:
            self._closed = True
            for reader in self._all:
                reader.kill()
            self._all.clear()

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the processes."""
        self.close()


class _Reader:
    """One process, and the line to it."""

    def __init__(self, read: ReadPage, threads: int) -> None:
        # Spawned, since a fork would copy the threads' locks of a progress bar or a server.
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, read, threads), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, task: PageTask, timeout: float) -> PageRead:
        """The page as read. Raises OcrUnavailable; TimeoutError, and EOFError or OSError
        where the process has ended: it is then of no use any more."""
        self._line.send(task)
        trouble: Problem | None = self._answer(LOAD_TIMEOUT)
        if trouble is not None:
            raise OcrUnavailable(trouble.message)
        read: PageRead = self._answer(timeout)
        return read

    def _answer(self, timeout: float) -> Any:
        if not self._line.poll(timeout):
            raise TimeoutError
        return self._line.recv()

    @property
    def alive(self) -> bool:
        """Whether it may be asked."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()


def _serve(line: Connection, read: ReadPage, threads: int) -> None:
    """What a process does: for each page, what keeps its engine from loading or None, and
    then the page. What it does not expect ends it, and costs that page alone."""
    follow_parent()
    # Libraries' warnings are not for the person who imports.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with ExitStack() as end:
        end.callback(os._exit, 1)  # at once: taking an engine down takes seconds
        while True:
            task: PageTask = line.recv()
            try:
                engine = open_engine(task.ocr, threads)
            except OcrUnavailable as error:
                line.send(error.problem)
                continue
            line.send(None)
            line.send(read(task, engine))
