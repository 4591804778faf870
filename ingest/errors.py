"""The one exception of reading: the file as a whole cannot be read."""

from __future__ import annotations

from ingest.model import Problem


class Unreadable(Exception):
    """No text can be had from the file; `problem` says what, where and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)
