"""The pages' words: what the values of the core are called in Chinese, and their anchors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from mapping.reference import Reference

ROLES = {"lead": "牵头", "responsible": "负责", "support": "配合"}
MODALITIES = {"must": "应当", "may": "可以", "must-not": "不得", "encouraged": "鼓励"}
STANDINGS = {
    "in-force": "现行",
    "amended": "已被修改",
    "repealed": "已废止",
    "expired": "已失效",
    "draft": "草案",
}
IMPORTS = {
    "imported": "已导入",
    "unchanged": "未变动",
    "updated": "已更新",
    "failed": "未导入",
    "waiting": "排队中",
    "running": "正在读",
    "cancelled": "已取消",
}

VERDICTS = {
    "not-assigned": "这件事没有交给任何部门",
    "not-covered": "还没有这个地方的文件",
    "not-understood": "没有看懂要办的是什么事",
    "ambiguous": "还说不准是哪个地方",
}


def anchor(provision: str) -> str:
    """The id of a provision's element: its label, blanks taken out."""
    return "p-" + "".join(provision.split())


def clause_link(document: str, provision: str | None = None) -> str:
    """The address of a provision on the page of its directive."""
    address = f"/documents/{quote(document, safe='')}"
    return f"{address}#{quote(anchor(provision))}" if provision else address


def agency_name(agency: str, reference: Reference) -> str:
    """The agency's Chinese name; its id where the tables do not have it."""
    entry = reference.agencies.get(agency)
    return entry.zh if entry else agency


def measure_name(measure: str, reference: Reference) -> str:
    """The measure's Chinese name; its id where the tables do not have it."""
    entry = reference.measures.get(measure)
    return entry.zh if entry else measure


def _named(names: dict[str, str]) -> Callable[[str], str]:
    """Gives a value's Chinese name, or the value itself where it has none."""
    return lambda value: names.get(value, value)


FILTERS: dict[str, Callable[..., str]] = {
    "role": _named(ROLES),
    "modality": _named(MODALITIES),
    "standing": _named(STANDINGS),
    "import_status": _named(IMPORTS),
    "verdict": _named(VERDICTS),
    "agency_name": agency_name,
    "measure_name": measure_name,
    "anchor": anchor,
    "clause_link": clause_link,
}
