"""The rules, in the order in which they are run.

`category` is the heading of filing review (规范性文件备案审查) under which a reviewer
would raise it: 合法性 (in line with the norms above), 协调性 (norms agree on one matter),
适当性 (fit for the purpose and the present).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import Severity
from graph.rules import conflicts, currency, gaps
from graph.rules.case import Case, Claim

Category = Literal["合法性", "协调性", "适当性"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, how much it weighs, and the function that finds it."""

    zh: str
    en: str
    severity: Severity
    category: Category
    find: Callable[[Case], Iterator[Claim]]


RULES: dict[str, Rule] = {
    "gap-baseline": Rule(
        "上级文件要求的事项没有交给任何部门",
        "a matter that the baseline asks for is given to nobody",
        "high",
        "合法性",
        gaps.of_baseline,
    ),
    "gap-neighbour": Rule(
        "同类地区多有规定的事项本地没有规定",
        "a measure that comparable places assign is given to nobody here",
        "medium",
        "适当性",
        gaps.of_neighbours,
    ),
    "gap-member": Rule(
        "成员单位没有自己的职责",
        "a member agency has no duty of its own in the directive",
        "low",
        "适当性",
        gaps.of_members,
    ),
    "conflict-lead": Rule(
        "同一事项有不同的牵头部门",
        "one measure has different lead agencies",
        "high",
        "协调性",
        conflicts.of_leads,
    ),
    "conflict-agency": Rule(
        "同一事项分别交给不同部门",
        "one measure is given to different agencies that no provision names together",
        "medium",
        "协调性",
        conflicts.of_agencies,
    ),
    "divergence": Rule(
        "同一事项在多数同类地区由另一职能部门承担",
        "most comparable places give the measure to another function",
        "low",
        "适当性",
        conflicts.of_functions,
    ),
    "ended-agency": Rule(
        "文件所写机构已在机构改革中撤并",
        "an agency that a reform has ended is still named",
        "medium",
        "适当性",
        currency.of_agencies,
    ),
}
