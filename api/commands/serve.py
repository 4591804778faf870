"""Running it as a service: serve."""

from __future__ import annotations

import ipaddress
import socket
from typing import Annotated

import typer

from api.commands.common import Unusable, Wrong, opened, say, settings_of


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8000,
) -> None:
    """The web page and the HTTP interface, on this machine only."""
    if not _is_loopback(host):
        raise Wrong(
            f"--host {host}: other machines could read and write the corpus, and there are no "
            "keys yet; leave the host at 127.0.0.1"
        )
    with opened(context, create=True):
        pass  # an unusable corpus is told now, not at the first question
    _check_port(host, port)
    import uvicorn

    from api.app import create_app

    say(f"dutymap: open http://{host}:{port}/ (stop with Ctrl-C)")
    uvicorn.run(create_app(settings_of(context)), host=host, port=port, log_level="warning")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"{host}:{port}: cannot listen there ({error.strerror}); choose --port"
            raise Unusable(message) from error
