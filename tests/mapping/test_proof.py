"""From a stretch of text to the words, page and boxes on the printed page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Box, Line, Page, Source
from ingest.structure import build_blocks
from mapping.proof import boxes, original_span, page

LINES = (
    Line("第一条 县公安局应当查询被执", 1, Box(1, 100, 10, 240, 30)),
    Line("行人户籍信息。", 2, Box(2, 100, 10, 170, 30)),
)
SOURCE = Source("pdf", (Page(1, 600, 800), Page(2, 600, 800)), LINES)
(BLOCK,) = build_blocks(LINES)


def test_words_across_a_page_break() -> None:
    start = BLOCK.text.index("查询")
    low, high = original_span(BLOCK, start, start + len("查询被执行人户籍"))
    assert BLOCK.orig[low:high] == "查询被执行人户籍"
    assert page(BLOCK, SOURCE, low) == 1
    first, second = boxes(BLOCK, SOURCE, low, high)
    assert (first.page, first.x1, second.page, second.x0) == (1, 240, 2, 100)
    assert first.x0 == pytest.approx(200)  # the eleventh of fourteen characters, 10 wide
    assert second.x1 == pytest.approx(140)


def test_a_word_on_the_second_page() -> None:
    start = BLOCK.text.index("信息")
    low, high = original_span(BLOCK, start, start + 2)
    assert page(BLOCK, SOURCE, low) == 2
    assert [box.page for box in boxes(BLOCK, SOURCE, low, high)] == [2]


def test_flowing_text_has_no_page_and_no_box() -> None:
    (block,) = build_blocks([Line("县公安局应当查询。", 1)])
    source = Source("text", (Page(1),), (Line("县公安局应当查询。", 1),))
    assert page(block, source, 0) is None
    assert boxes(block, source, 0, 4) == ()


def test_an_empty_stretch() -> None:
    low, high = original_span(BLOCK, 3, 3)
    assert low == high
    assert boxes(BLOCK, SOURCE, low, high) == ()


words = st.text("县公安局 应当查１询（a b,。", min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=100)
@given(st.lists(words, min_size=1, max_size=4), st.data())
def test_every_stretch_leads_to_its_lines(texts: list[str], data: st.DataObject) -> None:
    """Boxes lie inside their lines, and begin and end where the words do."""
    lines = tuple(
        Line(text, number, Box(number, 0, 0, 10.0 * len(text), 10))
        for number, text in enumerate(texts, 1)
    )
    source = Source("pdf", tuple(Page(n, 600, 800) for n in range(1, len(texts) + 1)), lines)
    for block in build_blocks(lines):
        if not block.text:
            continue
        start = data.draw(st.integers(0, len(block.text) - 1))
        end = data.draw(st.integers(start + 1, len(block.text)))
        low, high = original_span(block, start, end)
        assert 0 <= low < high <= len(block.orig)
        if block.text[start:end] == " ":  # put in at a wrap between Latin words
            continue
        found = boxes(block, source, low, high)
        assert found
        for box in found:
            whole = lines[box.page - 1].box
            assert whole is not None
            assert whole.x0 <= box.x0 < box.x1 <= whole.x1 + 1e-6
        assert page(block, source, low) == found[0].page
