"""The version of the rules and of what a user adds: what a document was mapped by, so that a
later one can be told. [S] reads the files."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from mapping.knowledge import SHIPPED, Knowledge

_OWN = Path(__file__).parent
_INGEST = _OWN.parent / "ingest"


@functools.lru_cache(maxsize=16)
def mapping_version(knowledge: Knowledge = SHIPPED) -> str:
    """A digest of all that maps a document: the code and the tables, the policy field, the
    user's patterns and the files of the model; 16 hexadecimal digits, equal on every machine
    that has the same. Raises OSError where the model is not there."""
    model = Path(knowledge.model) if knowledge.model else None
    added = {
        "field": knowledge.field,
        "patterns": [(p.label, p.id, p.pattern) for p in knowledge.patterns],
        "model": _digest(model, _files(model)) if model else None,
    }
    return hashlib.sha256(f"{_rules()}{json.dumps(added)}".encode()).hexdigest()[:16]


@functools.cache
def _rules() -> str:
    """The digest of what is shipped: of ingest/ all but the readers of files, since the
    letterhead and the blocks of a directive with repairs are told again from the stored text."""
    return _digest(_OWN.parent, (*_files(_OWN), *sorted(_INGEST.glob("*.py"))))


def _digest(root: Path, files: Iterable[Path]) -> str:
    """A digest of files by their places under `root` and their contents."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path
