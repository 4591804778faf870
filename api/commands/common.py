"""What the commands share: the opened corpus, records on stdout, messages on stderr."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from api.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from corpus.model import Filter, StoredDocument
    from corpus.store import Corpus
    from graph.model import Jurisdiction
    from mapping.knowledge import Knowledge
    from mapping.reference import Reference

Place = Annotated[
    str | None, typer.Option("--in", metavar="NAME|CODE", help="The place, by name or adcode.")
]
Baseline = Annotated[
    str | None, typer.Option(metavar="ID", help="The norm to hold against.", show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here, not to stdout."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print records instead of a table.")]


class Unusable(typer.TyperException):
    """The corpus or a needed part is unusable: exit status 3."""

    exit_code = 3


class Failed(typer.TyperException):
    """An input that cannot be read: exit status 1."""

    exit_code = 1


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
        settings = settings_of(context)
        with Corpus.open(settings.corpus, create=create, embedder=settings.embedder) as corpus:
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


@contextmanager
def asking() -> Iterator[None]:
    """Makes Wrong of a name that fits nothing, or several things."""
    from api.asked import Misnamed

    try:
        yield
    except Misnamed as error:
        raise Wrong(str(error)) from error


def places_of(names: Sequence[str], documents: Sequence[StoredDocument]) -> list[Jurisdiction]:
    """The places meant; Wrong where a name fits none or several."""
    from api import asked

    with asking():
        return asked.places_of(names, documents)


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


def who(by: str | None) -> str:
    """Who does it: the name given, else the login name; Wrong where neither is known."""
    from getpass import getuser

    try:
        return by or getuser()
    except (KeyError, OSError) as error:  # a process without a user, as in some containers
        raise Wrong("--by：这里不知道是谁在操作，请写明姓名") from error


def within(
    name: str | None, corpus: Corpus, reference: Reference, *, drafts: bool = False
) -> Filter:
    """The place with this name or adcode and all below it, any place for None; Wrong where
    the name fits no place or several."""
    from api import asked

    with asking():
        return asked.within(name, corpus, reference, drafts=drafts)


def print_record(record: object) -> None:
    """One JSON record on one line of stdout."""
    print(json.dumps(record, ensure_ascii=False, default=str))


def print_table(table: Table | str) -> None:
    """A table, or a line in rich's markup, for a person on stdout.

    As wide as the terminal, or 160 columns in a pipe.
    """
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)


def put_out(chunks: Iterable[str | bytes], output: Path | None) -> None:
    """Write a file's pieces (text as UTF-8) to `output`, else to stdout.

    Wrong where it cannot be written, or where bytes that are no text would reach a terminal.
    """
    sys.stdout.flush()
    try:
        with output.open("wb") if output else nullcontext(sys.stdout.buffer) as out:
            for chunk in chunks:
                if isinstance(chunk, bytes) and not output and sys.stdout.isatty():
                    raise Wrong("这种格式不能显示在屏幕上，请用 -o FILE 写明存到哪里")
                out.write(chunk.encode() if isinstance(chunk, str) else chunk)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Wrong(f"{output}: 写不进去（{error.strerror}），请检查路径和权限") from error


def say(message: str) -> None:
    """A message for a person, on stderr."""
    print(message, file=sys.stderr)
