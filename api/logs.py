"""What a running service writes down: one JSON object a line, on stderr.

No question, no name and no address is in it, and whatever a visitor sends stays within its
string: requests are told by their route and by the id of the key. An exception is told by its
kind and where it was raised, without its words, which may quote a directive or a question.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Literal

Level = Literal["errors", "requests"]
REQUESTS = "dutymap.requests"
_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_DEEPEST = 12  # frames of a traceback


class JsonLines(logging.Formatter):
    """`at` (ISO 8601 in UTC), `level`, `event`, what the record carries as `told`, and the
    `error` with its `trace` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record holds."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-_DEEPEST:]
            line["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str).translate(_BREAKS)


def begin(level: Level) -> None:
    """Write errors, or every request too."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(REQUESTS).setLevel(logging.INFO if level == "requests" else logging.WARNING)
