"""What the commands share: the opened corpus, records on stdout, messages on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, cast

import typer

from api.settings import Settings

if TYPE_CHECKING:
    from rich.table import Table

    from corpus.store import Corpus
    from mapping.knowledge import Knowledge

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


def known(context: typer.Context, measures: Iterable[str] = ()) -> Knowledge:
    """What directives are mapped with, or one whose `measures` are known; Unusable where a
    pattern or the model is not usable."""
    from api.knowledge import knowledge_of
    from mapping.knowledge import KnowledgeUnusable

    try:
        return knowledge_of(settings_of(context), measures)
    except KnowledgeUnusable as error:
        raise Unusable(str(error)) from error


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
