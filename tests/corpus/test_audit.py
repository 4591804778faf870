"""The audit log: every write has its line, and no line can be changed unseen."""

from __future__ import annotations

import gzip
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from alembic import command
from alembic.config import Config

from corpus import audit, batches, keys, review, uploads, worker
from corpus.connection import connect
from corpus.importer import import_paths
from corpus.migrate import migrate
from corpus.model import Synonym, Verdict
from corpus.review import Person
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus.conftest import Add
from tests.corpus.test_importer import TEXT
from tests.corpus.test_migrate import VERSION_1, query

HERE = Path(__file__).parents[2]


def written(corpus: Corpus) -> None:
    """Three lines."""
    for name in ("a", "b", "c"):
        keys.add(corpus, name, "reader", by="林小青")


def faults(corpus: Corpus) -> list[str]:
    return [fault.where for fault in verify(corpus) if fault.part == "audit"]


def test_each_line_holds_the_hash_of_the_one_before(corpus: Corpus) -> None:
    token = audit.origin.set("192.0.2.7")
    written(corpus)
    audit.origin.reset(token)
    third, second, first = corpus.trail()
    assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
    assert (first.by, first.origin, first.action) == ("林小青", "192.0.2.7", "key-add")
    assert len({first.hash, second.hash, third.hash}) == 3
    assert corpus.trail(1, before=third.id) == (second,)
    assert faults(corpus) == []


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("UPDATE audit SET by = 'x' WHERE id = 2", ["audit 2"]),
        ("UPDATE audit SET told = '{}' WHERE id = 1", ["audit 1"]),
        ("UPDATE audit SET hash = 'x' WHERE id = 2", ["audit 2", "audit 3"]),
        ("DELETE FROM audit WHERE id = 1", ["audit 2"]),
        ("DELETE FROM audit WHERE id = 2", ["audit 3"]),
        ("DELETE FROM audit WHERE id = 3", ["audit"]),
        ("DELETE FROM audit", ["audit"]),
        ("DELETE FROM marks WHERE key = 'audit-head'", ["audit"]),
        (
            "INSERT INTO audit (at, by, action, document, told) VALUES ('', '', '', '', '{}')",
            ["audit 4", "audit 4", "audit"],
        ),
    ],
)
def test_a_change_past_the_triggers_is_seen(corpus: Corpus, change: str, seen: list[str]) -> None:
    written(corpus)
    with closing(sqlite3.connect(corpus.folder / "corpus.sqlite")) as plain, plain:
        for trigger in ("audit_no_UPDATE", "audit_no_DELETE"):
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(change)
    assert faults(corpus) == seen


def test_what_people_do_has_a_line_each(corpus: Corpus, add: Add) -> None:
    add("yunling.pdf")
    duty = corpus.assignments()[0]
    review.accept(corpus, f"a{duty.id}", Person("林小青"))
    verdict = Verdict("f1", "dismissed", "已改", "林小青", "2026-01-01T00:00:00+00:00", "…")
    corpus.judge(verdict)
    corpus.judge(replace(verdict, by=None))
    corpus.keep_synonym(Synonym("query-marriage", "结没结婚", None, "2026-01-01"))
    corpus.remove("yunling", by="林小青")
    assert [entry.action for entry in reversed(corpus.trail())] == [
        *("enter", "accept", "verdict", "verdict", "synonym", "remove")
    ]
    assert faults(corpus) == []


def test_each_file_that_is_entered_has_a_line_with_who_and_what_became_of_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    mine, sent = tmp_path / "mine.txt", BytesIO(TEXT.replace("飞机", "火车").encode())
    mine.write_text(TEXT, encoding="utf-8")
    for _ in range(2):  # unchanged: nothing is written
        import_paths(corpus, [mine], by="林小青")
    upload = uploads.receive(corpus.folder, "mine.txt", sent)
    batches.enter(corpus, [upload], batches.Wish(), "王小明", token=None, most=9)
    worker.work(corpus, Event(), until_empty=True)
    told = [(one.by, one.origin, one.action, one.document) for one in reversed(corpus.trail())]
    assert told == [
        ("林小青", "command", "enter", "mine"),
        ("王小明", "command", "import", ""),
        ("王小明", "import 1", "enter", "mine"),
    ]
    assert corpus.trail(1)[0].told == {
        "file": "mine.txt",
        "sha256": upload.sha256,
        "result": "updated",
    }
    assert corpus.trail()[2].told["result"] == "imported"
    assert faults(corpus) == []


def test_a_user_without_a_name_is_told_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs as a number."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert audit.login() == "uid 4000000000"


def test_the_lines_of_an_older_corpus_are_chained(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    config = Config()
    config.set_main_option("script_location", str(HERE / "corpus" / "migrations"))
    database = connect(path)
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    database.engine.dispose()
    columns = "INSERT INTO audit (at, by, action, document, told)"
    query(path, *(f"{columns} VALUES ('{n}', 'a', 'remove', 'd', '{{}}')" for n in (1, 2)))
    migrate(tmp_path)
    with Corpus.open(tmp_path) as corpus:
        assert faults(corpus) == []
        written(corpus)
        assert [entry.action for entry in corpus.trail()] == ["key-add"] * 3 + ["remove"] * 2
        assert faults(corpus) == []
