"""In which style a directive is written, told from its structure alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Block

STYLES = ("table", "numbered, units in brackets", "headings of agencies", "articles", "prose")
_UNITS = re.compile(
    r"(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)[：:]|[（(【][^（）()【】]{2,60}(?:负责|牵头|配合|落实)[）)】]"
)
_ARTICLE = re.compile(r"第.{1,4}条")
_AGENCY = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]*[）)、.]*[^，。；：]{2,16}(?:局|委|院|办|部|行|会|中心|机关|部门|政府)"
    r"(?:的?(?:主要|工作)?职责)?[：:]?$"
)
# A feature that so large a share of a directive's blocks show makes its style.
_TABLE, _LISTED, _HEADED = 0.2, 0.15, 0.1


def style_of(blocks: Sequence[Block]) -> str:
    """One of STYLES: the first whose mark enough of the blocks bear."""
    count = max(1, len(blocks))
    titles = (block.text for block in blocks if block.kind == "heading" or block.number)
    if sum(block.kind == "row" for block in blocks) / count >= _TABLE:
        return STYLES[0]
    if sum(bool(_UNITS.search(block.text)) for block in blocks) / count >= _LISTED:
        return STYLES[1]
    if sum(bool(_AGENCY.search(title)) for title in titles) / count >= _HEADED:
        return STYLES[2]
    articles = sum(bool(_ARTICLE.match(block.label)) for block in blocks)
    return STYLES[3] if articles >= count / 2 else STYLES[4]
