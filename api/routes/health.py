"""For those who watch: the process runs (/healthz), it can do its work (/readyz), /metrics."""

from __future__ import annotations

import shutil

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from api.access import ReaderOf
from api.deps import CorpusOf, ServiceOf, ShelfOf
from api.schemas import ProblemOut, StateOut
from api.service import MB

router = APIRouter(tags=["health"])


@router.get("/healthz", operation_id="healthz", summary="Whether the process runs")
async def healthz() -> StateOut:
    """Always ok while the process can answer."""
    return StateOut(status="ok")


@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Whether the corpus can be read and takes more",
    responses={503: {"model": ProblemOut}},
)
def readyz(corpus: CorpusOf, service: ServiceOf) -> StateOut:
    """Ok where the corpus answers and the disk has room; 503 where not."""
    _ = corpus.version
    free = shutil.disk_usage(corpus.folder).free // MB
    if free < service.room_mb:
        raise HTTPException(503, f"The disk has {free} MB left; {service.room_mb} are kept free.")
    return StateOut(status="ok")


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(_visitor: ReaderOf, shelf: ShelfOf) -> Response:
    """Requests, jobs, imports, pages, problems, in Prometheus's text format."""
    return Response(shelf.metrics.text(), media_type=CONTENT_TYPE_LATEST)
