"""Periods in days, and what can be told of two of them."""

from __future__ import annotations

import pytest

from mapping.periods import Period, period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3日内", Period("within", 3, 3)),
        ("三个工作日内", Period("within", 3, 5)),
        ("5个工作日以内", Period("within", 5, 7)),
        ("6个工作日内", Period("within", 8, 10)),
        ("24小时内", Period("within", 1, 1)),
        ("一个月内", Period("within", 28, 31)),
        ("半年内", Period("within", 182.5, 183)),
        ("10日至15日内", Period("within", 15, 15)),
        ("当日", Period("within", 0, 1)),
        ("每季度末前", Period("every", 90, 92)),
        ("每半年", Period("every", 181, 184)),
        ("2024年2月底前", Period("by", 738945, 738945)),
        ("2024年2月30日前", None),
        ("10月底前", None),  # of which year is not told
        ("十十日内", None),
        ("尽快", None),
    ],
)
def test_what_a_deadline_sets(text: str, expected: Period | None) -> None:
    assert period(text) == expected


def test_longer_holds_however_the_weekends_fall() -> None:
    short, long, working = (period(text) for text in ("3日内", "7日内", "5个工作日内"))
    assert short and long and working
    assert working.longer(short) and not working.longer(long)
    assert working.at_odds(short) and not working.at_odds(long)
