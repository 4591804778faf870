"""Assignments out of the house, and against gold files: export, evaluate."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Output,
    Wrong,
    opened,
    print_record,
    print_table,
    put_out,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import StoredAssignment, StoredDocument
    from corpus.store import Corpus
    from ingest.model import Block
    from mapping.evaluate import Evaluation, Figures, Reading


def export(
    context: typer.Context,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this directive.", show_default=False)
    ] = None,
    form: Annotated[
        Literal["jsonl", "csv", "xlsx", "akn", "graphml", "cytoscape", "node-link"],
        typer.Option("--format", help="The form."),
    ] = "jsonl",
    output: Output = None,
) -> None:
    """Every assignment with its proof, or the graph of them; `akn` is one directive as Akoma
    Ntoso."""
    from api.exports.graph import GRAPHS
    from corpus.model import Filter
    from graph.load import load_graph

    if form == "akn" and document is None:
        raise Wrong(
            "--format akn 一次导出一份文件，请用 --document 写明编号；`dutymap list` 列出编号"
        )
    wanted = Filter(document=document, drafts=True)
    with opened(context) as corpus:
        documents, assignments = corpus.documents(wanted), corpus.assignments(wanted)
        blocks = corpus.blocks(document) if document and form == "akn" else ()
        graph = load_graph(corpus, document) if form in GRAPHS else None
    if document is not None and not documents:
        raise Wrong(f"{document}：没有这份文件，`dutymap list` 列出各份")
    chunks = _chunks(form, documents, assignments, blocks) if graph is None else GRAPHS[form](graph)
    put_out(chunks, output)


def _chunks(
    form: str,
    documents: Sequence[StoredDocument],
    assignments: Sequence[StoredAssignment],
    blocks: Sequence[Block],
) -> Iterable[str | bytes]:
    """The file in pieces."""
    from api.exports import EXPORTS
    from api.exports.akn import akn
    from mapping.reference import load_reference

    reference, today = load_reference(), date.today()
    if form == "akn":
        return [akn(documents[0], blocks, assignments, reference, today).decode()]
    return EXPORTS[form](documents, assignments, reference, today)


def evaluate(
    context: typer.Context,
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Gold files, JSON lines.")],
    misses: Annotated[int, typer.Option(min=0, help="Show so many misses.")] = 20,
    as_json: AsJson = False,
) -> None:
    """How well the corpus's assignments agree with gold files; documents are matched by id."""
    from mapping import evaluate as scores

    readings = [_gold(path) for path in gold]
    with opened(context) as corpus:
        pairs = [(reading, _ours(corpus, reading.document)) for reading in readings]
    evaluation = scores.evaluate(pairs)
    if as_json:
        print_record(asdict(evaluation))
    else:
        _print_evaluation(evaluation, misses)


def _gold(path: Path) -> Reading:
    from mapping.evaluate import parse_reading

    try:
        return parse_reading(path.read_text("utf-8").splitlines())
    except OSError as error:
        raise Wrong(f"{path}：读不出来（{error.strerror}），请检查路径") from error
    except (ValueError, KeyError) as error:
        raise Wrong(f"{path}：不是标注文件（每行一个 JSON，首行为文件记录）：{error}") from error


def _ours(corpus: Corpus, document: str) -> Reading:
    from corpus.model import Filter
    from mapping.evaluate import reading_of

    stored = corpus.document(document)
    if stored is None:
        raise Wrong(f"{document}：库中没有标注文件所标的这一份，请先导入")
    found = corpus.assignments(Filter(document=document, drafts=True))
    return reading_of(stored.record, [each.assignment for each in found])


def _print_evaluation(evaluation: Evaluation, misses: int) -> None:
    from rich.table import Table

    table = Table("", "精确率", "召回率", "F1", "标注", "库中", box=None)
    for name, figures in (
        ("条款、单位、事项", evaluation.assignments),
        ("条款、单位", evaluation.duties),
        ("成员单位", evaluation.members),
        ("引用", evaluation.cites),
    ):
        table.add_row(name, *_cells(figures))
    print_table(table)
    shares = {
        "角色": evaluation.role,
        "语气": evaluation.modality,
        "文件各项": evaluation.document_fields,
    }
    print("   ".join(f"{name} {share:.3f}" for name, share in shares.items()))
    for kind, found in (("漏读", evaluation.missed), ("多读", evaluation.invented)):
        for miss in found[:misses]:
            where = f"{miss.document} {miss.provision} {miss.agency} {miss.measure}"
            print(f"{kind}  {where}  {miss.quote[:40]}")
        if len(found) > misses:
            say(f"另有 {len(found) - misses} 条{kind}，用 --misses {len(found)} 全部列出")


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.precision, figures.recall, figures.f1)
    return (*(f"{share:.3f}" for share in shares), str(figures.gold), str(figures.export))
