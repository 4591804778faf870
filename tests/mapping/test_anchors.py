"""Patterns are left out, and places passed by, only where nothing could match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.anchors import AnchorIndex, needs, opened
from mapping.lexicon import load_lexicon

LEXICON = load_lexicon()
PATTERNS = [*(pattern for _, pattern in LEXICON.acts), *(cue.object for cue in LEXICON.cues)]
INDEX = AnchorIndex(PATTERNS)
NEEDED = [some for pattern in PATTERNS for need in needs(pattern.pattern) for some in need]
WORDS = sorted(frozenset[str]().union(*NEEDED))
text = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from("，、的被，未")), max_size=12)

NEEDS = [
    ("婚姻", [{("婚姻",)}]),
    ("婚姻|户籍", [{("婚姻", "户籍")}]),
    ("查询[^，]{0,4}(?:存款|账户)", [{("查询",), ("存款", "账户")}]),
    ("(?:冻结)?存款", [{("存款",)}]),
    ("[乡镇]政府", [{("政府",)}]),  # the rarer word tells
    ("[乡镇]", [{("乡", "镇")}]),
    ("单位(?=应当)", [{("单位",)}]),  # what stands ahead is no part of a match
    ("[\u4e00-\u9fff]{2,4}", [set()]),
]


@pytest.mark.parametrize(("pattern", "expected"), NEEDS)
def test_needs(pattern: str, expected: list[set[tuple[str, ...]]]) -> None:
    found = [{tuple(sorted(some)) for some in need} for need in needs(pattern)]
    assert found == [{tuple(sorted(some)) for some in need} for need in expected]


@given(text)
def test_no_pattern_that_matches_is_left_out(words: list[str]) -> None:
    printed = "".join(words)
    matching = [index for index, p in enumerate(PATTERNS) if p.search(printed)]
    assert set(matching) <= set(INDEX.candidates(printed, 0, len(printed)))


OPENED = [
    "婚姻|户籍",
    "(?<!不)查询|[冻扣]结?",
    "(?:被)?查封",
    "[^，]{2}局",
    "(?i)bank|court",
    "(?:甲)?",
]


@pytest.mark.parametrize("pattern", OPENED)
@given(printed=st.text("婚姻户籍不查询冻扣结被封局，甲BANKbank", max_size=12))
def test_a_look_ahead_changes_no_match(pattern: str, printed: str) -> None:
    found = [match.span() for match in re.finditer(opened(pattern), printed)]
    assert found == [match.span() for match in re.finditer(pattern, printed)]
