"""Lists of those responsible that say by when, or whose head a person is."""

from __future__ import annotations

import pytest

from mapping.deadlines import whole_period
from tests.mapping.test_phenomena_told import BRIDGES, Found, found

MATTER = "修缮石桥"
TIMED = [
    (
        "（县文旅局、县财政局负责，2024年3月底前完成）",
        {"culture-tourism", "finance"},
        "2024年3月底前",
    ),
    ("（县文旅局负责；6月底前）", {"culture-tourism"}, "6月底前"),
    ("（县文旅局牵头，6月底前完成）", {"culture-tourism"}, "6月底前"),
    (
        "（县文旅局牵头，县财政局、县水利局按职责分工负责，2024年底前完成并长期坚持）",
        {"culture-tourism", "finance", "water"},
        "2024年底前",
    ),
    ("（县文旅局、县财政局，2024年3月底前完成）", {"culture-tourism", "finance"}, "2024年3月底前"),
    ("（县文旅局、各有管护职责的部门，3月底前完成）", {"culture-tourism"}, "3月底前"),
    ("县文旅局牵头，县财政局配合，6月底前完成。", {"culture-tourism", "finance"}, "6月底前"),
    ("责任单位：县文旅局，6月底前完成。", {"culture-tourism"}, "6月底前"),
    ("责任单位：县文旅局；完成时间：2023年11月底", {"culture-tourism"}, "2023年11月底"),
    ("（责任领导：周远山，责任单位：县文旅局）", {"culture-tourism"}, "None"),
    ("责任领导：周远山；责任单位：县文旅局", {"culture-tourism"}, "None"),
    # What else such a bracket tells is no period, and without an agency it is no list.
    ("（县文旅局负责，县财政局保障经费）", {"culture-tourism", "finance"}, "None"),
    ("（如遇洪水，3日内完成）", set(), ""),
]


@pytest.mark.parametrize(("words", "agencies", "deadline"), TIMED)
def test_a_list_with_a_period_is_for_the_matter_before_it(
    words: str, agencies: set[str], deadline: str
) -> None:
    expected: Found = {(agency, MATTER, deadline) for agency in agencies}
    assert found(f"{BRIDGES}{MATTER}。{words}", "agency", "quote", "deadline") == expected


def test_each_list_has_its_own_period() -> None:
    text = "修缮石桥。（县文旅局负责，6月底前完成）。修缮水闸。（县水利局负责，9月底前完成）。"
    assert found(BRIDGES + text, "agency", "quote", "deadline") == {
        ("culture-tourism", "修缮石桥", "6月底前"),
        ("water", "修缮水闸", "9月底前"),
    }


def test_a_period_of_its_own_goes_before_that_of_the_list() -> None:
    text = "7日内修缮石桥。（县文旅局负责，6月底前完成）"
    assert found(BRIDGES + text, "agency", "deadline") == {("culture-tourism", "7日内")}


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("完成时间：2023年11月底前", "2023年11月底前"),
        ("完成期限：2023年11月底", "2023年11月底"),
        ("时间节点：6月底前", "6月底前"),
        ("会议时间：2023年11月2日", None),
        ("完成时间：视天气而定", None),
    ],
)
def test_the_period_of_a_field(line: str, period: str | None) -> None:
    assert whole_period(line) == period
