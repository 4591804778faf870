"""What a 对照版 says in words, as HTML or Word: [P]."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from api.web.words import MODALITIES, ROLES, measure_name
from corpus.model import StoredDocument
from graph.parallel import Change, Difference, Pair, Point
from mapping.reference import Reference

CHANGES: dict[Change, str] = {
    "same": "相同",
    "changed": "有改动",
    "removed": "仅左侧有",
    "added": "仅右侧有",
}
_POINTS: dict[Point, str] = {
    "agency": "部门不同",
    "role": "角色不同",
    "modality": "要求不同",
    "deadline": "期限不同",
    "removed": "右侧没有",
    "added": "左侧没有",
    "moved": "在另一条",
}
_VALUES = ROLES | MODALITIES


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of two directives, with what their words are taken from."""

    left: StoredDocument
    right: StoredDocument
    pairs: tuple[Pair, ...]
    reference: Reference


def heading(document: StoredDocument) -> str:
    """《title》 and, on a second line, 文号 and date."""
    record = document.record
    facts = " · ".join(filter(None, (record.number, record.issued)))
    return "\n".join(filter(None, (f"《{record.title}》", facts)))


def summary(shown: Shown) -> str:
    """How many rows there are of each kind."""
    counts = Counter(pair.change for pair in shown.pairs)
    return "，".join(f"{words} {counts[change]} 处" for change, words in CHANGES.items())


def told(shown: Shown, difference: Difference) -> str:
    """One difference: `查询婚姻登记信息：部门不同（左：县民政局，右：县司法局）`."""
    matter = measure_name(difference.measure, shown.reference)
    sides = f"左：{_value(difference.left)}，右：{_value(difference.right)}"
    if difference.point in ("removed", "added"):
        sides = difference.left or difference.right
    return f"{matter}：{_POINTS[difference.point]}（{sides}）"


def _value(text: str) -> str:
    """The words of each value of a side; a dash for none."""
    return "、".join(_VALUES.get(part, part) for part in text.split("、")) if text else "—"
