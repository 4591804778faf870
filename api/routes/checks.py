"""POST /api/v1/checks: a draft held against the corpus; nothing of it is kept."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api import held
from api.deps import CorpusOf, ReferenceOf, SettingsOf, ShelfOf
from api.drafts import map_draft
from api.exports.remarks import Checked
from api.knowledge import knowledge_of
from api.listed import NoQuery, malformed
from api.schemas.decisions import AgainstIn, CheckIn, CheckOut, RemarkOut
from corpus.uploads import safe_name
from ingest.errors import Unreadable
from ingest.pipeline import read_document

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
            "application/json": {"schema": CheckIn.model_json_schema()},
            "multipart/form-data": {"schema": _FORM},
        },
    }
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft that was sent: `file` whether as a file, which may be of any format."""

    name: str
    content: bytes
    told: AgainstIn
    file: bool


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
) -> CheckOut:
    """A file in a form, or text in JSON. 415 for anything else, 503 while too many are read."""
    sent = await _sent(request)
    told = sent.told
    if told.jurisdiction and reference.divisions.place(told.jurisdiction) is None:
        raise HTTPException(404, "There is no such adcode.")

    def checked() -> Checked:
        knowledge = knowledge_of(settings)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / safe_name(sent.name)
            path.write_bytes(sent.content)
            reading = shelf.desk.read(path) if sent.file else read_document(path)
            draft = map_draft(reading, path, reference, told.jurisdiction, knowledge)
        return held.check(corpus, reference, draft, told.against, told.baseline)

    try:
        return check_out(await run_in_threadpool(checked))
    except Unreadable as error:
        raise HTTPException(422, error.problem.message) from error


async def _sent(request: Request) -> Sent:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return _of_json(await request.body())
        if kind == "multipart/form-data":
            return await _of_form(request)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from error
    raise HTTPException(415, "Send multipart/form-data with a file, or application/json.")


def _of_json(body: bytes) -> Sent:
    told = CheckIn.model_validate_json(body)
    # What is no text at all would make another format of it.
    plain = "".join(c for c in told.text if c.isprintable() or c in "\r\n\t\u3000")
    return Sent(f"{told.name}.txt", plain.encode(), told, file=False)


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
        return Sent(file.filename, await file.read(), told, file=True)


def check_out(checked: Checked) -> CheckOut:
    """What a check has found, as the service gives it."""
    document = checked.draft.document
    record = asdict(document.record)
    return CheckOut(
        draft={key: value for key, value in record.items() if key != "document"},
        file=document.name,
        assignments=len(checked.draft.assignments),
        problems=list(document.problems),
        baseline=checked.baseline,
        against=list(checked.against),
        replaced=list(checked.replaced),
        findings=[
            RemarkOut(**asdict(remark.finding), missing=remark.missing, places=list(remark.places))
            for remark in checked.remarks
        ],
    )
