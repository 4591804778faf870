"""Answers from the corpus: ask, compare, findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Wrong,
    opened,
    print_record,
    print_table,
    settings_of,
)
from api.commands.words import print_answer
from api.web.words import agency_name, measure_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import StoredDocument
    from graph.model import Cell, Comparison, Finding, Jurisdiction
    from mapping.reference import Reference

Place = Annotated[
    str | None, typer.Option("--in", metavar="NAME|CODE", help="The place, by name or adcode.")
]
Baseline = Annotated[
    str | None, typer.Option(metavar="ID", help="The norm to hold against.", show_default=False)
]


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


def compare(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Places; all where none is given.")
    ] = None,
    baseline: Baseline = None,
    family: Annotated[
        str | None, typer.Option(metavar="F", help="Only measures of this family.")
    ] = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="The form.")] = "table",
) -> None:
    """Who has which measure, place by place."""
    from graph import compare as matrix
    from graph.load import load
    from mapping.reference import load_reference

    reference = load_reference()
    families = {measure.family: None for measure in reference.measures.values()}
    if family not in (None, *families):
        raise Wrong(f"--family {family}: no such family; there are {', '.join(families)}")
    with opened(context) as corpus:
        held = load(corpus)
    places = _places(names or [], held.documents)
    try:
        comparison = matrix.compare(
            held.assignments, places, reference, family=family, baseline=baseline
        )
    except LookupError as error:
        raise Wrong(str(error)) from error
    if form == "json":
        print_record(asdict(comparison))
    else:
        _print_matrix(comparison, reference)


def _places(names: Sequence[str], documents: Sequence[StoredDocument]) -> list[Jurisdiction]:
    """The places meant; Wrong where a name fits none or several."""
    from graph.places import jurisdictions, named

    if not names:
        return list(jurisdictions(documents))
    found = []
    for name in names:
        fitting = named(documents, name)
        if not fitting:
            raise Wrong(f"{name}: no directive of such a place; `dutymap list` shows them")
        if len(fitting) > 1:
            choices = "、".join(place.name for place in fitting)
            raise Wrong(f"{name}: fits several places ({choices}); give the full name or code")
        found.append(fitting[0])
    return found


def _print_matrix(comparison: Comparison, reference: Reference) -> None:
    from rich.table import Table

    table = Table("measure", *(place.name for place in comparison.jurisdictions))
    width = len(comparison.jurisdictions)
    for number, measure in enumerate(comparison.measures):
        cells = comparison.cells[number * width : (number + 1) * width]
        mark = "*" if measure in comparison.required else ""
        table.add_row(
            measure_name(measure, reference) + mark, *(_cell(cell, reference) for cell in cells)
        )
    print_table(table)
    if comparison.baseline:
        print(f"* asked for by {reference.norm(comparison.baseline).number}")


def _cell(cell: Cell, reference: Reference) -> str:
    """The agencies of a cell, each with its clause; a dash where nobody has the measure."""
    lines = {
        f"{agency_name(entry.agency, reference)} {entry.provision}"
        + (f"（{entry.inherited_from}）" if entry.inherited_from else ""): None
        for entry in cell.agencies
    }
    return "\n".join(lines) or "–"


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
    wanted = _places([place], held.documents) if place else None
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
