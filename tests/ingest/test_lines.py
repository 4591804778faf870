"""Rows out of parts, and furniture told from body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lines import Part, line_of, mark_furniture, rows_of
from ingest.model import Box, Line, Page


def part(text: str, x0: float, y0: float, x1: float, y1: float) -> Part:
    """A part of a level page."""
    return Part(text, 1.0, (x0, y0, x1, y1), (x0, y0, x1, y1))


ROWS = [
    # Two halves of one line, found right half first.
    ([part("协助", 50, 11, 90, 31), part("县公安局", 0, 10, 48, 30)], ["县公安局协助"]),
    # A quotation mark is low and stands high in its line.
    ([part("重大", 20, 10, 60, 30), part("“", 10, 9, 18, 17)], ["“重大"]),
    # Lines set close are still two.
    ([part("上行", 0, 0, 40, 20), part("下行", 0, 18, 40, 38)], ["上行", "下行"]),
    # A wide gap is a blank; Latin words part at a narrow one.
    ([part("组长", 0, 0, 40, 20), part("张三", 100, 0, 140, 20)], ["组长 张三"]),
    ([part("No", 0, 0, 20, 20), part("7", 25, 0, 30, 20)], ["No 7"]),
]


@pytest.mark.parametrize(("parts", "expected"), ROWS)
def test_rows(parts: list[Part], expected: list[str]) -> None:
    assert [line_of(row, 1).text for row in rows_of(parts)] == expected


numbers = st.floats(0, 500, allow_nan=False)
boxes = st.builds(
    lambda x, y, w, h: part("字", x, y, x + w, y + h), numbers, numbers, numbers, numbers
)


@given(st.lists(boxes, max_size=30))
def test_every_part_ends_in_one_row(parts: list[Part]) -> None:
    rows = rows_of(parts)
    assert sorted(map(repr, parts)) == sorted(repr(one) for row in rows for one in row)


@pytest.mark.parametrize(
    "text", ["- 6 -", "— 2—", "-6-", "·3·", "－ 12 －", "一3一", "第 3 页 共 9 页", "  — 4 —"]
)
def test_page_numbers_anywhere_in_flowing_text(text: str) -> None:
    lines = [Line("第一条 正文", 1), Line(text, 1), Line("第二条 正文", 1)]
    roles = [line.role for line in mark_furniture(lines, [Page(1)])]
    assert roles == ["body", "page-number", "body"]


@pytest.mark.parametrize("text", ["7", "(3)", "3.", "- 县公安局", "2018", "一、", "-3"])
def test_numbers_amid_flowing_text_are_body(text: str) -> None:
    lines = [Line("第一条 正文", 1), Line(text, 1), Line("第二条 正文", 1)]
    assert all(line.role == "body" for line in mark_furniture(lines, [Page(1)]))


def test_bare_number_at_the_end_of_a_page() -> None:
    lines = [Line("正文", 1), Line("3", 1), Line("正文", 2), Line("4", 2)]
    marked = mark_furniture(lines, [Page(1), Page(2)])
    assert [line.role for line in marked] == ["body", "page-number"] * 2


def boxed(text: str, page: int, top: float) -> Line:
    """A line of 20 units' height on a page of 1000."""
    return Line(text, page, Box(page, 100, top, 600, top + 20))


def test_running_heads_stand_at_one_height_of_most_pages() -> None:
    pages = [Page(number, 700, 1000) for number in (1, 2, 3)]
    lines = [
        line
        for number in (1, 2, 3)
        for line in (
            boxed(f"云泽县联动机制 {number}", number, 60 + number),
            boxed("县公安局", number, 90 if number == 1 else 500),
            boxed(f"{number}", number, 940),
        )
    ]
    roles = [line.role for line in mark_furniture(lines, pages)]
    assert roles == ["running-head", "body", "page-number"] * 3


def test_body_in_the_middle_is_never_furniture() -> None:
    """The same heading on each page, and a number alone, away from the margins."""
    pages = [Page(number, 700, 1000) for number in (1, 2, 3, 4)]
    lines = [boxed(text, page.number, 400) for page in pages for text in ("职责分工", "- 3 -")]
    assert all(line.role == "body" for line in mark_furniture(lines, pages))


lines = st.builds(
    Line,
    text=st.text("一二- —·39县页第 ", max_size=8),
    page=st.integers(1, 3),
    box=st.none() | st.builds(Box, st.just(1), numbers, numbers, numbers, numbers),
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(lines, max_size=20))
def test_marking_changes_roles_only(found: list[Line]) -> None:
    marked = mark_furniture(found, [Page(1, 500, 500), Page(2), Page(3, 500, 500)])
    assert [(a.text, a.page, a.box) for a in marked] == [(b.text, b.page, b.box) for b in found]
