"""What a person's search is taken to mean."""

from __future__ import annotations

import pytest

from api.searching import sought
from corpus.model import Filter
from mapping.reference import load_reference


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mzj", "民政局"),
        ("GAJ", "公安局"),
        ("zjj", "住建局 质监局"),  # spelt alike
        ("sfj 2019", "司法局 2019"),
        ("xyzxyz", "xyzxyz"),  # nobody's
        ("民政局 gaj", "民政局 gaj"),  # Chinese is looked for as it stands
        ("civil affairs", "民政局"),
        ("婚", "婚"),
        ("国土局 住建局", "国土局 住建局"),  # both, wherever they stand
        ("國土局　2019", "国土局 2019"),
    ],
)
def test_words_of_every_kind(text: str, words: str) -> None:
    assert sought(text, Filter(), load_reference()).words == words


def test_english_names_of_measures_are_a_filter() -> None:
    found = sought("marriage", Filter(), load_reference())
    assert (found.words, found.wanted.measures) == ("", ("query.marriage",))
