"""Running it for a language model: mcp."""

from __future__ import annotations

import typer

from api.commands.common import opened, settings_of


def mcp(context: typer.Context) -> None:
    """The tools and resources of the Model Context Protocol, on stdin and stdout."""
    from api.mcp import make_server
    from mapping.reference import load_reference

    with opened(context) as corpus:
        make_server(lambda: corpus, settings_of(context), load_reference()).run("stdio")
