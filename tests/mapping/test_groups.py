"""Who is in a group, told before what it does, and bodies whose duties a sentence announces."""

from __future__ import annotations

import pytest

from tests.mapping.test_phenomena_told import Found, found

FLOOD = "青禾县防汛应急预案\n三、组织体系\n"

WATER, POLICE = ("water", "lead", "负责抽排积水"), ("public-security", "support", "负责抽排积水")
MEMBER = ("public-security", "responsible", "负责抽排积水")
GROUPS = [
    (
        "roles in a sentence of their own",
        "（一）排涝组。由县水利局牵头，县公安局参加。负责抽排积水。",
        {WATER, POLICE},
    ),
    (
        "fields, and members, who do what their group does",
        "（一）排涝组。牵头单位：县水利局。成员单位：县公安局。主要职责：负责抽排积水。",
        {WATER, MEMBER},
    ),
    (
        "a bracket before a colon",
        "（一）排涝组（县水利局牵头，县公安局参加）：负责抽排积水。",
        {WATER, POLICE},
    ),
    (
        "told after 为, with commas",
        "（一）排涝组。牵头单位为县水利局，成员单位为县公安局，负责抽排积水。",
        {WATER, MEMBER},
    ),
    (
        "fields on lines of their own",
        "（一）排涝组\n组长单位：县水利局\n成员单位：县公安局、县财政局\n主要职责：负责抽排积水",
        {WATER, MEMBER, ("finance", "responsible", "负责抽排积水")},
    ),
    (
        "made up of bodies, in one sentence with what it does",
        "（一）排涝组：由县公安局、县财政局组成，负责抽排积水。",
        {MEMBER, ("finance", "responsible", "负责抽排积水")},
    ),
    (
        "roles on a line of their own",
        "（一）排涝组\n由县水利局牵头，县公安局参加。\n工作职责：负责抽排积水。",
        {WATER, POLICE},
    ),
    (
        "a bracket behind the heading",
        "（一）排涝组（县水利局牵头，县公安局参加）\n负责抽排积水。",
        {WATER, POLICE},
    ),
    (
        "a matter that is no group has its roles behind it",
        "（一）清理河道淤泥。由县水利局牵头，县公安局参加。",
        {
            ("water", "lead", "清理河道淤泥"),
            ("public-security", "support", "清理河道淤泥"),
        },
    ),
    (
        "fields behind the duty",
        "（一）排涝组\n主要职责：负责抽排积水。\n牵头单位：县水利局",
        {("water", "lead", "主要职责：负责抽排积水")},
    ),
    (
        "a body that is founded is no group's name",
        "（一）成立县排涝领导小组，由县水利局、县公安局为成员单位。县水利局负责抽排积水。",
        {
            ("joint-meeting", "responsible", "成立县排涝领导小组"),
            ("water", "responsible", "县水利局负责抽排积水"),
        },
    ),
]


@pytest.mark.parametrize(("words", "expected"), [c[1:] for c in GROUPS], ids=[c[0] for c in GROUPS])
def test_the_roles_of_a_group_are_for_what_it_does(words: str, expected: Found) -> None:
    assert found(FLOOD + words, "agency", "role", "quote") == expected


def test_the_roles_of_a_group_are_for_the_items_under_it() -> None:
    text = "（一）排涝组。由县水利局牵头，县公安局参加。\n1.抽排积水。\n2.疏通管网。"
    told = found(FLOOD + text, "provision", "agency", "role")
    assert told == {
        (f"三（一）{number}", *who)
        for number in (1, 2)
        for who in (("water", "lead"), ("public-security", "support"))
    }


def test_the_fields_of_a_group_are_for_the_items_of_its_duties() -> None:
    group = "牵头单位：县水利局\n成员单位：县公安局\n职责：\n（1）抽排积水；\n（2）疏通管网。"
    assert found(FLOOD + "1.排涝组\n" + group, "provision", "agency", "role") == {
        (f"三1（{number}）", *who)
        for number in (1, 2)
        for who in (("water", "lead"), ("public-security", "responsible"))
    }


def test_short_lines_do_not_run_the_duties_into_the_members() -> None:
    group = (
        "牵头单位：县水利局\n成员单位：县公安局、县林业局、县民政局\n"
        "工作职责：负责巡查全县的堤防和水闸。\n"
    )
    told = found(
        FLOOD + f"（一）甲组\n{group}（二）乙组\n{group}（三）丙组\n{group}", "agency", "quote"
    )
    bodies = ("water", "public-security", "forestry", "civil-affairs")
    assert told == {(body, "负责巡查全县的堤防和水闸") for body in bodies}


@pytest.mark.parametrize(
    ("words", "duties"),
    [
        ("指挥部下设排涝组、宣传组和转移组。", 0),
        ("县水利局下设排涝组，负责抽排积水。", 1),
    ],
)
def test_the_groups_that_a_body_has_are_no_duty(words: str, duties: int) -> None:
    assert len(found(FLOOD + words, "agency")) == duties


ANNOUNCED = [
    (
        "各成员单位职责如下：\n县公安局：负责清理路障；\n县财政局：负责储备石料；",
        {"public-security", "finance"},
    ),
    (
        "各单位职责分工如下：县公安局负责清理路障；县财政局负责储备石料。",
        {"public-security", "finance"},
    ),
    ("县公安局职责如下：负责清理路障。", {"public-security"}),
    ("各成员单位职责如下：", set()),
]


@pytest.mark.parametrize(("words", "agencies"), ANNOUNCED)
def test_the_first_body_behind_an_announcement_has_its_duty(words: str, agencies: set[str]) -> None:
    told = found("青禾县护桥办法\n二、工作职责\n" + words, "agency")
    assert {agency for (agency,) in told} == agencies
