"""Where on a government's page the article is, told by its text and not by its layout.

The element that holds most of the running text is gone down to, then up again as long as
what comes with it is text and not links or a page's own words (字号, 上一篇, 版权所有).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from lxml import html

from ingest.ocr.triage import hanzi_in

MOST = 0.5  # of the text of an element, that a child must hold to be gone down to
LINKED = 0.3  # of the text around an article, that may be links
TABULAR = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
FURNITURE = frozenset({"nav", "footer", "aside"})
APART = FURNITURE | {"a"}
CONTAINERS = TABULAR | {"div", "section", "article", "main", "td", "form", "center", "body"}

PAGE_WORDS = re.compile(
    r"版权所有|索引号|组配分类|网站地图|网站标识码|(?:主办|承办)单位[:：]|ICP备|公网安备|(?:当前|您的)位置|上一篇|"
    r"下一篇|相关(?:链接|文档|解读|附件)|延伸阅读|浏览次数|点击数|字[号体][:：]|扫一扫|分享到|打印本页|关闭窗口|喜欢此内容|阅读原文"
)
"""Words of a page and hardly of a directive."""

PAGE_LINE = re.compile(
    r"(?:[大中小T]|打印|关闭|返回|分享|收藏|[|｜【】\[\]（）\s])+|"
    r"[【\[\s]*(?:字[号体][:：]|打印本页|关闭窗口|分享到|扫一扫|上一篇|下一篇|浏览次数|点击数|责任编辑[:：]|"
    r"(?:信息)?来源[:：]|发布(?:时间|日期)[:：])[^。]{0,60}|"
    r"[^。，；]{0,20}\b\d{4}-\d\d?-\d\d?\b(?:\s+\d\d?:\d\d(?::\d\d)?)?[^。，；]{0,40}"
)
"""A line within an article that is the page's own."""


def article_of(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements that hold the page's article, side by side; `root` where nothing tells."""
    texts = weights(root)
    found = path = root
    while (largest := heaviest(path, texts)) is not None:
        path = largest
        if path.tag not in TABULAR:
            found = path
    while found is not root and clean(beside(found)):
        found = found.getparent()
    if found is root:
        return [root]
    before = takewhile(clean_alone, found.itersiblings(preceding=True))
    return [*before, found, *takewhile(clean_alone, found.itersiblings())]


def heaviest(
    element: html.HtmlElement, texts: dict[html.HtmlElement, int]
) -> html.HtmlElement | None:
    """The child container with most of the element's running text, if there is such a one."""
    children = [child for child in element if child.tag in CONTAINERS]
    best = max(children, key=lambda child: texts[child], default=None)
    return best if best is not None and texts[best] > MOST * texts[element] else None


def weights(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """How many hanzi of running text each element holds, those of its children included:
    none in links, in what names itself a page's furniture, in a page's own words."""
    found: dict[html.HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        inner = sum(found[child] + running(child.tail) for child in element)
        found[element] = 0 if element.tag in APART else running(element.text) + inner
    return found


def running(text: str | None) -> int:
    """The hanzi of a text, none where it has a page's own words."""
    return 0 if not text or PAGE_WORDS.search(text) else hanzi_in(text)


def beside(article: html.HtmlElement) -> list[html.HtmlElement]:
    """The other children of the article's parent."""
    return [child for child in article.getparent() if child is not article]


def clean_alone(element: html.HtmlElement) -> bool:
    """Whether an element beside the article belongs to it."""
    return clean([element])


def clean(around: Sequence[html.HtmlElement]) -> bool:
    """Whether what stands around an article belongs to it: text, few links."""
    text = "".join(child.text_content() for child in around)
    linked = sum(hanzi_in(link.text_content()) for child in around for link in child.iter("a"))
    return not PAGE_WORDS.search(text) and linked <= LINKED * hanzi_in(text)


def is_page_line(text: str) -> bool:
    """Whether a line is a page's own and not an article's."""
    return PAGE_LINE.fullmatch(text) is not None
