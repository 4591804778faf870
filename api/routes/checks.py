"""POST /api/v1/checks: a draft held against the corpus; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api import held
from api.access import ReaderOf, check_csrf
from api.asked import place_coded
from api.deps import CorpusOf, ReferenceOf, SettingsOf, Shelf, ShelfOf
from api.drafts import sent_draft, text_draft
from api.exports.remarks import Checked
from api.knowledge import knowledge_of
from api.listed import NoQuery, malformed
from api.schemas.decisions import AgainstIn, CheckIn, CheckOut
from api.shown import check_out
from graph.check import Draft
from ingest.errors import Unreadable
from mapping.knowledge import Knowledge
from mapping.reference import Reference

router = APIRouter(tags=["checks"])
_FIELDS = 60  # of a form
_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "As `import` reads it."},
        "against": {
            "type": "array",
            "items": {"type": "string", "minLength": 1, "maxLength": 200},
            "maxItems": 50,
        },
        "baseline": {"type": "string", "maxLength": 200},
        "jurisdiction": {"type": "string", "pattern": "^[0-9]{6}$"},
    },
    "required": ["file"],
    "additionalProperties": False,
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/CheckIn"}},
            "multipart/form-data": {"schema": _FORM},
        },
    }
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft that was sent, as text or as the `content` of a file of this `name`."""

    told: AgainstIn
    name: str = ""
    content: bytes = b""


@router.post(
    "/checks",
    operation_id="check",
    summary="Check a draft",
    response_model=CheckOut,
    openapi_extra=_BODY,
    dependencies=[NoQuery],
)
async def post_check(
    request: Request,
    corpus: CorpusOf,
    reference: ReferenceOf,
    settings: SettingsOf,
    shelf: ShelfOf,
    visitor: ReaderOf,
) -> CheckOut:
    """A file in a form, or text in JSON. 415 for anything else, 503 while too many are read."""
    if visitor.how == "cookie":
        check_csrf(request, visitor, request.headers.get("x-csrf-token", ""))
    sent = await _sent(request)
    told = sent.told
    place_coded(told.jurisdiction, reference)

    def checked() -> Checked:
        draft = _draft(sent, shelf, reference, knowledge_of(settings))
        return held.check(corpus, reference, draft, told.against, told.baseline)

    try:
        return check_out(await run_in_threadpool(checked))
    except Unreadable as error:
        raise HTTPException(422, error.problem.message) from error


def _draft(sent: Sent, shelf: Shelf, reference: Reference, knowledge: Knowledge) -> Draft:
    place = sent.told.jurisdiction
    if isinstance(sent.told, CheckIn):
        text, name = sent.told.text, sent.told.name
        return text_draft(text, reference, name=name, jurisdiction=place, knowledge=knowledge)
    return sent_draft(sent.name, sent.content, shelf.desk.read, reference, place, knowledge)


async def _sent(request: Request) -> Sent:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return Sent(CheckIn.model_validate_json(await request.body()))
        if kind == "multipart/form-data":
            return await _of_form(request)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error
    raise HTTPException(415, "Send multipart/form-data with a file, or application/json.")


async def _of_form(request: Request) -> Sent:
    async with request.form(max_files=1, max_fields=_FIELDS) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise malformed(("body", "file"), "A file is wanted")
        values: dict[str, Any] = {}
        for name, value in form.multi_items():
            if name == "against":
                values.setdefault("against", []).append(value)
            elif name != "file":
                values[name] = value
        told = AgainstIn.model_validate(values)
        return Sent(told, file.filename, await file.read())
