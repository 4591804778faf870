"""Where on a page's picture words stand: parts of pages cut out around boxes. [P]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from ingest.model import Box, Page

_AROUND = 2.5  # heights of a line that are shown above and below the words
_WIDER = 0.3  # of a line's height, on each side
_LEAST = 0.16  # of the page's height that is shown at least


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a page's picture, in the page's units: the whole width, `top` to `top + high`.

    `address` is the picture of the whole page, `width` by `height`.
    """

    page: int
    address: str
    width: float
    height: float
    left: float
    top: float
    wide: float
    high: float
    boxes: tuple[Box, ...]


def picture_address(document: str, page: int) -> str:
    """Where the picture of a page (1-based) is served."""
    return f"/api/v1/documents/{quote(document, safe='')}/pages/{page}.png"


def held(box: Box, page: Page) -> Box:
    """The box a little wider: its sides are told by counting characters, which are not all of
    one width, so that it may begin or end within one."""
    more = _WIDER * (box.y1 - box.y0)
    return replace(box, x0=max(0.0, box.x0 - more), x1=min(page.width, box.x1 + more))


def cuts(document: str, boxes: Sequence[Box], pages: Iterable[Page]) -> tuple[Cut, ...]:
    """The parts of the pages that hold `boxes`, one a page, in their order; none for flowing
    text, whose pages have no size."""
    found = []
    for page in pages:
        own = tuple(held(box, page) for box in boxes if box.page == page.number)
        if own and page.width > 0 and page.height > 0:
            found.append(_cut(document, page, own))
    return tuple(found)


def _cut(document: str, page: Page, boxes: tuple[Box, ...]) -> Cut:
    line = max(box.y1 - box.y0 for box in boxes)
    top = min(box.y0 for box in boxes) - _AROUND * line
    bottom = max(box.y1 for box in boxes) + _AROUND * line
    short = max(0.0, _LEAST * page.height - (bottom - top)) / 2
    top, bottom = max(0.0, top - short), min(page.height, bottom + short)
    margin = 0.06 * page.width  # the sheet's own margin says nothing
    left = max(0.0, min(margin, *(box.x0 - line for box in boxes)))
    return Cut(
        page=page.number,
        address=picture_address(document, page.number),
        width=round(page.width, 1),
        height=round(page.height, 1),
        left=round(left, 1),
        top=round(top, 1),
        wide=round(page.width - 2 * left, 1),
        high=round(bottom - top, 1),
        boxes=boxes,
    )
