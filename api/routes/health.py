"""Health checks: the process runs (/healthz), the corpus can be read (/readyz)."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import CorpusOf
from api.schemas import ProblemOut, StateOut

router = APIRouter()


@router.get("/healthz", operation_id="healthz", summary="Whether the process runs")
def healthz() -> StateOut:
    """Always ok while the process can answer."""
    return StateOut(status="ok")


@router.get(
    "/readyz",
    operation_id="readyz",
    summary="Whether the corpus can be read",
    responses={503: {"model": ProblemOut}},
)
def readyz(corpus: CorpusOf) -> StateOut:
    """Ok where the corpus answers; 503 where it is unusable."""
    _ = corpus.version
    return StateOut(status="ok")
