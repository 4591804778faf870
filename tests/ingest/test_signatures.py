"""Signatures and dates by hand are marked unsure; printed ones are not."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.model import Box, Line, Page
from ingest.ocr.choose import load_engine
from ingest.ocr.scan import scan_page
from ingest.ocr.signatures import unsure_signatures
from tests.handwriting import written
from tests.scans import find_font

PAGE = Page(1, 1000, 1400, "rapidocr")
needs_font = pytest.mark.skipif(find_font("kai") is None, reason="fonts-arphic-ukai is missing")


def told(text: str, confidence: float = 0.99, x0: float = 600) -> bool:
    line = Line(text, 1, Box(1, x0, 900, 900, 940), confidence)
    return bool(list(unsure_signatures(PAGE, [line])))


@pytest.mark.parametrize(
    "text", ["2019年8月1日", "二〇一九年八月十一日", "青禾县人民政府", "签发：2019"]
)
def test_what_is_printed_and_sure_is_not_told(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize("text", ["2019年月1日", "年8月1日", "二〇一九年月日"])
def test_a_date_that_lacks_a_part_is_told(text: str) -> None:
    assert told(text)


def test_only_short_lines_at_the_right_are_signatures() -> None:
    assert told("赵青禾", 0.9)
    assert not told("赵青禾", 0.9, x0=100)
    assert not told("由县公安局负责。", 0.9)
    assert not told("由县公安局会同县民政局和县自然资源局共同负责", 0.9)


@needs_font
@pytest.mark.parametrize("text", ["二〇一九年八月一日", "2019年8月1日"])
def test_a_date_by_hand_is_told(text: str) -> None:
    page = np.full((1200, 1654, 3), 255, np.uint8)
    drawn = written(text, bend=4.0)
    page[600 : 600 + drawn.shape[0], 800 : 800 + drawn.shape[1]] = drawn[:, :, None]
    _, _, problems = scan_page(page, 1, 1.0, load_engine("rapid"))
    (problem,) = [problem for problem in problems if problem.code == "unsure-signature"]
    assert "请与原图核对" in problem.message and problem.page == 1
