"""Provisions by their words: search."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import AsJson, Wrong, asking, opened, print_record, say, within
from api.commands.past import standing_told

if TYPE_CHECKING:
    from api.searching import Sought
    from corpus.model import Hit, StoredDocument
    from corpus.snippets import Snippet
    from corpus.store import Corpus


Text = Annotated[
    str, typer.Argument(metavar="TEXT", help="Words; '' for all that the filters let through.")
]
Place = Annotated[
    str | None,
    typer.Option("--in", metavar="NAME|CODE", help="Only this place and those below it."),
]
Agency = Annotated[str | None, typer.Option(metavar="ID", help="With a duty of it.")]
Measure = Annotated[str | None, typer.Option(metavar="ID", help="With this measure.")]
Family = Annotated[str | None, typer.Option(metavar="F", help="With a measure of this family.")]
RoleOf = Annotated[
    Literal["lead", "responsible", "support"] | None, typer.Option(help="With this role.")
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="In force on this day.")]
StandingOf = Annotated[
    Literal["in-force", "amended", "repealed", "expired", "draft"] | None,
    typer.Option(help="With this standing (on that day, or today)."),
]


def search(
    context: typer.Context,
    text: Text,
    place: Place = None,
    agency: Agency = None,
    measure: Measure = None,
    family: Family = None,
    role: RoleOf = None,
    on: Day = None,
    standing: StandingOf = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Provisions that hold these words, or words near them in meaning, the best first."""
    from api.asked import measures_of
    from api.searching import sought
    from corpus.model import Filter
    from corpus.snippets import snippet
    from mapping.reference import load_reference

    with asking():
        measures = measures_of(measure, family, reference := load_reference())
    if agency is not None and agency not in reference.agencies:
        raise Wrong(f"--agency {agency}：机构表中没有这个编号")
    day = on.date() if on else None
    asked = Filter(agency=agency, measures=measures, role=role, on=day, standing=standing)
    if not text.strip() and asked == Filter() and place is None:
        raise Wrong("没有要找的：请写词语，或给出 --in、--agency 等条件")
    with opened(context) as corpus:
        here = within(place, corpus, reference)
        asked = replace(asked, within=here.within, below=here.below)
        what = sought(text, asked, reference)
        hits = _hits(corpus, what, limit)
        owners = {hit.document: corpus.document(hit.document) for hit in hits}
    if not hits:
        say("没有找到")
    for hit in hits:
        if owner := owners[hit.document]:  # else another program has removed it meanwhile
            tell = _print_record if as_json else _print
            tell(hit, owner, snippet(hit.text, what.words), asked.on or date.today())


def _hits(corpus: Corpus, what: Sought, limit: int) -> tuple[Hit, ...]:
    if what.words.strip():
        return corpus.search(what.words, what.wanted, limit)
    return corpus.blocks_with(what.wanted, limit)


def _print_record(hit: Hit, owner: StoredDocument, cut: Snippet, day: date) -> None:
    record, told = owner.record, owner.standing_on(day)
    found = {
        "document": owner.id,
        "title": record.title,
        "number": record.number,
        "jurisdiction": record.jurisdiction,
        "adcode": record.adcode,
        "status": told.standing,
        "provision": hit.provision,
        "block": hit.block,
        "snippet": cut.text,
        "marks": asdict(cut)["marks"],
        "score": round(hit.score, 6),
    }
    print_record(found)


def _print(hit: Hit, owner: StoredDocument, cut: Snippet, day: date) -> None:
    record = owner.record
    print(f"{owner.id} {hit.provision}  《{record.title}》{record.number or ''}", end="  ")
    print(standing_told(owner, day))
    shown, last = "", 0
    for start, end in cut.marks:
        shown += f"{cut.text[last:start]}【{cut.text[start:end]}】"
        last = end
    print(" " * 4 + f"{shown}{cut.text[last:]}".replace("\t", " "))
