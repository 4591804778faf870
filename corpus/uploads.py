"""Files that were sent to be imported: in `uploads/` beside the database, each under the SHA-256
of its content, until no job needs it any more."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from sqlalchemy import Connection

from corpus.connection import CorpusUnusable
from corpus.jobs import awaited
from corpus.store import Corpus

NAME_BYTES = 180
_PIECE = 2**20  # bytes
_STALE = 3600.0  # seconds after which what no job needs was left behind


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: under `name`, which is safe, with this content, so far at `path`."""

    name: str
    sha256: str
    path: Path


def receive(folder: Path, name: str, file: IO[bytes]) -> Upload:
    """Take a file in pieces, under a name of its own; it is on the disk when this returns.

    Raises CorpusUnusable where it takes no more.
    """
    path = folder / "uploads" / f".{uuid4().hex}"
    digest = hashlib.sha256()
    with _told(folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as target:
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
    return Upload(safe_name(name), digest.hexdigest(), path)


def settle(folder: Path, upload: Upload) -> Path:
    """Put a file where its job will find it; in the transaction that asks for the job, so that
    `drop` cannot take it away between the two. Told is its place within `folder`, so that the
    job finds it too where the corpus was moved, or restored elsewhere."""
    kept = Path("uploads", upload.sha256[:2], upload.sha256, upload.name)
    place = folder / kept
    with _told(folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        upload.path.replace(place)
    return kept


def forget(upload: Upload) -> None:
    """Delete what was received and is not wanted."""
    upload.path.unlink(missing_ok=True)


def drop(corpus: Corpus, path: Path) -> None:
    """Delete the file of a job that has ended, unless another waits for it; a file that was
    not sent to the service stays."""
    place = path.parent
    if not place.is_relative_to(corpus.folder.absolute() / "uploads"):
        return
    with corpus.database.writing() as connection:
        if path not in awaited(connection, corpus.folder):
            path.unlink(missing_ok=True)
            if place.exists() and not any(place.iterdir()):
                place.rmdir()


def sweep(corpus: Corpus) -> None:
    """Delete what requests and workers that were killed have left behind."""
    with corpus.database.writing() as connection:
        wanted = {path.parent for path in awaited(connection, corpus.folder)}
        for place in _places(corpus.folder.absolute() / "uploads"):
            if place not in wanted and place.stat().st_mtime < time.time() - _STALE:
                shutil.rmtree(place) if place.is_dir() else place.unlink()


def safe_name(name: str) -> str:
    """The last part of a sent file name, without control characters, short enough for a disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(character for character in last if character.isprintable()).lstrip(".")
    stem, dot, suffix = kept.rpartition(".")
    short = (stem or suffix).encode()[:NAME_BYTES].decode(errors="ignore")
    return (short + dot + suffix[:10] if stem else short) or "upload"


def _places(root: Path) -> Iterator[Path]:
    """Every upload's folder, and every file that is being received."""
    for path in root.glob("*"):
        yield from path.iterdir() if path.is_dir() else (path,)


def awaiting(connection: Connection, folder: Path) -> dict[Path, str]:
    """The uploads that jobs wait for, by their places within `folder`, with their SHA-256."""
    root = folder.absolute()
    found = (path for path in awaited(connection, folder) if path.is_relative_to(root / "uploads"))
    return {path.relative_to(root): path.parent.name for path in found}


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cause = f"{folder}: an upload cannot be kept ({error.strerror})"
        raise CorpusUnusable(f"{cause}; check the disk and the folder's permissions") from error
