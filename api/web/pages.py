"""The pages: ask here, the directives, one directive's tree, a file to import. No script needed."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import HTMLResponse

from api.asking import put
from api.deps import CorpusOf, ReferenceOf, SettingsOf
from api.errors import Refused
from api.knowledge import knowledge_of
from api.web.render import render
from api.web.view import rows
from corpus.model import FileReport, Filter
from corpus.store import Corpus
from mapping.reference import Reference

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
NAME_BYTES = 200


@router.get("/")
def home(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    q: Annotated[str, Query(max_length=500)] = "",
    place: Annotated[str, Query(alias="in", max_length=50)] = "",
) -> HTMLResponse:
    """The question with its answer, and the directives."""
    question = q.strip()
    answer = (
        put(question, corpus, reference, settings, place=place or None).answer if question else None
    )
    return _home(request, corpus, reference, question=question, place=place, answer=answer)


@router.post("/imports")
def import_file(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    file: UploadFile,
) -> HTMLResponse:
    """Import one file within the request and say what became of it."""
    from corpus.importer import import_paths  # seconds to import, and most runs only answer

    if not file.filename:
        raise Refused(422, "请先选择一个文件。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _safe_name(file.filename)
        with path.open("wb") as target:
            while piece := file.file.read(1 << 20):
                target.write(piece)
        known = knowledge_of(settings)
        found = import_paths(corpus, [path], knowledge=known, field=settings.field)
        reports = tuple(_public(report, folder) for report in found)
    return _home(request, corpus, reference, reports=reports)


@router.get("/documents/{document}")
def directive(
    request: Request, document: str, corpus: CorpusOf, reference: ReferenceOf
) -> HTMLResponse:
    """One directive: its record, its problems, its provisions with the duties beside them."""
    stored = corpus.document(document)
    if stored is None:
        raise Refused(404, "没有这份文件；它可能已被移除。")
    assignments = corpus.assignments(Filter(document=document, drafts=True))
    values = {
        "document": stored,
        "standing": stored.standing_on(date.today()),
        "rows": rows(corpus.blocks(document), assignments),
        "reference": reference,
    }
    return render(request, "document.html", values)


def _home(
    request: Request,
    corpus: Corpus,
    reference: Reference,
    *,
    question: str = "",
    place: str = "",
    answer: object = None,
    reports: tuple[FileReport, ...] = (),
) -> HTMLResponse:
    documents = corpus.documents()
    values = {
        "documents": documents,
        "today": date.today(),
        "titles": {document.id: document.record.title for document in documents},
        "places": corpus.jurisdictions(),
        "question": question,
        "place": place,
        "answer": answer,
        "reports": reports,
        "reference": reference,
    }
    return render(request, "home.html", values)


def _public(report: FileReport, folder: str) -> FileReport:
    """The report without the server's paths, the file called by its own name."""
    problems = (replace(p, message=p.message.replace(f"{folder}/", "")) for p in report.problems)
    return replace(report, path=Path(report.path).name, problems=tuple(problems))


def _safe_name(name: str) -> str:
    """The last part of a sent file name, without control characters, short enough for a disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(character for character in last if character.isprintable()).lstrip(".")
    stem, dot, suffix = kept.rpartition(".")
    short = (stem or suffix).encode()[: NAME_BYTES - 20].decode(errors="ignore")
    return (short + dot + suffix[:10] if stem else short) or "upload"
