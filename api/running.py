"""The service as a process: uvicorn, with limits that it does not have by itself."""

from __future__ import annotations

import asyncio
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api import logs
from api.app import create_app
from api.deps import Shelf
from api.edges import PROBLEM
from api.schemas import ProblemOut
from api.service import Service
from api.settings import Settings

HEAD_BYTES = 64 * 1024
_GRACE = 10  # seconds that answers have to end
_BACKLOG = 128


class Guarded(HttpToolsProtocol):
    """A connection whose requests' heads have to come in time, and are not endless."""

    def __init__(self, *args: Any, head_seconds: float, **named: Any) -> None:
        super().__init__(*args, **named)
        self._seconds = head_seconds
        self._timer: asyncio.TimerHandle | None = None
        self._bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first head is waited for."""
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        """Another head has begun."""
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._stop()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head that has not ended."""
        super().data_received(data)
        if self._timer is not None:
            self._bytes += len(data)
            if self._bytes > HEAD_BYTES:
                self._stop()
                self.send_400_response("The head of the request is too long.")

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request in the form of every other error."""
        problem = ProblemOut(type="about:blank", title="Bad Request", status=400, detail=msg)
        body = problem.model_dump_json(exclude_defaults=True).encode()
        head = (
            f"content-type: {PROBLEM}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head.encode() + body)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop()
        self._bytes = 0
        self._timer = self.loop.call_later(self._seconds, self.transport.close)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Server(uvicorn.Server):
    """Tells long answers (events) to end when the process is told to."""

    def __init__(self, config: uvicorn.Config, shelf: Shelf) -> None:
        super().__init__(config)
        self._shelf = shelf

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C, or SIGTERM."""
        self._shelf.ending.set()
        super().handle_exit(sig, frame)


def run(settings: Settings, service: Service) -> None:
    """Serve until the process is told to end; imports that are not done are put back then."""
    logs.begin(service.log)
    app = create_app(settings, service)
    config = uvicorn.Config(
        app,
        host=service.host,
        port=service.port,
        http=partial(Guarded, head_seconds=service.head_seconds),  # type: ignore[arg-type]
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=bool(service.proxies),
        forwarded_allow_ips=list(service.proxies),
        server_header=False,
        backlog=_BACKLOG,
        limit_concurrency=service.connections,
        timeout_graceful_shutdown=_GRACE,
    )
    Server(config, app.state.shelf).run()
