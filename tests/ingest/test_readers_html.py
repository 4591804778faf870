"""A government's page: the article is body, what stands around it is furniture."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from ingest.model import Source
from ingest.readers import read_source

ARTICLE = (
    "<p>各乡镇人民政府，县直各单位：</p>"
    "<p>第一条 县公安局应当协助人民法院查找被执行人下落，并于五日内书面回复。</p>"
    "<p>第二条 县自然资源局由主办单位牵头，负责办理查封登记，停止办理转移登记。</p>"
)
LINES = [
    "各乡镇人民政府，县直各单位：",
    "第一条 县公安局应当协助人民法院查找被执行人下落，并于五日内书面回复。",
    "第二条 县自然资源局由主办单位牵头，负责办理查封登记，停止办理转移登记。",
]
LINKS = "<ul><li><a href='/'>网站首页</a></li><li><a href='/a'>政府信息公开目录</a></li></ul>"
FOOT = "<div>版权所有：石桥县人民政府　主办单位：石桥县人民政府办公室，请使用新版浏览器访问。</div>"

LAYOUTS = {
    "plain": f"<html><body>{ARTICLE}</body></html>",
    "divs": f"<body><div>{LINKS}</div><div><div id=zoom>{ARTICLE}</div></div>{FOOT}</body>",
    "one form": f"<body><form>{LINKS}<div><div>{ARTICLE}</div>{LINKS}</div>{FOOT}</form></body>",
    "a table": f"<body><table><tr><td>{LINKS}</td><td>{ARTICLE}</td></tr></table>{FOOT}",
    "parts": f"<body>{LINKS}<p><div>{ARTICLE[:21]}</div><div>{ARTICLE[21:]}</div></p>{FOOT}",
    "header": f"<body><header>{LINKS}</header><main>{ARTICLE}</main><footer>{FOOT}</footer>",
}


def read(tmp_path: Path, page: str | bytes) -> Source:
    path = tmp_path / "a.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_source(path)


def body(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.role == "body"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_alone_is_body_and_nothing_is_lost(tmp_path: Path, layout: str) -> None:
    source = read(tmp_path, LAYOUTS[layout])
    assert body(source) == LINES
    around = "".join(line.text for line in source.lines if line.role != "body")
    for words in ("网站首页", "版权所有"):
        assert (words in around) == (words in LAYOUTS[layout])


def test_a_title_outside_of_the_article_is_body_once(tmp_path: Path) -> None:
    title = "石桥县执行联动办法"
    page = (
        f"<html><head><meta name='ArticleTitle' content='{title}'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><div>字号：大 中 小　来源：县政府办</div>{LINKS}"
        f"<div>{ARTICLE}<p>【打印】【关闭】</p><p>责任编辑：某某</p></div></body></html>"
    )
    assert body(read(tmp_path, page)) == [title, *LINES]
    again = page.replace("<p>各乡镇", f"<p>{title}</p><p>各乡镇")
    assert body(read(tmp_path, again)) == [title, *LINES]


def test_joined_cells_stand_in_every_row_that_they_cover(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>任务</th><th colspan=2>单位</th></tr>"
        "<tr><td>限制出境</td><td rowspan=2>县公安局</td><td>县法院</td></tr>"
        "<tr><td>查询车辆</td><td></td></tr><tr><td colspan=3>注：每季度报告。</td></tr></table>"
    )
    source = read(tmp_path, f"<body>{ARTICLE}{table}</body>")
    assert [line.cells for line in source.lines[3:]] == [
        ("任务", "单位", ""),
        ("限制出境", "县公安局", "县法院"),
        ("查询车辆", "县公安局", ""),
        ("注：每季度报告。", "", ""),
    ]


@pytest.mark.parametrize("span", ["99999999999", "-1", "²", "x"])
def test_a_span_that_is_none_does_no_harm(tmp_path: Path, span: str) -> None:
    table = f"<table><tr><td colspan='{span}'>任务</td><td>单位</td></tr></table>"
    (row,) = [line for line in read(tmp_path, f"<body>{ARTICLE}{table}").lines if line.cells]
    assert row.cells[0] == "任务" and row.cells[-1] == "单位" and len(row.cells) <= 101


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "utf-8", "utf-16"])
def test_encodings_declared_or_not(tmp_path: Path, encoding: str) -> None:
    for tag in ("", f"<meta charset={encoding}>"):
        page = f"<html><head>{tag}</head><body>{ARTICLE}</body></html>"
        assert body(read(tmp_path, page.encode(encoding))) == LINES


TITLED = "石桥县人民政府办公室关于建立执行联动机制的通知"
DATED = "石桥发布 2021-03-08 10:30"


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>{LINKS}</td></tr></table><table><tr><td>{TITLED}</td></tr>"
        f"<tr><td>来源：县政府办 点击数：3</td></tr><tr><td>{ARTICLE}</td></tr></table>{FOOT}",
        f"<head><title>{TITLED}_石桥县人民政府网</title></head><div>{LINKS}</div><div>{TITLED}</div>"
        f"<div>字号：大 中 小</div><div>{ARTICLE}</div>{FOOT}",
        f"<h1>{TITLED}</h1><div>{DATED}</div><div>{ARTICLE}</div><div>喜欢此内容的人还喜欢</div>",
    ],
    ids=["told by its form", "told by the window's title", "a heading above the date"],
)
def test_a_title_in_a_part_of_its_own(tmp_path: Path, page: str) -> None:
    assert body(read(tmp_path, f"<html>{page}</html>")) == [TITLED, *LINES]


def test_a_short_article_among_much_else(tmp_path: Path) -> None:
    row = "<tr><td>索引号：</td><td>QH001</td><td>发文机关：</td><td>县政府办</td></tr>"
    around = f"<div>相关解读</div>{LINKS}"
    page = f"<body>{LINKS}<table>{row * 3}</table><div>{ARTICLE}</div>{around}</body>"
    assert body(read(tmp_path, page)) == LINES


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [("<ol>", "12"), ("<ol start=3>", "34"), ("<ol style='list-style: none'>", "")],
)
def test_ordered_lists_have_the_numbers_that_a_browser_shows(
    tmp_path: Path, opening: str, numbers: str
) -> None:
    items = ("县公安局查找被执行人下落。", "县民政局查询婚姻登记信息。")
    page = f"<body>{ARTICLE}{opening}<li>{items[0]}</li><li><p>{items[1]}</p></li></ol></body>"
    marks = [f"{number}." for number in numbers] or ["", ""]
    shown = [mark + item for mark, item in zip(marks, items, strict=True)]
    assert body(read(tmp_path, page)) == [*LINES, *shown]
    own = f"<body><ol><li>一、{items[0]}</li><li>二、{items[1]}</li></ol></body>"
    assert body(read(tmp_path, own)) == [f"一、{items[0]}", f"二、{items[1]}"]


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_page_kept_whole_as_one_file(tmp_path: Path, coding: str) -> None:
    code = quopri.encodestring if coding == "quoted-printable" else base64.encodebytes
    head = f"Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: {coding}\n\n"
    whole = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\n" + head
    page = whole.encode() + code(f"<body>{ARTICLE}</body>".encode("gb18030")) + b"\n--X--\n"
    assert body(read(tmp_path, page)) == LINES
