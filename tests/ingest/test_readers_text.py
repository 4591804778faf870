"""Text and HTML files: encodings, pages, indents, furniture."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest.pipeline import read_document
from ingest.readers import read_source, sniff

DIRECTIVE = (
    "云泽县失信惩戒联动办法\n\n　　第一条 县公安局应当协助人民法院查找被执行人下落。\n\n"
    "　　第二条 县自然资源局负责查封土地，并于收到通知之日起五日内回复人民法院。\n"
)


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, bom: bytes) -> None:
    path = tmp_path / "办法.txt"
    path.write_bytes(bom + DIRECTIVE.encode(encoding))
    source = read_source(path)
    assert source.format == "text"
    expected = [line for line in DIRECTIVE.split("\n") if line]
    assert [line.text for line in source.lines] == expected


def test_form_feeds_end_pages_and_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("正文一\n1\n\f正文二\r\n2\n\f".encode())
    told: list[tuple[int, int]] = []
    source = read_source(path, progress=lambda done, total: told.append((done, total)))
    assert [(line.page, line.text, line.role) for line in source.lines] == [
        (1, "正文一", "body"),
        (1, "1", "page-number"),
        (2, "正文二", "body"),
        (2, "2", "page-number"),
    ]
    assert len(source.pages) == 2 and told[-1] == (2, 2)


def test_html_blocks_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
        "<nav>首页</nav><h1>云泽县办法</h1><p>第一条 县公安局<b>应当</b>协助。<br>第二条 略。</p>"
        "<table><tr><td>1</td><td>限制出境</td><td>县公安局</td></tr></table></body></html>",
        encoding="utf-8",
    )
    head, *lines = read_source(path).lines
    assert sniff(path) == "html"
    assert (head.text, head.role) == ("首页", "running-head")
    assert [line.text for line in lines[:3]] == [
        "云泽县办法",
        "第一条 县公安局应当协助。",
        "第二条 略。",
    ]
    assert lines[3].cells == ("1", "限制出境", "县公安局")
    assert len(lines) == 4


MARKDOWN = """# 青禾县执行联动办法

## 第一章 总则

**第一条** 县公安局应当协助人民法院查找被执行人。

- **（一）** 查询户籍；
* （二）查询车辆。

> 第二条 县税务局应当查询纳税信息，*号不动*。

1\\. 由[县政府](http://example.org/a)解释。

| 序号 | 任务 | 责任单位 |
| --- | :---: | ---: |
| 1 | 限制出境 | 县公安局 |

---

- 6 -
"""


def test_markdown_reads_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    read = read_document(path)
    assert [line.text for line in read.source.lines if line.role != "body"] == ["- 6 -"]
    assert [(block.kind, block.label) for block in read.blocks[1:7]] == [
        ("heading", "第一章"),
        ("provision", "第一条"),
        ("provision", "第一条（一）"),
        ("provision", "第一条（二）"),
        ("provision", "第二条"),
        ("provision", "第二条1"),
    ]
    assert read.blocks[2].text == "第一条县公安局应当协助人民法院查找被执行人。"
    assert read.source.lines[5].text == "第二条 县税务局应当查询纳税信息，*号不动*。"
    assert "由县政府解释" in read.blocks[6].text
    assert [block.cells for block in read.blocks[7:]] == [
        ("序号", "任务", "责任单位"),
        ("1", "限制出境", "县公安局"),
    ]


def test_text_that_is_no_markdown_keeps_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "- （一）查询户籍；\n* 注：见附件\n第一条 县公安局应当协助。\n", encoding="utf-8"
    )
    assert [line.text for line in read_source(path).lines][:2] == [
        "- （一）查询户籍；",
        "* 注：见附件",
    ]


@pytest.mark.parametrize(
    "text", ["县公安局。", "一、总则", "第一条 县公安局应当协助人民法院。" * 30]
)
def test_short_and_long_texts_in_a_national_encoding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("gb18030"))
    assert [line.text for line in read_source(path).lines] == [text]


def test_traditional_text_in_big5(tmp_path: Path) -> None:
    text = "第一條 縣警察局應當協助法院查詢被執行人的戶籍資料，並於五日內以書面回覆。"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("big5"))
    assert [line.text for line in read_source(path).lines] == [text]


def test_a_damaged_text_is_read_and_what_is_lost_is_told(tmp_path: Path) -> None:
    text = "第一条 县公安局应当协助人民法院查找被执行人下落。" * 5
    for name, around in (("a.txt", ""), ("a.html", "<p>")):
        data = bytearray((around + text).encode())
        data[len(around) + 31] = 0xFF
        (tmp_path / name).write_bytes(data)
        source = read_source(tmp_path / name)
        assert [problem.code for problem in source.problems] == ["lost-characters"]
        assert source.lines[0].text.startswith("第一条 县公安局") and len(source.lines) == 1
