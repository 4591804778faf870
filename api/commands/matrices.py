"""Directives held beside one another: compare, side-by-side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.checks import draft_from
from api.commands.common import Baseline, Output, Wrong, asking, opened, print_table, put_out

if TYPE_CHECKING:
    from rich.text import Text

    from api.exports.matrix import Shown
    from corpus.store import Corpus
    from graph.model import Cell, CellState
    from graph.parallel import Side
    from mapping.reference import Reference

Form = Literal["table", "json", "csv", "xlsx", "docx"]
_STYLES: dict[CellState, str] = {
    "required-gap": "bold red",
    "gap": "yellow",
    "differs": "cyan",
    "forwarded": "green",
}


def compare(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME…]",
            help="Places, directives by id, baselines; all places where none is given.",
        ),
    ] = None,
    baseline: Baseline = None,
    family: Annotated[
        str | None, typer.Option(metavar="F", help="Only measures of this family.")
    ] = None,
    fold: Annotated[
        bool, typer.Option("--fold", help="Table: one row a family, with counts.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="The form.")] = "table",
    output: Output = None,
) -> None:
    """Who has which measure, column by column."""
    from api.exports import COMPARISONS
    from api.held import comparison
    from mapping.reference import load_reference

    with opened(context) as corpus, asking():
        shown = comparison(corpus, load_reference(), names or [], baseline=baseline, family=family)
    if form == "table":
        _print_matrix(shown, fold)
    else:
        put_out([COMPARISONS[form](shown)], output)


def _print_matrix(shown: Shown, fold: bool) -> None:
    from rich.table import Table

    from api.exports import matrix

    comparison = shown.comparison
    heads = [matrix.heading(shown, column) for column in comparison.jurisdictions]
    table = Table()
    for head in ("事项", "一致", *heads):
        table.add_column(head, overflow="fold")
    for name, numbers in matrix.folds(shown):
        table.add_row(name, "", *matrix.filled(shown, numbers), style="bold", end_section=fold)
        for number in () if fold else numbers:
            row = comparison.rows[number]
            cells = [_cell(shown, cell) for cell in comparison.row(number)]
            table.add_row(matrix.label(shown, row), matrix.agreed(row), *cells)
        table.add_section()
    print_table(table)
    said = (f"[{style}]{matrix.COLOURS[state][1]}[/]" for state, style in _STYLES.items())
    print_table("  ".join(said))
    if comparison.baseline:
        print(f"* {shown.reference.norm(comparison.baseline).number}要求的事项")
    if any(row.likeness is not None for row in comparison.rows):
        print(f"{matrix.ALIKE} 表外事项，按文字相近对齐，请人工核对")


def _cell(shown: Shown, cell: Cell) -> Text:
    """The agencies of a cell, each with its clause; a dash where nobody has the measure."""
    from rich.text import Text

    from api.exports import matrix

    empty = "–" if cell.state in matrix.GAPS else ""
    return Text("\n".join(matrix.cell_lines(shown, cell)) or empty, _STYLES.get(cell.state, ""))


def side_by_side(
    context: typer.Context,
    left: Annotated[str, typer.Argument(metavar="A", help="A directive by its id, or a file.")],
    right: Annotated[str, typer.Argument(metavar="B", help="A directive by its id, or a file.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="An .html or .docx file to write."),
    ],
) -> None:
    """Two directives provision by provision, aligned by matter, differences marked."""
    from api.exports import SIDE_BY_SIDE
    from api.exports.parallel import Shown
    from graph.parallel import parallel
    from mapping.reference import load_reference

    form = output.suffix.lower()
    if form not in SIDE_BY_SIDE:
        raise Wrong(f"{output}: 只能写成 {'、'.join(SIDE_BY_SIDE)}，请改文件名")
    reference = load_reference()
    with opened(context) as corpus:
        one, other = (_side(context, name, corpus, reference) for name in (left, right))
    pairs = parallel(one, other, reference)
    put_out([SIDE_BY_SIDE[form](Shown(one.document, other.document, pairs, reference))], output)


def _side(context: typer.Context, name: str, corpus: Corpus, reference: Reference) -> Side:
    """A directive of the corpus, else a file read in memory."""
    from corpus.model import Filter
    from graph.parallel import side

    if document := corpus.document(name):
        wanted = Filter(document=name, drafts=True)
        return side(document, corpus.blocks(name), corpus.assignments(wanted))
    if not Path(name).exists():
        raise Wrong(f"{name}: 文件库里没有这个编号，也没有这个文件；`dutymap list` 列出编号")
    draft = draft_from(context, Path(name), reference)
    return side(draft.document, draft.reading.blocks, draft.assignments)
