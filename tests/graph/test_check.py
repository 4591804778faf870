"""A draft held against others: what concerns it, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx

from api.drafts import read_draft
from corpus.model import StoredAssignment, StoredDocument
from graph.check import NOWHERE, Draft, Remark, check, replaced
from graph.model import Told
from mapping.reference import load_reference
from tests.graph.build import directive, duty

TABLES = load_reference()
DRAFT = """青禾县查人找物协作办法（征求意见稿）

第一条 县民政局应当协助人民法院查询被执行人的婚姻登记信息。

第二条 县公安局应当协助人民法院查询被执行人的机动车登记信息，可以扣押车辆。

第三条 县工商局应当限制失信被执行人担任企业高级管理人员。

第四条 县交通运输局应当限制失信被执行人乘坐飞机。

第五条 县教育局应当限制失信被执行人子女就读高收费私立学校。

县文化旅游局应当限制失信被执行人旅游度假和入住星级宾馆。

第六条 县税务局应当协助查询纳税信息。
"""


def read(text: str, folder: Path) -> Draft:
    path = folder / "draft.txt"
    path.write_text(text, encoding="utf-8")
    return read_draft(path, TABLES)


def peers() -> tuple[list[StoredDocument], list[StoredAssignment]]:
    """Two neighbours that agree on what the draft has, and on the housing fund."""
    documents, given = [], []
    for name, adcode in (("石桥县", "990122"), ("临溪市", "990181")):
        document = directive(name, adcode=adcode)
        documents.append(document)
        for agency, measure in (
            ("civil-affairs", "query.marriage"),
            ("public-security", "query.vehicle"),
            ("market-regulation", "restrict.executive"),
            ("public-security", "restrict.transport"),
            ("education", "restrict.private-school"),
            ("tax", "query.tax"),
            ("housing-fund", "query.housing-fund"),
        ):
            given.append(duty(document, "第九条", agency, measure, mention=name + agency))
    return documents, given


def remarks(draft: Draft, *, baseline: str | None = None) -> dict[str, list[Remark]]:
    documents, given = peers()
    found: dict[str, list[Remark]] = {}
    for remark in check(draft, given, documents, TABLES, on=date(2024, 6, 1), baseline=baseline):
        found.setdefault(remark.finding.rule, []).append(remark)
    return found


def test_what_the_draft_says_is_told_at_its_own_words(tmp_path: Path) -> None:
    draft = read(DRAFT, tmp_path)
    found = remarks(draft)
    (ended,) = found["ended-agency"]
    (place,) = ended.places
    assert (place.provision, ended.missing) == ("第三条", False)
    block = next(block for block in draft.reading.blocks if block.id == place.block)
    assert block.orig[place.start :].startswith("县工商局")
    (divergent,) = found["divergence"]
    assert [place.provision for place in divergent.places] == ["第四条"]


def test_what_peers_assign_is_missing_near_its_family_with_their_words(tmp_path: Path) -> None:
    (gap,) = remarks(read(DRAFT, tmp_path))["gap-neighbour"]
    assert (gap.finding.measure, gap.missing) == ("query.housing-fund", True)
    assert [place.provision for place in gap.places] == ["第六条"]
    assert {item.jurisdiction for item in gap.finding.evidence} == {"石桥县", "临溪市"}


def test_what_has_no_family_in_the_draft_is_missing_at_its_title(tmp_path: Path) -> None:
    draft = read(DRAFT, tmp_path)
    gaps = remarks(draft, baseline="zhongbanfa-2016-64")["gap-baseline"]
    bonds = next(gap for gap in gaps if gap.finding.measure == "restrict.bond")
    assert [place.block for place in bonds.places] == [draft.reading.blocks[0].id]


def test_every_remark_is_of_the_draft_s_place(tmp_path: Path) -> None:
    draft = read(DRAFT, tmp_path)
    for group in remarks(draft, baseline="zhongbanfa-2016-64").values():
        assert {remark.finding.jurisdiction.name for remark in group} == {"青禾县"}


def test_an_older_text_of_the_draft_stands_back(tmp_path: Path) -> None:
    draft = read(DRAFT, tmp_path)
    older = directive("青禾县", name="old", adcode="990121")
    other = directive("青禾县", name="other", adcode="990121")
    assert replaced(draft, [older, other]) == ()
    titled = replace(older, record=replace(older.record, title="青禾县查人找物协作办法"))
    named = [titled, other]
    assert replaced(draft, named) == ("old",)


def test_a_conflict_with_another_directive_of_the_place_is_told(tmp_path: Path) -> None:
    draft = read(DRAFT, tmp_path)
    other = directive("青禾县", name="other", adcode="990121")
    given = [duty(other, "第二条", "justice", "query.marriage", mention="县司法局")]
    given.append(duty(other, "第三条", "water", "query.ip", mention="县水务局"))
    given.append(duty(other, "第四条", "justice", "query.ip", mention="县司法局"))
    found = check(draft, given, [other], TABLES, on=date(2024, 6, 1), baseline=None)
    measures = {r.finding.measure for r in found if r.finding.rule == "conflict-agency"}
    assert measures == {"query.marriage"}


def test_a_draft_without_a_place_is_checked_all_the_same(tmp_path: Path) -> None:
    found = remarks(read(DRAFT.replace("青禾县", "本"), tmp_path))
    assert {r.finding.jurisdiction.name for group in found.values() for r in group} == {NOWHERE}
    assert "gap-neighbour" in found


def test_a_citation_of_a_repealed_directive_is_told_where_it_stands(tmp_path: Path) -> None:
    text = DRAFT + "\n第七条 其他事项按照《青禾县执行协作办法》（青政发〔2012〕3号）办理。\n"
    old = directive("青禾县", name="old", adcode="990121", number="青政发〔2012〕3号")
    new = directive("青禾县", name="new", adcode="990121", number="青政发〔2019〕8号")
    ended = Told(
        new.id,
        "repeals",
        "青禾县执行协作办法",
        "青政发〔2012〕3号",
        None,
        "第九条",
        "同时废止",
        None,
    )
    draft = read(text, tmp_path)
    old = replace(old, record=replace(old.record, title="青禾县执行协作办法"))
    found = check(draft, [], [old, new], TABLES, [ended], on=date(2024, 6, 1), baseline=None)
    cited = [r for r in found if r.places[0].provision == "第七条"]
    assert cited and not cited[0].missing


def test_an_ended_agency_in_a_table_is_told_at_its_own_cell(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    draft = docx.Document()
    draft.add_paragraph("青禾县协助执行任务分工（草案）")
    table = draft.add_table(2, 2)
    for cell, words in zip(
        table._cells, ("任务", "责任单位", "协助查询车辆登记信息", "县工商局"), strict=True
    ):
        cell.text = words
    draft.save(str(path))
    read_back = read_draft(path, TABLES)
    (ended,) = remarks(read_back)["ended-agency"]
    (place,) = ended.places
    block = next(block for block in read_back.reading.blocks if block.id == place.block)
    assert block.orig[place.start :].startswith("县工商局")
