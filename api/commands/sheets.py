"""How each page of a directive was read: `dutymap show DOCUMENT --pages`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from api.commands.common import print_record, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import StoredDocument
    from corpus.store import Corpus
    from ingest.model import Page, Problem


def print_pages(corpus: Corpus, stored: StoredDocument, *, as_json: bool) -> None:
    """One line a page: engine, mean confidence, share of characters kept, problems; problems
    of the whole file in a last line of their own."""
    pages = corpus.pages(stored.id)
    if as_json:
        for page in pages:
            problems = [
                {"code": problem.code, "message": problem.message}
                for problem in stored.problems
                if problem.page == page.number
            ]
            print_record({**asdict(page), "problems": problems})
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("页", "读法", "识别把握", "收入的字", "转正", "问题", box=None)
    for page in pages:
        own = [problem for problem in stored.problems if problem.page == page.number]
        table.add_row(str(page.number), *_read(page, own), escape(_told(own)))
    if whole := [problem for problem in stored.problems if problem.page is None]:
        table.add_row("全件", "", "", "", "", escape(_told(whole)))
    print_table(table)


def _read(page: Page, problems: Sequence[Problem]) -> tuple[str, str, str, str]:
    """How it was read, how surely, the share kept, and how far it was turned."""
    from ingest.readers import UNREAD

    if page.engine is None:
        unread = any(problem.code in UNREAD for problem in problems)
        return ("没有读出" if unread else "文件自带文字", "–", "–", "–")
    turned = f"{page.turned}°" if page.turned else "–"
    skewed = f"{turned}，斜 {page.skew:.1f}°" if abs(page.skew) >= 0.1 else turned
    return page.engine, f"{page.confidence:.1%}", f"{page.kept:.1%}", skewed


def _told(problems: Sequence[Problem]) -> str:
    return "；".join(problem.message for problem in problems) or "–"
