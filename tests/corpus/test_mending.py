"""Repairs in the corpus: shown, accepted, refused and given back, and never forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import review
from corpus.importer import import_paths
from corpus.model import QueueItem
from corpus.remap import remap
from corpus.review import Person, Undecidable
from corpus.store import Corpus

WANG = Person("王", None)
TEXT = """青禾县联动办法
青办发〔2021〕7号
笤△条 县公安局应当查询被执行人户籍信息。
第二条 县氏政局应当提供婚姻登记信息。
第三条 本办法自印发之日起施行。
"""


@pytest.fixture
def filled(corpus: Corpus, tmp_path: Path) -> Corpus:
    """A corpus with one directive that OCR broke in two places."""
    path = tmp_path / "qinghe.txt"
    path.write_text(TEXT, "utf-8")
    (report,) = import_paths(corpus, [path])
    assert report.status == "imported"
    return corpus


def queued(corpus: Corpus) -> dict[str, QueueItem]:
    """The repairs in the queue by what was read."""
    found = review.queue(corpus, kind="repair")
    return {item.repair.read: item for item in found if item.repair}


def texts(corpus: Corpus) -> list[str]:
    return [block.text for block in corpus.blocks("qinghe")]


def agencies(corpus: Corpus) -> set[tuple[str, str]]:
    return {(a.assignment.provision, a.assignment.agency) for a in corpus.assignments()}


def test_repairs_are_stored_and_queued(filled: Corpus) -> None:
    found = queued(filled)
    assert set(found) == {"笤△", "县氏政局"[1:]}
    item = found["氏政局"]
    assert item.repair and (item.repair.text, item.repair.provision) == ("民政局", "第二条")
    assert item.repair.rule == "agency-name" and 0 < item.confidence < 1
    assert "第二条县民政局应当提供婚姻登记信息。" in texts(filled)
    assert ("第二条", "civil-affairs") in agencies(filled)
    assert any("县氏政局" in block.orig for block in filled.blocks("qinghe"))
    assert [hit.provision for hit in filled.search("县民政局")][:1] == ["第二条"]


def test_a_refused_repair_gives_the_read_words_back(filled: Corpus) -> None:
    before = agencies(filled), texts(filled)
    item = queued(filled)["氏政局"].id
    review.reject(filled, item, WANG)
    assert "第二条县氏政局应当提供婚姻登记信息。" in texts(filled)
    assert ("第二条", "civil-affairs") not in agencies(filled)
    assert ("第一条", "public-security") in agencies(filled)
    assert "氏政局" not in queued(filled)
    with pytest.raises(Undecidable, match="已经这样决定过"):
        review.reject(filled, item, WANG)
    review.undo(filled, item, WANG)
    assert (agencies(filled), texts(filled)) == before
    assert queued(filled)["氏政局"].id == item


def test_a_refused_number_moves_its_provision(filled: Corpus) -> None:
    item = queued(filled)["笤△"].id
    review.reject(filled, item, WANG)
    labels = [block.label for block in filled.blocks("qinghe")]
    assert "第一条" not in labels and "第二条" in labels
    assert ("前言", "public-security") in agencies(filled)
    review.accept(filled, item, WANG)
    assert ("第一条", "public-security") in agencies(filled)
    assert "笤△" not in queued(filled)


def test_an_accepted_repair_leaves_the_queue(filled: Corpus) -> None:
    before = agencies(filled)
    review.accept(filled, queued(filled)["氏政局"].id, WANG)
    assert set(queued(filled)) == {"笤△"}
    assert agencies(filled) == before


def test_decisions_hold_for_the_next_reading(filled: Corpus, tmp_path: Path) -> None:
    """Another file of the same directive, and rules mapped again, keep to what was said."""
    review.reject(filled, queued(filled)["氏政局"].id, WANG)
    path = tmp_path / "qinghe.txt"
    path.write_text(TEXT.replace("施行。", "施行，有效期五年。县财政局保障经费。"), "utf-8")
    (report,) = import_paths(filled, [path])
    assert report.status == "updated"
    assert ("第二条", "civil-affairs") not in agencies(filled)
    assert set(queued(filled)) == {"笤△"}
    with filled.database.writing() as connection:
        connection.exec_driver_sql("UPDATE documents SET mapped_by = 'older'")
    assert [one.document for one in remap(filled)] == ["qinghe"]
    assert ("第二条", "civil-affairs") not in agencies(filled)
    assert "第二条县氏政局应当提供婚姻登记信息。" in texts(filled)


def test_a_removed_document_takes_its_repairs(filled: Corpus) -> None:
    filled.remove("qinghe", by="王")
    assert queued(filled) == {}


def test_an_unknown_repair(filled: Corpus) -> None:
    with pytest.raises(Undecidable, match="没有这一项"):
        review.accept(filled, "r99", WANG)
