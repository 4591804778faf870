"""The files as they came, kept under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import uuid4

from corpus.connection import CorpusUnusable
from ingest.errors import Unreadable

_ABANDONED = 3600  # seconds since a half-written file was last written to


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place(folder: Path, sha256: str) -> Path:
    """Where the original with this SHA-256 lies in the corpus `folder`."""
    return folder / "originals" / sha256[:2] / sha256


def keep(folder: Path, original: Path, sha256: str) -> None:
    """Copy `original` into the corpus, whole or not at all.

    Raises Unreadable where its content is no longer what was read, CorpusUnusable where
    the corpus takes no more.
    """
    kept = place(folder, sha256)
    if kept.exists():
        return
    content = original.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Unreadable("changed-while-read", "读取期间文件有改动，请重新导入")
    try:
        _write(kept, content)
    except OSError as error:
        cause = f"{folder}：原件存不进去（{error.strerror}）"
        raise CorpusUnusable(f"{cause}，请检查磁盘空间和文件夹权限") from error


def drop(folder: Path, sha256: str) -> None:
    """Delete an original that nothing needs any more. Raises CorpusUnusable."""
    unlink(folder, place(folder, sha256))


def unlink(folder: Path, path: Path) -> None:
    """Delete a file of the corpus in `folder`, if it is there. Raises CorpusUnusable."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        cause = f"{folder}：原件删不掉（{error.strerror}）"
        raise CorpusUnusable(f"{cause}，请检查文件夹权限") from error


def leftovers(folder: Path, needed: Collection[str]) -> Iterator[Path]:
    """What imports that were killed left behind: originals that are not `needed` (SHA-256), and
    files half written that nobody can be at any more."""
    for path in sorted(folder.glob("originals/??/*")):
        if path.name.startswith("."):
            if path.stat().st_mtime < time.time() - _ABANDONED:
                yield path
        elif path.name not in needed:
            yield path


def _write(kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_name(f".{uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)
