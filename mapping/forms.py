"""Matters that are filled in like a form, the same fields for each: 问题一：排查不彻底。/
责任单位：县水利局 / 整改措施：…

A matter that says what is amiss gives nobody a duty where a field below tells what is done about
it; what stands behind the last field of the last matter is for none of those that fields name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.model import Block
from ingest.paragraphs import FIELD_LABEL, TASKS, is_field, repeated
from mapping.analysis import Analysis

_AMISS = re.compile(
    "[不未][\u4e00-\u9fff]{1,4}(?=[，。；]|$)|没有|不足|不够|不到位|滞后|薄弱|偏低|缺乏|缺失|缺位|欠账|单一|混乱"
)
_BINDS = re.compile("应当|必须|不得|要(?!求|点|素)|负责")


def fill_in(blocks: Sequence[Block], docs: Mapping[str, Analysis]) -> None:
    """Silence what says what is amiss, and mark what stands behind the last matter's fields."""
    fields = repeated(block.orig for block in blocks if not block.number)
    records: dict[str, list[Block]] = {}
    for block in blocks if fields else ():
        records.setdefault(block.label, []).append(block)
    for record in records.values():
        filled = [at for at, block in enumerate(record) if _label(block) in fields]
        words = [record[at].text for at in filled]
        if not (any(map(is_field, words)) and any(map(TASKS.match, words))):
            continue
        for block in record[: filled[0]]:
            if _AMISS.search(block.text) and not _BINDS.search(block.text):
                docs[block.id].parts, docs[block.id].cues = (), ()
        for block in record[filled[-1] + 1 :]:
            docs[block.id].behind = True


def _label(block: Block) -> str:
    """The field that an unnumbered line fills in; empty for other lines."""
    match = None if block.number else FIELD_LABEL.match(block.orig)
    return match[1] if match else ""
