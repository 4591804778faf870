"""Keys of the service: key add, key list, key revoke."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from api.commands.common import AsJson, Wrong, opened, print_record, print_table, say, who

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who does it; else the login name.")]


def add(
    context: typer.Context,
    name: Name,
    role: Annotated[
        Literal["reader", "editor", "admin"],
        typer.Option(help="What it opens: reading; importing and correcting too; all."),
    ],
    by: By = None,
) -> None:
    """Make a key and print it, this once: only its hash is kept."""
    from corpus import keys

    with opened(context, create=True) as corpus:
        try:
            printed = keys.add(corpus, name, role, who(by))
        except keys.BadKey as error:
            raise Wrong(str(error)) from error
    print(printed)
    say(f"added      {name} ({role}); it is shown this once: keep it now")


def list_keys(context: typer.Context, as_json: AsJson = False) -> None:
    """The keys there are and were, with their last use; never the keys themselves."""
    from rich.table import Table

    from corpus import keys

    with opened(context) as corpus:
        found = keys.listed(corpus)
    if as_json:
        for key in found:
            print_record(asdict(key))
        return
    table = Table("name", "role", "made", "last used", "revoked", box=None)
    for key in found:
        table.add_row(key.name, key.role, key.made_at, key.last_used or "–", key.revoked_at or "–")
    print_table(table)


def revoke(context: typer.Context, name: Name, by: By = None) -> None:
    """End a key at once, and what was signed in with it."""
    from corpus import keys

    with opened(context) as corpus:
        try:
            keys.revoke(corpus, name, who(by))
        except keys.BadKey as error:
            raise Wrong(str(error)) from error
    say(f"revoked    {name}")
