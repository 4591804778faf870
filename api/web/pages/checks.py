"""/checks: a draft held against the corpus; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from api import held
from api.access import ReaderOf
from api.asked import Misnamed, names_in
from api.deps import CorpusOf, ReferenceOf, SettingsOf, ShelfOf
from api.drafts import sent_draft
from api.exports import remarks_docx
from api.exports.remarks import Checked
from api.exports.word import DOCX
from api.knowledge import knowledge_of
from api.web.render import render
from corpus.store import Corpus
from corpus.uploads import safe_name
from graph.check import Draft, Place
from graph.rules import RULES
from ingest.errors import Unreadable
from ingest.outline import PREFACE
from mapping.reference import Reference

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Words = Annotated[str, Form(max_length=500)]
_AROUND = 60  # characters of the draft shown at a remark's place


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form says beside the file."""

    against: str = ""
    baseline: str = ""
    jurisdiction: str = ""


@router.get("/checks")
def form(request: Request, corpus: CorpusOf, reference: ReferenceOf) -> HTMLResponse:
    """What can be checked, and against what."""
    return _page(request, corpus, reference, Chosen())


@router.post("/checks")
def check(
    request: Request,
    visitor: ReaderOf,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    shelf: ShelfOf,
    file: Annotated[UploadFile, File()],
    against: Words = "",
    baseline: Words = "",
    jurisdiction: Annotated[str, Form(pattern=r"^(\d{6})?$")] = "",
    as_file: Annotated[Literal["", "docx"], Form()] = "",
) -> Response:
    """The report, or the draft as DOCX with the remarks as comments."""
    chosen = Chosen(against, baseline, jurisdiction)
    names = names_in([against])
    content = file.file.read()
    try:
        known, place, name = knowledge_of(settings), jurisdiction or None, file.filename or ""
        draft = sent_draft(name, content, shelf.desk.read, reference, place, known)
        checked = held.check(corpus, reference, draft, names, baseline or None)
    except Unreadable as error:
        return _page(request, corpus, reference, chosen, fault=error.problem.message)
    except Misnamed as error:
        return _page(request, corpus, reference, chosen, fault=error.what)
    if as_file:
        original = content if draft.reading.source.format == "docx" else None
        return _annotated(remarks_docx.annotated(checked, reference, original), file.filename)
    return _page(request, corpus, reference, chosen, checked=checked)


def _annotated(content: bytes, name: str | None) -> Response:
    stem = Path(safe_name(name or "draft")).stem
    told = f"attachment; filename*=UTF-8''{quote(f'{stem}-dutymap.docx')}"
    return Response(content, media_type=DOCX, headers={"Content-Disposition": told})


def _page(
    request: Request,
    corpus: Corpus,
    reference: Reference,
    chosen: Chosen,
    *,
    checked: Checked | None = None,
    fault: str | None = None,
) -> HTMLResponse:
    values = {
        "checked": checked,
        "fault": fault,
        "rules": RULES,
        "places": [(name, code) for name, code in corpus.jurisdictions() if code],
        "norms": [reference.norm(norm) for norm in reference.baselines],
        "chosen": chosen,
        "titles": {d.id: d.record.title for d in corpus.documents()} if checked else {},
        "words": _words,
        "preface": PREFACE,
    }
    return render(request, "checks.html", values, 422 if fault else 200)


def _words(draft: Draft, place: Place) -> str:
    """The draft's own words at a remark's place."""
    block = next(each for each in draft.reading.blocks if each.id == place.block)
    words = block.orig[place.start : place.start + _AROUND]
    return words + ("…" if len(block.orig) > place.start + _AROUND else "")
