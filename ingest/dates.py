"""Dates of signature: 2018年9月19日, 二〇一八年九月十九日 -> 2018-09-19."""

from __future__ import annotations

import re
from datetime import date

from ingest.numerals import ordinal

_DIGITS = {"〇": "0", "零": "0", "○": "0", "一": "1", "二": "2", "三": "3", "四": "4"} | {
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
DATE = re.compile(
    r"(?:[\d〇零○一二三四五六七八九]{4})年(?:[\d一二三四五六七八九十]{1,2})月(?:[\d一二三四五六七八九十]{1,3})日"
)

_POINTED = re.compile(r"(\d{4})(?:\.(\d{1,2})\.|/(\d{1,2})/|-(\d{1,2})-)(\d{1,2})")


def spelt_out(text: str) -> str:
    """A text that is a day in figures (2018.4.12, 2018/4/12) with its signs; any other as it is."""
    match = _POINTED.fullmatch(text)
    if match is None:
        return text
    year, *months, day = match.groups()
    return f"{year}年{next(filter(None, months))}月{day}日"


def iso_date(text: str) -> str | None:
    """The first date of a text as ISO; None where there is none or it cannot be."""
    match = DATE.search(text)
    if match is None:
        return None
    year, month, day = re.split("[年月日]", match[0])[:3]
    year = "".join(_DIGITS.get(char, char) for char in year)
    numbers = (ordinal(month) or 0, ordinal(day) or 0)
    try:
        return date(int(year), *numbers).isoformat()
    except ValueError:
        return None
