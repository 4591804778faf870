"""The web service: `create_app(settings)` puts the routes, the errors and the guard together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api import errors
from api.deps import Shelf
from api.guard import Guard
from api.routes import ask, assignments, documents, health, tables
from api.settings import Settings
from api.web.pages import PAGES

LOOPBACK = ("127.0.0.1", "localhost", "::1")
STATIC = Path(__file__).parent / "web" / "static"


def create_app(settings: Settings) -> FastAPI:
    """The service over the corpus at `settings.corpus`, which is opened at the first request."""
    shelf = Shelf(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        shelf.close()

    app = FastAPI(
        title="dutymap",
        summary="Which agency handles what, where, and which clause says so.",
        version=version("dutymap"),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.shelf = shelf
    errors.install(app)
    for theme in (ask, documents, assignments, tables):
        app.include_router(theme.router, prefix="/api/v1")
    app.include_router(health.router)
    for page in PAGES:
        app.include_router(page)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Guard, upload_limit=settings.upload_limit)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    return app
