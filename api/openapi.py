"""The service's description of itself (OpenAPI 3.1): what FastAPI tells, and besides

- every error of every operation as a problem (RFC 9457) with an example of it;
- an example of each operation's parameters, body and answer, from api/examples.json;
- keys, wherever one may be asked for.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from api.schemas import ProblemOut
from api.schemas.decisions import CheckIn

EXAMPLES = Path(__file__).with_name("examples.json")
DETAILS = {
    400: "The service is not called so; DUTYMAP_HOSTS names further hosts.",
    401: "A key is needed: Authorization: Bearer …",
    403: "The key has the role reader; this needs editor.",
    404: "There is no such directive.",
    408: "The body did not come in 120 s.",
    409: "这一条已经有同样的职责 a18；请改用 review reject a17",
    411: "Say how long the request is: Content-Length is missing.",
    413: "At most 50 MB can be sent here at once.",
    415: "Send multipart/form-data with a file, or application/json.",
    416: "The request cannot be met.",
    422: "query.limit: Input should be less than or equal to 200",
    429: "At most 6000 requests a minute; wait 3 s.",
    500: "Something went wrong; the server's log says what.",
    503: "The corpus is unusable; the server's log says why.",
    507: "The disk is nearly full.",
}
"""What each error says, for instance."""

ALWAYS = (400, 401, 403, 404, 422, 429, 500, 503)
WITH_BODY = (408, 411, 413)
MORE = {"correct": (409,), "check": (415,), "original": (416,), "metrics": (401, 429)}
"""Errors of single operations, by their ids."""
TOKEN = {
    "name": "X-CSRF-Token",
    "in": "header",
    "required": False,
    "description": "Of the page, where a cookie and no key tells who is asking.",
    "schema": {"type": "string"},
}
KEY = {"type": "http", "scheme": "bearer", "description": "A key of `dutymap key add`."}


def describe(app: FastAPI) -> None:
    """Give `app` its description, made at the first request for it."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _description(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        routes=app.routes,
        separate_input_output_schemas=app.separate_input_output_schemas,
    )
    schemas = told["components"]["schemas"]
    for shape in (ProblemOut, CheckIn):
        schemas.update(_schemas(shape))
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    told["components"]["securitySchemes"] = {"key": KEY}
    examples = json.loads(EXAMPLES.read_text("utf-8"))
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation, examples.get(operation["operationId"], {}))
    return told


def _schemas(shape: type[BaseModel]) -> dict[str, Any]:
    """Of a shape that no route takes or gives by itself, and of those it holds."""
    schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), shape.__name__: schema}


def _complete(path: str, method: str, operation: dict[str, Any], example: dict[str, Any]) -> None:
    """Add to one operation its errors, its key and its examples."""
    for status in _errors(path, method, operation):
        operation["responses"][str(status)] = _problem(status)
    if path.startswith("/api/") or operation["operationId"] == "metrics":
        # Or none: on this machine, or where reading is open.
        operation["security"] = [{"key": []}, {}]
        if method != "get":
            operation.setdefault("parameters", []).append(TOKEN)
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example.get("asked", {}):
            parameter["example"] = example["asked"][parameter["name"]]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        # It would give several values to one schema, of which tools keep one; each schema
        # names its own.
        content["schema"].pop("discriminator", None)
    for kind, told in example.get("sent", {}).items():
        operation["requestBody"]["content"][kind]["example"] = told
    for status, answer in example.get("answered", {}).items():
        for content in operation["responses"][status].get("content", {}).values():
            content["example"] = answer


def _errors(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    found = {*MORE.get(operation["operationId"], ())}
    found |= {int(status) for status in operation["responses"] if int(status) >= 400}
    if not path.startswith("/api/"):
        return sorted({*found, 400, 500} - {422})
    found.update(ALWAYS)
    if method != "get":
        found.update(WITH_BODY)
    return sorted(found)


def _problem(status: int) -> dict[str, Any]:
    title = HTTPStatus(status).phrase
    example: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": DETAILS[status],
    }
    if status == 422:
        where, _, message = DETAILS[status].partition(": ")
        example["errors"] = [{"where": where, "message": message}]
    schema = {"$ref": "#/components/schemas/ProblemOut"}
    content = {"application/problem+json": {"schema": schema, "example": example}}
    return {"description": title, "content": content}
