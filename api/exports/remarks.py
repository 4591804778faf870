"""What a check of a draft found, as words and as a record: [P]."""

from __future__ import annotations

import json as rfc8259
from collections import Counter
from dataclasses import asdict, dataclass

from graph.check import DRAFT, Draft, Remark
from graph.model import Evidence, Finding
from graph.rules import RULES
from mapping.reference import Reference

SEVERITIES = {"high": "高", "medium": "中", "low": "低"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with the remarks on it, and what it was held against.

    `against` are the ids of the directives, `replaced` those of earlier texts of the
    draft, which were left out; `baseline` is a norm's id or None.
    """

    draft: Draft
    remarks: tuple[Remark, ...]
    against: tuple[str, ...]
    replaced: tuple[str, ...]
    baseline: str | None


def json(checked: Checked) -> str:
    """One JSON object on a line (docs/commands.md, check)."""
    record = asdict(checked.draft.document.record)
    told = {
        "draft": {key: value for key, value in record.items() if key != "document"},
        "file": checked.draft.document.name,
        "assignments": len(checked.draft.assignments),
        "problems": [asdict(problem) for problem in checked.draft.document.problems],
        "baseline": checked.baseline,
        "against": checked.against,
        "replaced": checked.replaced,
        "findings": [
            asdict(remark.finding)
            | {"missing": remark.missing, "places": [asdict(place) for place in remark.places]}
            for remark in checked.remarks
        ],
    }
    return rfc8259.dumps(told, ensure_ascii=False) + "\n"


def summary(checked: Checked, reference: Reference) -> str:
    """How many remarks of which weight, and what the draft was held against."""
    counts = Counter(remark.finding.severity for remark in checked.remarks)
    weights = "、".join(f"{zh} {counts[key]}" for key, zh in SEVERITIES.items())  # type: ignore[index]
    norm = f"，基准：{reference.norm(checked.baseline).number}" if checked.baseline else ""
    return (
        f"共 {len(checked.remarks)} 条意见（{weights}），对照 {len(checked.against)} 份文件{norm}"
    )


def kind(remark: Remark) -> str:
    """The rule in Chinese, with its weight and the heading of filing review."""
    rule = RULES[remark.finding.rule]
    missing = "缺项：" if remark.missing else ""
    return f"【{SEVERITIES[remark.finding.severity]}】{missing}{rule.zh}（{rule.category}）"


def examples(finding: Finding) -> list[str]:
    """The words of others that a finding rests on: where they stand, and what they say."""
    return [_example(item) for item in finding.evidence if not item.document.startswith(DRAFT)]


def _example(item: Evidence) -> str:
    place = item.jurisdiction and f"{item.jurisdiction}"
    number = f"（{item.number}）" if item.number else ""
    page = f"，第{item.page}页" if item.page else ""
    return f"{place}《{item.title}》{number}{item.provision}{page}：“{item.quote or item.mention}”"
