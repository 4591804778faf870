"""/imports: a file to import, and what became of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse

from api.access import EditorOf
from api.deps import CorpusOf, SettingsOf
from api.errors import Refused
from api.knowledge import knowledge_of
from api.web.render import render
from corpus.model import FileReport

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
NAME_BYTES = 200


@router.get("/imports")
def form(request: Request) -> HTMLResponse:
    """The form alone."""
    return render(request, "imports.html", {"reports": ()})


@router.post("/imports")
def import_file(
    request: Request, visitor: EditorOf, corpus: CorpusOf, settings: SettingsOf, file: UploadFile
) -> HTMLResponse:
    """Import one file within the request and say what became of it."""
    from corpus.importer import import_paths  # seconds to import, and most runs only answer

    if not file.filename:
        raise Refused(422, "error.422")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(file.filename)
        with path.open("wb") as target:
            while piece := file.file.read(1 << 20):
                target.write(piece)
        known = knowledge_of(settings)
        found = import_paths(corpus, [path], knowledge=known, field=settings.field)
        reports = tuple(_public(report, folder) for report in found)
    return render(request, "imports.html", {"reports": reports})


def _public(report: FileReport, folder: str) -> FileReport:
    """The report without the server's paths, the file called by its own name."""
    problems = (replace(p, message=p.message.replace(f"{folder}/", "")) for p in report.problems)
    return replace(report, path=Path(report.path).name, problems=tuple(problems))


def safe_name(name: str) -> str:
    """The last part of a sent file name, without control characters, short enough for a disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(character for character in last if character.isprintable()).lstrip(".")
    stem, dot, suffix = kept.rpartition(".")
    short = (stem or suffix).encode()[: NAME_BYTES - 20].decode(errors="ignore")
    return (short + dot + suffix[:10] if stem else short) or "upload"
