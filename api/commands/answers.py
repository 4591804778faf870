"""Answers from the corpus: ask."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from api.commands.common import (
    AsJson,
    Place,
    Wrong,
    opened,
    print_record,
    settings_of,
)
from api.commands.words import print_answer


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="In Chinese or English.")],
    place: Place = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day the answer is to hold for."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many agencies.")] = 10,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also how the question was understood.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Which agency handles it here, and which clause says so."""
    from api.answer import answer_json
    from api.asking import put
    from api.commands.explained import print_trace
    from api.tracing import trace_json
    from mapping.reference import load_reference

    if not question.strip():
        raise Wrong("the question is empty; ask, for example, 青禾县查婚姻登记找谁")
    reference = load_reference()
    day = on.date() if on else None
    settings = settings_of(context)
    with opened(context) as corpus:
        trace = put(question, corpus, reference, settings, place=place, on=day, limit=limit)
    if as_json:
        told = {"trace": trace_json(trace)} if explain else {}
        print_record({**answer_json(trace.answer), **told})
        return
    print_answer(trace.answer, reference)
    if explain:
        print_trace(trace, reference)
