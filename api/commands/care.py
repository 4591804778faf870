"""Care of the corpus: import, list, show, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Wrong,
    known,
    opened,
    print_record,
    print_table,
    say,
    settings_of,
    stoppable,
    who,
)
from api.commands.past import print_history, standing_record, standing_told
from api.commands.told import tell_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import FileReport, StoredAssignment, StoredDocument
    from corpus.store import Corpus
    from ingest.model import Block
    from mapping.knowledge import Knowledge

OcrChoice = Literal["auto", "rapid", "paddle", "none"]
Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help="Files, and folders of files.", readable=False)
]
Engine = Annotated[OcrChoice, typer.Option(help="The engine for scanned pages.")]
Jobs = Annotated[int, typer.Option(min=1, help="Files, and scanned pages, read at the same time.")]
Patience = Annotated[
    float, typer.Option(metavar="SECONDS", min=1, help="A scanned page is given up after so long.")
]
Entered = Annotated[
    Literal["in-force", "draft"] | None,
    typer.Option(help="The standing of these directives; new ones are in force."),
]
Jurisdiction = Annotated[
    str | None, typer.Option(metavar="CODE", help="Adcode, where the text names no place.")
]
Provision = Annotated[
    str | None, typer.Argument(metavar="[PROVISION]", help="A label, such as 第四条.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show what led to each assignment of PROVISION.")
]
Html = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write what --explain shows as a page.", readable=False),
]
History = Annotated[
    bool, typer.Option("--history", help="Its older readings, and people's decisions.")
]
By = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who removes it; the login name by default.")
]
OwnRecord = Annotated[
    bool, typer.Option("--record", help="Its own record, and where each value is printed.")
]
Pages = Annotated[
    bool, typer.Option("--pages", help="How each page was read: engine, certainty, problems.")
]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id, as `list` shows it.")]


def import_paths(
    context: typer.Context,
    paths: Paths,
    ocr: Engine = "auto",
    jobs: Jobs = 1,
    page_timeout: Patience = 120.0,
    status: Entered = None,
    jurisdiction: Jurisdiction = None,
    as_json: AsJson = False,
) -> int:
    """Read files into the corpus; unchanged ones are told, not read again."""
    from corpus import importer
    from corpus.audit import login

    _refuse_unknown(jurisdiction)
    knowledge, field = known(context), settings_of(context).field
    shown = _progress()
    with opened(context, create=True) as corpus, shown as (progress, said), stoppable() as asked:

        def told(report: FileReport) -> None:
            said()
            asked()
            tell_report(report, as_json)

        reports = importer.import_paths(
            corpus,
            paths,
            ocr=ocr,
            jobs=jobs,
            page_timeout=page_timeout,
            standing=status,
            jurisdiction=jurisdiction,
            knowledge=knowledge,
            field=field,
            by=login(),
            progress=progress,
            on_report=told,
        )
        _tell_outdated(len(corpus.outdated(knowledge, field)))
    return _status(reports)


def _refuse_unknown(jurisdiction: str | None) -> None:
    from mapping.reference import load_reference

    if jurisdiction and load_reference().divisions.place(jurisdiction) is None:
        raise Wrong(f"--jurisdiction {jurisdiction}：没有这个行政区划代码，请写六位数字，如 110105")


def _status(reports: Sequence[FileReport]) -> int:
    """The exit status of an import."""
    codes = {problem.code for report in reports for problem in report.problems}
    if "missing-path" in codes:
        return Wrong.exit_code
    return 1 if any(report.status == "failed" for report in reports) else 0


def _tell_outdated(number: int) -> None:
    if number:
        say(f"库中有 {number} 份文件是用别的规则、词表或模型读的，请运行 dutymap remap")


def list_documents(context: typer.Context, as_json: AsJson = False) -> None:
    """The directives in the corpus."""
    from rich.table import Table

    today = date.today()
    with opened(context) as corpus:
        documents = corpus.documents()
    if as_json:
        for document in documents:
            print_record(
                {"id": document.id, **asdict(document), **standing_record(document, today)}
            )
        return
    table = Table("编号", "标题", "文号", "地区", "效力", "职责", "读取问题", box=None)
    for document in documents:
        record = document.record
        place = f"{record.jurisdiction or '–'} {record.adcode or ''}".strip()
        counts = (str(document.assignments), str(len(document.problems)))
        table.add_row(
            document.id,
            record.title,
            record.number or "–",
            place,
            standing_told(document, today),
            *counts,
        )
    print_table(table)


def show(
    context: typer.Context,
    document: DocumentId,
    provision: Provision = None,
    explain: Explain = False,
    html: Html = None,
    history: History = False,
    record: OwnRecord = False,
    pages: Pages = False,
    as_json: AsJson = False,
) -> None:
    """One directive, or one of its provisions, with its assignments."""
    from corpus.model import Filter

    if (explain or html) and provision is None:
        raise Wrong("--explain：请写明是哪一条，例如 dutymap show 文件 第四条 --explain")
    with opened(context) as corpus:
        stored = _one_document(corpus, document)
        if history:
            print_history(corpus, stored, as_json=as_json)
            return
        if pages or record:
            _print_reading(context, corpus, stored, pages=pages, as_json=as_json)
            return
        every = corpus.blocks(stored.id)
        blocks = [block for block in every if provision in (None, block.label)]
        if not blocks:
            raise Wrong(f"{document} 没有“{provision}”这一条，`dutymap show {document}` 列出各条")
        found = corpus.assignments(Filter(document=stored.id, drafts=True))
        if provision and (explain or html):
            knowledge = known(context, (item.assignment.measure for item in found))
            _explain(corpus, stored, provision, found, knowledge, html=html, as_json=as_json)
            return
    if provision is None and not as_json:
        say(f"{stored.record.title}  {standing_told(stored, date.today())}")
    _print_blocks(blocks, found, as_json=as_json)


def _print_reading(
    context: typer.Context, corpus: Corpus, stored: StoredDocument, *, pages: bool, as_json: bool
) -> None:
    """How its pages were read, else its own record."""
    if pages:
        from api.commands.sheets import print_pages

        print_pages(corpus, stored, as_json=as_json)
        return
    from api.commands.records import print_own_record

    knowledge = known(context, corpus.measures(stored.id))
    print_own_record(corpus, stored, knowledge, as_json=as_json)


def _print_blocks(
    blocks: Sequence[Block], found: Sequence[StoredAssignment], *, as_json: bool
) -> None:
    for block in blocks:
        beside = [stored for stored in found if stored.assignment.block == block.id]
        if as_json:
            print_record(_block_record(block, beside))
        else:
            _print_block(block, beside)


def _explain(
    corpus: Corpus,
    stored: StoredDocument,
    provision: str,
    found: Sequence[StoredAssignment],
    knowledge: Knowledge,
    *,
    html: Path | None,
    as_json: bool,
) -> None:
    """What led to the assignments of a provision."""
    from api.commands.why import explain_provision

    explain_provision(
        stored,
        corpus.blocks(stored.id),
        provision,
        [item for item in found if item.assignment.provision == provision],
        knowledge=knowledge,
        due=stored.id in corpus.outdated(knowledge),
        html=html,
        as_json=as_json,
    )


def _one_document(corpus: Corpus, name: str) -> StoredDocument:
    """The directive with this id, or the only one whose id begins so."""
    if exact := corpus.document(name):
        return exact
    begun = [stored for stored in corpus.documents() if stored.id.startswith(name)]
    if not begun:
        raise Wrong(f"{name}: 没有这份文件，`dutymap list` 列出各份")
    if len(begun) > 1:
        ids = "、".join(stored.id for stored in begun[:5])
        raise Wrong(f"{name}：有 {len(begun)} 份文件以此开头（{ids}），请写得更长些")
    return begun[0]


def _block_record(block: Block, beside: Sequence[StoredAssignment]) -> dict[str, object]:
    from api.exports.lines import review_record

    return {
        "block": block.id,
        "parent": block.parent,
        "kind": block.kind,
        "level": block.level,
        "provision": block.label,
        "text": block.orig,
        "assignments": [
            {"id": f"a{stored.id}", **asdict(stored.assignment), **review_record(stored.review)}
            for stored in beside
        ],
    }


def _print_block(block: Block, beside: Sequence[StoredAssignment]) -> None:
    indent = "  " * block.level
    print(f"{indent}{block.orig}")
    for stored in beside:
        duty = stored.assignment
        by = f" ({stored.review.by})" if stored.review else ""
        matter = f"{duty.measure} {duty.act}".rstrip()
        print(f"{indent}    → a{stored.id} {duty.mention} [{duty.agency}] {duty.role} {matter}{by}")


def remove(context: typer.Context, document: DocumentId, by: By = None) -> None:
    """Take a directive out of the corpus; that it was there stays in the audit trail."""
    with opened(context) as corpus:
        if not corpus.remove(document, by=who(by)):
            raise Wrong(f"{document}: 没有这份文件，`dutymap list` 列出各份")
    say(f"已移除  {document}")


@contextmanager
def _progress() -> Iterator[tuple[Callable[[str, int, int], None] | None, Callable[[], None]]]:
    """A bar by page on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None, lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", visible=False)

        def page(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total, visible=True)

        yield page, lambda: bar.update(task, visible=False)
