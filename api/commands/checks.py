"""A draft held against the corpus: check."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import Baseline, Failed, Output, Wrong, known, opened, put_out, say
from api.commands.places import scopes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.exports.remarks import Checked
    from corpus.model import StoredDocument
    from graph.check import Draft
    from graph.load import View
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
    from api.exports import remarks, remarks_docx
    from graph.load import load
    from mapping.reference import load_reference

    reference = load_reference()
    with opened(context) as corpus:
        held = load(corpus)
    documents = _chosen(against or [], held.documents, reference)
    read = draft_from(context, draft, reference, ocr=ocr, jurisdiction=jurisdiction)
    checked = _checked(read, documents, held, reference, baseline)
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


def _chosen(
    names: Sequence[str], documents: Sequence[StoredDocument], reference: Reference
) -> list[StoredDocument]:
    """The directives named, all where none is; a place brings what it has made or forwarded."""
    from corpus.model import StoredDocument
    from graph.model import Jurisdiction
    from graph.places import jurisdiction

    if not names:
        return list(documents)
    found: dict[str, StoredDocument] = {}
    for scope in scopes_of(names, documents, reference):
        if isinstance(scope, StoredDocument):
            found[scope.id] = scope
        elif isinstance(scope, Jurisdiction):
            for document in documents:
                notice = document.record.forwarded_by
                lent = notice is not None and notice.jurisdiction == scope.name
                if lent or jurisdiction(document.record) == scope:
                    found[document.id] = document
        else:
            raise Wrong(f"--against {scope.id}: 是基准，请写作 --baseline {scope.id}")
    return list(found.values())


def _checked(
    draft: Draft,
    documents: Sequence[StoredDocument],
    held: View,
    reference: Reference,
    baseline: str | None,
) -> Checked:
    from api.exports.remarks import Checked
    from graph import check as graph

    norm = baseline or next(iter(reference.baselines), None)
    ids = {document.id for document in documents}
    assignments = [stored for stored in held.assignments if stored.document.id in ids]
    told = [said for said in held.told if said.document in ids]
    try:
        found = graph.check(
            draft, assignments, documents, reference, told, on=date.today(), baseline=norm
        )
    except LookupError as error:
        raise Wrong(str(error)) from error
    gone = graph.replaced(draft, documents)
    kept = tuple(document.id for document in documents if document.id not in gone)
    return Checked(draft, found, kept, gone, norm)


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
