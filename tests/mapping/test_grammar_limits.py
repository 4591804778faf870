"""What the grammar should read and does not yet: a case that begins to pass moves to
test_grammar."""

from __future__ import annotations

import pytest

from tests.written import duties

POLICE, AFFAIRS, COURT, TAX = "public-security", "civil-affairs", "court", "tax"
Pairs = set[tuple[str, ...]]

# what should come out and does not yet
MISSED: list[tuple[str, str, Pairs]] = [
    (
        "no subject and no class before: all of them",
        "第一条 应当建立联络员制度，确定专人负责。",
        {("member-units", "organise.liaison")},
    ),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="the grammar does not reach it yet")
@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in MISSED], ids=[c[0] for c in MISSED])
def test_missed(text: str, expected: Pairs) -> None:
    assert duties(text, "agency", "measure") == expected
