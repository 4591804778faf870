"""/admin: who has a key, and who did what; for admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api.access import AdminOf
from api.deps import CorpusOf, ShelfOf
from api.web.render import language_of, render
from api.web.words import said
from corpus import audit, keys
from corpus.keys import BadKey, Role
from corpus.store import Corpus

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Name = Annotated[str, Form(min_length=1, max_length=100)]
_LINES = 50


@router.get("/admin")
def overview(
    request: Request,
    visitor: AdminOf,
    corpus: CorpusOf,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> HTMLResponse:
    """The keys, and the audit log from its last line on."""
    return _page(request, corpus, before=before)


@router.post("/admin/keys")
def add(
    request: Request,
    visitor: AdminOf,
    corpus: CorpusOf,
    shelf: ShelfOf,
    name: Name,
    role: Annotated[Role, Form()],
) -> HTMLResponse:
    """Make a key and show it, this once. The first is an admin's: after it nobody comes in
    without one."""
    if role != "admin" and not keys.any_made(corpus):
        return _page(request, corpus, fault=said("admin.first-admin", language_of(request)))
    try:
        printed = keys.add(corpus, name.strip(), role, visitor.name)
    except BadKey as error:
        return _page(request, corpus, fault=str(error))
    shelf.look_for_keys()
    return _page(request, corpus, printed=printed, named=name.strip())


@router.post("/admin/keys/revoke")
def revoke(request: Request, visitor: AdminOf, corpus: CorpusOf, name: Name) -> HTMLResponse:
    """End a key at once."""
    try:
        keys.revoke(corpus, name, visitor.name)
    except BadKey as error:
        return _page(request, corpus, fault=str(error))
    return _page(request, corpus)


def _page(
    request: Request,
    corpus: Corpus,
    *,
    before: int | None = None,
    printed: str | None = None,
    named: str = "",
    fault: str | None = None,
) -> HTMLResponse:
    """The page; `fault` says why nothing was done."""
    lines = corpus.trail(_LINES + 1, before)
    with corpus.database.reading() as connection:
        broken = list(audit.broken(connection))
    values = {
        "keys": keys.listed(corpus),
        "lines": lines[:_LINES],
        "older": lines[_LINES - 1].id if len(lines) > _LINES else None,
        "broken": broken,
        "printed": printed,
        "named": named,
        "fault": fault,
    }
    return render(request, "admin.html", values, 422 if fault else 200)
