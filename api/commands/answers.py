"""Answers from the corpus: ask, findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Baseline,
    Place,
    Wrong,
    opened,
    places_of,
    print_record,
    settings_of,
)
from api.commands.words import print_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import Finding


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


def findings(
    context: typer.Context,
    place: Place = None,
    rule: Annotated[str | None, typer.Option(metavar="R", help="Only this rule.")] = None,
    severity: Annotated[
        Literal["high", "medium", "low"] | None, typer.Option(help="Only this severity.")
    ] = None,
    baseline: Baseline = None,
    each: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="At most so many of each rule.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Gaps, conflicts and names that a reform has ended."""
    from graph.findings import find
    from graph.load import load
    from graph.rules import RULES
    from mapping.reference import load_reference

    if rule is not None and rule not in RULES:
        raise Wrong(f"--rule {rule}: no such rule; there are {', '.join(RULES)}")
    reference = load_reference()
    with opened(context) as corpus:
        held = load(corpus)
    wanted = places_of([place], held.documents) if place else None
    norm = baseline or next(iter(reference.baselines), None)
    try:
        found = find(held.assignments, held.documents, reference, on=date.today(), baseline=norm)
    except LookupError as error:
        raise Wrong(str(error)) from error
    chosen = [
        finding
        for finding in found
        if rule in (None, finding.rule)
        and severity in (None, finding.severity)
        and (wanted is None or finding.jurisdiction in wanted)
    ]
    _print_findings(_first_of_each(chosen, each) if each else chosen, as_json)


def _first_of_each(found: Sequence[Finding], each: int) -> list[Finding]:
    """At most `each` findings of a rule, in their order."""
    shown: Counter[str] = Counter()
    kept = []
    for finding in found:
        shown[finding.rule] += 1
        if shown[finding.rule] <= each:
            kept.append(finding)
    return kept


def _print_findings(found: Sequence[Finding], as_json: bool) -> None:
    for finding in found:
        if as_json:
            print_record(asdict(finding))
        else:
            _print_finding(finding)


def _print_finding(finding: Finding) -> None:
    print(f"[{finding.severity}] {finding.sentence_zh}  ({finding.rule} {finding.id})")
    for evidence in finding.evidence:
        where = f"《{evidence.title}》" if evidence.title else evidence.document
        page = f" 第 {evidence.page} 页" if evidence.page else ""
        print(f"    {where}{evidence.provision}{page}：{evidence.quote or evidence.mention}")
