"""Signatures and dates at the end of a directive that may be handwritten or misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.lines import in_margin
from ingest.model import Line, Page, Problem
from ingest.ocr.triage import hanzi_in

SURE = 0.95
"""Printed lines score 0.97 and more, also on badly worn scans; handwriting 0.3 to 0.94."""

LONGEST = 20  # characters of a signature or a date
RIGHT = 0.35  # a signature begins so far to the right, as a part of the page's width
STOPS = "。；：，、！？;:,.!?"
NUMERAL = "[〇○零一二三四五六七八九十]"
DATE = re.compile(
    rf"(\d{{4}}|{NUMERAL}{{4}})年(\d{{1,2}}|{NUMERAL}{{1,2}})月(\d\d?|{NUMERAL}{{1,3}})日"
)
DATED = re.compile("年.*月|月.*日|年.*日")


def unsure_signatures(page: Page, lines: Iterable[Line]) -> Iterator[Problem]:
    """A problem for each line of a scan that looks like a signature or a date at the right
    and is unsure, or like a date that lacks a part."""
    for line in lines:
        if line.role != "body" or line.cells or line.box is None or not signs(page, line):
            continue
        text = "".join(line.text.split())
        broken = DATED.search(text) and not DATE.search(text)
        if broken or line.confidence < SURE:
            message = f"落款“{text}”像是手写或没有认清，请与原图核对"
            yield Problem("unsure-signature", message, page.number)


def signs(page: Page, line: Line) -> bool:
    """Whether a line stands where a signature or a date does, and is as short; page numbers
    and running heads are none."""
    at_right = line.box is not None and line.box.x0 > RIGHT * page.width
    short = hanzi_in(line.text) > 1 and len(line.text) <= LONGEST and line.text[-1] not in STOPS
    return at_right and short and not in_margin(line, page.height)
