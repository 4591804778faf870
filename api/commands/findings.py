"""Findings and what people say of them: findings, verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import (
    AsJson,
    Baseline,
    Place,
    Wrong,
    asking,
    opened,
    print_record,
    say,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model import Verdict
    from graph.model import Finding

_SAID = {"accepted": "已采纳", "dismissed": "已排除", "fixed": "已改正"}


def findings(
    context: typer.Context,
    place: Place = None,
    rule: Annotated[str | None, typer.Option(metavar="R", help="Only this rule.")] = None,
    severity: Annotated[
        Literal["high", "medium", "low"] | None, typer.Option(help="Only this severity.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what was not found yet on that day."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Those dismissed and fixed, too.")] = False,
    baseline: Baseline = None,
    each: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="At most so many of each rule.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Gaps, conflicts and what time has overtaken."""
    from api import held
    from graph.load import load
    from graph.places import jurisdiction

    wanted = held.Wanted(place, rule, severity, since.date() if since else None, every, baseline)
    with opened(context) as corpus, asking():
        view = load(corpus)
        verdicts = corpus.verdicts()
        chosen = held.findings(corpus, view, wanted, verdicts)
    shown = _first_of_each(chosen, each) if each else chosen
    _print_findings(shown, verdicts, as_json)
    _say_sum(shown, [d.id for d in view.documents if jurisdiction(d.record) is None])


def verdict(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Id, as `findings` shows it.")],
    judgement: Annotated[
        Literal["accepted", "dismissed", "fixed"], typer.Argument(metavar="VERDICT")
    ],
    reason: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Why it is dismissed, or what has fixed it."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who says so; the login name by default.")
    ] = None,
    baseline: Baseline = None,
) -> None:
    """Say what is to become of a finding: accepted, dismissed, fixed."""
    from api import held

    if judgement in held.SETTLED and not reason:
        raise Wrong(f"{judgement}：请用 --reason 写明理由，或是怎样改好的")
    with opened(context) as corpus, asking():
        said = held.judge(corpus, finding, judgement, reason=reason, by=who(by), baseline=baseline)
    say(f"{judgement:10} {finding}: {said.sentence}")


def _first_of_each(found: Sequence[Finding], each: int) -> list[Finding]:
    """At most `each` findings of a rule, in their order."""
    shown: Counter[str] = Counter()
    kept = []
    for finding in found:
        shown[finding.rule] += 1
        if shown[finding.rule] <= each:
            kept.append(finding)
    return kept


def _print_findings(
    found: Sequence[Finding], verdicts: Mapping[str, Verdict], as_json: bool
) -> None:
    from graph.rules import RULES

    for finding in found:
        said = verdicts.get(finding.id)
        if as_json:
            category = RULES[finding.rule].category
            told = asdict(said) if said else None
            print_record({**asdict(finding), "category": category, "verdict": told})
        else:
            _print_finding(finding, said)


def _say_sum(shown: Sequence[Finding], placeless: Sequence[str]) -> None:
    """How many findings there are, and which directives could have none."""
    of = Counter(finding.severity for finding in shown)
    say(f"共 {len(shown)} 条（高 {of['high']}、中 {of['medium']}、低 {of['low']}）")
    if placeless:
        say(
            f"{'、'.join(placeless)}：文中没有地名，未作比对；"
            "请用 import --jurisdiction 行政区划代码 重新导入"
        )


def _print_finding(finding: Finding, said: Verdict | None) -> None:
    from api.exports.remarks import SEVERITIES
    from graph.rules.wording import marked

    mark = f"（{_SAID[said.verdict]}{'：' + said.reason if said.reason else ''}）" if said else ""
    weight = SEVERITIES[finding.severity]
    print(f"【{weight}】{finding.sentence_zh}{mark}  ({finding.rule} {finding.id})")
    for evidence in finding.evidence:
        where = marked(evidence.title) if evidence.title else evidence.document
        page = f" 第 {evidence.page} 页" if evidence.page else ""
        print(f"    {where}{evidence.provision}{page}：{evidence.quote or evidence.mention}")
