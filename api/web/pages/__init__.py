"""The pages, one file each; docs/web.md says how one is made."""

from __future__ import annotations

from fastapi import APIRouter

from api.web.pages import (
    admin,
    ask,
    checks,
    compare,
    directive,
    documents,
    findings,
    imports,
    language,
    review,
)

PAGES: tuple[APIRouter, ...] = (
    ask.router,
    documents.router,
    compare.router,
    findings.router,
    checks.router,
    directive.router,
    imports.router,
    review.router,
    admin.router,
)
OPEN: tuple[APIRouter, ...] = (language.router,)
"""Pages for those who have not signed in, too."""
