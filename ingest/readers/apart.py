"""A reader of pages in a process of its own, where it may hang, crash or fill its memory.

Libraries in C read what anybody wrote: a page that brings its process down, or keeps it
busy for too long, is lost alone, and the next one is read by a new process. A process is
kept from file to file.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread, Timer

from ingest.errors import Unreadable
from ingest.model import Page, Problem
from ingest.ocr.scan import PageRead
from ingest.readers.limits import (
    MOST_LOST,
    PAGE_MEMORY,
    PAGE_SECONDS,
    START_SECONDS,
)
from ingest.readers.wire import Told, packed, unpacked

Reader = Callable[[Path, int], Iterator[int | PageRead]]
"""From a file and the first page wanted (1-based): how many pages it has, then each page."""

LOOK_SECONDS = 2
_IDLE: dict[str, list[Apart]] = {}


def pages_apart(reader: str, path: Path) -> Iterator[int | PageRead]:
    """What the Reader `reader` ("module:function") yields from page 1 on, read by a process
    of its own; a page that is not to be had has a problem in its place.

    After MOST_LOST such pages the rest is not tried. Raises Unreadable.
    """
    total, number, lost = 0, 1, 0
    while not total or number <= total:
        if lost >= MOST_LOST:
            yield late(number)
            number += 1
            continue
        try:
            for found in asked(reader, path, number):
                if isinstance(found, int):
                    yield from [] if total else [found]
                    total = found
                else:
                    yield found
                    number += 1
        except EOFError as error:
            if not total:
                raise Unreadable(
                    "too-slow", "文件打不开：太慢或太大，请重新导出后再导入"
                ) from error
            yield late(number)
            number, lost = number + 1, lost + 1


def late(number: int) -> PageRead:
    """What is told of a page that took too long, or too much memory."""
    message = f"这一页 {PAGE_SECONDS} 秒内没有读完，或内存不足，已跳过，请重新导出或扫描"
    return Page(number), [], [Problem("page-unreadable", message, number)]


def asked(reader: str, path: Path, first: int) -> Iterator[int | PageRead]:
    """What a process answers; EOFError where it has ended, by itself or for being late."""
    idle = _IDLE.setdefault(reader, [])
    process = idle.pop() if idle else Apart(reader)
    try:
        yield from process.ask(path, first)
    except Unreadable:
        idle.append(process)  # it has answered, and waits for the next file
        raise
    except BaseException:
        process.end()
        raise
    idle.append(process)


def end_idle() -> None:
    """End the processes that wait for a file."""
    for idle in _IDLE.values():
        while idle:
            idle.pop().end()


atexit.register(end_idle)


class Apart:
    """One process that reads, and the lines to and from it."""

    def __init__(self, reader: str) -> None:
        """Start it. `reader` names a Reader, "module:function"."""
        code = f"from ingest.readers.apart import serve; serve({reader!r})"
        self._process = subprocess.Popen(  # noqa: S603 - this Python, and a name of our own
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self._started = False

    def ask(self, path: Path, first: int) -> Iterator[int | PageRead]:
        """What the Reader yields. Raises Unreadable as it does; EOFError where the process has
        ended, or was ended for being late."""
        assert self._process.stdin
        with suppress(BrokenPipeError):  # it has ended: there is no answer either
            asked = json.dumps([str(path.resolve()), first])
            self._process.stdin.write(asked.encode() + b"\n")
            self._process.stdin.flush()
        if not self._started:
            self._started = self._answer(START_SECONDS) is not None
        while (answer := self._answer(PAGE_SECONDS)) is not None:
            if isinstance(answer, Problem):
                raise Unreadable(answer.code, answer.message)
            yield answer

    def _answer(self, seconds: float) -> Told:
        assert self._process.stdout
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            return unpacked(self._process.stdout.readline())
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.communicate()  # closes the lines to it


def serve(reader: str) -> None:
    """What the process does: say 1; answer each [path, first page] with what the Reader yields
    and None, or with the problem of the file; end with its parent."""
    bound_memory()
    Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    module, _, name = reader.partition(":")
    read: Reader = getattr(import_module(module), name)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    answers.write(packed(1))
    answers.flush()
    for line in sys.stdin.buffer:
        path, first = json.loads(line)
        try:
            for found in read(Path(path), first):
                answers.write(packed(found))
                answers.flush()
            answers.write(packed(None))
        except Unreadable as error:
            answers.write(packed(error.problem))
        answers.flush()


def end_with(parent: int) -> None:
    """End this process, busy as it may be, when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


def bound_memory() -> None:
    """Bound this process to PAGE_MEMORY, where the system can."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (PAGE_MEMORY, PAGE_MEMORY))
