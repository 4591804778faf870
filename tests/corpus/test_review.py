"""The queue, decisions and their log; and that a person's word outlives everything."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import mapped as mapped_module
from corpus import remap as remap_module
from corpus import review
from corpus.backup import back_up, restore
from corpus.history import older_readings, spoken
from corpus.importer import import_paths
from corpus.migrate import migrate
from corpus.model import Filter, QueueItem, StoredAssignment
from corpus.remap import remap
from corpus.review import Correction, Person, Undecidable
from corpus.store import Corpus
from ingest.model import Document
from mapping.knowledge import Knowledge
from mapping.model import Mapping, RepairKey
from tests.api.conftest import QINGHE

WANG = Person("王")
TEXT = """青禾县人民政府办公室文件

青政办发〔2020〕31号

青禾县查人找物协作办法

第一条 县民政局应当在3日内协助人民法院查询被执行人的婚姻登记信息。

第二条 县公安局应当协助人民法院查询被执行人的机动车登记信息，可以扣押车辆。

第三条 县云管局应当公布失信名单。

第四条 各有关单位应当限制失信被执行人乘坐飞机。

第五条 鼓励各有关单位将失信名单用于会员管理。

青禾县人民政府办公室

2020年6月1日
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "qinghe.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def filled(corpus: Corpus, inbox: Path) -> Corpus:
    import_paths(corpus, [inbox])
    return corpus


def duty(corpus: Corpus, measure: str) -> StoredAssignment:
    (found,) = corpus.assignments(Filter(measures=(measure,)))
    return found


def items(corpus: Corpus, **asked: str) -> list[QueueItem]:
    return list(review.queue(corpus, **asked))  # type: ignore[arg-type]


def test_the_queue_holds_what_is_unsure_the_least_sure_first(filled: Corpus) -> None:
    found = items(filled)
    assert [item.confidence for item in found] == sorted(item.confidence for item in found)
    kinds = {item.kind: item for item in found}
    unknown = kinds["agency"]
    assert unknown.assignment is not None
    assert (unknown.assignment.mention, unknown.assignment.agency) == ("县云管局", "other-agency")
    assert kinds["confidence"].confidence < 0.7
    assert items(filled, kind="agency") == [unknown]
    assert review.queue(filled, limit=1) == (found[0],)
    assert review.queue(filled, Filter(within="990122")) == ()
    assert review.queue(filled, Filter(within="990100", below=True)) == tuple(found)


def test_a_name_of_several_agencies_has_them_as_candidates(corpus: Corpus, inbox: Path) -> None:
    text = TEXT.replace("县云管局", "县住房保障部门")
    (inbox / "qinghe.txt").write_text(text, encoding="utf-8")
    import_paths(corpus, [inbox])
    (item,) = items(corpus, kind="agency")
    assert item.assignment is not None
    assert item.assignment.agency == "unresolved"
    assert item.candidates == ("housing-construction", "housing-administration")


def test_a_decided_reading_leaves_the_queue(filled: Corpus) -> None:
    for decide in (review.accept, review.reject):
        item = items(filled)[0]
        decide(filled, item.id, WANG)
        assert item.id not in [each.id for each in items(filled)]


def test_a_correction_is_seen_everywhere(filled: Corpus) -> None:
    marriage = duty(filled, "query.marriage")
    version = filled.version
    correction = Correction(agency="public-security", role="lead", deadline="")
    review.correct(filled, f"a{marriage.id}", correction, WANG)
    assert filled.version > version
    seen = duty(filled, "query.marriage")
    shown = seen.assignment
    assert seen.id == marriage.id
    assert (shown.agency, shown.role, shown.deadline) == ("public-security", "lead", None)
    assert shown.quote == marriage.assignment.quote
    assert seen.review is not None and seen.review.machine == marriage.assignment
    assert filled.assignments(Filter(agency="civil-affairs")) == ()
    owners = {stored.id: stored for stored in filled.documents()}
    (passage,) = filled.passages(owners, measures=["query.marriage"])
    assert passage.stored == seen
    hits = filled.search("婚姻登记", Filter(agency="public-security"))
    assert hits[0].provision == "第一条"
    assert filled.search("婚姻登记", Filter(agency="civil-affairs")) == ()


