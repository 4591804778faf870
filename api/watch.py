"""Sees every request pass: counts it, logs it, gives it an id."""

from __future__ import annotations

import logging
import time
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import REQUESTS
from api.metrics import Metrics

API = "/api/v1"
log = logging.getLogger(REQUESTS)


class Watch:
    """The outermost of what a request passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI hands it over."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        began, own_id = time.perf_counter(), uuid4().hex[:12]

        async def send_and_see(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = own_id
                self._see(scope, own_id, message["status"], time.perf_counter() - began)
            await send(message)

        await self.app(scope, receive, send_and_see)

    def _see(self, scope: Scope, own_id: str, status: int, seconds: float) -> None:
        route = _route(scope)
        self.metrics.count(scope["method"], route, status, seconds)
        if log.isEnabledFor(logging.INFO):
            visitor = scope.get("state", {}).get("visitor")
            who = visitor and (visitor.id if visitor.how in ("key", "cookie") else visitor.how)
            told = {
                "request": own_id,
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "key": who,
            }
            log.info("request", extra={"told": told})


def _route(scope: Scope) -> str:
    """The route that answered, as the service knows it; `other` where there is none. FastAPI
    tells that of an included router without its prefix."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "other"
    bare = scope["path"].startswith(f"{API}/") and not path.startswith(API)
    return f"{API}{path}" if bare else str(path)
