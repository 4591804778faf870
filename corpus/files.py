"""Which files an import is about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.model import Problem

SUFFIXES = frozenset(
    {".txt", ".md", ".html", ".htm", ".mht", ".mhtml", ".pdf", ".ofd"}
    | {".docx", ".docm", ".dotx", ".doc", ".wps", ".rtf"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}
)
"""Files of a folder that are taken."""


def expand(paths: Sequence[Path]) -> Iterator[tuple[Path, Problem | None]]:
    """The files of `paths` in order, folders walked through and sorted.

    Of a folder only visible files of a readable kind are taken; a file named itself is
    always taken. A path with a problem is one that yields no file.
    """
    for path in paths:
        if problem := _no_file(path):
            yield path, problem
        elif path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path, None
        else:
            message = "没有这个文件或文件夹，请检查路径"
            yield path, Problem("missing-path", message)


def _no_file(path: Path) -> Problem | None:
    """Why what `path` names cannot be read, if it is there: a closed folder, pipe, device."""
    try:
        if path.is_file() or path.is_dir() or not path.exists():
            return None
    except OSError as error:
        return Problem("cannot-open", f"文件打不开（{error.strerror}），请检查路径和权限")
    return Problem("cannot-open", "不是普通文件，请给出文件或文件夹")


def _walk(folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    closed: list[OSError] = []
    found = False
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                found = True
                yield path, _no_file(path)
    for error in closed:
        message = f"文件夹打不开（{error.strerror}），请检查权限"
        yield Path(error.filename), Problem("unreadable-folder", message)
    if not found and not closed:
        kinds = " ".join(sorted(suffix[1:] for suffix in SUFFIXES))
        message = f"文件夹里没有可读的文件，可读的有 {kinds}"
        yield folder, Problem("no-readable-files", message)
