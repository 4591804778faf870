"""/language: the switch between Chinese and English, remembered in a cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse

from api.web.render import LANGUAGE_COOKIE
from api.web.words import Language

router = APIRouter(include_in_schema=False)
YEAR = 365 * 24 * 3600


@router.get("/language")
def choose(to: Language, back: Annotated[str, Query(max_length=4000)] = "/") -> RedirectResponse:
    """Remember the language and go back to the page; never to another site."""
    own = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    answer = RedirectResponse(back if own else "/", 303)
    answer.set_cookie(LANGUAGE_COOKIE, to, max_age=YEAR, httponly=True, samesite="lax")
    return answer
