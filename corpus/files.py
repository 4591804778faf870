"""Which files an import is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.model import Problem

SUFFIXES = frozenset(
    {".txt", ".md", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
    | {".docx", ".doc", ".html", ".htm", ".ofd"}
)


def expand(paths: Sequence[Path]) -> Iterator[tuple[Path, Problem | None]]:
    """The files of `paths` in order, folders walked through and sorted.

    Of a folder only visible files of a readable kind are taken; a file named itself is
    always taken. A path with a problem is one that yields no file.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path, None
        else:
            message = "no such file or folder: check the path"
            yield path, Problem("missing-path", message)


def _walk(folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    closed: list[OSError] = []
    found = False
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                found = True
                yield path, None
    for error in closed:
        message = f"the folder cannot be read ({error.strerror}): check its permissions"
        yield Path(error.filename), Problem("unreadable-folder", message)
    if not found and not closed:
        kinds = " ".join(sorted(suffix[1:] for suffix in SUFFIXES))
        message = f"no file of a readable kind in this folder: give one of {kinds}"
        yield folder, Problem("no-readable-files", message)
