from __future__ import annotations

import pytest

from api.slips import Slips
from mapping.reference import load_reference

COVERED = ("990121", "990122", "990281", "410823")  # 青禾县, 石桥县, 东岚市, 武陟县


@pytest.fixture(scope="module")
def slips() -> Slips:
    return Slips.of(COVERED, load_reference().divisions)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("青和县查婚姻登记", {"990121"}),
        ("在石乔县谁管", {"990122"}),
        ("who is it in Wuzi county", set()),  # four of five letters are too few to be sure
        ("who is it in Shiqaio county", {"990122"}),
        ("青禾县查婚姻登记", set()),  # right, so no slip
        ("青禾市查婚姻登记", set()),  # the last character tells the kind of place
        ("查询婚姻登记", set()),
        ("", set()),
    ],
)
def test_one_character_wrong(slips: Slips, text: str, meant: set[str]) -> None:
    assert slips.meant(text) == meant
