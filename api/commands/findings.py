"""Findings and what people say of them: findings, verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands.common import AsJson, Baseline, Place, Wrong, opened, places_of, print_record, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model import Verdict
    from corpus.store import Corpus
    from graph.load import View
    from graph.model import Finding

_SETTLED = ("dismissed", "fixed")
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
    from graph.load import load
    from graph.places import jurisdiction
    from graph.rules import RULES

    if rule is not None and rule not in RULES:
        raise Wrong(f"--rule {rule}: no such rule; there are {', '.join(RULES)}")
    with opened(context) as corpus:
        view = load(corpus)
        found = _found(view, date.today(), baseline)
        older = _known(corpus, since.date(), baseline) if since else set()
        verdicts = corpus.verdicts()
    wanted = places_of([place], view.documents) if place else None
    chosen = [
        finding
        for finding in found
        if rule in (None, finding.rule)
        and severity in (None, finding.severity)
        and (wanted is None or finding.jurisdiction in wanted)
        and finding.id not in older
        and (every or _open(verdicts.get(finding.id)))
    ]
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
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    baseline: Baseline = None,
) -> None:
    """Say what is to become of a finding: accepted, dismissed, fixed."""
    from corpus.model import Verdict
    from graph.load import load

    if judgement in _SETTLED and not reason:
        raise Wrong(f"{judgement}: say why, or what has fixed it, with --reason")
    with opened(context) as corpus:
        found = _found(load(corpus), date.today(), baseline)
        told = next((each for each in found if each.id == finding), None)
        known = corpus.verdicts().get(finding)
        if told is None and known is None:
            raise Wrong(f"{finding}: no such finding; `dutymap findings` shows them")
        sentence = told.sentence_zh if told else known.sentence if known else ""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        corpus.judge(Verdict(finding, judgement, reason, by, now, sentence))
    say(f"{judgement:10} {finding}: {sentence}")


def _found(view: View, on: date, baseline: str | None) -> tuple[Finding, ...]:
    norm = baseline or next(iter(view.reference.baselines), None)
    try:
        return view.findings(on, norm)
    except LookupError as error:
        raise Wrong(str(error)) from error


def _known(corpus: Corpus, day: date, baseline: str | None) -> set[str]:
    """The ids of what was to be found when a day began, from what the corpus held then."""
    from graph.load import load_past

    return {finding.id for finding in _found(load_past(corpus, day), day, baseline)}


def _open(said: Verdict | None) -> bool:
    return said is None or said.verdict not in _SETTLED


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
    from graph.rules.wording import marked

    mark = f"（{_SAID[said.verdict]}{'：' + said.reason if said.reason else ''}）" if said else ""
    print(f"[{finding.severity}] {finding.sentence_zh}{mark}  ({finding.rule} {finding.id})")
    for evidence in finding.evidence:
        where = marked(evidence.title) if evidence.title else evidence.document
        page = f" 第 {evidence.page} 页" if evidence.page else ""
        print(f"    {where}{evidence.provision}{page}：{evidence.quote or evidence.mention}")
