"""The one exception of reading: the file as a whole cannot be read."""

from __future__ import annotations

from ingest.model import Problem


class Unreadable(Exception):
    """No text can be had from the file; `problem` says what, where and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        """As it was made, so that it comes back from a process that reads."""
        return type(self), (self.problem.code, self.problem.message)
