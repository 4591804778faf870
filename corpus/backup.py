"""A corpus into one archive file and back: a tar with gzip.

It holds `originals/ab/abcd…` and `uploads/ab/abcd…/name` (files that wait to be imported) as in
the corpus, then `corpus.sqlite`, then `manifest.json` with the hash of the database. Only files
of these names are ever taken out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from gzip import BadGzipFile
from io import BytesIO
from pathlib import Path
from typing import IO
from uuid import uuid4

from sqlalchemy import Connection, func, select

from corpus import originals, uploads
from corpus.connection import CorpusUnusable, connect
from corpus.schema import SCHEMA, documents, found_version
from corpus.store import Corpus
from corpus.writing import needed_originals

_DATABASE, _MANIFEST = "corpus.sqlite", "manifest.json"
_KEPT = re.compile(r"(?:originals|(uploads))/([0-9a-f]{2})/(\2[0-9a-f]{62})(?(1)/([^/]+))")
_MANIFEST_MOST = 64 * 2**20  # bytes
_LEVEL = 3  # of gzip: PDFs hardly shrink, and the database does at any level


class NotRestored(Exception):
    """The archive cannot be restored; the message is one Chinese line for a person."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `missing` are originals and uploads (SHA-256) that the corpus itself
    had lost, or that were damaged; `database` is a SHA-256; `made_at` is ISO 8601 in UTC."""

    schema: int
    made_at: str
    database: str
    documents: int
    originals: int
    missing: tuple[str, ...]
    uploads: int = 0


def back_up(corpus: Corpus, target: Path) -> Manifest:
    """Write the corpus, as it is at one moment, to `target`, which is replaced when whole.

    Others may read and write meanwhile. Raises CorpusUnusable.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex}")
    snapshot = part.with_suffix(".sqlite")
    try:
        with part.open("xb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_LEVEL) as archive:
                manifest = _fill(archive, corpus, snapshot)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        cause = f"{target}：备份写不下去（{error.strerror}）"
        raise CorpusUnusable(f"{cause}，请检查磁盘空间和文件夹权限") from error
    finally:
        part.unlink(missing_ok=True)
        snapshot.unlink(missing_ok=True)
    return manifest


def _fill(archive: tarfile.TarFile, corpus: Corpus, snapshot: Path) -> Manifest:
    """Files first: one that is gone since its document was removed, or imported, meanwhile is not
    in the next snapshot, and one that is still needed then is lost."""
    held: set[Path] = set()
    missing: frozenset[str] | None = None
    while True:
        snapshot.unlink(missing_ok=True)
        corpus.database.copy(snapshot)
        needed, number = _told_by(snapshot, corpus.folder)
        gone = frozenset(
            sha256
            for file, sha256 in sorted(needed.items())
            if file not in held and not _pack(archive, corpus, file, sha256, held)
        )
        if not gone or gone == missing:
            break
        missing = gone
    archive.add(snapshot, _DATABASE, filter=_plain)
    digest = originals.digest(snapshot)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    waiting = sum(file.parts[0] == "uploads" for file in needed.keys() & held)
    kept = len(held) - sum(file.parts[0] == "uploads" for file in held)
    manifest = Manifest(SCHEMA, now, digest, number, kept, tuple(sorted(gone)), waiting)
    _add(archive, _MANIFEST, json.dumps(asdict(manifest)).encode())
    return manifest


def _told_by(snapshot: Path, folder: Path) -> tuple[dict[Path, str], int]:
    """The files of the corpus in `folder` that a database of it needs, by their places in it with
    their SHA-256, and how many documents it has."""
    database = connect(snapshot)
    try:
        with database.reading() as connection:
            number = connection.scalar(select(func.count()).select_from(documents)) or 0
            return _needed(connection, folder), number
    finally:
        database.engine.dispose()


def _needed(connection: Connection, folder: Path) -> dict[Path, str]:
    kept = {originals.place(Path(), sha256): sha256 for sha256 in needed_originals(connection)}
    return kept | uploads.awaiting(connection, folder)


def _pack(
    archive: tarfile.TarFile, corpus: Corpus, file: Path, sha256: str, held: set[Path]
) -> bool:
    """Whether the file was there and whole."""
    try:
        content = (corpus.folder / file).read_bytes()
    except FileNotFoundError:
        return False
    if hashlib.sha256(content).hexdigest() != sha256:
        return False
    _add(archive, file.as_posix(), content)
    held.add(file)
    return True


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the name and number of the user who made the backup."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def restore(source: Path, folder: Path) -> Manifest:
    """Make `folder`, which must be empty or not there, the corpus that `source` holds.

    The folder is a corpus only when every hash was found right. Raises NotRestored, and
    CorpusUnusable where the folder cannot be written.
    """
    staging = folder / f".restore-{uuid4().hex}"
    try:
        if folder.exists() and (folder.is_file() or any(folder.iterdir())):
            raise NotRestored(f"{folder}：文件夹不是空的，请用 --corpus 另选一个空文件夹")
        staging.mkdir(parents=True)
        with _opened(source) as archive:
            manifest = _unpack(archive, staging, source)
        _check(staging, manifest, source)
        for kept in ("originals", "uploads"):
            if (staging / kept).exists():
                (staging / kept).rename(folder / kept)
        (staging / _DATABASE).rename(folder / _DATABASE)
    except OSError as error:
        cause = f"{folder}：恢复写不下去（{error.strerror}）"
        raise CorpusUnusable(f"{cause}，请检查磁盘空间和文件夹权限") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with source.open("rb") as file:
            try:
                with tarfile.open(fileobj=file, mode="r:gz") as archive:
                    yield archive
            except (tarfile.TarError, BadGzipFile, EOFError, zlib.error) as error:
                raise _bad(source, "文件损坏或不完整") from error
    except OSError as error:
        if error.filename != str(source):
            raise
        raise NotRestored(f"{source}：打不开（{error.strerror}），请检查路径和权限") from error


def _bad(source: Path, why: str) -> NotRestored:
    return NotRestored(f"{source}：不能恢复（{why}），请换一份 dutymap 备份")


def _unpack(archive: tarfile.TarFile, staging: Path, source: Path) -> Manifest:
    """Write what belongs to a corpus into `staging`; anything else is refused."""
    told: bytes | None = None
    seen: set[str] = set()
    for entry in archive:
        content = archive.extractfile(entry) if entry.isreg() else None
        kept = _KEPT.fullmatch(entry.name)
        if content is None or entry.name in seen:
            raise _bad(source, f"里面的 {entry.name!r} 不是普通文件，或有两份")
        seen.add(entry.name)
        if entry.name == _MANIFEST and entry.size <= _MANIFEST_MOST:
            told = content.read()
        elif entry.name == _DATABASE:
            _write(content, staging / _DATABASE)
        elif kept and (kept[4] is None or uploads.safe_name(kept[4]) == kept[4]):
            if _write(content, staging / kept[0]) != kept[3]:
                raise _bad(source, f"原件 {kept[3][:12]}… 与校验值不符")
        else:
            raise _bad(source, f"里面有不属于备份的 {entry.name!r}")
    if told is None:
        raise _bad(source, "没有清单")
    return _manifest(told, source)


def _write(content: IO[bytes], target: Path) -> str:
    """Copy to a new file; its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        shutil.copyfileobj(content, file, 2**20)
        file.flush()
        os.fsync(file.fileno())
    return originals.digest(target)


def _manifest(told: bytes, source: Path) -> Manifest:
    try:
        found = Manifest(**json.loads(told))
        found = replace(found, missing=tuple(found.missing))
        newer = found.schema > SCHEMA
    except (ValueError, TypeError) as error:
        raise _bad(source, "清单看不懂") from error
    if newer:
        raise _bad(source, f"由更新的 dutymap 制作，版本 {found.schema}")
    return found


def _check(staging: Path, manifest: Manifest, source: Path) -> None:
    """Hold the database against its hash, and the files against what it needs."""
    path = staging / _DATABASE
    if not path.exists() or originals.digest(path) != manifest.database:
        raise _bad(source, "数据库与校验值不符")
    database = connect(path)
    try:
        with database.reading() as connection:
            if found_version(connection) != SCHEMA:
                return  # an older corpus: `migrate` brings it to this version
            needed = _needed(connection, staging)
    finally:
        database.engine.dispose()
    lost = {file for file, sha256 in needed.items() if sha256 not in manifest.missing}
    if any(not (staging / file).exists() for file in lost):
        raise _bad(source, "缺少原件")
