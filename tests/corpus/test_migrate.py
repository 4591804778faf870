"""Corpora of an older version: refused, backed up, migrated, and then as good as new."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus.connection import CorpusUnusable
from corpus.migrate import migrate
from corpus.model import Filter
from corpus.remap import remap
from corpus.schema import SCHEMA
from corpus.store import Corpus

VERSION_1 = Path(__file__).with_name("version1.sqlite.gz")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A corpus as version 1 made it: one directive with its vectors, and an everyday name."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "corpus.sqlite").write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return folder


def query(path: Path, *statements: str) -> list[Any]:
    """The rows of the last statement."""
    with closing(sqlite3.connect(path)) as plain, plain:
        return [plain.execute(statement).fetchall() for statement in statements][-1]


def shape(path: Path) -> dict[str, Any]:
    """Every table's columns and indexes, every trigger; without the virtual tables' own."""
    names = query(path, "SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'block_%'")
    found: dict[str, Any] = {}
    for name, kind in names:
        if kind == "trigger":
            found[name] = ()
        elif kind == "table" and not name.startswith("sqlite_"):
            columns = query(
                path, f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')"
            )
            indexes = query(
                path, f"SELECT name, \"unique\", partial FROM pragma_index_list('{name}')"
            )
            keys = query(
                path, f'SELECT "table", "from", on_delete FROM pragma_foreign_key_list(\'{name}\')'
            )
            told = {
                (one if not one.startswith("sqlite_") else "", *more): [
                    column
                    for (column,) in query(path, f"SELECT name FROM pragma_index_info('{one}')")
                ]
                for one, *more in indexes
            }
            found[name] = (sorted(columns), told, sorted(keys))
    return found


def test_an_older_corpus_is_refused_with_what_to_do(old: Path) -> None:
    before = (old / "corpus.sqlite").read_bytes()
    with pytest.raises(CorpusUnusable, match="请运行 `dutymap migrate`") as refused:
        Corpus.open(old)
    assert "\n" not in str(refused.value)
    assert (old / "corpus.sqlite").read_bytes() == before


def test_an_older_corpus_is_migrated_after_a_backup(old: Path) -> None:
    before = query(old / "corpus.sqlite", "SELECT id, provision, agency FROM assignments")
    done = migrate(old)
    assert (done.before, done.after) == (1, SCHEMA)
    assert done.backup is not None
    assert query(done.backup, "SELECT id, provision, agency FROM assignments") == before
    assert query(done.backup, "SELECT value FROM meta WHERE key = 'schema'") == [(1,)]
    with Corpus.open(old) as corpus:
        (stored,) = corpus.documents()
        assert stored.record.jurisdiction == "青禾县"
        duties = corpus.assignments(Filter())
        assert [(d.id, d.assignment.provision, d.assignment.agency) for d in duties] == before
        assert corpus.search("婚姻登记")[0].document == "qinghe"
        assert [synonym.words for synonym in corpus.synonyms()] == ["结没结婚"]
        assert corpus.outdated() == ("qinghe",)
        (again,) = remap(corpus)
        assert again.lost == ()
        assert corpus.outdated() == ()
    assert migrate(old).backup is None


def test_a_migrated_corpus_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    migrate(old)
    with Corpus.open(tmp_path / "new"):
        pass
    new = tmp_path / "new" / "corpus.sqlite"
    assert shape(old / "corpus.sqlite") == shape(new)
    for path in (old / "corpus.sqlite", new):
        (noted,) = query(path, "SELECT version_num FROM alembic_version")
        assert int(noted[0]) == SCHEMA


def test_a_corpus_from_before_the_first_everyday_names_is_migrated(old: Path) -> None:
    query(old / "corpus.sqlite", "DROP TABLE synonyms", "DROP TABLE questions")
    migrate(old)
    with Corpus.open(old) as corpus:
        assert corpus.synonyms() == corpus.missed_questions() == ()


def test_a_migration_that_fails_leaves_the_corpus_as_it_was(old: Path) -> None:
    path = old / "corpus.sqlite"
    query(path, "CREATE TABLE copies (mine)")  # in the way of the last step but two
    before = shape(path)
    with pytest.raises(CorpusUnusable):
        migrate(old)
    assert shape(path) == before
    query(path, "DROP TABLE copies")
    assert migrate(old).before == 1


@pytest.mark.parametrize(
    "damage", ["UPDATE meta SET value = 99 WHERE key = 'schema'", "DROP TABLE meta"]
)
def test_what_cannot_be_migrated_is_refused(old: Path, damage: str) -> None:
    query(old / "corpus.sqlite", damage)
    with pytest.raises(CorpusUnusable, match="请升级 dutymap，或另选文件夹"):
        migrate(old)
    assert [path.name for path in old.iterdir()] == ["corpus.sqlite"]


def test_nothing_is_migrated_where_there_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusUnusable, match="还没有库"):
        migrate(tmp_path / "none")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET by = 'x'",
        "DELETE FROM decisions",
        "UPDATE audit SET by = 'x'",
        "DELETE FROM audit",
    ],
)
@pytest.mark.parametrize("made", ["new", "old"])
def test_what_people_did_cannot_be_changed(
    change: str, made: str, old: Path, tmp_path: Path
) -> None:
    if made == "old":
        migrate(old)
    with Corpus.open(tmp_path / made):
        pass
    path = tmp_path / made / "corpus.sqlite"
    query(
        path,
        "INSERT INTO decisions (at, by, action, document, before) VALUES ('', '', '', '', '{}')",
        "INSERT INTO audit (at, by, action, document, told) VALUES ('', '', '', '', '{}')",
    )
    with pytest.raises(sqlite3.DatabaseError, match="kept"):
        query(path, change)
    for name in ("decisions", "audit"):
        assert len(query(path, f"SELECT * FROM {name} WHERE by = ''")) == 1
