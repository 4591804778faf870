"""Each rule finds what it is for, and nothing where it would not stand up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from corpus.model import StoredAssignment, StoredDocument
from graph.findings import find
from graph.model import Finding
from graph.rules import RULES
from graph.rules.case import UnknownBaseline
from mapping.reference import BaselineItem, Reference
from tests.graph.build import BASELINE, directive, duty, field, reference

ON = date(2024, 6, 1)
TABLES = reference(
    BaselineItem("二6", "试", "入伍服役", ("restrict.military",)),
    BaselineItem("二7", "试", "市场交易", ("restrict.real-estate", "restrict.state-asset")),
)


def found(
    rule: str,
    documents: Sequence[StoredDocument],
    assignments: Sequence[StoredAssignment],
    *,
    on: date = ON,
    baseline: str | None = BASELINE,
    tables: Reference = TABLES,
) -> list[Finding]:
    every = find(assignments, documents, tables, on=on, baseline=baseline)
    assert len({finding.id for finding in every}) == len(every)
    assert all(finding.severity == RULES[finding.rule].severity for finding in every)
    return [finding for finding in every if finding.rule == rule]


# gaps: the baseline


def test_a_matter_of_the_baseline_given_to_nobody_is_a_gap() -> None:
    home, away = directive("甲山县", adcode="990101"), directive("乙水县", adcode="990102")
    lends = [*field(home), *field(away), duty(away, "第九条", "armed-forces", "restrict.military")]
    gaps = found("gap-baseline", [home, away], lends)
    assert [(gap.jurisdiction.name, gap.measure) for gap in gaps] == [
        ("甲山县", "restrict.military"),
        ("甲山县", "restrict.real-estate"),
        ("乙水县", "restrict.real-estate"),
    ]
    asked, elsewhere = gaps[0].evidence
    assert (asked.document, asked.provision, asked.quote) == (BASELINE, "二6", "入伍服役")
    assert (elsewhere.jurisdiction, elsewhere.provision) == ("乙水县", "第九条")
    assert "乙水县" in gaps[0].sentence_zh
    assert "restrict military service" not in gaps[0].sentence_zh
    assert "military service" in gaps[0].sentence_en


def test_one_of_a_matter_s_measures_is_enough() -> None:
    home = directive("甲山县")
    given = [*field(home), duty(home, "第九条", "state-assets", "restrict.state-asset")]
    gaps = found("gap-baseline", [home], given)
    assert [gap.measure for gap in gaps] == ["restrict.military"]


def test_a_directive_of_another_field_has_no_gaps() -> None:
    home = directive("甲山县")
    assert not found("gap-baseline", [home], field(home)[:4])
    assert not found("gap-baseline", [home], [])


def test_a_forwarded_directive_fills_the_gap() -> None:
    home = directive("甲山县")
    city = directive("丙江市", level="prefecture", forwarded_to="甲山县")
    given = [*field(home), duty(city, "三", "armed-forces", "restrict.military")]
    gaps = found("gap-baseline", [home, city], given)
    assert [gap.measure for gap in gaps] == ["restrict.real-estate"]


def test_without_a_baseline_nothing_is_held_against_one() -> None:
    home = directive("甲山县")
    assert not found("gap-baseline", [home], field(home), baseline=None)


def test_a_look_up_is_no_example_of_a_restriction() -> None:
    tables = reference(
        BaselineItem("二8", "试", "律师荣誉", ("query.lawyer", "restrict.lawyer-honour"))
    )
    home, away = directive("甲山县"), directive("乙水县")
    given = [*field(home), *field(away), duty(away, "第九条", "justice", "query.lawyer")]

    def gaps() -> list[Finding]:
        every = find(given, [home, away], tables, on=ON, baseline=BASELINE)
        return [
            each
            for each in every
            if each.rule == "gap-baseline" and each.jurisdiction.name == "甲山县"
        ]

    assert len(gaps()[0].evidence) == 1
    given.append(duty(away, "第十条", "justice", "restrict.lawyer-honour"))
    assert gaps()[0].evidence[1].provision == "第十条"


def test_an_unknown_baseline_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownBaseline, match=r"nowhere.*test-norm"):
        find([], [], TABLES, on=ON, baseline="nowhere")


# gaps: neighbours

NEIGHBOURS = [directive(name) for name in ("甲山县", "乙水县", "丙江县", "丁湖县", "戊林县")]


def _with(holders: Sequence[StoredDocument], measure: str) -> list[StoredAssignment]:
    common = [stored for document in NEIGHBOURS for stored in field(document)]
    return common + [duty(document, "第九条", "justice", measure) for document in holders]


@pytest.mark.parametrize(
    ("holders", "measure", "missing"),
    [
        (NEIGHBOURS[2:], "restrict.lawyer-honour", ["乙水县", "甲山县"]),  # three of four
        (NEIGHBOURS[3:], "restrict.lawyer-honour", []),  # two of four: half is not most
        (NEIGHBOURS[1:2], "restrict.lawyer-honour", []),  # one is no practice
        (NEIGHBOURS[1:], "query.lawyer", []),  # no other look-up is theirs
        (NEIGHBOURS[1:], "restrict.general", []),  # names no matter
        (NEIGHBOURS[1:], "other", []),
    ],
)
def test_what_most_of_the_neighbours_assign(
    holders: list[StoredDocument], measure: str, missing: list[str]
) -> None:
    gaps = found("gap-neighbour", NEIGHBOURS, _with(holders, measure))
    assert [gap.jurisdiction.name for gap in gaps] == missing
    assert all(gap.measure == measure and gap.evidence for gap in gaps)


def test_what_the_baseline_shows_missing_is_not_said_twice() -> None:
    given = _with(NEIGHBOURS[1:], "restrict.military")
    assert not found("gap-neighbour", NEIGHBOURS, given)
    assert len(found("gap-neighbour", NEIGHBOURS, given, baseline=None)) == 1


def test_a_text_of_another_field_is_no_neighbour() -> None:
    others = [directive("己岭县"), directive("庚原县")]
    given = [*field(NEIGHBOURS[0])]
    given += [duty(d, "第一条", "justice", "restrict.lawyer-honour") for d in others]
    assert not found("gap-neighbour", [NEIGHBOURS[0], *others], given)


def test_a_national_norm_is_no_neighbour() -> None:
    norms = [directive(name, level="nation") for name in ("某国", "某邦")]
    given = [stored for document in (NEIGHBOURS[0], *norms) for stored in field(document)]
    given += [duty(d, "二十", "justice", "restrict.lawyer-honour") for d in norms]
    assert not found("gap-neighbour", [NEIGHBOURS[0], *norms], given)


# gaps: members


@pytest.mark.parametrize(
    ("member", "idle"),
    [
        ("education", True),
        ("civil-affairs", False),  # has a duty
        ("land-resources", False),  # its successor has one
        ("banking-regulator", False),  # shares the trade with the bank that has one
        ("court", False),  # a bystander needs none
    ],
)
def test_a_member_without_a_duty(member: str, idle: bool) -> None:
    home = directive("甲山县", members=[member])
    given = [
        duty(home, "第二条", "civil-affairs", "query.marriage"),
        duty(home, "第三条", "natural-resources", "query.real-estate"),
        duty(home, "第四条", "pboc", "query.bank"),
        duty(home, "第五条", "member-units", "organise.liaison"),
    ]
    assert bool(found("gap-member", [home], given)) is idle


def test_a_directive_that_was_not_mapped_has_no_idle_members() -> None:
    home = directive("甲山县", members=["education"])
    assert not found("gap-member", [home], [])


# conflicts

Given = tuple[str, str, str]  # provision, agency, role


@pytest.mark.parametrize(
    ("measure", "given", "rule"),
    [
        # two provisions, two bodies
        (
            "query.marriage",
            [("第二条", "civil-affairs", "responsible"), ("第七条", "justice", "responsible")],
            "conflict-agency",
        ),
        # jointly in one provision
        (
            "query.marriage",
            [("第二条", "civil-affairs", "responsible"), ("第二条", "justice", "responsible")],
            None,
        ),
        # one provision names both
        (
            "query.marriage",
            [
                ("第二条", "civil-affairs", "responsible"),
                ("第七条", "civil-affairs", "responsible"),
                ("第七条", "justice", "responsible"),
            ],
            None,
        ),
        # the second only supports
        (
            "query.marriage",
            [("第二条", "civil-affairs", "lead"), ("第七条", "justice", "support")],
            None,
        ),
        # an agency and its successor
        (
            "query.real-estate",
            [
                ("第二条", "land-resources", "responsible"),
                ("第七条", "natural-resources", "responsible"),
            ],
            None,
        ),
        # two agencies with one successor
        (
            "query.enterprise",
            [("第二条", "industry-commerce", "responsible"), ("第七条", "quality", "responsible")],
            None,
        ),
        # those who supervise the banks together
        (
            "control.bank",
            [("第二条", "pboc", "responsible"), ("第七条", "financial-office", "responsible")],
            None,
        ),
        # a class of bodies
        (
            "query.marriage",
            [("第二条", "civil-affairs", "responsible"), ("第七条", "member-units", "responsible")],
            None,
        ),
        # cross-cutting
        (
            "organise.liaison",
            [("第二条", "civil-affairs", "lead"), ("第七条", "justice", "lead")],
            None,
        ),
        (
            "information.sharing",
            [("第二条", "civil-affairs", "responsible"), ("第七条", "justice", "responsible")],
            None,
        ),
        (
            "supervise.daily",
            [("第二条", "civil-affairs", "responsible"), ("第七条", "justice", "responsible")],
            None,
        ),
        (
            "other",
            [("第二条", "civil-affairs", "responsible"), ("第七条", "justice", "responsible")],
            None,
        ),
        # different leads
        (
            "restrict.transport",
            [("第二条", "transport", "lead"), ("第七条", "public-security", "lead")],
            "conflict-lead",
        ),
        # joint leads
        (
            "restrict.transport",
            [("第二条", "transport", "lead"), ("第二条", "public-security", "lead")],
            None,
        ),
    ],
)
def test_one_measure_in_different_hands(measure: str, given: list[Given], rule: str | None) -> None:
    home = directive("甲山县")
    assignments = [duty(home, p, a, measure, role) for p, a, role in given]  # type: ignore[arg-type]
    conflicts = [name for name in RULES if name.startswith("conflict")]
    day = date(2010, 1, 1)
    every = find(assignments, [home], TABLES, on=day, baseline=None, rules=conflicts)
    assert [finding.rule for finding in every] == ([rule] if rule else [])
    for finding in every:
        assert {e.agency for e in finding.evidence} == {agency for _, agency, _ in given}
        assert all(e.quote and e.provision in finding.sentence_zh for e in finding.evidence)


def test_a_conflict_between_two_directives_of_one_place() -> None:
    older, newer = directive("甲山县", name="a-2018"), directive("甲山县", name="a-2022")
    given = [
        duty(older, "三", "civil-affairs", "query.marriage"),
        duty(newer, "第三条", "public-security", "query.marriage"),
    ]
    (conflict,) = found("conflict-agency", [older, newer], given, baseline=None)
    assert [e.document for e in conflict.evidence] == ["a-2018", "a-2022"]


def test_two_places_may_differ_without_a_conflict() -> None:
    home, away = directive("甲山县"), directive("乙水县")
    given = [*field(home), *field(away)]
    given += [
        duty(home, "第八条", "forestry", "restrict.forest-land"),
        duty(away, "第八条", "development-reform", "restrict.forest-land"),
    ]
    every = find(given, [home, away], TABLES, on=ON, baseline=None)
    assert [(f.rule, f.jurisdiction.name) for f in every] == [
        ("divergence", "乙水县"),
        ("divergence", "甲山县"),
    ]
    assert "甲山县" in every[0].sentence_zh and every[0].severity == "low"


def test_only_the_odd_one_out_diverges() -> None:
    places = NEIGHBOURS[:4]
    given = [stored for document in places for stored in field(document)]
    given += [duty(d, "第八条", "forestry", "restrict.forest-land") for d in places[:3]]
    given += [duty(places[3], "第八条", "development-reform", "restrict.forest-land")]
    divergent = found("divergence", places, given, baseline=None)
    assert [finding.jurisdiction.name for finding in divergent] == ["丁湖县"]
    assert len(divergent[0].evidence) == 4


# currency


@pytest.mark.parametrize(
    ("agency", "mention", "on", "heir"),
    [
        ("land-resources", "县国土局", date(2024, 1, 1), "natural-resources"),
        ("land-resources", "县国土局", date(2017, 12, 31), None),
        ("natural-resources", "县自然资源局", date(2024, 1, 1), None),
        ("supervision-bureau", "县监察局", date(2024, 1, 1), "discipline"),
        ("supervision-bureau", "监察机关", date(2024, 1, 1), None),  # a commission is called so
        ("banking-regulator", "银监办", date(2022, 1, 1), None),
        ("banking-regulator", "银监办", date(2024, 1, 1), "financial-regulator"),
    ],
)
def test_an_agency_that_a_reform_has_ended(
    agency: str, mention: str, on: date, heir: str | None
) -> None:
    home = directive("甲山县")
    given = [
        duty(home, p, agency, "query.mining-right", mention=mention) for p in ("第二条", "第五条")
    ]
    ended = found("ended-agency", [home], given, on=on, baseline=None)
    assert [finding.successor for finding in ended] == ([heir] if heir else [])
    for finding in ended:
        assert [e.provision for e in finding.evidence] == ["第二条", "第五条"]
        assert mention in finding.sentence_zh and str(finding.since) in finding.sentence_en


@pytest.mark.parametrize(
    ("one", "other", "measure"),
    [
        ("land-resources", "housing-construction", "control.real-estate"),
        ("public-security", "procuratorate", "criminal.investigation"),
    ],
)
def test_bodies_that_each_do_their_own_half_are_not_in_conflict(
    one: str, other: str, measure: str
) -> None:
    home = directive("甲山县")
    given = [duty(home, "第一条", one, measure), duty(home, "第二条", other, measure)]
    assert not found("conflict-agency", [home], given)
    rival = [given[0], duty(home, "第二条", "tax", measure)]
    assert found("conflict-agency", [home], rival)
