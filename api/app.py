"""The web service: `create_app(settings)` puts the routes, the errors and the guard together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from api import access, errors
from api.crew import Crew
from api.deps import Shelf
from api.edges import Edges
from api.guard import Guard
from api.model_context import ModelContext
from api.openapi import describe
from api.routes import (
    ask,
    assignments,
    audit,
    checks,
    comparison,
    decisions,
    documents,
    exports,
    health,
    imports,
    mcp,
    search,
    tables,
)
from api.service import Service
from api.settings import Settings
from api.watch import Watch
from api.web import signing
from api.web.pages import OPEN, PAGES

_READING = (ask, documents, assignments, tables, comparison, search, exports)
ROUTES = (*_READING, checks, decisions, imports, audit)
# Originals keep their length, for a range is of the file as it is.
UNCOMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream")
STATIC = Path(__file__).parent / "web" / "static"


def create_app(settings: Settings, service: Service | None = None) -> FastAPI:
    """The service over the corpus at `settings.corpus`, which is opened at the first request.

    Everything but the health checks, signing in and the static files needs a visitor who may
    read; what changes something takes `EditorOf` besides.
    """
    service = service or Service()
    shelf = Shelf(settings, service)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        crew = Crew(shelf)
        crew.start()
        app.state.mcp = ModelContext(shelf)
        yield
        await app.state.mcp.close()
        crew.stop()
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
    _include(app)
    describe(app)
    app.add_middleware(GZipMiddleware, compresslevel=5, exclude_content_types=UNCOMPRESSED)
    app.add_middleware(Edges)
    app.add_middleware(Guard, service=service)
    app.add_middleware(Watch, metrics=shelf.metrics)
    return app


def _include(app: FastAPI) -> None:
    """Every route, each with who may ask."""
    for routes in ROUTES:
        app.include_router(routes.router, prefix="/api/v1", dependencies=[Depends(access.reader)])
    app.include_router(mcp.router, dependencies=[Depends(access.reader)])
    app.include_router(health.router)
    for page in (signing.router, *OPEN):
        app.include_router(page)
    for page in PAGES:
        app.include_router(page, dependencies=[Depends(access.page)])
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
