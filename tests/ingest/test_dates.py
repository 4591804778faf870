"""Dates of signature in both scripts of numerals."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import iso_date

DATES = [
    ("2021年3月5日", "2021-03-05"),
    ("（2021年12月31日印发）", "2021-12-31"),  # inside other words
    ("二〇二一年三月五日", "2021-03-05"),
    ("二○二一年十二月三十一日", "2021-12-31"),  # a circle for zero
    ("二零一八年十月二十日", "2018-10-20"),
    ("2019年7月1日起施行，2020年1月1日废止", "2019-07-01"),  # the first
]
NONE = ["", "2021年3月", "2021年13月5日", "2021年0月5日", "2021年3月32日", "21年3月5日", "3月5日"]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    assert iso_date(text) is None


def test_a_day_that_the_month_has_not_is_no_date() -> None:
    assert iso_date("2021年2月30日") is None


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read(day: datetime.date) -> None:
    assert iso_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
