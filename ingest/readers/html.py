"""HTML: the text of a saved page, one line for each block.

The article is the body; what a page has around it (navigation, links, the county's
address) is furniture: marked and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree, html

from ingest.errors import Unreadable
from ingest.model import Line, LineRole, Page, Source
from ingest.progress import Progress
from ingest.readers.html_article import FURNITURE, article_of, is_page_line
from ingest.readers.html_table import CELL_BREAK, table_rows
from ingest.readers.text import contents, decode, lost_characters

UNSEEN = ("script", "style", "noscript", "template", "head", "select", "button", "textarea", "svg")
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div"}
    | {"dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr"}
    | {"ul"}
)
TITLE = "ArticleTitle"  # of the tags that the State Council's office asks of government pages
PARSER = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True, remove_comments=True)


def read_html(path: Path, progress: Progress | None) -> Source:
    """Read an HTML file; its lines have no boxes. Raises Unreadable."""
    try:
        text = decode(contents(path), declared=True)
        root = html.document_fromstring(text.encode(), parser=PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("damaged", "HTML 里没有文字，请重新保存网页") from error
    titles = titles_of(root)
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    if progress:
        progress(1, 1)
    lines = marked(list(lines_of(root, article_of(root))), titles)
    return Source("html", (Page(1),), tuple(lines), lost_characters(text))


def titles_of(root: html.HtmlElement) -> set[str]:
    """What the page calls its article, without blanks."""
    named = [str(meta.get("content")) for meta in root.iter("meta") if meta.get("name") == TITLE]
    return {squeezed(text) for text in [*named, *(h1.text_content() for h1 in root.iter("h1"))]}


def marked(lines: list[Line], titles: set[str]) -> Iterator[Line]:
    """The lines, an article's title that stands outside of it made body, unless the article
    has it too; a page's own lines made furniture."""
    within = {squeezed(line.text) for line in lines if line.role == "body"}
    for line in lines:
        text = squeezed(line.text)
        if line.role != "body" and text in titles - within:
            yield replace(line, role="body")
            within.add(text)
        elif is_page_line(line.text) and not line.cells:
            yield replace(line, role="running-head")
        else:
            yield line


def squeezed(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def lines_of(root: html.HtmlElement, article: Sequence[html.HtmlElement]) -> Iterator[Line]:
    """Lines of the blocks of a page in order, those outside of `article` as furniture; a
    table row is one line with cells."""
    waiting = ""
    role: LineRole = "running-head"
    apart = dict.fromkeys(article, -1) | dict.fromkeys(root.iter(*FURNITURE), 1)
    outside = 1
    rows = table_rows(root, article[0])
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if node.tag in BLOCKS or node in apart:
            yield from text_line(waiting, role)
            waiting = ""
        outside += apart.get(node, 0) * (1 if event == "start" else -1)
        role = "running-head" if outside else "body"
        if event == "start" and node in rows:
            yield Line(CELL_BREAK.join(rows[node]), 1, role=role, cells=rows[node])
            walk.skip_subtree()
        else:
            waiting += (node.text if event == "start" else node.tail) or ""
    yield from text_line(waiting, role)


def text_line(text: str, role: LineRole) -> Iterator[Line]:
    """One line out of gathered text, its blanks made one; none where it is blank."""
    if shown := " ".join(text.split()):
        yield Line(shown, 1, role=role)
