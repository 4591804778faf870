"""The pages, one file each; docs/web.md says how one is made."""

from __future__ import annotations

from fastapi import APIRouter

from api.web.pages import (
    admin,
    agencies,
    ask,
    checks,
    compare,
    directive,
    documents,
    findings,
    graph,
    help,
    imports,
    language,
    measures,
    review,
)

PAGES: tuple[APIRouter, ...] = (
    ask.router,
    documents.router,
    compare.router,
    findings.router,
    agencies.router,
    measures.router,
    graph.router,
    checks.router,
    directive.router,
    imports.router,
    review.router,
    help.router,
    admin.router,
)
OPEN: tuple[APIRouter, ...] = (language.router,)
"""Pages for those who have not signed in, too."""
