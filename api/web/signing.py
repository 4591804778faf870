"""The pages to sign in with a key and to sign out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.access import COOKIE, COOKIE_SECONDS, page, sign_in
from api.web.render import render

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
async def ask_for_key(
    request: Request, wanted: Annotated[str, Query(alias="next", max_length=500)] = "/"
) -> HTMLResponse:
    """The form that takes a key."""
    return render(request, "sign-in.html", {"wanted": _own(wanted)})


@router.post("/sign-in")
async def enter(
    request: Request,
    key: Annotated[str, Form(max_length=200)],
    wanted: Annotated[str, Form(alias="next", max_length=500)] = "/",
) -> RedirectResponse:
    """Take the key, set the cookie, and go where the visitor wanted to."""
    answer = RedirectResponse(_own(wanted), 303)
    answer.set_cookie(
        COOKIE,
        sign_in(request, key),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/sign-out", dependencies=[Depends(page)])
async def leave() -> RedirectResponse:
    """Forget the cookie."""
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _own(path: str) -> str:
    """The path if it is one of this service, else the first page."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"
