"""A corpus of an older version brought to this one, after a backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.connection import CorpusUnusable, Database, connect
from corpus.schema import SCHEMA, found_version


@dataclass(frozen=True, slots=True)
class Migrated:
    """From which version to which; `backup` is the copy made before, None where none was."""

    before: int
    after: int
    backup: Path | None


def migrate(folder: Path) -> Migrated:
    """Bring the corpus in `folder` to this version, in one transaction.

    The backup lies beside the database and has the time (UTC) in its name. Raises
    CorpusUnusable where there is no corpus, it is newer, or it cannot be written.
    """
    path = folder / "corpus.sqlite"
    if not path.exists():
        raise CorpusUnusable(f"{folder}：这里还没有库，请先用 `dutymap import` 导入文件")
    database = connect(path)
    try:
        before = _version(database, folder)
        if before == SCHEMA:
            return Migrated(before, SCHEMA, None)
        backup = _back_up(database, folder, before)
        with database.writing() as connection:
            if found_version(connection) != SCHEMA:  # another program may have been faster
                _upgrade(connection)
        return Migrated(before, SCHEMA, backup)
    finally:
        database.engine.dispose()


def _version(database: Database, folder: Path) -> int:
    with database.reading() as connection:
        found = found_version(connection)
    if found is None or found > SCHEMA:
        what = "不是库" if found is None else f"库由更新的 dutymap 写成（表结构 {found}）"
        raise CorpusUnusable(f"{folder}：{what}，请升级 dutymap，或另选文件夹")
    return found


def _back_up(database: Database, folder: Path, version: int) -> Path:
    """A whole copy of the database by SQLite's own backup, while others may read and write."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"corpus-schema{version}-{now}.sqlite"
    database.copy(target)
    return target


def _upgrade(connection: object) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
