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
from api.web.render import render
from corpus.connection import CorpusUnusable
from mapping.knowledge import KnowledgeUnusable

log = logging.getLogger("dutymap")

# What a page says of a status; programs are told in English, in `detail`.
SAID = {
    400: "请求的主机名不对，请用服务的地址打开。",
    403: "这个请求是别的网站的页面发来的，没有接受。",
    404: "没有这个页面，请检查地址。",
    405: "这个地址不接受这样的请求，请从首页操作。",
    411: "请求没有写明长度（Content-Length），没有接受。",
    408: "文件传得太慢，没有接受；请检查网络后重试。",
    413: "文件太大，不能从页面导入；请拆分，或用命令行导入。",
    422: "填写的内容不合要求：问题最多 500 字，导入要选一个文件。",
    500: "程序出错了；服务器的日志里写着原因。",
    503: "文件库现在用不了；服务器的日志里写着原因。",
}


class Refused(Exception):
    """A page that cannot be served; `detail` is one Chinese sentence for who asked."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


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
    return path.startswith("/api/") or path in ("/healthz", "/readyz", "/metrics")


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
    return _page(request, status, SAID.get(status, detail))


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
    return _page(request, error.status, error.detail)


def _denied(request: Request, error: Exception) -> Response:
    assert isinstance(error, Denied)
    if for_programs(request):
        return problem(error.status, error.detail, headers=error.headers)
    if error.status == 401:
        wanted = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
    page = _page(request, error.status, error.said)
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
