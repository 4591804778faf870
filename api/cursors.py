"""Opaque cursors of lists: [P].

A cursor says behind which key a page begins, and of which list (its path and filters): it
is refused for any other. It carries no right and reaches no statement but as a value, so
one that somebody has made up is at worst another place in the same list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Sequence

Part = str | int | float
Key = tuple[Part, ...]

LONGEST = 2000
_LARGEST = 2**63 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")  # no text, and no database takes it


class BadCursor(ValueError):
    """A cursor that is none, or is of another list."""


def written(key: Sequence[Part], of: str) -> str:
    """The cursor for what stands behind `key` in the list called `of`."""
    told = json.dumps([_mark(of), *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(cursor: str, of: str, shape: Sequence[type]) -> Key:
    """The key in a cursor of the list called `of`, its parts of the types of `shape`.

    Raises BadCursor.
    """
    try:
        told = json.loads(base64.b64decode(_padded(cursor), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise BadCursor("not a cursor of this service") from error
    if not isinstance(told, list) or not told or told[0] != _mark(of):
        raise BadCursor("a cursor of another list; begin again without it")
    key = tuple(told[1:])
    if len(key) != len(shape) or not all(map(_fits, key, shape)):
        raise BadCursor("not a cursor of this service")
    return key


def _padded(cursor: str) -> bytes:
    if len(cursor) > LONGEST:
        raise BadCursor("not a cursor of this service")
    return (cursor + "=" * (-len(cursor) % 4)).encode("ascii")


def _fits(part: object, kind: type) -> bool:
    if isinstance(part, int):  # bool is one too
        return type(part) is int and kind in (int, float) and abs(part) <= _LARGEST
    if isinstance(part, str):
        return kind is str and not _SURROGATE.search(part)
    return type(part) is kind


def _mark(of: str) -> str:
    return hashlib.sha256(of.encode(errors="replace")).hexdigest()[:12]
