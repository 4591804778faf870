"""Answers that a client may keep: ETag, and 304 for one that has the same already (RFC 9110)."""

from __future__ import annotations

import hashlib

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel


def tag_of(content: bytes) -> str:
    """A weak tag: the same answer may be sent compressed or not."""
    return f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'


def has(request: Request, tag: str) -> bool:
    """Whether the client says that it has what `tag` names."""
    told = ",".join(request.headers.getlist("if-none-match"))
    known = {each.strip().removeprefix("W/") for each in told.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


def not_modified(tag: str) -> Response:
    """What a client is told that has it."""
    return Response(status_code=304, headers={"ETag": tag})


def tagged(request: Request, answer: BaseModel) -> Response:
    """The answer as JSON with its tag, or 304."""
    content = answer.model_dump_json().encode()
    tag = tag_of(content)
    if has(request, tag):
        return not_modified(tag)
    return Response(content, media_type="application/json", headers={"ETag": tag})
