"""A draft held against the corpus: check."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import Baseline, Failed, Output, Wrong, asking, known, opened, put_out, say

if TYPE_CHECKING:
    from api.exports.remarks import Checked
    from graph.check import Draft
    from mapping.reference import Reference

OcrChoice = Literal["auto", "rapid", "paddle", "none"]


def check(
    context: typer.Context,
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A file that import can read.")],
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only against this place or directive; may be repeated."),
    ] = None,
    baseline: Baseline = None,
    jurisdiction: Annotated[
        str | None, typer.Option(metavar="CODE", help="Adcode, where the draft names no place.")
    ] = None,
    ocr: Annotated[OcrChoice, typer.Option(help="The engine for scanned pages.")] = "auto",
    form: Annotated[
        Literal["table", "json", "docx"], typer.Option("--format", help="The form.")
    ] = "table",
    output: Output = None,
) -> None:
    """What is wrong with a draft; nothing of it enters the corpus."""
    from api import held
    from api.asked import directives_of
    from api.exports import remarks, remarks_docx
    from graph.load import load
    from mapping.reference import load_reference

    reference = load_reference()
    with opened(context) as corpus, asking():
        # A name that fits nothing is told before the draft is read.
        directives_of(against or [], load(corpus).documents, reference)
        read = draft_from(context, draft, reference, ocr=ocr, jurisdiction=jurisdiction)
        checked = held.check(corpus, reference, read, against or [], baseline)
    if form == "json":
        put_out([remarks.json(checked)], output)
    elif form == "docx":
        original = draft.read_bytes() if read.reading.source.format == "docx" else None
        put_out([remarks_docx.annotated(checked, reference, original)], output)
    else:
        put_out([_report(checked, reference)], output)


def draft_from(
    context: typer.Context,
    path: Path,
    reference: Reference,
    *,
    ocr: OcrChoice = "auto",
    jurisdiction: str | None = None,
) -> Draft:
    """The file read in memory, its problems told; Failed or Wrong where it cannot be."""
    from api.drafts import read_draft
    from ingest.errors import Unreadable

    try:
        read = read_draft(
            path, reference, ocr=ocr, jurisdiction=jurisdiction, knowledge=known(context)
        )
    except OSError as error:
        raise Wrong(f"{path}: 文件打不开（{error.strerror}），请检查路径和权限") from error
    except Unreadable as error:
        raise Failed(f"{path}: {error.problem.message}") from error
    for problem in read.document.problems:
        say(f"{path}: {problem.message}")
    return read


def _report(checked: Checked, reference: Reference) -> str:
    """The report for a person: rule by rule, each remark with its place and examples."""
    from api.exports.remarks import examples, kind, summary

    record = checked.draft.document.record
    lines = [f"《{record.title}》 {record.jurisdiction}", summary(checked, reference)]
    if checked.replaced:
        lines.append(f"未计入本文件的旧文本：{'、'.join(checked.replaced)}")
    order = list(dict.fromkeys(kind(remark) for remark in checked.remarks))
    ordered = sorted(checked.remarks, key=lambda remark: order.index(kind(remark)))
    for rule, group in groupby(ordered, lambda remark: kind(remark)):
        lines += ["", rule]
        for remark in group:
            where = "、".join(dict.fromkeys(place.provision for place in remark.places))
            where = f"近{where}" if remark.missing else where
            lines.append(f"  {where}：{remark.finding.sentence_zh}  ({remark.finding.id})")
            lines += [f"      参照 {example}" for example in examples(remark.finding)]
    return "\n".join(lines) + "\n"
