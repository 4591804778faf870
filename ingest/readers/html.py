"""HTML: the text of a saved page, one line for each block.

The article is the body; what a page has around it (navigation, links, the county's
address) is furniture: marked and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

from lxml import etree, html

from ingest.errors import Unreadable
from ingest.model import Line, LineRole, Page, Source
from ingest.numerals import read_label
from ingest.progress import Progress
from ingest.readers.html_article import FURNITURE, article_of, is_page_line
from ingest.readers.html_table import CELL_BREAK, table_rows
from ingest.readers.text import HEAD, contents, decode, lost_characters

UNSEEN = ("script", "style", "noscript", "template", "head", "select", "button", "textarea", "svg")
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div"}
    | {"dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr"}
    | {"ul"}
)
BETWEEN = re.compile(r"[-_|—–]+")  # the title and the site's name in a window's title
LEAST = 8  # characters of a window's title that is an article's
NEAR = 5  # lines above an article, and its first ones, among which its title is looked for
ENTITLED = re.compile(
    r"[^，。；：]*关于[^。；]{4,80}(?:通知|意见|办法|方案|规定|细则|决定|计划|措施|公告|通告|函)"
)
MULTIPART = re.compile(rb"^Content-Type\s*:\s*multipart/", re.IGNORECASE | re.MULTILINE)
TITLE = "ArticleTitle"  # of the tags that the State Council's office asks of government pages
PARSER = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True, remove_comments=True)


def read_html(path: Path, progress: Progress | None) -> Source:
    """Read an HTML file; its lines have no boxes. Raises Unreadable."""
    try:
        text = decode(page_of(contents(path)), declared=True)
        root = html.document_fromstring(text.encode(), parser=PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("damaged", "HTML 里没有文字，请重新保存网页") from error
    titles = titles_of(root)
    number_lists(root)
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    if progress:
        progress(1, 1)
    lines = marked(list(lines_of(root, article_of(root))), titles)
    return Source("html", (Page(1),), tuple(lines), lost_characters(text))


def page_of(data: bytes) -> bytes:
    """The page in a web page that was kept whole as one file (MHT, RFC 2557); others as they
    are."""
    if not MULTIPART.search(data[:HEAD]):
        return data
    parts = message_from_bytes(data).walk()
    pages = (part for part in parts if part.get_content_type() == "text/html")
    page = next(pages, None)
    return bytes(page.get_payload(decode=True) or b"") if page else data


def titles_of(root: html.HtmlElement) -> set[str]:
    """What the page calls its article, without blanks."""
    named = [str(meta.get("content")) for meta in root.iter("meta") if meta.get("name") == TITLE]
    named += [h1.text_content() for h1 in root.iter("h1")]
    windows = (title.text_content() for title in root.iter("title"))
    parts = (part for window in windows for part in (window, *BETWEEN.split(window)))
    return {squeezed(text) for text in named} | {
        text for part in parts if len(text := squeezed(part)) >= LEAST
    }


def number_lists(root: html.HtmlElement) -> None:
    """Write the numbers that a browser prints before the items of ordered lists, but for items
    that have their own in their text and for lists whose style says that none are shown."""
    for ordered in root.iter("ol"):
        count = whole(ordered.get("start"), 1)
        for item in ordered.iterchildren("li"):
            count = whole(item.get("value"), count)
            unmarked = any("none" in str(part.get("style")) for part in (ordered, item))
            first = next((part for part in item.iter() if (part.text or "").strip()), None)
            if first is not None and not unmarked and not read_label(item.text_content().strip()):
                first.text = f"{count}.{first.text.lstrip()}"
            count += 1


def whole(text: str | None, otherwise: int) -> int:
    """The number that an attribute gives, else `otherwise`."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def marked(lines: list[Line], titles: set[str]) -> Iterator[Line]:
    """The lines, an article's title that stands outside of it made body, unless the article
    has it too; a page's own lines made furniture."""
    within = {squeezed(line.text) for line in lines if line.role == "body"}
    if not titles & {squeezed(line.text) for line in lines}:
        titles = title_above(lines)
    for line in lines:
        text = squeezed(line.text)
        if line.role != "body" and text in titles - within:
            yield replace(line, role="body")
            within.add(text)
        elif is_page_line(line.text) and not line.cells:
            yield replace(line, role="running-head")
        else:
            yield line


def title_above(lines: Sequence[Line]) -> set[str]:
    """The title that stands above the article in a part of its own, where no tag names it."""
    first = next((index for index, line in enumerate(lines) if line.role == "body"), 0)
    near = [squeezed(line.text) for line in lines[max(0, first - NEAR) : first + NEAR]]
    return set([text for text in near if ENTITLED.fullmatch(text)][:1])


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
