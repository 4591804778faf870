"""What a search finds, by words and by vectors, and that a query is never FTS5 syntax."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bigrams import all_terms, any_pair, indexed, tokens
from corpus.fuse import fuse
from corpus.model import Filter, Hit
from corpus.store import Corpus
from tests.corpus import values
from tests.corpus.conftest import Add

HANZI = st.text("失信被执行人法院〇𠮷", min_size=1, max_size=12)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(p, tokenize='unicode61')")
    yield connection
    connection.close()


def matches(index: sqlite3.Connection, text: str, query: str | None) -> bool:
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t VALUES (?)", (indexed(text),))
    return query is not None and bool(index.execute("SELECT 1 FROM t(?)", (query,)).fetchall())


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("人民法院", "法院", True),
        ("人民法院", "人院", False),
        ("人民法院", "民", True),  # inside
        ("人民法院", "院", True),  # last
        ("人民、法院", "人民法院", False),
        ("2018年度计划", "2018年", True),
        ("2018年度计划", "201", False),
        ("按第10条执行", "第10条", True),
        ("按第100条执行", "第10条", False),
        ("提高ＧＤＰ增速", "gdp", True),
        ("国土局、住建局", "国土局 住建局", True),  # both
        ("国土局", "国土局 住建局", False),
        ("国土局", "，。", False),  # nothing to look for
        ("国土局 AND 住建局", '" OR NEAR(*', False),
    ],
)
def test_terms(index: sqlite3.Connection, text: str, term: str, found: bool) -> None:
    assert matches(index, text, all_terms(term)) is found


@given(text=HANZI, term=HANZI)
def test_a_term_is_found_where_it_stands_and_nowhere_else(
    index: sqlite3.Connection, text: str, term: str
) -> None:
    assert matches(index, text, all_terms(term)) is (term in text)


@given(text=HANZI, data=st.data())
def test_every_part_of_a_text_finds_it(
    index: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert matches(index, text, all_terms(text[start:end]))


@given(query=st.text(max_size=30))
def test_no_query_is_syntax(index: sqlite3.Connection, query: str) -> None:
    for match in (all_terms(query), any_pair(query)):
        matches(index, "人民法院", match)


def test_tokens_keep_words_whole() -> None:
    assert tokens("第5条：限制WiFi") == ("第", "5", "条", "限制", "制", "wifi")


def hit(block: str) -> Hit:
    return Hit("d", block, "", "", 9.0)


def test_fusion_prefers_what_both_rankings_hold() -> None:
    fused = fuse([[hit("a"), hit("b")], [hit("c"), hit("b")]], 2)
    assert [one.block for one in fused] == ["b", "a"]
    assert fused[0].score == pytest.approx(2 / 62)
    assert fuse([], 5) == fuse([[], []], 5) == ()


@pytest.mark.parametrize(
    ("query", "wanted", "first"),
    [
        ("机票", Filter(), ("yunling", "b1")),
        ("票", Filter(), ("yunling", "b1")),
        ("谁来管婚姻登记？", Filter(), ("yunling", "b2")),  # no block has it as printed
        ("机票", Filter(within="998802"), None),
        ("机票", Filter(document="yunling", role="responsible"), ("yunling", "b1")),
        ("机票", Filter(role="lead"), None),
        ("联合惩戒", Filter(within="998802"), ("hewan", "b0")),
        ("水库大坝", Filter(), None),
        ("", Filter(), None),
    ],
)
@pytest.mark.parametrize("vectors", [False, True], ids=["words", "words and vectors"])
def test_search(
    corpus: Corpus,
    add: Add,
    query: str,
    wanted: Filter,
    first: tuple[str, str] | None,
    vectors: bool,
) -> None:
    add("yunling.pdf")
    add(
        "hewan.pdf",
        values.CLAUSES[:1],
        values.DUTIES[:1],
        jurisdiction="河湾县",
        adcode="998802",
    )
    add("caogao.pdf", ("第一条 机票机票水库。",), (), standing="draft")
    if vectors:
        corpus.refresh_vectors()
    hits = corpus.search(query, wanted)
    if first:
        assert (hits[0].document, hits[0].block) == first
    elif not vectors:
        assert hits == ()
    assert all(one.score > 0 for one in hits)
    allowed = {one.document.id for one in corpus.assignments(wanted)}
    assert {one.document for one in hits} <= allowed - {"caogao"}
