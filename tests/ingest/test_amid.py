"""Heads of pages amid flowing text are furniture; titles and words of the text are not."""

from __future__ import annotations

import pytest

from ingest.lines import mark_furniture
from ingest.model import Line, Page

# what it proves, the lines of a text, those of them that are furniture
CASES: list[tuple[str, str, str]] = [
    (
        "the title again, amid a sentence",
        "青禾县古桥办法\n第一条 县文旅局应当修缮石桥的\n青禾县古桥办法\n栏杆。",
        "青禾县古桥办法",
    ),
    (
        "the heading of a letter, amid a sentence",
        "青禾县文旅局文件\n第一条 县文旅局应当修缮石桥的\n青禾县文旅局文件\n栏杆。",
        "青禾县文旅局文件",
    ),
    (
        "the title behind a page's number, be the sentence whole",
        "青禾县古桥办法\n第一条 县文旅局修缮石桥。\n— 1 —\n青禾县古桥办法\n第二条 县水利局清河。",
        "青禾县古桥办法",
    ),
    (
        "what stands beside the numbers of all pages",
        "青禾县古桥办法\n第一条 县文旅局修缮\n青禾古桥文件汇编\n— 1 —\n石桥。\n第二条 清理\n"
        "青禾古桥文件汇编\n— 2 —\n河道。",
        "青禾古桥文件汇编 青禾古桥文件汇编",
    ),
    (
        "what a browser prints",
        "青禾县古桥办法\n第一条 县文旅局应当修缮石桥\nhttps://www.qinghe.example/1.html 1/3\n"
        "2021/3/4 青禾县门户网站\n的栏杆。",
        "https://www.qinghe.example/1.html 1/3 2021/3/4 青禾县门户网站",
    ),
    (
        "what a scanner's program prints",
        "第一条 县文旅局修缮\n扫描全能王 创建\n石桥。",
        "扫描全能王 创建",
    ),
    (
        "the title of an annex",
        "青禾县古桥办法\n第一条 县文旅局修缮石桥。\n附件\n青禾县古桥办法\n为修缮石桥，定本办法。",
        "",
    ),
    (
        "a title behind a signature",
        "青禾县古桥办法\n第一条 县文旅局修缮石桥。\n文旅局\n2021年3月4日\n青禾县古桥办法\n总则",
        "",
    ),
    (
        "a sentence and an item beside pages' numbers",
        "第一条 县文旅局修缮石桥，\n— 1 —\n县水利局清河。\n第二条 登记，\n— 2 —\n县水利局清河。",
        "",
    ),
    (
        "a day on a line of its own",
        "第一条 县文旅局应当修缮石桥\n2021/3/4\n第二条 县水利局清河。",
        "",
    ),
]


@pytest.mark.parametrize(("text", "heads"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_heads_amid_text(text: str, heads: str) -> None:
    marked = mark_furniture([Line(line, 1) for line in text.split("\n")], (Page(1),))
    assert " ".join(line.text for line in marked if line.role == "running-head") == heads


def test_hostile_text_takes_linear_time() -> None:
    lines = [Line(text, 1) for _ in range(20_000) for text in ("县文旅局修缮", "— 1 —", "石桥办法")]
    assert len(mark_furniture(lines, (Page(1),))) == len(lines)
