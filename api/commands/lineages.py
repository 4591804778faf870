"""From the top down: lineage."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, Wrong, opened, places_of, print_record, print_table

if TYPE_CHECKING:
    from rich.text import Text

    from graph.lineage import Fate, Lineage, Step, Strand
    from mapping.reference import Reference

_FATES: dict[Fate, tuple[str, str]] = {
    "begun": ("", ""),
    "kept": ("", ""),
    "resumed": ("补上 ", "green"),
    "changed": ("另交 ", "cyan"),
    "lost": ("未承接", "bold red"),
    "absent": ("–", "dim"),
}
"""What a step says before its agencies, and its style."""


def lineage(
    context: typer.Context,
    matter: Annotated[
        str, typer.Argument(metavar="MEASURE|BASELINE", help="A measure's or a baseline's id.")
    ],
    place: Annotated[str, typer.Option("--in", metavar="NAME|CODE", help="The place at the end.")],
    as_json: AsJson = False,
) -> None:
    """What became of a matter, or of a norm's, on the way down to a place."""
    from graph import lineage as graph
    from graph.load import load
    from mapping.reference import load_reference

    reference = load_reference()
    known = matter in reference.baselines
    if not known and matter not in reference.measures:
        norms = "、".join(reference.baselines)
        raise Wrong(f"{matter}: 既不是事项也不是基准；基准有 {norms}，事项见 compare --format json")
    with opened(context) as corpus:
        held = load(corpus)
    found = graph.lineage(
        held.assignments,
        held.documents,
        places_of([place], held.documents)[0],
        reference,
        baseline=matter if known else None,
        measure=None if known else matter,
    )
    if as_json:
        print_record(asdict(found))
    else:
        _print(found, reference)


def _print(found: Lineage, reference: Reference) -> None:
    from rich.table import Table

    table = Table()
    for head in ("事项", *(tier.name for tier in found.tiers)):
        table.add_column(head, overflow="fold")
    for strand in found.strands:
        steps = (_told(step, reference) for step in strand.steps)
        table.add_row(_name(strand, reference), *steps)
    print_table(table)
    last = [strand.steps[-1].fate for strand in found.strands if not strand.added]
    taken = sum(fate in ("begun", "kept", "resumed", "changed") for fate in last)
    added = sum(strand.added and bool(strand.steps[-1].agencies) for strand in found.strands)
    print(
        f"{len(last)} 项中{found.place.name}承接 {taken} 项；途中新增而为其所有的 {added} 项（+）"
    )


def _name(strand: Strand, reference: Reference) -> str:
    from api.web.words import measure_name

    name = strand.matter or "、".join(measure_name(m, reference) for m in strand.measures)
    return f"{'+ ' if strand.added else ''}{strand.item} {name}".strip()


def _told(step: Step, reference: Reference) -> Text:
    """What became of the matter here, and who has it with the provision."""
    from rich.text import Text

    from api.web.words import agency_name

    words, style = _FATES[step.fate]
    lines = dict.fromkeys(
        f"{agency_name(entry.agency, reference)} {entry.provision}".strip()
        + (f"〔转自{entry.inherited_from}〕" if entry.inherited_from else "")
        for entry in step.agencies
    )
    return Text(words + "\n".join(lines), style)
