"""Roles, periods, modalities and standing where the cases of whole texts do not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import StoredAssignment, StoredDocument
from graph.findings import find
from graph.model import Finding, Told
from tests.graph.build import directive, duty, field, reference

ON = date(2024, 6, 1)
TABLES = reference()
HOME = directive("青禾县", adcode="990121")


def found(
    given: list[StoredAssignment],
    documents: list[StoredDocument] | None = None,
    told: list[Told] | None = None,
) -> list[Finding]:
    every = documents or [HOME]
    return list(find(given, every, TABLES, told or [], on=ON, baseline=None))


def timed(stored: StoredAssignment, deadline: str) -> StoredAssignment:
    return replace(stored, assignment=replace(stored.assignment, deadline=deadline))


def test_a_support_that_nobody_leads() -> None:
    (finding,) = found([duty(HOME, "第二条", "justice", "query.lawyer", "support")])
    assert (finding.rule, finding.measure) == ("gap-lead", "query.lawyer")
    led = [
        duty(HOME, "第二条", "justice", "query.lawyer", "support"),
        duty(HOME, "第三条", "civil-affairs", "query.lawyer"),
    ]
    assert not found(led)


def test_a_lone_lead_is_told_once_a_provision() -> None:
    lone = [duty(HOME, "第二条", "justice", m, "lead") for m in ("query.lawyer", "query.marriage")]
    assert [finding.rule for finding in found(lone)] == ["gap-support"]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("3日内", "5个工作日内", True),
        ("7日内", "5个工作日内", False),
        ("每月底前", "每季度末前", True),
        ("3日内", "每季度末前", False),  # of two kinds
        ("尽快", "3日内", False),
    ],
)
def test_periods_of_two_directives(one: str, other: str, apart: bool) -> None:
    newer = directive("青禾县", name="青禾县-2", adcode="990121")
    given = [
        timed(duty(HOME, "第二条", "civil-affairs", "query.marriage"), one),
        timed(duty(newer, "第五条", "civil-affairs", "query.marriage"), other),
    ]
    assert bool(found(given, [HOME, newer])) is apart


def test_within_one_directive_only_one_act_has_one_period() -> None:
    given = [
        timed(duty(HOME, "第二条", "civil-affairs", "query.marriage"), "3日内"),
        timed(duty(HOME, "第五条", "civil-affairs", "query.marriage"), "10日内"),
    ]
    assert [finding.rule for finding in found(given)] == ["conflict-deadline"]
    words = replace(given[1].assignment, quote="向申请人退还留存的证件原件")
    assert not found([given[0], replace(given[1], assignment=words)])


def test_may_beside_must_within_one_directive_is_no_conflict() -> None:
    given = [
        duty(HOME, "第二条", "education", "restrict.private-school"),
        duty(HOME, "第五条", "education", "restrict.private-school", modality="may"),
    ]
    assert not found(given)
    strict = duty(HOME, "第五条", "education", "restrict.private-school", modality="must-not")
    assert [f.rule for f in found([given[0], strict])] == ["conflict-modality"]


def test_a_repealed_directive_is_held_against_nothing() -> None:
    newer = directive("青禾县", name="青禾县-2", adcode="990121", number="青办〔2023〕1号")
    older = directive("青禾县", adcode="990121", number="青办〔2015〕1号")
    given = [
        duty(older, "第二条", "civil-affairs", "query.marriage"),
        duty(newer, "第二条", "justice", "query.marriage"),
    ]
    said = Told(newer.id, "repeals", "旧办法", "青办〔2015〕1号", None, "第九条", "同时废止", 1)
    assert [f.rule for f in found(given, [older, newer])] == ["conflict-agency"]
    assert not found(given, [older, newer], [said])
    later = replace(said, since="2025-01-01")
    assert [f.rule for f in found(given, [older, newer], [later])] == ["conflict-agency"]


def test_counts_are_told_in_tenths_where_there_are_many() -> None:
    places = [directive(f"县{n:02}", adcode=f"99{n:04}") for n in range(30)]
    given = [stored for place in places for stored in field(place)]
    given += [duty(place, "第九条", "justice", "restrict.lawyer-honour") for place in places[3:]]
    gaps = [f for f in found(given, places) if f.rule == "gap-neighbour"]
    assert [gap.jurisdiction.name for gap in gaps] == ["县00", "县01", "县02"]
    assert "约九成以上" in gaps[0].sentence_zh and "over 90%" in gaps[0].sentence_en
