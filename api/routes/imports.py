"""Imports: files sent, how far they are, as they go on, and cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Header, Path, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.access import EditorOf
from api.deps import CorpusOf, ServiceOf
from api.imports import ImportOut, take, told
from api.listed import NoQuery, begins, cut
from api.schemas import Listing, Paged, ProblemOut
from corpus import batches
from corpus.batches import Batch, Wish
from corpus.store import Corpus

router = APIRouter(tags=["imports"])
Number = Annotated[int, Path(ge=1, le=2**62, description="The id that POST /imports gave.")]
LOOK = 0.5  # seconds between two looks at how far an import is
BEAT = 15.0  # seconds of silence after which a comment is sent, to hold the line
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": ProblemOut}}
_REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemOut} for status in (403, 408, 411, 413, 429, 507)
}


@router.post(
    "/imports",
    operation_id="create_import",
    summary="Send files to be imported",
    status_code=202,
    responses=_REFUSED,
    dependencies=[NoQuery],
)
def create_import(
    request: Request,
    response: Response,
    visitor: EditorOf,
    corpus: CorpusOf,
    service: ServiceOf,
    files: Annotated[list[UploadFile], File(description="Directives: text, PDF, pictures, DOCX.")],
    ocr: Annotated[Literal["auto", "rapid", "paddle", "none", ""], Form()] = "auto",
    status: Annotated[Literal["in-force", "draft", ""] | None, Form()] = None,
    jurisdiction: Annotated[
        str | None, Form(pattern="^([0-9]{6})?$", description="An adcode.")
    ] = None,
    idempotency_key: Annotated[
        str | None,
        Header(min_length=1, max_length=200, description="The same key, the same import."),
    ] = None,
) -> ImportOut:
    """Taken when this answers, imported afterwards: `Location` tells where to look. A field that
    is empty counts as not sent.

    The same files with the same `Idempotency-Key`, or without one while they still wait, are the
    import that there is.
    """
    wish = Wish(ocr or "auto", status or None, jurisdiction)
    number, _ = take(corpus, service, files, wish, visitor.name, idempotency_key)
    response.headers["Location"] = f"{request.url.path}/{number}"
    return told(_found(corpus, number))


@router.get("/imports", operation_id="imports", summary="Imports, the latest first")
def get_imports(
    request: Request, query: Annotated[Paged, Query()], corpus: CorpusOf
) -> Listing[ImportOut]:
    """What was sent to the service, with what became of it."""
    after = begins(request, (int,))
    found = batches.listed(corpus, query.limit + 1, int(after[0]) if after else None)
    items, further = cut(request, found, query.limit, lambda batch: (batch.id,))
    return Listing[ImportOut](items=[told(batch) for batch in items], next=further)


@router.get(
    "/imports/{number}",
    operation_id="get_import",
    summary="How far an import is",
    responses=_NONE,
    dependencies=[NoQuery],
)
def get_import(number: Number, corpus: CorpusOf) -> ImportOut:
    """Each file with its state, and what became of it."""
    return told(_found(corpus, number))


@router.delete(
    "/imports/{number}",
    operation_id="cancel_import",
    summary="Leave undone what is not done yet",
    status_code=202,
    responses={**_NONE, 403: {"model": ProblemOut}, 409: {"model": ProblemOut}},
    dependencies=[NoQuery],
)
def cancel_import(number: Number, visitor: EditorOf, corpus: CorpusOf) -> ImportOut:
    """Files that wait are cancelled; one that is being read stops at its next page."""
    _found(corpus, number)
    if not batches.cancel(corpus, number, visitor.name):
        raise HTTPException(409, "The import has ended; nothing is left to cancel.")
    return told(_found(corpus, number))


@router.get(
    "/imports/{number}/events",
    operation_id="import_events",
    summary="An import as it goes on",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Events `import`, each with the whole import (see get_import) as JSON; "
            "the last is that of its end.",
            "content": {"text/event-stream": {}},
        },
        **_NONE,
    },
    dependencies=[NoQuery],
)
async def import_events(
    number: Number,
    request: Request,
    corpus: CorpusOf,
    last_event_id: Annotated[str, Header(max_length=18, pattern="^[0-9]*$")] = "",
) -> StreamingResponse:
    """Server-sent events. Their ids are the import's `changes`: who comes again with
    `Last-Event-ID` is told what has changed since, and nothing twice."""
    await run_in_threadpool(_found, corpus, number)
    shown = int(last_event_id) if last_event_id else -1
    stream = _events(corpus, number, shown, request)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _events(corpus: Corpus, number: int, shown: int, request: Request) -> AsyncIterator[str]:
    """Until the import has ended, the visitor is gone, or the service ends."""
    silent = 0.0
    yield "retry: 2000\n\n"
    while not (request.app.state.shelf.ending.is_set() or await request.is_disconnected()):
        found = told(await run_in_threadpool(_found, corpus, number))
        if found.changes > shown:
            shown, silent = found.changes, 0.0
            yield f"id: {shown}\nevent: import\ndata: {found.model_dump_json()}\n\n"
        elif silent >= BEAT:
            silent = 0.0
            yield ": still here\n\n"
        if found.state != "running":
            return
        await asyncio.sleep(LOOK)
        silent += LOOK


def _found(corpus: Corpus, number: int) -> Batch:
    """The import of this id. Raises HTTPException (404)."""
    found = batches.batch(corpus, number)
    if found is None:
        raise HTTPException(404, "No such import.")
    return found
