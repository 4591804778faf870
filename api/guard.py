"""What every request passes: host, origin and size, and the headers every answer carries."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_answer
from api.service import MB, Service

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
SMALL = 1 * MB  # bytes of a request that carries no file
UPLOADS = ("/imports", "/api/v1/imports", "/api/v1/checks", "/checks")
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses what is too large, too slow, for another host or sent by another site's page;
    sets the security headers."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI hands it over."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal := self._refusal(scope):
            answer = error_answer(Request(scope), *refusal)
            return await answer(scope, receive, send_with_headers)
        if scope["method"] in SAFE_METHODS:
            return await self.app(scope, receive, send_with_headers)
        await self.app(scope, self._in_time(receive), send_with_headers)

    def _in_time(self, receive: Receive) -> Receive:
        """`receive` for a body that has to be there in time, else HTTPException (408); what
        comes after it is waited for."""
        until = asyncio.get_running_loop().time() + self.service.body_seconds
        ended = False

        async def next_message() -> Message:
            nonlocal ended
            if ended:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                seconds = f"{self.service.body_seconds:g}"
                raise HTTPException(408, f"The body did not come in {seconds} s.") from error
            ended = not message.get("more_body", False)
            return message

        return next_message

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence where the request is refused before it is read."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self.service.called(host):
            return 400, "The service is not called so; DUTYMAP_HOSTS names further hosts."
        if scope["method"] in SAFE_METHODS:
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "This request comes from another site's page."
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "This request comes from another site's page."
        if "transfer-encoding" in headers:
            return 411, "Say how long the request is: Content-Length is missing."
        length = headers.get("content-length", "0")
        most = self.service.upload_mb * MB if scope["path"] in UPLOADS else SMALL
        if not length.isdecimal() or int(length) > most:
            return 413, f"At most {most // MB} MB can be sent here at once."
        return None
