"""[S] Where files that nobody keeps are read: a process beside the service, so that a file
that breaks a reader, or takes all its memory, takes the service with it never."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import BoundedSemaphore

from api.errors import Denied
from corpus.workers import Workers
from ingest.errors import Unreadable
from ingest.model import Document
from ingest.pipeline import read_document

_WAITING = 4  # files at most that wait or are being read


class Desk:
    """One process that reads files, begun with the first one."""

    def __init__(self) -> None:
        self._workers: Workers[Document] = Workers(1, read_document)
        self._room = BoundedSemaphore(_WAITING)

    def read(self, path: Path) -> Document:
        """The file as read. Raises Unreadable, and Denied (503) where too many are waiting."""
        if not self._room.acquire(blocking=False):
            raise Denied(503, "Too many drafts are being read; try again.", "正忙，请稍后再试。")
        try:
            return self._workers.begin(path)()
        except BrokenProcessPool as error:
            raise Unreadable("damaged", "读取时程序意外中断，请另存为别的格式再试") from error
        finally:
            self._room.release()

    def close(self) -> None:
        """End the process."""
        self._workers.__exit__(None, None, None)
