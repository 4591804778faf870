"""Blocks that hold certain words, with the page they begin on, out of all directives at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, or_, select

from corpus import rows
from corpus.schema import blocks, lines, pages
from ingest.model import Block

Saying = tuple[str, Block, int | None]


def blocks_saying(
    connection: Connection, words: Sequence[str], documents: Collection[str] | None
) -> tuple[Saying, ...]:
    """(document, block, page) of the blocks that hold one of `words` (`%` and `_` stand for
    any characters), by document and place; of all documents where None are named."""
    query = select(blocks).where(or_(*(blocks.c.text.like(f"%{word}%") for word in words)))
    if documents is not None:
        query = query.where(blocks.c.document.in_(documents))
    ordered = query.order_by(blocks.c.document, blocks.c.position)
    found = [(row["document"], rows.block(row)) for row in connection.execute(ordered).mappings()]
    return tuple((owner, block, _page(connection, owner, block)) for owner, block in found)


def _page(connection: Connection, document: str, block: Block) -> int | None:
    """The page of the block's first line; None for flowing text."""
    if not block.pieces:
        return None
    first = select(lines.c.page).where(
        lines.c.document == document, lines.c.position == block.pieces[0].line
    )
    sized = and_(pages.c.document == document, pages.c.width > 0)
    return connection.scalar(select(pages.c.number).where(sized, pages.c.number.in_(first)))
