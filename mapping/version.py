"""The version of the rules: what a document was mapped by, so that a later one can be told."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

_OWN = Path(__file__).parent
# What of reading is done again from the stored text: the letterhead, and what it stands on.
_READING = ("dates.py", "letterhead.py", "normalise.py")


@functools.cache
def mapping_version() -> str:
    """A digest of the code and the tables that map a document: 16 hexadecimal digits, equal
    on every machine that has the same files."""
    digest = hashlib.sha256()
    for path in (*_files(), *(_OWN.parent / "ingest" / name for name in _READING)):
        digest.update(path.relative_to(_OWN.parent).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for path in sorted(_OWN.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
