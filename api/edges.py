"""What holds for every answer whoever gives it: HEAD wherever GET, errors as problem+json."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import error_answer, for_programs

PROBLEM = "application/problem+json"


class Edges:
    """HEAD is answered as GET without its body; an error below /api/ that the framework
    itself words (a range that cannot be had) is made a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI hands it over."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET"} if head else scope
        programs = for_programs(Request(scope))
        replaced = False

        async def send_edged(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and programs and _plain(message):
                replaced = True
                kept = Headers(raw=message["headers"])
                wanted = {"content-range": kept["content-range"]} if "content-range" in kept else {}
                answer = error_answer(
                    Request(scope), message["status"], "The request cannot be met.", headers=wanted
                )
                return await answer(scope, receive, send)
            if replaced:
                return None
            if message["type"] == "http.response.start" and message["status"] == 405 and programs:
                MutableHeaders(scope=message)["Allow"] = ", ".join(_allowed(scope))
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            return await send(message)

        return await self.app(inner, receive, send_edged)


def _allowed(scope: Scope) -> list[str]:
    """The methods of a path, whichever routes they are divided among."""
    paths = scope["app"].openapi()["paths"]
    asked = Request(scope).url.path
    told = {m.upper() for path in paths if compile_path(path)[0].match(asked) for m in paths[path]}
    return sorted(told | {"HEAD"} if "GET" in told else told)


def _plain(start: Message) -> bool:
    """Whether an answer that begins so is an error in another form."""
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return int(start["status"]) >= 400 and not kind.startswith(PROBLEM)
