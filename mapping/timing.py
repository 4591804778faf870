"""Which period a duty has: that of its clauses, or one beside them that is of nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from operator import attrgetter

from mapping.agencies import starting_in
from mapping.analysis import Analysis
from mapping.clauses import Clause, Part
from mapping.measures import Cue

MUST_NOT = re.compile(r"不得|不应当?|严禁|禁止")
# All that may stand beside a period in a clause that is about nothing else.
_ONLY_WHEN = re.compile(
    "(?:并|须|应当?|要|于|在|力争|确保|务必|原则上|最[迟长]不超过)*(?:全部|全面|基本|予以|必须)*"
    "(?:完成|办结|办毕|办理完毕|落实到位|落实|建成|到位|执行到位|完毕|实现|投入使用|投入运行|上线运行|上线|开通)?"
)
# 3日内办结，不得推诿 forbids to refuse the act that the period is of; 不得泄露 has none.
_REFUSAL = re.compile("推诿|推脱|推延|推托|拖延|拒绝|拒不|拒收|刁难|为由")
# What is done again and again has no period of a neighbour.
_RHYTHM = re.compile("每(?:[日天周旬月年]|季度?|半年)|按[日周旬月季年]")
# What is left out stands between an act and its period: 除涉密信息外，年底前实现互联.
_BUT = re.compile("除[^，。；]{2,30}外")
_OPENING_WORDS = ("", "由", "并由", "再由")


def period_of(text: str, part: Part, cue: Cue, doc: Analysis) -> str | None:
    """The period in the clauses of a cue, the last of several; else that of the next clause
    or the one before, where it names no measure of its own (…核查轨迹，2日内反馈结果)."""
    if not doc.deadlines:
        return None
    first, last = part.clause_at(cue.at), part.clause_at(cue.end - 1)
    span = first.start, last.end
    if near := doc.deadlines_in(*span):
        before = [d for d in near if d[0] <= cue.at] or near[:1]
        return text[before[-1][0] : before[-1][1]]
    if MUST_NOT.search(text, first.start, cue.end) and not _REFUSAL.search(text, *span):
        return None
    if _RHYTHM.search(text, *span):
        return None
    behind = [c for c in part.clauses if c.start > last.start and not _BUT.match(text, c.start)]
    ahead = [c for c in reversed(part.clauses) if c.start < first.start]
    if ahead and (opening := _opening(text, doc, ahead[0])):
        return opening
    # 3日内审查，理由成立的，予以撤销: a case between says nothing of when.
    near_ahead = itertools.islice(itertools.dropwhile(attrgetter("condition"), ahead), 1)
    nearest = [] if has_subject(text, doc, first) else [*ahead[:1], *near_ahead]
    for clause in [*(c for c in behind[:1] if not _others(text, doc, part, c)), *nearest]:
        taken = any(doc.cues_in(clause.start, clause.end))
        if not taken and (near := doc.deadlines_in(clause.start, clause.end)):
            return text[near[-1][0] : near[-1][1]]
    return _closing(text, doc, (c for c in part.clauses if c.start > last.start))


def has_subject(text: str, doc: Analysis, clause: Clause) -> bool:
    """Whether a clause opens with whom it is about, so that its period is theirs."""
    named = starting_in(doc.mentions, clause.start, clause.end)
    return bool(named) and text[clause.start : named[0].start] in _OPENING_WORDS


def _others(text: str, doc: Analysis, part: Part, clause: Clause) -> bool:
    """Whether a clause is about others than those named before it."""
    named = starting_in(doc.mentions, part.start, clause.start)
    return bool(named) and has_subject(text, doc, clause)


def _opening(text: str, doc: Analysis, clause: Clause) -> str | None:
    """The period with which a clause ends, that all behind it is to be done in: 自收到协助查询
    通知之日起3日内，提供登记情况."""
    found = doc.deadlines_in(clause.start, clause.end)
    return text[found[-1][0] : found[-1][1]] if found and found[-1][1] == clause.end else None


def _closing(text: str, doc: Analysis, clauses: Iterable[Clause]) -> str | None:
    """The period of a clause that says no more than when all before it is done: 2日内办结."""
    for clause in clauses:
        for start, end in doc.deadlines_in(clause.start, clause.end):
            if _ONLY_WHEN.fullmatch(text[clause.start : start] + text[end : clause.end]):
                return text[start:end]
    return None
