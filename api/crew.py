"""The processes that import for a running service, and what it writes now and then."""

from __future__ import annotations

import logging
import time
from multiprocessing.process import BaseProcess
from threading import Thread

from api.deps import Shelf
from api.knowledge import knowledge_of
from api.uses import EVERY
from corpus import jobs, keys, uploads, worker
from corpus.connection import CorpusUnusable
from corpus.worker import Means
from mapping.knowledge import KnowledgeUnusable

log = logging.getLogger("dutymap")

NICE = 10  # what a worker stands back by, so that answering comes first
_LOOK = 0.5  # seconds between two looks for something to do
_AGAIN = 5.0  # seconds until another worker follows one that ended by itself


class Crew:
    """Starts workers when there is something to import, and again when one has died."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._workers: list[BaseProcess] = []
        self._not_before = 0.0
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to look for work."""
        self._thread.start()

    def stop(self) -> None:
        """End the workers, who put back what they are at, and write down what is noted."""
        self._shelf.ending.set()
        self._thread.join()
        for process in self._workers:
            process.terminate()
        for process in self._workers:
            worker.stop(process)
        self._write()

    def _run(self) -> None:
        written = time.monotonic()
        swept = False
        while not self._shelf.ending.wait(_LOOK):
            try:
                if not swept:
                    uploads.sweep(self._shelf.corpus())
                    swept = True
                self._hire()
            except (CorpusUnusable, KnowledgeUnusable) as error:
                log.error("workers: %s", error)
                self._not_before = time.monotonic() + _AGAIN
            if time.monotonic() - written >= EVERY:
                self._write()
                written = time.monotonic()

    def _hire(self) -> None:
        """One worker more where there is work and fewer than there may be."""
        if any(process.exitcode is not None for process in self._workers):
            log.error("a worker has ended; its file is tried again")
            self._workers = [process for process in self._workers if process.exitcode is None]
            self._not_before = time.monotonic() + _AGAIN
        if len(self._workers) >= self._shelf.service.workers or time.monotonic() < self._not_before:
            return
        if jobs.waited_for(self._shelf.corpus()):
            self._workers.append(worker.start(self._shelf.settings.corpus, self._means(), NICE))

    def _means(self) -> Means:
        settings, service = self._shelf.settings, self._shelf.service
        return Means(
            knowledge_of(settings), settings.field, service.upload_pages, settings.embedder
        )

    def _write(self) -> None:
        try:
            self._shelf.uses.write(lambda times: keys.used(self._shelf.corpus(), times))
        except CorpusUnusable as error:
            log.error("last uses of keys: %s", error)
