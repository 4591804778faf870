"""The one place that turns errors into HTTP: problem+json for programs, a page for people.

RFC 9457: every error below /api/ and of the health checks is `application/problem+json`
with `type`, `title`, `status` and `detail`; validation adds `errors`. No answer carries a
traceback or a path of the server.

    CorpusUnusable            503
    KnowledgeUnusable         503
    Refused                   its own status
    Denied                    its own status; a page that needs a key leads to signing in
    RequestValidationError    422
    Misnamed                  404
    HTTPException             its own status
    any other                 500
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.asked import Misnamed
from api.web.render import language_of, render
from api.web.words import said, words
from corpus.connection import CorpusUnusable
from mapping.knowledge import KnowledgeUnusable

log = logging.getLogger("dutymap")


class Refused(Exception):
    """A page that cannot be served; `key` is that of a sentence in the pages' words, `told`
    fills its {places}."""

    def __init__(self, status: int, key: str, **told: object) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.told = told


class Denied(Exception):
    """Who asks may not do this, or not now; `detail` is told to a program, `said` on a page."""

    def __init__(
        self, status: int, detail: str, said: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.said = said
        self.headers = headers


def for_programs(request: Request) -> bool:
    """Whether a program is being answered, so that an error is problem+json."""
    path = request.url.path
    return path.startswith("/api/") or path in ("/healthz", "/readyz", "/metrics", "/mcp")


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **members: object
) -> JSONResponse:
    """An RFC 9457 answer; `members` are added to the standard ones."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def error_answer(
    request: Request, status: int, detail: str, *, headers: Mapping[str, str] | None = None
) -> Response:
    """The error in the form that fits who asked: `detail` for a program, Chinese on a page."""
    if for_programs(request):
        return problem(status, detail, headers=headers)
    sentence = words().get(f"error.{status}")
    return _page(request, status, sentence[language_of(request)] if sentence else detail)


def _page(request: Request, status: int, detail: str) -> Response:
    return render(request, "error.html", {"status": status, "detail": detail}, status)


def install(app: FastAPI) -> None:
    """Hand every error of `app` to this module."""
    app.add_exception_handler(CorpusUnusable, _unusable)
    app.add_exception_handler(KnowledgeUnusable, _unusable)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Denied, _denied)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Misnamed, _misnamed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _unusable(request: Request, error: Exception) -> Response:
    log.error("%s", error)
    return error_answer(request, 503, "The corpus is unusable; the server's log says why.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _page(request, error.status, said(error.key, language_of(request), **error.told))


def _denied(request: Request, error: Exception) -> Response:
    assert isinstance(error, Denied)
    if for_programs(request):
        return problem(error.status, error.detail, headers=error.headers)
    if error.status == 401:
        wanted = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
    told = error.said if language_of(request) == "zh" else error.detail
    page = _page(request, error.status, told)
    page.headers.update(error.headers or {})
    return page


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"where": _text(".".join(map(str, fault["loc"]))), "message": _text(fault["msg"])}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['where']}: {fault['message']}" for fault in faults)
    if for_programs(request):
        return problem(422, detail, errors=faults)
    return error_answer(request, 422, detail)


def _text(said: str) -> str:
    """What a request itself says may hold halves of characters, which no answer can."""
    return said.encode(errors="replace").decode()


def _misnamed(request: Request, error: Exception) -> Response:
    assert isinstance(error, Misnamed)
    return error_answer(request, 404, error.what)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return error_answer(request, error.status_code, str(error.detail), headers=error.headers)


def _unexpected(request: Request, error: Exception) -> Response:
    return error_answer(request, 500, "Something went wrong; the server's log says what.")
