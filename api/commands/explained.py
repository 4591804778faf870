"""What led to an answer, in a terminal: `dutymap ask --explain`."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from api.commands.common import print_table
from api.tracing import best_candidates
from api.web.words import ROLES, agency_name, measure_name

if TYPE_CHECKING:
    from api.ask import Trace
    from mapping.reference import Reference

_HOW = {
    "cue": "文件用语",
    "everyday": "日常说法",
    "object": "只提到对象",
    "english": "英文名称",
}
_WAYS = {
    "measure": "按事项",
    "agency": "按单位",
    "words": "按文字和向量",
    "none": "没有找到",
}
_ASKS = {"whose": "由谁办", "duties": "有哪些职责", "when": "期限", "condition": "条件"}


def print_trace(trace: Trace, reference: Reference) -> None:
    """Two tables: what was understood, and the candidates with their features."""
    print_table(_understood(trace, reference))
    if trace.found.scored:
        print_table(_candidates(trace, reference))


def _understood(trace: Trace, reference: Reference) -> Table:
    asked, place = trace.asked, trace.answer.jurisdiction
    table = Table("", "认出的", "凭哪些字", title="问题是这样看懂的", title_justify="left")
    _row(table, "地方", place.name if place else "–", trace.where.words)
    _row(table, "日期", trace.answer.as_of.isoformat(), "")
    _row(table, "问的是", "、".join(_ASKS[n] for n in _ASKS if getattr(asked, n)) or "–", "")
    _row(table, "角色", ROLES.get(asked.role or "", "不限"), "")
    named = "、".join(agency_name(agency, reference) for agency in asked.agencies)
    _row(table, "单位", named or "–", "、".join(asked.named))
    for told in asked.told:
        name = f"{measure_name(told.measure, reference)} [{told.measure}]"
        _row(table, "事项", name, f"“{told.words}”（{_HOW[told.how]}，{told.weight:.2f}）")
    directives = "、".join(f"{i}{'（上级）' if s else ''}" for i, s in trace.bound.items())
    _row(table, "文件", directives or "–", "")
    _row(table, "查找", _WAYS[trace.found.way], " ".join(sorted(asked.terms)))
    return table


def _row(table: Table, *cells: str) -> None:
    """One row of printed words, which may hold the brackets of rich's markup."""
    table.add_row(*(escape(cell) for cell in cells))


def _candidates(trace: Trace, reference: Reference) -> Table:
    heads = ("事项", "首要", "引文", "条文", "单位", "角色")
    table = Table("", "单位", "事项", "条款", title="候选（得分从高到低）", title_justify="left")
    for head in (*heads, "得分"):
        table.add_column(head, justify="right")
    for scored in best_candidates(trace):
        item = scored.stored.assignment
        features = (f"{value:.2f}".rstrip("0").rstrip(".") for value in astuple(scored.features))
        _row(
            table,
            "✓" if scored in trace.shown else "",
            agency_name(item.agency, reference),
            measure_name(item.measure, reference),
            f"{scored.stored.document.id} {item.provision}",
            *features,
            f"{scored.score:.2f}",
        )
    return table
