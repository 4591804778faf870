"""The rows of an HTML page's tables, joined cells given to every row that they cover."""

from __future__ import annotations

from itertools import islice

from lxml import html

CELL_BREAK = "\t"
WIDEST = 100
"""Columns and rows that one cell may cover."""

Row = tuple[str, ...]


def table_rows(root: html.HtmlElement, article: html.HtmlElement) -> dict[html.HtmlElement, Row]:
    """The cells of each row of the tables that hold data, by the row's element.

    A table that only lays out a page has no rows here: it holds another table, or the article.
    """
    layout = {*article.iterancestors("table")}
    return {
        row: cells
        for table in root.iter("table")
        if table not in layout and next(islice(table.iter("table"), 1, None), None) is None
        for row, cells in rows_of(table).items()
    }


def rows_of(table: html.HtmlElement) -> dict[html.HtmlElement, Row]:
    """The rows of two columns or more that hold text.

    A cell that is joined downwards stands in each of its rows, for it is said of each; one
    joined to the right is followed by empty ones.
    """
    found: dict[html.HtmlElement, Row] = {}
    hanging: dict[int, tuple[int, str]] = {}  # by column: (rows to come, text)
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            hang(cells, hanging)
            text = " ".join(cell.text_content().split())
            down, right = span(cell, "rowspan"), span(cell, "colspan")
            for part in (text, *[""] * (right - 1)):
                if down > 1:
                    hanging[len(cells)] = (down - 1, part)
                cells.append(part)
        hang(cells, hanging)
        if len(cells) > 1 and any(cells):
            found[row] = tuple(cells)
    return found


def hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Add the cells from above that come next in a row."""
    while len(cells) in hanging:
        rows, text = hanging.pop(len(cells))
        if rows > 1:
            hanging[len(cells)] = (rows - 1, text)
        cells.append(text)


def span(cell: html.HtmlElement, name: str) -> int:
    """How many rows or columns a cell covers, 1 where it does not say."""
    told = str(cell.get(name) or "").strip()
    return min(max(int(told), 1), WIDEST) if told.isascii() and told.isdigit() else 1
