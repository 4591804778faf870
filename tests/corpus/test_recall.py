"""Search finds every word of the directives: recall against a plain scan, and what filters let
through."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importer import import_paths
from corpus.model import Filter, Hit
from corpus.search import among, text_hits
from corpus.snippets import snippet
from corpus.store import Corpus
from tests.corpus import values
from tests.corpus.conftest import Add

ROOT = Path(__file__).parents[2]
SETS = {
    "samples": ROOT / "corpus" / "samples",
    "shared": ROOT.parent / "shared" / "directives",
}
EVERY = 100_000


@pytest.fixture(scope="module", params=SETS)
def read(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Corpus]:
    folder = SETS[request.param]
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    inbox = tmp_path_factory.mktemp("inbox")
    for path in folder.glob("*.txt"):
        shutil.copy(path, inbox)
    with Corpus.open(tmp_path_factory.mktemp("corpus")) as corpus:
        import_paths(corpus, [inbox])
        yield corpus


def scan(corpus: Corpus) -> dict[str, set[tuple[str, str]]]:
    """Every single hanzi and every pair of hanzi, with the blocks that hold it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for stored in corpus.documents():
        for block in corpus.blocks(stored.id):
            text = unicodedata.normalize("NFKC", block.text)
            for length in (1, 2):
                for start in range(len(text) - length + 1):
                    word = text[start : start + length]
                    if all("\u4e00" <= char <= "\u9fff" for char in word):
                        found.setdefault(word, set()).add((stored.id, block.id))
    return found


def test_every_word_of_one_or_two_characters_is_found(read: Corpus) -> None:
    words = scan(read)
    assert len(words) > 500
    with read.database.reading() as connection:
        everywhere = among(connection, Filter())
        by_words = {word: text_hits(connection, word, everywhere, EVERY) for word in words}
    assert {word for word in words if places_of(by_words[word]) != words[word]} == set()
    for word in list(words)[::50]:  # and with the vectors' finds among them
        assert places_of(read.search(word, limit=EVERY)) >= words[word], word


def places_of(hits: tuple[Hit, ...]) -> set[tuple[str, str]]:
    return {(hit.document, hit.block) for hit in hits}


def test_and_within_one_place(read: Corpus) -> None:
    place = read.jurisdictions()[0][1]
    ids = {stored.id for stored in read.documents(Filter(within=place))}
    for word, blocks in list(scan(read).items())[::7]:
        wanted = {block for block in blocks if block[0] in ids}
        with read.database.reading() as connection:
            here = among(connection, Filter(within=place))
            found = places_of(text_hits(connection, word, here, EVERY))
        assert wanted <= found and {document for document, _ in found} <= ids, word


def places(corpus: Corpus, add: Add) -> None:
    """One text in two counties of a prefecture, in the prefecture, and elsewhere."""
    for adcode in ("998801", "998802", "998800", "998901", None):
        name = f"d{adcode}"
        clauses = (*values.CLAUSES, f"第四条 {name}负责解释。")
        add(f"{name}.pdf", clauses, jurisdiction=adcode and f"{adcode}县", adcode=adcode)


@pytest.mark.parametrize(
    ("within", "below", "expected"),
    [
        ("998801", False, {"d998801"}),
        ("998801", True, {"d998801"}),
        ("998800", False, {"d998800"}),
        ("998800", True, {"d998801", "d998802", "d998800"}),
        ("990000", True, {"d998801", "d998802", "d998800", "d998901"}),
        ("100000", True, {"d998801", "d998802", "d998800", "d998901"}),
        ("980000", True, set()),
        (None, False, {"d998801", "d998802", "d998800", "d998901", "dNone"}),
    ],
)
@pytest.mark.parametrize("vectors", [False, True], ids=["words", "words and vectors"])
def test_a_place_and_all_below_it(
    corpus: Corpus, add: Add, within: str | None, below: bool, expected: set[str], vectors: bool
) -> None:
    places(corpus, add)
    if vectors:
        corpus.refresh_vectors()
    wanted = Filter(within=within, below=below)
    assert {stored.id for stored in corpus.documents(wanted)} == expected
    for words in ("机票", "票"):
        hits = corpus.search(words, wanted, limit=50)
        assert {hit.document for hit in hits} == expected
    assert {hit.document for hit in corpus.blocks_with(wanted, 50)} == expected


def test_without_words_the_filters_alone_choose(corpus: Corpus, add: Add) -> None:
    add("a.pdf")
    hits = corpus.blocks_with(Filter(agency="transport", role="responsible"))
    assert [(hit.document, hit.block) for hit in hits] == [("a", "b1")]
    assert corpus.blocks_with(Filter(agency="court")) == ()
    assert corpus.blocks_with(Filter(agency="transport", on=date(2010, 1, 1))) == ()
    assert corpus.search("，。", Filter(agency="transport")) == ()


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("县民政局应当查询婚姻登记信息。", "婚姻登记", ["婚姻登记"]),
        ("县民政局应当查询婚姻登记信息。", "婚姻 信息", ["婚姻", "信息"]),
        ("县民政局应当查询婚姻登记信息。", "谁管婚姻登记", ["婚姻登记"]),  # pairs
        ("提高ＧＤＰ增速", "gdp", ["ＧＤＰ"]),
        ("提高㎡单价", "m2", ["㎡"]),
        ("县民政局", "水利", []),
        ("县民政局", "", []),
    ],
)
def test_what_is_marked(text: str, query: str, expected: list[str]) -> None:
    cut = snippet(text, query)
    assert [cut.text[start:end] for start, end in cut.marks] == expected
    assert cut.text == text


@given(
    st.text("失信被执行人ＡＢ，。", max_size=60),
    st.text("失信被执行人ab ", max_size=6),
    st.integers(8, 40),
)
def test_a_snippet_is_of_its_text(text: str, query: str, width: int) -> None:
    cut = snippet(text, query, width)
    assert cut.text.strip("…") in text
    assert len(cut.text) <= width + 2
    assert all(0 <= start < end <= len(cut.text) for start, end in cut.marks)
    if any(term in text for term in query.split()):
        assert cut.marks
