"""The pages, one file each; docs/web.md says how one is made."""

from __future__ import annotations

from fastapi import APIRouter

from api.web.pages import ask, documents, imports, language

PAGES: tuple[APIRouter, ...] = (
    ask.router,
    documents.router,
    imports.router,
)
OPEN: tuple[APIRouter, ...] = (language.router,)
"""Pages for those who have not signed in, too."""
