"""The one place that knows which SQLite driver is used and how it is set up.

Some Pythons' `sqlite3` cannot load extensions; `pysqlite3-binary` can. Where neither
can, the corpus works with text search alone and `vector_trouble()` says why.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from threading import local
from types import ModuleType
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

BUSY_MS = 5000
_LOOK_MS = 30  # in which SQLite looks six times
_MAPPED = 256 * 2**20  # bytes of the file that are read without a call of the system
_JOURNAL = 4000  # pages written before the journal is put into the file: most are written again
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as JSON is written in the corpus."""


class CorpusUnusable(Exception):
    """The corpus cannot be used; the message is one line for a person."""


@cache
def _driver() -> tuple[ModuleType, str | None]:
    """The DB-API module, and why it cannot do vector search (None where it can)."""
    module: ModuleType = sqlite3.dbapi2
    if not hasattr(sqlite3.Connection, "enable_load_extension"):
        try:
            module = import_module("pysqlite3.dbapi2")
        except ImportError:
            return module, (
                "不能按意思检索：这个 Python 的 sqlite3 不能加载扩展，请安装 pysqlite3-binary"
            )
    try:
        probe = module.connect(":memory:")
        _load_vectors(probe)
        probe.close()
    except (ImportError, AttributeError, module.Error) as error:
        return module, f"不能按意思检索：sqlite-vec 加载不了（{error}）"
    return module, None


def _load_vectors(connection: Any) -> None:
    import sqlite_vec

    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.enable_load_extension(False)


def vector_trouble() -> str | None:
    """Why there is no vector search here, in one line; None where there is."""
    return _driver()[1]


@dataclass(frozen=True, slots=True)
class Database:
    """The open database of a corpus: `reading()` and `writing()` give transactions.

    `closed` is one whose file or folder this user may read but not write.
    """

    path: Path
    engine: Engine
    closed: bool = False
    _kept: local = field(default_factory=local)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the corpus. Raises CorpusUnusable."""
        kept: Connection | None = getattr(self._kept, "connection", None)
        with _told(self.path):
            if kept is not None:
                yield kept
                return
            with self.engine.begin() as connection:
                yield connection

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads within is of one state, in one transaction. Raises
        CorpusUnusable."""
        with self.reading() as connection:
            self._kept.connection = connection
            try:
                yield
            finally:
                self._kept.connection = None

    @contextmanager
    def writing(self, *, synced: bool = False) -> Iterator[Connection]:
        """The one writing transaction; waits up to 5 s for another. When it has ended, what it
        wrote outlives any program that is killed; where it is `synced`, a loss of power too.
        Raises CorpusUnusable."""
        if self.closed:
            raise CorpusUnusable(_line(self.path, "readonly"))
        engine = self.engine.execution_options(immediate=True, synced=synced)
        with _told(self.path), engine.begin() as connection:
            yield connection

    def copy(self, target: Path) -> None:
        """Write a whole copy of one moment's state to the new file `target`, by SQLite's own
        backup, while others read and write. Raises CorpusUnusable."""
        driver = _driver()[0]
        source: Any = self.engine.raw_connection()
        try:
            with closing(driver.connect(str(target))) as into:
                source.driver_connection.backup(into)
        except driver.Error as error:
            raise CorpusUnusable(_line(target, str(error))) from error
        finally:
            source.close()


def connect(path: Path) -> Database:
    """Open the SQLite file `path`, which is made where it is missing.

    One that this user may not write is opened for reading alone.
    """
    closed = path.exists() and not (_writable(path) and _writable(path.parent))
    engine = create_engine(
        _read_only(path) if closed else URL.create("sqlite", database=str(path)),
        module=_driver()[0],
        json_serializer=to_json,
    )
    event.listen(engine, "connect", partial(_prepare, closed))
    event.listen(engine, "begin", _begin)
    return Database(path, engine, closed)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _read_only(path: Path) -> URL:
    """Where nobody has the database open, its journal is not there and could not be made;
    then the file is read as one that does not change."""
    query = {"uri": "true", "mode": "ro"}
    if not path.with_name(f"{path.name}-wal").exists():
        query["immutable"] = "1"
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def _prepare(closed: bool, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if not closed:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL}")
    connection.execute("PRAGMA foreign_keys = ON")
    if vector_trouble() is None:
        _load_vectors(connection)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("immediate", False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite looks ever more rarely whether the other has ended, and may miss each of many short
    # pauses of a busy writer; so it is asked again and again for a short time.
    driver: Any = connection.connection.driver_connection
    until = time.monotonic() + BUSY_MS / 1000
    driver.execute(f"PRAGMA synchronous = {'FULL' if options['synced'] else 'NORMAL'}")
    driver.execute(f"PRAGMA busy_timeout = {_LOOK_MS}")
    try:
        while not _begun(driver, last=time.monotonic() > until):
            pass
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _begun(driver: Any, *, last: bool) -> bool:
    """Whether the writing transaction has begun; the `last` time its trouble is raised."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except _driver()[0].OperationalError as error:
        if last or not _is_busy(str(error)):
            raise
        return False
    return True


def _is_busy(cause: str) -> bool:
    return "locked" in cause or "busy" in cause


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn SQLite's own trouble into CorpusUnusable; our mistakes in SQL pass through."""
    driver = _driver()[0]
    try:
        yield
    except (DatabaseError, driver.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        if type(cause) not in (driver.OperationalError, driver.DatabaseError):
            raise
        raise CorpusUnusable(_line(path, str(cause))) from error


def _line(path: Path, cause: str) -> str:
    if _is_busy(cause):
        return f"{path}：另一程序占用库已有 {BUSY_MS // 1000} 秒，请稍后再试"
    if "readonly" in cause or "unable to open" in cause:
        return f"{path}：库写不进去（{cause}），请检查文件夹权限"
    if "full" in cause:
        return f"{path}：磁盘已满，请腾出空间再试"
    if "disk I/O" in cause:
        return f"{path}：磁盘读写失败（{cause}），请检查磁盘和剩余空间"
    return f"{path}：库已损坏（{cause}），请用备份恢复，或另选文件夹"
