"""The same text again, a better and a poorer reading of it, and one directive from two sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import review
from corpus.history import older_readings, spoken
from corpus.importer import import_paths
from corpus.likeness import likeness, sharing, shingles, sketch
from corpus.model import Filter
from corpus.review import Correction, Person, Undecidable
from corpus.store import Corpus
from tests.corpus import values
from tests.corpus.conftest import Add

WANG = Person("王")
LONG = (
    *values.CLAUSES,
    "第四条 县公安局应当在接到通知之日起三日内查询机动车登记信息，并将结果书面告知。",
    "第五条 县住房公积金管理中心应当协助冻结、提取被执行人的住房公积金账户余额。",
    "第六条 县税务局应当提供企业的纳税信息，县教育局应当限制其子女就读高收费学校。",
    "第七条 县文化旅游局应当限制失信被执行人在星级以上宾馆、酒店、夜总会消费。",
    "第八条 各乡镇人民政府应当指定一名联络员，负责本辖区内的协助执行工作。",
)
BROKEN = (*LONG[:6], LONG[6].replace("星级", "里级"), LONG[7])
OTHER = tuple(clause.replace("县", "市").replace("应当", "负责") for clause in LONG[::-1])


def add_read(
    corpus: Corpus,
    folder: Path,
    name: str,
    clauses: Sequence[str],
    sure: float,
    **record: str,
) -> tuple[str, str]:
    """Add a reading of which the OCR was so sure."""
    document = values.document(name, clauses)
    (page,) = document.source.pages
    source = replace(document.source, pages=(replace(page, confidence=sure),))
    path = values.original(folder, name, clauses)
    document = replace(document, source=source)
    return corpus.add(document, values.mapping(path.stem, **record), path)


NUMBER = {"number": "云发〔2019〕3号"}


def test_the_same_text_from_another_file_is_unchanged(corpus: Corpus, tmp_path: Path) -> None:
    add_read(corpus, tmp_path, "a.pdf", LONG, 0.97, **NUMBER)
    version = corpus.version
    wrapped = (*LONG[:7], LONG[7] + "  ")  # other bytes, the same words
    assert add_read(corpus, tmp_path, "b.pdf", wrapped, 0.97, **NUMBER) == ("a", "unchanged")
    assert corpus.version == version
    (copy,) = older_readings(corpus, "a")
    assert (copy.name, copy.reason) == ("b.pdf", "same-text")
    known = corpus.known(values.document("b.pdf", wrapped).sha256)
    assert known is not None and known.id == "a"


def test_a_better_reading_replaces_and_a_poorer_one_does_not(
    corpus: Corpus, tmp_path: Path
) -> None:
    add_read(corpus, tmp_path, "a.pdf", LONG, 0.95, **NUMBER)
    assert add_read(corpus, tmp_path, "b.pdf", BROKEN, 0.8, **NUMBER) == ("a", "poorer")
    assert "星级" in corpus.blocks("a")[6].orig
    better = (*LONG[:7], LONG[7].replace("一名", "二名"))
    assert add_read(corpus, tmp_path, "c.pdf", better, 1.0, **NUMBER) == ("a", "updated")
    assert "二名" in corpus.blocks("a")[7].orig
    told = [(one.name, one.reason) for one in older_readings(corpus, "a")]
    assert sorted(told) == [("a.pdf", "updated"), ("b.pdf", "poorer")]
    originals = [path for path in corpus.folder.glob("originals/*/*") if path.is_file()]
    assert len(originals) == 3
    assert corpus.remove("a", by="林小青")
    assert not [path for path in corpus.folder.glob("originals/*/*") if path.is_file()]


def test_a_poorer_copy_is_told_by_the_import(corpus: Corpus, tmp_path: Path) -> None:
    """A text file is read surely; a stored reading is made less sure to stand for a scan."""
    add_read(corpus, tmp_path, "a.pdf", BROKEN, 1.0, jurisdiction="青禾县", **NUMBER)
    assert corpus.add(
        values.document("c.pdf", LONG[:7]),
        values.mapping("c", jurisdiction="青禾县", **NUMBER),
        values.original(tmp_path, "c.pdf", LONG[:7]),
    ) == ("a", "poorer")
    (report,) = import_paths(corpus, [tmp_path / "c.pdf"])
    assert (report.status, report.document) == ("unchanged", "a")


@pytest.mark.parametrize(
    ("clauses", "record", "offered"),
    [
        (BROKEN, {}, True),
        (BROKEN, {"adcode": None, "jurisdiction": None}, True),
        (BROKEN, {"number": "云发〔2019〕3号"}, True),  # the other text names none
        (BROKEN, {"adcode": "998802", "jurisdiction": "河湾县"}, False),
        (OTHER, {}, False),
    ],
)
def test_near_copies_are_offered_for_merging(
    add: Add, corpus: Corpus, clauses: tuple[str, ...], record: dict[str, str], offered: bool
) -> None:
    add("a.pdf", LONG, title="甲办法")
    add("b.pdf", clauses, title="乙办法", **record)
    corpus.catch_up()
    found = review.queue(corpus, kind="duplicate")
    assert [(item.document.id, item.other and item.other.id) for item in found] == (
        [("a", "b")] if offered else []
    )
    assert all(item.confidence < 0.3 for item in found)


def test_different_numbers_are_different_directives(add: Add, corpus: Corpus) -> None:
    add("a.pdf", LONG, number="云发〔2019〕3号")
    add("b.pdf", BROKEN, number="云发〔2020〕3号")
    corpus.catch_up()
    assert review.queue(corpus, kind="duplicate") == ()


def pair(add: Add, corpus: Corpus) -> str:
    add("a.pdf", LONG, title="甲办法")
    add("b.pdf", BROKEN, title="乙办法")
    corpus.catch_up()
    (item,) = review.queue(corpus, kind="duplicate")
    return item.id


def test_merged_documents_are_one_and_nothing_is_lost(
    add: Add, corpus: Corpus, tmp_path: Path
) -> None:
    item = pair(add, corpus)
    gone = corpus.assignments(Filter(document="b", measures=("query.marriage",)))[0]
    review.correct(corpus, f"a{gone.id}", Correction(agency="justice"), WANG)
    original = corpus.original("b")
    assert review.merge(corpus, item, WANG) == "a"
    assert [stored.id for stored in corpus.documents()] == ["a"]
    assert review.queue(corpus, kind="duplicate") == ()
    (duty,) = corpus.assignments(Filter(measures=("query.marriage",)))
    assert duty.assignment.agency == "justice" and duty.review and duty.review.by == "王"
    assert [one.reason for one in older_readings(corpus, "a")] == ["merged"]
    assert [each.action for each in spoken(corpus, "a")] == ["correct", "merge"]
    assert original.exists()
    known = corpus.known(original.name)
    assert known is not None and known.id == "a"
    with pytest.raises(Undecidable):
        review.merge(corpus, item, WANG)


def test_a_file_that_was_merged_is_not_imported_again(
    add: Add, corpus: Corpus, tmp_path: Path
) -> None:
    item = pair(add, corpus)
    review.merge(corpus, item, WANG, keep="b")
    assert [stored.id for stored in corpus.documents()] == ["b"]
    (report,) = import_paths(corpus, [tmp_path / "a.pdf"])
    assert (report.status, report.document) == ("unchanged", "b")


def test_documents_held_apart_are_not_offered_again(add: Add, corpus: Corpus) -> None:
    item = pair(add, corpus)
    with pytest.raises(Undecidable, match="--keep"):
        review.merge(corpus, item, WANG, keep="c")
    with pytest.raises(Undecidable, match="review merge"):
        review.accept(corpus, item, WANG)
    review.reject(corpus, item, WANG)
    assert review.queue(corpus, kind="duplicate") == ()
    add("b.pdf", (*BROKEN[:7], BROKEN[7] + "完"), title="乙办法")  # a new reading of it
    corpus.catch_up()
    assert len(corpus.documents()) == 2
    assert review.queue(corpus, kind="duplicate") == ()


def test_a_pair_keeps_its_id_through_a_new_reading(add: Add, corpus: Corpus) -> None:
    item = pair(add, corpus)
    add("b.pdf", (*BROKEN[:7], BROKEN[7] + "完"), title="乙办法")
    corpus.catch_up()
    assert [one.id for one in review.queue(corpus, kind="duplicate")] == [item]


def test_likeness_and_sketch() -> None:
    one, other = shingles(LONG), shingles(BROKEN)
    assert likeness(one, one) == 1.0 and likeness(frozenset(), frozenset()) == 0.0
    assert 0.8 < likeness(one, other) < 1.0
    strange = sketch(shingles(["水库大坝" * 9]))
    assert sharing(sketch(one), [strange, sketch(other), sketch(one)]) == [1, 2]
    assert sharing(strange, [sketch(other)]) == sharing(strange, []) == []
    assert sketch(frozenset()) == b""
