"""What the commands share: the opened corpus, records on stdout, messages on stderr."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, cast

import typer

from api.settings import Settings

if TYPE_CHECKING:
    from rich.table import Table

    from corpus.model import Filter
    from corpus.store import Corpus
    from mapping.reference import Reference

AsJson = Annotated[bool, typer.Option("--json", help="Print records instead of a table.")]


class Unusable(typer.TyperException):
    """The corpus or a needed part is unusable: exit status 3."""

    exit_code = 3


class Wrong(typer.TyperException):
    """Wrong usage: exit status 2."""

    exit_code = 2


def settings_of(context: typer.Context) -> Settings:
    """The settings that the options before the command name gave."""
    return cast(Settings, context.obj)


@contextmanager
def opened(context: typer.Context, *, create: bool = False) -> Iterator[Corpus]:
    """The corpus of this command line, closed at the end; Unusable where it is not usable.

    Without `create` there must be one already.
    """
    from corpus.connection import CorpusUnusable
    from corpus.store import Corpus

    try:
        with Corpus.open(settings_of(context).corpus, create=create) as corpus:
            yield corpus
    except CorpusUnusable as error:
        raise Unusable(str(error)) from error


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """A call that stops if Ctrl-C was pressed: a library may have swallowed the interrupt."""
    pressed = False

    def press(_number: int, _frame: object) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    def stop_if_asked() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, before)


def within(
    name: str | None, corpus: Corpus, reference: Reference, *, drafts: bool = False
) -> Filter:
    """The place with this name or adcode and all below it, any place for None; Wrong where
    the name fits no place or several. Places of the corpus come before others."""
    from corpus.model import Filter
    from mapping.places import resolve

    if name is None:
        return Filter(drafts=drafts)
    among = {code for _, code in corpus.jurisdictions() if code}
    place = resolve(name, reference.divisions, among)
    if place is None:
        raise Wrong(f"--in {name}: no such place, or several; give the adcode")
    return Filter(within=place.adcode, below=True, drafts=drafts)


def print_record(record: object) -> None:
    """One JSON record on one line of stdout."""
    print(json.dumps(record, ensure_ascii=False, default=str))


def print_table(table: Table) -> None:
    """A table for a person on stdout, as wide as the terminal, or 160 columns in a pipe."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


def say(message: str) -> None:
    """A message for a person, on stderr."""
    print(message, file=sys.stderr)
