"""What a process that reads tells the one that asks, as lines of JSON: a process that a hostile
file has taken over can send nothing but data."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ingest.model import Box, Line, Page, Problem
from ingest.ocr.scan import PageRead

Told = int | PageRead | Problem | None


def packed(told: Told) -> bytes:
    """A number of pages, a page read, why a file is refused, or None: one line."""
    if isinstance(told, Problem):
        message: dict[str, Any] = {"refused": asdict(told)}
    elif isinstance(told, tuple):
        page, lines, problems = told
        message = {
            "page": asdict(page),
            "lines": [asdict(line) for line in lines],
            "problems": [asdict(problem) for problem in problems],
        }
    else:
        message = {"number": told}
    return json.dumps(message).encode() + b"\n"


def unpacked(line: bytes) -> Told:
    """What `packed` was given; raises EOFError for a line that broke off."""
    if not line.endswith(b"\n"):
        raise EOFError
    message = json.loads(line)
    if "refused" in message:
        return Problem(**message["refused"])
    if "page" not in message:
        number: int | None = message["number"]
        return number
    problems = [Problem(**each) for each in message["problems"]]
    return Page(**message["page"]), [_line(each) for each in message["lines"]], problems


def _line(told: dict[str, Any]) -> Line:
    box = told["box"] and Box(**told["box"])
    return Line(**{**told, "box": box, "cells": tuple(told["cells"])})
