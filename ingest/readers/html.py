"""HTML: the text of a saved page, one line for each block; navigation and scripts left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from ingest.errors import Unreadable
from ingest.model import Line, Page, Source
from ingest.ocr.engine import OcrChoice
from ingest.progress import Progress
from ingest.readers.text import contents, decode

CELL_BREAK = "\t"
CELLS = ("td", "th")
UNSEEN = ("script", "style", "noscript", "nav", "header", "footer", "form", "template", "head")
BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)


def read_html(path: Path, ocr: OcrChoice, progress: Progress | None) -> Source:
    """Read an HTML file; its lines have no boxes. Raises Unreadable."""
    try:
        root = html.document_fromstring(decode(contents(path)).encode(), parser=PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("damaged", "HTML 里没有文字，请重新保存网页") from error
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    if progress:
        progress(1, 1)
    return Source("html", (Page(1),), tuple(lines_of(root)))


PARSER = html.HTMLParser(encoding="utf-8", huge_tree=False)


def lines_of(element: html.HtmlElement) -> Iterator[Line]:
    """Lines of the blocks below `element`; a table row is one line with cells."""
    waiting = ""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if node.tag in BLOCKS:
            yield from text_line(waiting)
            waiting = ""
        if event == "start" and (row := table_row(node)):
            yield row
            walk.skip_subtree()
        else:
            waiting += (node.text if event == "start" else node.tail) or ""
    yield from text_line(waiting)


def table_row(node: html.HtmlElement) -> Line | None:
    """The row that `node` is, if it has cells; a table that only lays out a page has none."""
    if node.tag != "tr" or node.find(".//table") is not None:
        return None
    cells = tuple(" ".join(cell.text_content().split()) for cell in node if cell.tag in CELLS)
    return Line(CELL_BREAK.join(cells), 1, cells=cells) if len(cells) > 1 and any(cells) else None


def text_line(text: str) -> Iterator[Line]:
    """One line out of gathered text, its blanks made one; none where it is blank."""
    if shown := " ".join(text.split()):
        yield Line(shown, 1)
