"""Two directives side by side: nothing is lost, pairs go by matter, differences are named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.parallel import Clause, Side, compared, parallel
from tests.graph.build import directive, duty, reference

TABLES = reference()
LEFT, RIGHT = directive("甲山县", adcode="990101"), directive("乙水县", adcode="990102")


def clause(document, label: str, text: str, *duties) -> Clause:  # type: ignore[no-untyped-def]
    given = tuple(
        duty(document, label, agency, measure, mention=mention)
        for agency, measure, mention in duties
    )
    return Clause(label, text, given)


MARRIAGE = ("civil-affairs", "query.marriage", "县民政局")
JUSTICE = ("justice", "query.marriage", "县司法局")
LAND = ("land-resources", "query.real-estate", "县国土资源局")
ESTATE = ("natural-resources", "query.real-estate", "县自然资源局")
TAX = ("tax", "query.tax", "县税务局")
VEHICLE = ("public-security", "query.vehicle", "县公安局")
PERSON = ("public-security", "query.identity", "县公安局")

ONE = Side(
    LEFT,
    (
        clause(LEFT, "前言", "甲山县办法"),
        clause(LEFT, "第一条", "县民政局查询婚姻登记。", MARRIAGE),
        clause(LEFT, "第二条", "县国土资源局查询土地。", LAND),
        clause(LEFT, "第三条", "县税务局查询纳税信息。", TAX),
        clause(LEFT, "第四条", "本办法自印发之日起施行。"),
    ),
)
OTHER = Side(
    RIGHT,
    (
        clause(RIGHT, "前言", "乙水县规定"),
        clause(RIGHT, "第一条", "自然资源局应当查询不动产登记。", ESTATE),
        clause(RIGHT, "第二条", "司法局协助查询婚姻状况。", JUSTICE),
        clause(RIGHT, "第三条", "公安局查询车辆。", VEHICLE),
        clause(RIGHT, "第四条", "本办法自印发之日起施行。"),
    ),
)


def test_provisions_are_aligned_by_matter_not_by_number() -> None:
    rows = [
        ([c.label for c in pair.left], [c.label for c in pair.right], pair.change)
        for pair in parallel(ONE, OTHER, TABLES)
    ]
    assert rows == [
        (["前言"], ["前言"], "changed"),
        (["第一条"], ["第二条"], "changed"),
        ([], ["第三条"], "added"),
        (["第二条"], ["第一条"], "changed"),
        (["第三条"], [], "removed"),
        (["第四条"], ["第四条"], "same"),
    ]


def test_differences_are_named_and_reforms_are_none() -> None:
    told = {
        pair.left[0].label: [(d.point, d.measure, d.left, d.right) for d in pair.differences]
        for pair in parallel(ONE, OTHER, TABLES)
        if pair.left
    }
    assert told["第一条"] == [("agency", "query.marriage", "县民政局", "县司法局")]
    assert told["第二条"] == []  # land-resources became natural-resources
    assert told["第三条"] == [("removed", "query.tax", "县税务局", "")]


def test_what_stands_in_another_provision_is_moved() -> None:
    split = Side(
        RIGHT,
        (
            clause(RIGHT, "第一条", "县民政局查询婚姻。", MARRIAGE),
            clause(RIGHT, "第二条", "县税务局查询纳税信息。", TAX),
        ),
    )
    whole = Side(
        LEFT,
        (
            clause(LEFT, "第一条", "县民政局查询婚姻。县税务局查询纳税。", MARRIAGE, TAX),
            clause(LEFT, "第二条", "县税务局查询纳税信息，并提供发票。", TAX),
        ),
    )
    first, second = parallel(whole, split, TABLES)
    assert [(d.point, d.measure, d.right) for d in first.differences] == [
        ("moved", "query.tax", "第二条")
    ]
    assert second.differences == ()


def test_one_provision_may_stand_beside_several() -> None:
    whole = Side(LEFT, (clause(LEFT, "第一条", "县公安局查人、查车。", PERSON, VEHICLE),))
    split = Side(
        RIGHT,
        (
            clause(RIGHT, "第一条", "公安局查人。", PERSON),
            clause(RIGHT, "第二条", "交警查车。", VEHICLE),
        ),
    )
    (row,) = parallel(whole, split, TABLES)
    assert [c.label for c in row.right] == ["第一条", "第二条"]
    (row,) = parallel(split, whole, TABLES)
    assert [c.label for c in row.left] == ["第一条", "第二条"]


def test_an_empty_side_leaves_the_other_whole() -> None:
    assert [p.change for p in parallel(ONE, Side(RIGHT, ()), TABLES)] == ["removed"] * 5
    assert [p.change for p in parallel(Side(LEFT, ()), OTHER, TABLES)] == ["added"] * 5


MEASURES = ("query.marriage", "query.tax", "query.vehicle", "query.real-estate")
CLAUSES = st.lists(
    st.tuples(st.text("县民政局查询婚姻税务", max_size=12), st.sets(st.sampled_from(MEASURES))),
    max_size=6,
)


@given(CLAUSES, CLAUSES)
def test_every_provision_stands_in_one_row_with_its_whole_text(
    ours: list[tuple[str, set[str]]], theirs: list[tuple[str, set[str]]]
) -> None:
    one, other = (
        Side(
            document,
            tuple(
                clause(
                    document, f"第{n}条", text, *(("tax", m, "税务局") for m in sorted(measures))
                )
                for n, (text, measures) in enumerate(side)
            ),
        )
        for document, side in ((LEFT, ours), (RIGHT, theirs))
    )
    rows = parallel(one, other, TABLES)
    assert sorted(c.label for row in rows for c in row.left) == [c.label for c in one.clauses]
    assert sorted(c.label for row in rows for c in row.right) == [c.label for c in other.clauses]
    for row in rows:
        assert "".join(s.text for s in row.left_text) == "\n".join(c.text for c in row.left)
        assert "".join(s.text for s in row.right_text) == "\n".join(c.text for c in row.right)


@given(st.text("县民政局应当查询", max_size=30), st.text("县民政局应当查询", max_size=30))
def test_what_is_the_same_stands_on_both_sides(before: str, after: str) -> None:
    left, right = compared(before, after)
    assert "".join(s.text for s in left) == before
    assert "".join(s.text for s in right) == after
    same = [[s.text for s in side if s.mark == "same"] for side in (left, right)]
    assert "".join(same[0]) == "".join(same[1])
    assert {s.mark for s in left} <= {"same", "removed"}
    assert {s.mark for s in right} <= {"same", "added"}
