"""What the routes are given: the corpus, opened once, and the reference tables."""

from __future__ import annotations

from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from api.settings import Settings
from corpus.store import Corpus
from mapping.reference import Reference, load_reference


class Shelf:
    """Keeps the corpus of a running service; raises CorpusUnusable until it can be opened."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._corpus: Corpus | None = None
        self._lock = Lock()

    def corpus(self) -> Corpus:
        """The corpus, opened at the first call that succeeds."""
        with self._lock:
            if self._corpus is None:
                self._corpus = Corpus.open(self.settings.corpus)
            return self._corpus

    def close(self) -> None:
        """Close what was opened."""
        with self._lock:
            if self._corpus is not None:
                self._corpus.close()
                self._corpus = None


def _corpus(request: Request) -> Corpus:
    shelf: Shelf = request.app.state.shelf
    return shelf.corpus()


def _settings(request: Request) -> Settings:
    shelf: Shelf = request.app.state.shelf
    return shelf.settings


def _reference() -> Reference:
    return load_reference()


CorpusOf = Annotated[Corpus, Depends(_corpus)]
SettingsOf = Annotated[Settings, Depends(_settings)]
ReferenceOf = Annotated[Reference, Depends(_reference)]
