"""Running it as a service: serve."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import Unusable, Wrong, opened, say, settings_of

if TYPE_CHECKING:
    from api.service import Service
    from corpus.store import Corpus


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option(help="The address to listen on.  [default: 127.0.0.1]")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port.  [default: 8000]")
    ] = None,
    open_reading: Annotated[
        bool | None, typer.Option("--open-reading", help="Let anyone read without a key.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=64, help="Processes that import.  [default: 1]")
    ] = None,
) -> None:
    """The web pages and the HTTP interface."""
    from api.service import service_of
    from api.settings import BadSetting

    try:
        service = service_of(host=host, port=port, open_reading=open_reading, workers=workers)
    except BadSetting as error:
        raise Wrong(str(error)) from error
    with opened(context, create=True) as corpus:  # an unusable corpus is told now
        _check_keys(corpus, service)
    _check_port(service.host, service.port)
    from api.running import run

    say(f"请在浏览器里打开 http://{service.host}:{service.port}/（按 Ctrl-C 结束）")
    run(settings_of(context), service)


def _check_keys(corpus: Corpus, service: Service) -> None:
    from corpus import keys

    if service.loopback or service.open_reading or keys.any_made(corpus):
        return
    raise Wrong(
        f"--host {service.host}：别的机器也能连上，而这里还没有密钥；"
        "请先用 `dutymap key add` 发密钥，或用 --open-reading 让人免密钥查阅"
    )


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"{host}:{port}：不能在这里服务（{error.strerror}）；请用 --port 换一个端口"
            raise Unusable(message) from error
