"""Which norms a text names and carries out, and on whom a restriction falls."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_document
from mapping.relations import find_relations
from mapping.targets import targets


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "为贯彻落实《云岭州协查办法》（云办〔2019〕1号），结合本县实际，制定本办法。",
            "implements",
        ),
        ("根据《云岭州协查办法》，制定如下实施意见。", "implements"),
        ("县民政局应当按照《云岭州协查办法》的规定协助查询。", "cites"),
        ("《云岭州协查办法》同时废止。", "cites"),
    ],
)
def test_what_is_carried_out_and_what_only_named(sentence: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(f"青禾县查人找物办法\n\n第一条 {sentence}\n", encoding="utf-8")
    (found,) = find_relations(read_document(path).blocks)
    assert (found.kind, found.citation.title) == (kind, "云岭州协查办法")
    assert found.provision == "第一条"
    assert found.quote.removeprefix("第一条 ") == sentence.rstrip("。")


@pytest.mark.parametrize(
    ("quote", "classes"),
    [
        ("限制失信被执行人乘坐飞机", {"debtor"}),
        (
            "限制失信被执行人及其法定代表人、主要负责人乘坐",
            {"debtor", "legal-representative", "principal"},
        ),
        ("限制失信被执行人登记为事业单位法定代表人", {"debtor"}),  # a post, not a target
        ("限制购买非经营必需车辆", set()),
    ],
)
def test_on_whom_a_restriction_falls(quote: str, classes: set[str]) -> None:
    assert targets(quote) == classes
