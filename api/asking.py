"""[S] A question put as the settings say: with the language model, and into the log."""

from __future__ import annotations

from datetime import date
from functools import partial

from api.ask import Trace, traced
from api.rephrasing import rephrase
from api.settings import Settings
from corpus.connection import CorpusUnusable
from corpus.store import Corpus
from mapping.reference import Reference


def put(
    question: str,
    corpus: Corpus,
    reference: Reference,
    settings: Settings,
    *,
    place: str | None = None,
    on: date | None = None,
    limit: int = 10,
) -> Trace:
    """Answer a question, and log it where that is asked for. Raises CorpusUnusable."""
    model = settings.model
    trace = traced(
        question,
        corpus,
        reference,
        place=place,
        on=on,
        limit=limit,
        rephrase=partial(rephrase, model=model) if model else None,
    )
    if settings.question_log:
        _log(trace, corpus)
    return trace


def _log(trace: Trace, corpus: Corpus) -> None:
    """Count the question; an answer is not lost because the log cannot be written."""
    answer = trace.answer
    place = answer.jurisdiction.name if answer.jurisdiction else None
    try:
        corpus.log_question(answer.question, place, answer.status, date.today().isoformat())
    except CorpusUnusable:
        return
