"""The review queue and what a person decides of it: list, accept, correct, reject, undo, merge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.commands.common import (
    AsJson,
    Wrong,
    known,
    opened,
    print_record,
    print_table,
    say,
    who,
    within,
)
from api.web.words import MODALITIES, ROLES, agency_name, measure_name

if TYPE_CHECKING:
    from corpus.model import QueueItem
    from corpus.review import Person
    from corpus.store import Corpus
    from mapping.reference import Reference

Item = Annotated[str, typer.Argument(metavar="ID", help="As `review list` shows it: a17, d3, r9.")]
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who decides; the login name by default.")
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Kept beside the decision.")]


def queue(
    context: typer.Context,
    place: Annotated[
        str | None,
        typer.Option("--in", metavar="NAME|CODE", help="Only this place and those below it."),
    ] = None,
    kind: Annotated[
        Literal["agency", "confidence", "ocr", "duplicate", "disagreement", "repair"] | None,
        typer.Option(help="Only what is unsure for this reason."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Unsure readings, the least sure first."""
    from corpus import review
    from mapping.reference import load_reference

    reference = load_reference()
    with opened(context) as corpus:
        wanted = within(place, corpus, reference, drafts=True)
        found = review.queue(corpus, wanted, kind=kind, limit=limit)
    if as_json:
        for item in found:
            print_record(_record(item))
        return
    if not found:
        say("没有要核对的读法")
        return
    _print_queue(found, reference)


def accept(context: typer.Context, item: Item, by: By = None, note: Note = None) -> None:
    """Say that a reading or a repair is right."""
    from corpus import review

    with _deciding(context) as corpus:
        review.accept(corpus, item, _person(by, note))
    say(f"accepted   {item}")


def correct(
    context: typer.Context,
    item: Item,
    agency: Annotated[str | None, typer.Option(metavar="ID", help="The agency it is.")] = None,
    measure: Annotated[str | None, typer.Option(metavar="ID", help="The measure it is.")] = None,
    role: Annotated[
        Literal["lead", "responsible", "support"] | None, typer.Option(help="Its role.")
    ] = None,
    modality: Annotated[
        Literal["must", "may", "must-not", "encouraged"] | None, typer.Option(help="How binding.")
    ] = None,
    deadline: Annotated[
        str | None, typer.Option(metavar="TEXT", help="As printed; '' for none.")
    ] = None,
    by: By = None,
    note: Note = None,
) -> None:
    """Say what a reading ought to be; it is shown so from then on, the machine's beside it."""
    from corpus import review
    from mapping.reference import load_reference

    reference = load_reference()
    if agency is not None and agency not in reference.agencies:
        raise Wrong(f"--agency {agency}: 没有这个单位编号，编号见 mapping/reference/agencies.tsv")
    if measure is not None and measure not in reference.measures:
        raise Wrong(f"--measure {measure}: 没有这个事项编号，`dutymap show 文件` 列出各条的编号")
    correction = review.Correction(agency, measure, role, modality, deadline)
    if correction == review.Correction():
        raise Wrong(
            "没有写要改成什么，请给出 --agency、--measure、--role、--modality 或 --deadline"
        )
    with _deciding(context) as corpus:
        review.correct(corpus, item, correction, _person(by, note))
    say(f"corrected  {item}")


def reject(context: typer.Context, item: Item, by: By = None, note: Note = None) -> None:
    """Say that a reading is no assignment, that two directives are not one, or that a repair is
    wrong: the read words stand again."""
    from corpus import review

    with _deciding(context) as corpus:
        review.reject(corpus, item, _person(by, note), knowledge=known(context))
    say(f"rejected   {item}")


def undo(context: typer.Context, item: Item, by: By = None, note: Note = None) -> None:
    """Take a decision back; the machine's reading is shown again."""
    from corpus import review

    with _deciding(context) as corpus:
        review.undo(corpus, item, _person(by, note), knowledge=known(context))
    say(f"undone     {item}")


def merge(
    context: typer.Context,
    item: Item,
    keep: Annotated[
        str | None, typer.Option(metavar="DOCUMENT", help="The one that stays.")
    ] = None,
    by: By = None,
    note: Note = None,
) -> None:
    """Make two copies of one directive one; the other is kept as an older reading."""
    from corpus import review

    with _deciding(context) as corpus:
        kept = review.merge(corpus, item, _person(by, note), keep=keep)
    say(f"merged     {item}: {kept}")


@contextmanager
def _deciding(context: typer.Context) -> Iterator[Corpus]:
    """The opened corpus; Wrong where a decision cannot be entered."""
    from corpus.review import Undecidable

    with opened(context) as corpus:
        try:
            yield corpus
        except Undecidable as error:
            raise Wrong(str(error)) from error


def _person(by: str | None, note: str | None) -> Person:
    from corpus.review import Person

    return Person(who(by), note)


def _record(item: QueueItem) -> dict[str, Any]:
    duty = asdict(item.assignment) if item.assignment else {}
    repair = asdict(item.repair) if item.repair else {}
    machine = item.review.machine if item.review else None
    shown = ("provision", "agency", "mention", "role", "modality", "measure", "quote")
    return {
        "id": item.id,
        "kind": item.kind,
        "confidence": round(item.confidence, 4),
        "document": item.document.id,
        "title": item.document.record.title,
        "jurisdiction": item.document.record.jurisdiction,
        **{name: duty.get(name) for name in (*shown, "deadline", "page", "rule")},
        **repair,
        "candidates": list(item.candidates),
        "machine": machine and {name: getattr(machine, name) for name in shown[1:]},
        "by": item.review and item.review.by,
        "other": item.other and item.other.id,
        "reason": item.reason,
    }


def _print_queue(found: tuple[QueueItem, ...], reference: Reference) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("编号", "把握", "原因", "出处", "读作", "引文", box=None)
    for item in found:
        duty, where, read, quote = item.assignment, item.document.id, "", ""
        if duty:
            where = f"{where} {duty.provision}"
            agency, measure = (
                agency_name(duty.agency, reference),
                measure_name(duty.measure, reference),
            )
            read = f"{agency} {ROLES[duty.role]} {MODALITIES[duty.modality]} {measure}"
            quote = duty.quote
        elif fixed := item.repair:
            where = f"{where} {fixed.provision}"
            read = f"“{fixed.read}”读作“{fixed.text}”"
            quote = fixed.around.replace("|", f"[{fixed.read}]")
        elif item.other:
            where = f"{where} / {item.other.id}"
            read = item.document.record.title
        if item.candidates and item.kind == "agency":
            names = "、".join(agency_name(each, reference) for each in item.candidates)
            read = f"{read}（可能是：{names}）"
        cells = (item.id, f"{item.confidence:.2f}", item.reason, where, read, quote)
        table.add_row(*map(escape, cells))
    print_table(table)