def test_a_rejected_reading_is_seen_nowhere(filled: Corpus) -> None:
    marriage = duty(filled, "query.marriage")
    counted = filled.documents()[0].assignments
    review.reject(filled, f"a{marriage.id}", WANG)
    assert filled.assignments(Filter(measures=("query.marriage",))) == ()
    assert filled.holders(["query.marriage"]) == ()
    assert filled.documents()[0].assignments == counted - 1
    assert filled.documents(Filter(measures=("query.marriage",))) == ()


def test_a_decision_can_be_undone_and_the_log_keeps_both(filled: Corpus) -> None:
    marriage = duty(filled, "query.marriage")
    item = f"a{marriage.id}"
    review.correct(filled, item, Correction(agency="court"), Person("王", "电话问过"))
    review.reject(filled, item, Person("李"))
    review.undo(filled, item, WANG)
    assert duty(filled, "query.marriage") == replace(marriage, document=filled.documents()[0])
    said = spoken(filled, "qinghe")
    assert [(each.by, each.action, each.replaces) for each in said] == [
        ("王", "correct", None), ("李", "reject", 1), ("王", "undo", 2),
    ]  # fmt: skip
    assert said[0].note == "电话问过"
    assert said[0].before["agency"] == "civil-affairs"
    assert said[0].after is not None and said[0].after["agency"] == "court"
    with pytest.raises(Undecidable, match="不用撤销"):
        review.undo(filled, item, WANG)


@pytest.mark.parametrize("item", ["", "7", "a99999", "d1", "p1", "x1", "a1;DROP", "a" + "9" * 30])
def test_what_is_not_there_cannot_be_decided(filled: Corpus, item: str) -> None:
    for decide in (review.accept, review.reject, review.undo, review.merge):
        with pytest.raises(Undecidable) as refused:
            decide(filled, item, WANG)
        assert "\n" not in str(refused.value)
    assert spoken(filled, "qinghe") == ()


def test_one_duty_cannot_be_said_twice(filled: Corpus) -> None:
    vehicle, seize = (duty(filled, measure) for measure in ("query.vehicle", "control.vehicle"))
    with pytest.raises(Undecidable, match=f"a{seize.id}"):
        review.correct(filled, f"a{vehicle.id}", Correction(measure="control.vehicle"), WANG)


