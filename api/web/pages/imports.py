"""/imports: files to import; /imports/{number}: one import as it goes on, and what it changed."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from api.access import EditorOf
from api.deps import CorpusOf, ReferenceOf, ServiceOf
from api.errors import Refused
from api.imports import ImportOut, take, told
from api.web.changes import changes
from api.web.render import render
from corpus import batches
from corpus.batches import Wish
from corpus.store import Corpus

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**62)]
_RECENT = 20
_FINDINGS = 12


@router.get("/imports")
def form(request: Request, corpus: CorpusOf, service: ServiceOf) -> HTMLResponse:
    """What can be sent, and what has been sent of late."""
    recent = [told(batch) for batch in batches.listed(corpus, _RECENT)]
    return render(request, "imports.html", {"recent": recent, "service": service})


@router.post("/imports")
def send(
    visitor: EditorOf,
    corpus: CorpusOf,
    service: ServiceOf,
    files: list[UploadFile],
    status: Annotated[Literal["in-force", "draft"], Form()] = "in-force",
    jurisdiction: Annotated[str, Form(pattern=r"^(\d{6})?$")] = "",
) -> RedirectResponse:
    """Take files to be imported, and show how far they are."""
    wish = Wish(standing=status if status == "draft" else None, jurisdiction=jurisdiction or None)
    number, _ = take(corpus, service, files, wish, visitor.name)
    return RedirectResponse(f"/imports/{number}", 303)


@router.get("/imports/{number}")
def one(request: Request, number: Number, corpus: CorpusOf) -> HTMLResponse:
    """One import, file by file."""
    return render(request, "import.html", {"sent": _sent(corpus, number)})


@router.get("/imports/{number}/files")
def files_of(request: Request, number: Number, corpus: CorpusOf) -> HTMLResponse:
    """The same without the page around it, for a page that is open."""
    return render(request, "import-files.html", {"sent": _sent(corpus, number)})


@router.get("/imports/{number}/changes")
def findings_of(
    request: Request, number: Number, corpus: CorpusOf, reference: ReferenceOf
) -> HTMLResponse:
    """What the import has changed in the findings."""
    sent = _sent(corpus, number)
    documents = {file.document for file in sent.files if file.document}
    changed = changes(corpus, reference, documents)
    values = {"new": changed.new, "gone": changed.gone, "most": _FINDINGS}
    return render(request, "import-changes.html", values)


@router.post("/imports/{number}/cancel")
def cancel(visitor: EditorOf, number: Number, corpus: CorpusOf) -> RedirectResponse:
    """Leave undone what is not done yet."""
    _sent(corpus, number)
    batches.cancel(corpus, number, visitor.name)
    return RedirectResponse(f"/imports/{number}", 303)


def _sent(corpus: Corpus, number: int) -> ImportOut:
    batch = batches.batch(corpus, number)
    if batch is None:
        raise Refused(404, "imports.missing")
    return told(batch)
