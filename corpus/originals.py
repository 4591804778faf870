"""The files as they came, kept under the SHA-256 of their content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import uuid4

from corpus.connection import CorpusUnusable
from ingest.errors import Unreadable


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
        cause = f"{folder}: an original cannot be kept ({error.strerror})"
        raise CorpusUnusable(f"{cause}; check the disk and the folder's permissions") from error


def drop(folder: Path, sha256: str) -> None:
    """Delete an original that nothing needs any more. Raises CorpusUnusable."""
    try:
        place(folder, sha256).unlink(missing_ok=True)
    except OSError as error:
        cause = f"{folder}: an original cannot be deleted ({error.strerror})"
        raise CorpusUnusable(f"{cause}; check the folder's permissions") from error


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
