"""The 对照版 as HTML and Word: whole, marked, and nothing in it runs."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import html as lxml_html

from api.cli import run
from api.exports import SIDE_BY_SIDE
from api.exports.parallel import Shown
from graph.parallel import parallel
from tests.api.office import printed
from tests.graph.test_parallel import ONE, OTHER, TABLES

Capture = pytest.CaptureFixture[str]
SHOWN = Shown(ONE.document, OTHER.document, parallel(ONE, OTHER, TABLES), TABLES)


def test_the_page_marks_what_differs_and_is_self_contained() -> None:
    html = SIDE_BY_SIDE[".html"](SHOWN)
    assert isinstance(html, str)
    tree = lxml_html.document_fromstring(html)
    rows = list(tree.iterfind(".//tbody/tr"))
    assert [row.get("class") for row in rows] == [
        "changed", "changed", "added", "changed", "removed", "same",
    ]  # fmt: skip
    assert [node.text for node in rows[4].iter("del")] == ["县税务局查询纳税信息。"]
    assert "查询婚姻登记信息：部门不同（左：县民政局，右：县司法局）" in str(rows[1].text_content())
    assert not list(rows[5].iter("del", "ins"))
    assert not list(tree.iter("script", "link", "img", "iframe", "object"))
    names = {name for element in tree.iter() for name in element.attrib}
    assert names <= {"lang", "charset", "name", "content", "http-equiv", "class"}


def test_what_comes_from_files_is_escaped() -> None:
    bad = "<script>alert(1)</script>"
    evil = replace(ONE.clauses[1], text=bad)
    document = replace(ONE.document, record=replace(ONE.document.record, title=bad))
    left = replace(ONE, document=document, clauses=(evil,))
    html = SIDE_BY_SIDE[".html"](
        Shown(document, OTHER.document, parallel(left, OTHER, TABLES), TABLES)
    )
    assert isinstance(html, str)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_word_file_has_the_same_rows() -> None:
    content = SIDE_BY_SIDE[".docx"](SHOWN)
    assert isinstance(content, bytes)
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert len(table.rows) == 1 + len(SHOWN.pairs)
    for row, pair in zip(table.rows[1:], SHOWN.pairs, strict=True):
        assert row.cells[0].text == "\n".join(c.text for c in pair.left)
        assert row.cells[1].text == "\n".join(c.text for c in pair.right)
    struck = [r.text for r in table.rows[2].cells[0].paragraphs[0].runs if r.font.strike]
    assert struck and "查询婚姻" not in struck


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_command_takes_ids_and_files(
    suffix: str, filled: Path, texts: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"both{suffix}"
    names = ["qinghe", str(texts / "shiqiao.txt")]
    assert run(["--corpus", str(filled), "side-by-side", *names, "-o", str(target)]) == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["qinghe", "nowhere", "-o", "x.html"], "nowhere"),
        (["qinghe", "shiqiao", "-o", "x.pdf"], "x.pdf"),
        (["qinghe", "shiqiao"], "--output"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str], words: str, filled: Path, capsys: Capture
) -> None:
    assert run(["--corpus", str(filled), "side-by-side", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and words in lines[0]


def test_libreoffice_prints_it(tmp_path: Path) -> None:
    content = SIDE_BY_SIDE[".docx"](SHOWN)
    assert isinstance(content, bytes)
    text = "".join(printed(content, ".docx", tmp_path))
    assert "仅左侧有的文字" in text
    assert "查询婚姻登记信息：部门不同（左：县民政局，右：县司法局）" in text
