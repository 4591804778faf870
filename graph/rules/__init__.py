"""The rules, in the order in which they are run.

`category` is the ground of filing review (备案审查) on which a reviewer would raise a finding:
the five of 《法规规章备案审查条例》 (State Council decree 789, 2024), of which these rules touch
three; docs/rules.md is written from this table by graph.rules.page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import Severity
from graph.rules import conflicts, currency, duties, gaps, superiors
from graph.rules.case import Case, Claim

Category = Literal["违反上位法规定", "对同一事项规定不一致", "规定不适当"]

CATEGORIES: dict[Category, str] = {
    "违反上位法规定": "against a superior norm",
    "对同一事项规定不一致": "different provisions on one matter",
    "规定不适当": "unfit for its purpose or for the present",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asserts (`zh`, `en`), an example, how much it weighs, on what ground
    a reviewer would raise it, and the function that finds it."""

    zh: str
    en: str
    example: str
    severity: Severity
    category: Category
    find: Callable[[Case], Iterator[Claim]]


RULES: dict[str, Rule] = {
    "gap-baseline": Rule(
        "上级文件要求的事项没有交给任何部门",
        "a matter that the baseline asks for is given to nobody",
        "基准列有“入伍服役限制”，青禾县的文件没有一条规定由谁办理",
        "high",
        "违反上位法规定",
        gaps.of_baseline,
    ),
    "gap-superior": Rule(
        "所落实的上级文件规定的事项没有交给任何部门",
        "a matter of the superior directive that a place carries out is given to nobody there",
        "青禾县为落实云岭州的办法制定本办法，州办法有“查询律师信息”，县办法没有",
        "high",
        "违反上位法规定",
        gaps.of_superior,
    ),
    "gap-neighbour": Rule(
        "多数同级同类地区都有规定的事项本地没有规定",
        "most places of the same level and theme assign a measure that is given to nobody here",
        "石桥县、双桂县都写明由司法局协助查询律师信息，青禾县没有写",
        "medium",
        "规定不适当",
        gaps.of_neighbours,
    ),
    "gap-member": Rule(
        "成员单位没有自己的职责",
        "a member agency has no duty of its own in the directive",
        "县教育局列为成员单位，全文没有一条规定它做什么",
        "low",
        "规定不适当",
        gaps.of_members,
    ),
    "gap-deadline": Rule(
        "多数同类地区规定了期限的事项本地没有期限",
        "a duty has no deadline where most peers set one",
        "石桥县、双桂县规定民政局3日内协助查询婚姻登记，青禾县没有期限",
        "low",
        "规定不适当",
        duties.of_deadlines,
    ),
    "gap-class": Rule(
        "多数同类地区写明部门的事项本地只写“有关部门”",
        "a class of bodies is responsible where most peers name an agency",
        "青禾县写“有关部门应当限制购买车辆”，石桥县、双桂县写明公安局",
        "medium",
        "规定不适当",
        duties.of_classes,
    ),
    "gap-support": Rule(
        "有牵头部门而没有配合部门",
        "an agency leads and nobody is named to support it",
        "“协助查询项目审批信息，由县发展改革委牵头”，此外没有别的部门",
        "low",
        "规定不适当",
        duties.of_lone_leads,
    ),
    "gap-lead": Rule(
        "有配合部门而没有牵头或者责任部门",
        "agencies support and nobody leads or is responsible",
        "“限制购买车辆由县市场监管局配合”，没有写由谁牵头",
        "medium",
        "规定不适当",
        duties.of_lone_supports,
    ),
    "conflict-lead": Rule(
        "同一事项有不同的牵头部门",
        "one measure has different lead agencies",
        "同一县2020年的办法由公安局牵头，2022年的办法由财政局牵头",
        "high",
        "对同一事项规定不一致",
        conflicts.of_leads,
    ),
    "conflict-agency": Rule(
        "同一事项分别交给不同部门",
        "one measure is given to different agencies that no provision names together",
        "同一县一个文件由民政局协助查询婚姻登记，另一个文件由司法局查询",
        "medium",
        "对同一事项规定不一致",
        conflicts.of_agencies,
    ),
    "conflict-modality": Rule(
        "同一部门对同一事项，一处应当、一处可以或者不得",
        "one agency must by one provision, and may or must not by another, do one thing",
        "一个文件写教育局应当限制，另一个文件写教育局可以限制",
        "high",
        "对同一事项规定不一致",
        conflicts.of_modalities,
    ),
    "conflict-deadline": Rule(
        "同一部门办理同一事项的期限不一致",
        "one agency has two periods for one measure that cannot be the same",
        "一个文件写3日内，另一个文件写5个工作日内（至少5日）",
        "medium",
        "对同一事项规定不一致",
        conflicts.of_deadlines,
    ),
    "superior-agency": Rule(
        "与所落实或者转发的上级文件责任部门不同",
        "the place gives a measure to another function than the directive it carries out",
        "州办法由公安局限制购买车辆，县办法由财政局限制",
        "medium",
        "违反上位法规定",
        superiors.of_agencies,
    ),
    "superior-deadline": Rule(
        "期限长于所落实或者转发的上级文件",
        "a period is longer than the directive that the place carries out allows",
        "州办法3日内，县办法10日内",
        "high",
        "违反上位法规定",
        superiors.of_deadlines,
    ),
    "superior-targets": Rule(
        "限制对象窄于所落实或者转发的上级文件",
        "a restriction falls on fewer persons than the directive that the place carries out",
        "州办法限制被执行人及其法定代表人、主要负责人，县办法只限制被执行人",
        "high",
        "违反上位法规定",
        superiors.of_targets,
    ),
    "divergence": Rule(
        "同一事项在多数同类地区由另一职能部门承担",
        "most comparable places give the measure to another function",
        "青禾县、石桥县由交通运输局限制乘坐飞机，双桂县由公安局限制",
        "low",
        "规定不适当",
        conflicts.of_functions,
    ),
    "ended-agency": Rule(
        "文件所写机构已在机构改革中撤并",
        "an agency that a reform has ended is still named",
        "仍写“县国土资源局”，2018年后职责由自然资源局承担",
        "medium",
        "规定不适当",
        currency.of_agencies,
    ),
    "outdated-citation": Rule(
        "引用的文件已被废止、修改或者取代",
        "a norm is cited that a directive of the corpus has repealed, amended or replaced",
        "仍写“按照《青禾县档案管理办法》”，该办法已由2022年的文件废止",
        "medium",
        "规定不适当",
        currency.of_citations,
    ),
    "expired": Rule(
        "文件已过有效期",
        "a directive is past its own period of validity",
        "2018年11月印发，有效期5年，2023年11月已满",
        "high",
        "规定不适当",
        currency.of_validity,
    ),
    "outdated-implementation": Rule(
        "所落实的上级文件已被新文件取代，本文件早于新文件",
        "the directive carries out a norm that a newer directive has replaced",
        "为落实州2018年的办法制定，该办法已由州2022年的办法废止",
        "medium",
        "违反上位法规定",
        currency.of_bases,
    ),
}
