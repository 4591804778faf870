"""Text and HTML files: encodings, pages, indents, furniture."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

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
    lines = read_source(path).lines
    assert sniff(path) == "html"
    assert [line.text for line in lines[:3]] == [
        "云泽县办法",
        "第一条 县公安局应当协助。",
        "第二条 略。",
    ]
    assert lines[3].cells == ("1", "限制出境", "县公安局")
    assert len(lines) == 4
