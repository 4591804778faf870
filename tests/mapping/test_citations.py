"""Norms named in 《》."""

from __future__ import annotations

import pytest

from mapping.citations import find_citations

CASES = [
    ("根据《某某诉讼法》的规定", [("某某诉讼法", None)]),
    (
        "《关于推进协作的意见》（云办发〔2016〕64号）",
        [("关于推进协作的意见", "云办发〔2016〕64号")],
    ),
    ("《意见》(法发[2018] 第 9 号)", [("意见", "法发〔2018〕9号")]),  # narrow brackets, blanks
    ("《意见》法发〔2018〕9号", [("意见", "法发〔2018〕9号")]),  # no brackets
    ("《甲条例》（国务院令第394号）", [("甲条例", "国务院令第394号")]),  # an order
    ("《甲办法》、《乙办法》和《甲办法》", [("甲办法", None), ("乙办法", None)]),  # each once
    ("《关于转发〈甲办法〉的通知》", [("关于转发〈甲办法〉的通知", None)]),
    ("《关于印发《甲办法》的通知》", [("关于印发《甲办法》的通知", None)]),  # the outermost marks
    ("《协作意见X（云发〔2018〕3号）", [("协作意见", "云发〔2018〕3号")]),  # 》 that OCR read as X
    ("《没有结束", []),
    ("没有开始》", []),
    ("云办发〔2016〕64号文件", []),  # a number alone
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_citations(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(cited.title, cited.number) for cited in find_citations(text)] == expected
