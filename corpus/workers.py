"""Processes that read files beside the one that writes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from ingest.processes import follow_parent

T = TypeVar("T")


class Workers(Generic[T]):
    """Up to `jobs` processes that call `read` on paths; none is started before it is needed.

    A process that dies (memory, a broken library) takes the files of the others with it:
    each of these is read once more in a process of its own, and the rest in new ones.
    """

    def __init__(self, jobs: int, read: Callable[[Path], T]) -> None:
        """`read` must be picklable."""
        self._jobs = jobs
        self._read = read
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, path: Path) -> Callable[[], T]:
        """Begin to read `path`; the result, or what reading raised, comes from the call.

        Where the process has died twice, that is BrokenProcessPool.
        """
        try:
            future = self._running().submit(self._read, path)
        except BrokenProcessPool:
            self._stop()
            future = self._running().submit(self._read, path)
        return partial(self._result, future, path)

    def _result(self, future: Future[T], path: Path) -> T:
        try:
            return future.result()
        except BrokenProcessPool:
            with _processes(1) as alone:
                return alone.submit(self._read, path).result()

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _processes(self._jobs)
        return self._pool

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        """The workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Stop them; files not begun are left."""
        self._stop()


def _processes(number: int) -> ProcessPoolExecutor:
    # Spawned, since a fork would copy the threads' locks of a progress bar or a server.
    return ProcessPoolExecutor(number, get_context("spawn"), follow_parent)