@pytest.fixture
def ignorant(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Other rules, which read 民政局 as the court and no longer read a vehicle's look-up."""
    real = mapped_module.mapped

    def mapped(
        document: Document,
        own_id: str,
        told: str | None,
        knowledge: Knowledge,
        refused: frozenset[RepairKey] = frozenset(),
    ) -> Mapping:
        mapping = real(document, own_id, told, knowledge, refused)
        duties = [
            replace(one, agency="court") if one.measure == "query.marriage" else one
            for one in mapping.assignments
            if one.measure != "query.vehicle"
        ]
        return replace(mapping, assignments=tuple(duties))

    monkeypatch.setattr(remap_module, "mapped", mapped)
    yield


def outdate(corpus: Corpus) -> None:
    """As though the documents had been mapped by other rules."""
    with closing(sqlite3.connect(corpus.folder / "corpus.sqlite")) as plain, plain:
        plain.execute("UPDATE documents SET mapped_by = 'older'")


def test_where_the_machine_now_disagrees_it_is_told(filled: Corpus, ignorant: None) -> None:
    review.correct(
        filled, f"a{duty(filled, 'query.marriage').id}", Correction(agency="justice"), WANG
    )
    review.accept(filled, f"a{duty(filled, 'query.vehicle').id}", WANG)
    assert items(filled, kind="disagreement") == []
    outdate(filled)
    (done,) = remap(filled, by="林小青")
    line = filled.trail(1)[0]
    assert (line.by, line.action, line.document) == ("林小青", "remap", "qinghe")
    assert line.told == {"gained": 1, "lost": 2, "changed": 0}
    assert [one.measure for one in done.gained] == ["query.marriage"]
    assert {one.measure for one in done.lost} == {"query.marriage", "query.vehicle"}
    assert duty(filled, "query.marriage").assignment.agency == "justice"
    assert duty(filled, "query.vehicle").assignment.agency == "public-security"
    against = items(filled, kind="disagreement")
    told = {i.assignment.measure: i for i in against if i.assignment}
    assert set(told) == {"query.marriage", "query.vehicle"}
    machine = told["query.marriage"].review
    assert machine is not None and machine.machine is not None
    assert machine.machine.agency == "court"
    for item in against:  # said again, against the new reading
        review.accept(filled, item.id, WANG)
    assert duty(filled, "query.marriage").assignment.agency == "justice"
    (vehicle,) = items(filled, kind="disagreement")
    review.undo(filled, vehicle.id, WANG)
    assert filled.assignments(Filter(measures=("query.vehicle",))) == ()


def test_a_word_whose_quote_is_gone_is_told_and_can_be_dropped(filled: Corpus, inbox: Path) -> None:
    marriage = duty(filled, "query.marriage")
    review.correct(filled, f"a{marriage.id}", Correction(agency="justice"), WANG)
    first = "第一条 县民政局应当在3日内协助人民法院查询被执行人的婚姻登记信息。"
    changed = TEXT.replace(first, "第一条 县教育局负责学籍档案。")
    (inbox / "qinghe.txt").write_text(changed, encoding="utf-8")
    assert [report.status for report in import_paths(filled, [inbox])] == ["updated"]
    (gone,) = items(filled, kind="disagreement")
    assert gone.id.startswith("p") and gone.confidence == 0.0
    with pytest.raises(Undecidable, match="review reject"):
        review.accept(filled, gone.id, WANG)
    review.reject(filled, gone.id, WANG)
    assert items(filled, kind="disagreement") == []
    (inbox / "qinghe.txt").write_text(TEXT, encoding="utf-8")
    import_paths(filled, [inbox])
    assert duty(filled, "query.marriage").assignment.agency == "civil-affairs"


def state(corpus: Corpus) -> tuple[object, ...]:
    """What people's words have made of a corpus."""
    marriage = duty(corpus, "query.marriage")
    assert marriage.review is not None
    return (
        (marriage.id, marriage.assignment.agency, marriage.assignment.role),
        (marriage.review.by, marriage.review.action),
        [one.assignment.measure for one in corpus.assignments(Filter(agency="housing"))],
        corpus.assignments(Filter(measures=("control.vehicle",))),
        [(each.id, each.at, each.by, each.before, each.after) for each in spoken(corpus, "qinghe")],
        [synonym.words for synonym in corpus.synonyms()],
    )


def test_peoples_words_survive_migration_import_remap_and_a_backup(
    tmp_path: Path, ignorant: None
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    old = Path(__file__).with_name("version1.sqlite.gz").read_bytes()
    (folder / "corpus.sqlite").write_bytes(gzip.decompress(old))
    migrate(folder)
    with Corpus.open(folder) as corpus:
        for measure, agency in (("query.marriage", "justice"), ("query.vehicle", "housing")):
            item = f"a{duty(corpus, measure).id}"
            review.correct(corpus, item, Correction(agency=agency, role="lead"), WANG)
        review.reject(corpus, f"a{duty(corpus, 'control.vehicle').id}", Person("李"))
        said = state(corpus)
        assert len(said[2]) == 1 and said[3] == ()  # type: ignore[arg-type]

        # the rules that read the marriage otherwise, and the vehicle not at all
        assert [done.document for done in remap(corpus)] == ["qinghe"]
        assert state(corpus) == said
        told = [item.kind for item in review.queue(corpus, kind="disagreement")]
        assert told == ["disagreement", "disagreement"]

        # a corrected text of the same 文号, under another name
        better = tmp_path / "better.txt"
        better.write_text(
            QINGHE.replace("3日内协助人民法院查询", "三日内协助人民法院查询"), encoding="utf-8"
        )
        (report,) = import_paths(corpus, [better])
        assert (report.status, report.document) == ("updated", "qinghe")
        assert state(corpus) == said
        assert [one.reason for one in older_readings(corpus, "qinghe")] == ["updated"]

        back_up(corpus, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "copy")
    with Corpus.open(tmp_path / "copy") as corpus:
        assert state(corpus) == said
