"""What the routes are given: the corpus, opened once, and the reference tables.

The dependencies are coroutines since they hardly wait: each plain function would cost a
request another turn in the pool of threads.
"""

from __future__ import annotations

import time
from threading import Event, Lock
from typing import Annotated

from fastapi import Depends, Request

from api.desk import Desk
from api.metrics import Metrics
from api.rates import Rates
from api.service import Service
from api.settings import Settings
from api.uses import Uses
from corpus import keys
from corpus.store import Corpus
from mapping.reference import Reference, load_reference

_LOOK = 1.0  # seconds for which it holds that there is no key
_TRIES = 10  # a minute from one address to sign in


class Shelf:
    """What a running service keeps: its corpus, its limits, who has asked how often."""

    def __init__(self, settings: Settings, service: Service) -> None:
        self.settings = settings
        self.service = service
        self.rates = Rates(service.rate)
        self.tries = Rates(_TRIES)
        self.uses = Uses()
        self.metrics = Metrics(self.corpus)
        self.ending = Event()  # set when the service is to end: long answers end too
        self.desk = Desk()
        self._corpus: Corpus | None = None
        self._secret: str | None = None
        self._has_keys = False
        self._look_again = 0.0
        self._lock = Lock()

    def corpus(self) -> Corpus:
        """The corpus, opened at the first call that succeeds. Raises CorpusUnusable."""
        if self._corpus is not None:
            return self._corpus
        with self._lock:
            if self._corpus is None:
                self._corpus = Corpus.open(self.settings.corpus, embedder=self.settings.embedder)
            return self._corpus

    def has_keys(self) -> bool:
        """Whether there has ever been a key; a first one is seen within a second."""
        now = time.monotonic()
        if not self._has_keys and now >= self._look_again:
            self._has_keys = keys.any_made(self.corpus())
            self._look_again = now + _LOOK
        return self._has_keys

    def look_for_keys(self) -> None:
        """A key has just been made here: it counts from the next request on."""
        self._look_again = 0.0

    def cookie_secret(self) -> str:
        """What cookies are signed with, read once. Raises CorpusUnusable."""
        if self._secret is None:
            self._secret = keys.cookie_secret(self.corpus())
        return self._secret

    def close(self) -> None:
        """Close what was opened."""
        self.desk.close()
        with self._lock:
            if self._corpus is not None:
                self._corpus.close()
                self._corpus = None


def shelf_of(request: Request) -> Shelf:
    """What the service that was asked keeps."""
    shelf: Shelf = request.app.state.shelf
    return shelf


async def _shelf(request: Request) -> Shelf:
    return shelf_of(request)


async def _corpus(request: Request) -> Corpus:
    return shelf_of(request).corpus()


async def _settings(request: Request) -> Settings:
    return shelf_of(request).settings


async def _service(request: Request) -> Service:
    return shelf_of(request).service


async def _reference() -> Reference:
    return load_reference()


ShelfOf = Annotated[Shelf, Depends(_shelf)]
CorpusOf = Annotated[Corpus, Depends(_corpus)]
SettingsOf = Annotated[Settings, Depends(_settings)]
ServiceOf = Annotated[Service, Depends(_service)]
ReferenceOf = Annotated[Reference, Depends(_reference)]
