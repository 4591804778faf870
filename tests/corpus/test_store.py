"""The store gives back what it was given, and keeps what it replaces."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.connection import CorpusUnusable
from corpus.model import Filter
from corpus.store import Corpus
from ingest.errors import Unreadable
from tests.corpus import values
from tests.corpus.conftest import Add

CHANGED = (*values.CLAUSES[:2], "第三条 县卫健局负责提供死亡登记信息。")


def test_a_reading_comes_back_as_it_went_in(corpus: Corpus, add: Add) -> None:
    assert add("yunling.pdf", number="云发〔2019〕3号") == ("yunling", "imported")
    document = values.document("yunling.pdf")
    mapping = values.mapping("yunling", number="云发〔2019〕3号")
    stored = corpus.document("yunling")
    assert stored is not None
    assert stored.record == mapping.record
    assert stored.problems == (*document.problems, *mapping.problems)
    assert (stored.pages, stored.assignments, stored.standing) == (1, 3, "in-force")
    assert stored.characters == sum(len(clause) for clause in values.CLAUSES)
    assert corpus.blocks("yunling") == document.blocks
    assert corpus.lines("yunling") == document.source.lines
    assert corpus.pages("yunling") == document.source.pages
    found = corpus.assignments(Filter(document="yunling"))
    assert tuple(each.assignment for each in found) == mapping.assignments
    assert {each.document for each in found} == {stored}
    assert corpus.original("yunling").read_bytes() == values.content()
    assert corpus.known(document.sha256) == stored


def test_nothing_is_known_of_what_is_not_there(corpus: Corpus) -> None:
    assert corpus.known("0" * 64) is None
    assert corpus.document("yunling") is None
    assert corpus.documents() == corpus.assignments() == corpus.blocks("yunling") == ()
    assert corpus.search("失信") == ()
    assert not corpus.remove("yunling", by="林小青")
    with pytest.raises(KeyError):
        corpus.original("yunling")


def test_the_same_file_is_unchanged(corpus: Corpus, add: Add) -> None:
    add("yunling.pdf")
    version = corpus.version
    assert add("renamed.pdf") == ("yunling", "unchanged")
    assert corpus.version == version


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [
        # the same 文号 of the same place, under another file name
        ("second.pdf", {"number": "云发〔2019〕3号"}, ("first", "updated")),
        # the same 文号 printed by another place
        (
            "second.pdf",
            {"number": "云发〔2019〕3号", "jurisdiction": "河湾县"},
            ("second", "imported"),
        ),
        # the same file name, the same 文号, a corrected title
        ("first.pdf", {"number": "云发〔2019〕3号", "title": "办法（修订）"}, ("first", "updated")),
        # the same file name for another directive
        ("first.pdf", {"number": "云发〔2020〕8号"}, ("first-2", "imported")),
        ("first.pdf", {"jurisdiction": "河湾县"}, ("first-2", "imported")),
        # the same file name, nothing that tells them apart
        ("first.pdf", {"jurisdiction": None}, ("first", "updated")),
    ],
)
def test_which_directive_a_changed_file_is(
    add: Add, name: str, record: dict[str, str], expected: tuple[str, str]
) -> None:
    add("first.pdf", number="云发〔2019〕3号")
    assert add(name, CHANGED, **record) == expected


def test_an_update_keeps_the_old_reading_and_the_ids_of_unchanged_duties(
    corpus: Corpus, add: Add
) -> None:
    add("yunling.pdf")
    before = {one.assignment.provision: one.id for one in corpus.assignments()}
    old = corpus.original("yunling")
    replaced = (*values.DUTIES[:2], (2, "health", "query.death"))
    assert add("yunling.pdf", CHANGED, replaced) == ("yunling", "updated")

    after = {one.assignment.provision: one.id for one in corpus.assignments()}
    assert {label for label in after if after[label] == before[label]} == {"第一条", "第二条"}
    assert after["第三条"] not in before.values()
    assert [hit.block for hit in corpus.search("死亡登记")] == ["b2"]
    assert not [hit for hit in corpus.search("婚姻登记") if "婚姻" in hit.text]
    assert old.read_bytes() == values.content()
    with sqlite3.connect(corpus.folder / "corpus.sqlite") as plain:
        ((sha256, reading),) = plain.execute("SELECT sha256, reading FROM superseded")
    plain.close()
    assert sha256 == old.name
    kept = json.loads(reading)
    assert [block["orig"] for block in kept["blocks"]] == list(values.CLAUSES)
    assert [one["measure"] for one in kept["assignments"]] == [d[2] for d in values.DUTIES]


def test_remove_leaves_nothing_but_what_others_need(corpus: Corpus, add: Add) -> None:
    add("yunling.pdf")
    add("yunling.pdf", CHANGED)
    add("hewan.pdf", values.CLAUSES[:2], values.DUTIES[:2], jurisdiction="河湾县")
    corpus.refresh_vectors()
    assert corpus.remove("yunling", by="林小青")
    assert [stored.id for stored in corpus.documents()] == ["hewan"]
    assert {hit.document for hit in corpus.search("失信")} == {"hewan"}
    assert {one.document.id for one in corpus.assignments()} == {"hewan"}
    originals = [path for path in corpus.folder.glob("originals/*/*") if path.is_file()]
    assert originals == [corpus.original("hewan")]


def test_every_write_counts(corpus: Corpus, add: Add) -> None:
    versions = [corpus.version]
    for write in (
        lambda: add("yunling.pdf"),
        lambda: add("yunling.pdf", CHANGED),
        lambda: corpus.remove("yunling", by="林小青"),
    ):
        write()
        versions.append(corpus.version)
    assert versions == sorted(set(versions))


def test_a_file_that_changed_since_it_was_read_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    path = values.original(tmp_path, "yunling.pdf", CHANGED)
    with pytest.raises(Unreadable, match="有改动"):
        corpus.add(values.document("yunling.pdf"), values.mapping("yunling"), path)
    assert corpus.documents() == ()
    assert not list(corpus.folder.glob("originals/*/*"))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["一", "二", "三", "河一"]),
        (Filter(drafts=True), ["稿一", "一", "二", "三", "河一"]),
        (Filter(within="998801"), ["一", "二", "三"]),
        (Filter(agency="development-reform"), ["一", "河一"]),
        (Filter(measures=("restrict.transport", "query.marriage")), ["二", "三"]),
        (Filter(measures=()), []),
        (Filter(role="lead"), ["一", "河一"]),
        (Filter(document="hewan"), ["河一"]),
        (Filter(document="caogao"), []),
        (Filter(within="998801", role="lead", drafts=True), ["稿一", "一"]),
    ],
)
def test_filters(corpus: Corpus, add: Add, wanted: Filter, expected: list[str]) -> None:
    add("zhengwen.pdf")
    add("hewan.pdf", values.CLAUSES[:1], values.DUTIES[:1], jurisdiction="河湾县", adcode="998802")
    add("caogao.pdf", values.CLAUSES[::-1], values.DUTIES[:1], standing="draft")
    prefix = {"zhengwen": "", "hewan": "河", "caogao": "稿"}
    found = corpus.assignments(wanted)
    told = [prefix[one.document.id] + one.assignment.provision[1] for one in found]
    assert sorted(told) == sorted(expected)
    assert set(corpus.documents(wanted)) == {one.document for one in found}


def test_jurisdictions_have_one_name_each(corpus: Corpus, add: Add) -> None:
    add("a.pdf", values.CLAUSES[:1], (), jurisdiction="河湾县", adcode="998802")
    add("b.pdf", values.CLAUSES[:2], (), jurisdiction="云岭", adcode="998801")
    add("c.pdf", values.CLAUSES, (), jurisdiction="云岭县", adcode="998801")
    add("d.pdf", CHANGED, (), jurisdiction="云岭县", adcode="998801")
    add("e.pdf", CHANGED[2:], (), jurisdiction="某地", adcode=None)
    add("f.pdf", CHANGED[1:], (), jurisdiction=None, adcode=None)
    assert corpus.jurisdictions() == (("云岭县", "998801"), ("河湾县", "998802"), ("某地", None))


def test_what_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusUnusable, match="还没有库"):
        Corpus.open(tmp_path / "none", create=False)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(CorpusUnusable, match="不是文件夹"):
        Corpus.open(file)
    with pytest.raises(CorpusUnusable, match="打不开"):
        Corpus.open(file / "below")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "corpus.sqlite").write_text("no database, but long enough to be one " * 99)
    with pytest.raises(CorpusUnusable, match="已损坏"):
        Corpus.open(damaged)
    with Corpus.open(tmp_path / "newer"):
        pass
    with sqlite3.connect(tmp_path / "newer" / "corpus.sqlite") as plain:
        plain.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    plain.close()
    with pytest.raises(CorpusUnusable, match="更新的 dutymap") as newer:
        Corpus.open(tmp_path / "newer")
    assert "\n" not in str(newer.value)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A corpus that this process may read and not write."""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are root's alone
        folder = Path(name) / "语料 库?"
        folder.mkdir()
        with Corpus.open(folder) as corpus:
            path = values.original(folder, "yunling.pdf")
            corpus.add(values.document("yunling.pdf"), values.mapping("yunling"), path)
            corpus.refresh_vectors()
        (folder / "corpus.sqlite").chmod(0o444)
        folder.chmod(0o555)
        Path(name).chmod(0o755)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_corpus_that_may_not_be_written_can_be_read(closed: Path) -> None:
    with Corpus.open(closed) as corpus:
        assert [stored.id for stored in corpus.documents()] == ["yunling"]
        assert corpus.search("机票")[0].block == "b1"
        with pytest.raises(CorpusUnusable, match="写不进去") as refused:
            corpus.remove("yunling", by="林小青")
        assert "\n" not in str(refused.value)
