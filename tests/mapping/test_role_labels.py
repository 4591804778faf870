"""Labels by which lines say who has the matter above them."""

from __future__ import annotations

import pytest

from tests.written import mapped

LABELS = [
    ("承担单位：县文旅局", {("culture-tourism", "responsible")}),
    ("落实单位：县文旅局", {("culture-tourism", "responsible")}),
    ("负责单位：县文旅局", {("culture-tourism", "responsible")}),
    ("承办：县文旅局；协同：县水利局", {("culture-tourism", "responsible"), ("water", "support")}),
    ("（落实单位：县文旅局）", {("culture-tourism", "responsible")}),
    ("（县文旅局、县水利局）", {("culture-tourism", "responsible"), ("water", "responsible")}),
    ("［县文旅局、县水利局］", {("culture-tourism", "responsible"), ("water", "responsible")}),
    (
        "【牵头单位】县文旅局　【配合单位】县水利局",
        {("culture-tourism", "lead"), ("water", "support")},
    ),
]


@pytest.mark.parametrize(("line", "told"), LABELS, ids=[line for line, _ in LABELS])
def test_who_has_the_matter_above(line: str, told: set[tuple[str, str]]) -> None:
    text = f"青禾县护桥方案\n一、护桥\n1.修缮石桥。\n{line}\n2.种植行道树。\n{line}"
    found = mapped(text).assignments
    for provision in ("一1", "一2"):
        own = {(item.agency, item.role) for item in found if item.provision == provision}
        assert own == told
