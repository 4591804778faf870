from __future__ import annotations

import pytest

from api.web.view import runs
from api.web.words import anchor, clause_link


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "县民政局应当查询"),
        ([(0, 8)], "[县民政局应当查询]"),
        ([(1, 4)], "县[民政局]应当查询"),
        ([(1, 4), (1, 4)], "县[民政局]应当查询"),
        ([(0, 4), (2, 6)], "[县民][政局][应当]查询"),  # overlapping quotes stay marked throughout
        ([(6, 99)], "县民政局应当[查询]"),
    ],
)
def test_quotes_are_marked_and_no_character_is_lost(
    spans: list[tuple[int, int]], shown: str
) -> None:
    found = runs("县民政局应当查询", spans)
    assert "".join(f"[{run.text}]" if run.marked else run.text for run in found) == shown


def test_a_clause_link_leads_to_the_anchor_of_its_provision() -> None:
    assert anchor("二（一） 3") == "p-二（一）3"
    assert clause_link("a/b", "第四条") == "/documents/a%2Fb#p-%E7%AC%AC%E5%9B%9B%E6%9D%A1"
    assert clause_link("qinghe") == "/documents/qinghe"
