"""Finds the measures that a part of a sentence names.

A cue is an object (婚姻, 不动产) governed by an act (查询, 查封, 限制): the nearest act
before it in the part, or where none precedes, the first after it. Acts joined by
、 or 和 (查询、冻结及提取) govern together. Some measures are named by a phrase alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapping.clauses import Clause, Part
from mapping.fields import Field
from mapping.lexicon import Lexicon, MeasureCue
from mapping.matters import AIM, HELD, PREVENT, is_topic, left_out, matters, only_told, over_another
from mapping.readable import Readable

_JOINED = re.compile(
    r"^(?:依法|及时|按[月季年期]|逐月|定期|、|和|及|与|并|或者?|以及|，|轮候|预)*$"
)
# 办理查封登记 names no object.
_FORMAL = re.compile("(?:(?:预|轮候)?查封|续封|冻结|扣押|办理|登记|手续|及时|依法|、|[和及或])+")
# How soon, behind what is to be done: 提供户籍信息，不得无故拖延.
_HASTE = re.compile("不得(?:无故|借故|随意|以任何理由|以任何借口)?(?:拖延|推诿|推托|延误)")
# Whatever a directive is about, what is asked for is plain in 提供纳税情况.
_PARTICULARS = re.compile("[^，。；]{0,16}(?:登记|情况|信息|记录|资料|数据)$")
# An item of a list that says anew what is not to be done: 设立典当行、申请贷款.
_OWN_VERB = re.compile(
    "担任|出任|购[买置]|申请|申领|参[评加]|发展|评选|授予|推荐|取得|承[接包]|入住|乘坐|享受|报考|加入"
)

Group = tuple[int, int, frozenset[str]]
"""Acts in a row, from the first's start to the last's end, with their classes."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of one class at `text[start:end]`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A measure named at `text[start:end]`; `at` is where its act is done.

    `weak`: the act stands behind its object in a later clause; `only`: for these agencies;
    `by`: the class of the act that governs it, None of a phrase.
    """

    start: int
    end: int
    at: int
    measure: str
    acts: frozenset[str]
    only: frozenset[str] = frozenset()
    weak: bool = False
    by: str | None = None


def find_acts(text: str, part: Part, patterns: Iterable[tuple[str, re.Pattern[str]]]) -> list[Act]:
    """All acts in a part, in order."""
    found = [
        Act(match.start(), match.end(), kind)
        for kind, pattern in patterns
        for match in pattern.finditer(text, part.start, part.end)
    ]
    return sorted(found, key=lambda act: (act.start, act.kind))


def find_cues(source: Readable, part: Part, lexicon: Lexicon) -> tuple[Cue, ...]:
    """The measures named in a part; an object inside an agency's name (旅游 in 旅游局) is none."""
    text, blank = source.text, source.blank
    likely = lexicon.index.candidates(text, part.start, part.end)
    if not (likely or source.given):
        return ()
    first = bisect_left(source.agencies, (part.start,))
    agencies = source.agencies[first : bisect_left(source.agencies, (part.end,), first)]
    behind_acts = bisect_left(likely, len(lexicon.acts))
    acts = find_acts(text, part, [lexicon.acts[index] for index in likely[:behind_acts]])
    told = matters(text, part)
    groups = _groups(text, [act for act in acts if not left_out(told, act.start)])
    found: list[Cue] = []
    for index in likely[behind_acts:]:
        cue = lexicon.cues[index - len(lexicon.acts)]
        if cue.elsewhere and source.about:
            continue
        foreign = not (source.about or cue.elsewhere) and lexicon.field.alone(cue.measure)
        if foreign and not (cue.act and cue.measure.startswith(lexicon.field.asked)):
            continue
        for match in cue.object.finditer(text, part.start, part.end):
            start, end = match.span()
            if foreign and not _PARTICULARS.match(text, start, part.clause_at(start).end):
                continue
            if any(a <= start and end <= b for a, b in agencies):
                continue
            hit = _governed(text, part, cue, match, groups, blank, lexicon.field)
            # 县法院提供名单，乡镇张贴 publishes what another made; but each seizes what is told it.
            telling = hit and hit.measure.startswith(lexicon.field.informing)
            if hit is None or only_told(
                told, (start, hit.start, hit.end), hit.measure, lexicon.field
            ):
                continue
            if telling or not over_another(text, part, hit.start, hit.end, agencies):
                found.append(hit)
    if lexicon.field.bare and source.about:
        found += _bare(text, part, groups, found, lexicon.field)
    if source.given:
        found = _with_given(source, part, found)
    return _specific(text, _without_weak(found), part, lexicon.field, agencies)


def _without_weak(found: Sequence[Cue]) -> list[Cue]:
    """Without distant cues of what is named, or whose act has an object of its own (查询滩涂使用
    权属，限制其从事农药经营)."""
    firm = {cue.measure for cue in found if not cue.weak}
    sated = {(cue.by, cue.at) for cue in found if cue.by and not cue.weak}
    return [c for c in found if not (c.weak and (c.measure in firm or (c.by, c.at) in sated))]


def _with_given(source: Readable, part: Part, found: Sequence[Cue]) -> list[Cue]:
    """Cues with those given: what lies inside a pattern's words is told by it alone, a
    model's words count only where the rules name no measure."""
    cues = list(found)
    for given in source.given:
        cue = _phrase(source.text, part, given.start, given.end, given.id, frozenset())
        if cue is None or not part.start <= given.start < given.end <= part.end:
            continue
        if given.sure:
            cues = [c for c in cues if not (cue.start <= c.start and c.end <= cue.end)]
        if given.sure or not any(given.meets(c.start, c.end) for c in cues):
            cues.append(cue)
    return cues


def _phrase(
    text: str, part: Part, start: int, end: int, measure: str, only: frozenset[str]
) -> Cue | None:
    """The cue of a phrase that names a measure by itself; None in a case, a topic, an aim."""
    clause, last = part.clause_at(start), part.clause_at(end - 1)
    idle = clause.condition or is_topic(text, clause, part)
    if (idle and clause == last) or AIM.match(text[clause.start : max(clause.end, end)]):
        return None
    at = start if last == clause else end - 1
    return Cue(start, end, at, measure, frozenset(), only)


def _bare(
    text: str,
    part: Part,
    groups: Sequence[Group],
    found: Sequence[Cue],
    field: Field,
) -> Iterator[Cue]:
    """An order to seize that names no object: it takes those looked up before it in the part
    (查询土地、采矿权，办理查封), else what its agency registers (the field's default)."""
    prefix = f"{field.bare}."
    for start, end, kinds in groups:
        clause = part.clause_at(start)
        if (
            field.bare not in kinds
            or clause.condition
            or HELD.match(text[clause.start : clause.end])
        ):
            continue
        own = [
            c
            for c in found
            if c.by in (None, field.bare)
            and c.measure.startswith(prefix)
            and c.start < clause.end
            and c.end > clause.start
        ]
        # 查询土地、采矿权，办理查封登记: the register's word names none of the two.
        if not all(_FORMAL.fullmatch(text, c.start, c.end) for c in own):
            continue
        before = [c for c in found if c.measure in field.follows and c.at < start]
        if own:
            before = [c for c in before if field.follows[c.measure] not in {o.measure for o in own}]
        for cue in before:
            yield Cue(start, end, start, field.follows[cue.measure], kinds, cue.only, True)
        if not (before or own):
            yield Cue(start, end, start, field.default, kinds, frozenset(), True)


def _groups(text: str, acts: Sequence[Act]) -> list[Group]:
    """Acts joined to one another, as (start, end, classes)."""
    groups: list[Group] = []
    for act in acts:
        if groups and _JOINED.match(text[groups[-1][1] : act.start]) and act.start >= groups[-1][0]:
            start, end, kinds = groups[-1]
            groups[-1] = (start, max(end, act.end), kinds | {act.kind})
        else:
            groups.append((act.start, act.end, frozenset({act.kind})))
    return groups


def _governed(
    text: str,
    part: Part,
    cue: MeasureCue,
    match: re.Match[str],
    groups: Sequence[Group],
    blank: str,
    field: Field,
) -> Cue | None:
    """The cue that this match makes, or None where no act of its class governs it."""
    clause = part.clause_at(match.start())
    around = text[clause.start : max(clause.end, match.end())]
    words = (blank if cue.act else text)[clause.start : max(clause.end, match.end())]
    governor, weak = (
        _governor(text, clause, cue, match, groups, field) if cue.act else (None, False)
    )
    act = (governor[0] if governor else match.start()) - clause.start
    if _refused(words, cue, match.start() - clause.start, act, field):
        return None
    if cue.act is None:
        return _phrase(text, part, match.start(), match.end(), cue.measure, cue.only)
    if governor and governor[0] >= clause.start and HELD.match(around):
        # 对法院查封的车辆，年检时发现的，应当扣留: seized anew, where a later act tells it.
        later = (g for g in groups if g[0] >= clause.end and cue.act in g[2])
        governor = next(later, None)
    if governor is None or (PREVENT.match(around) and governor[0] >= clause.start):
        return None
    start, end = min(governor[0], match.start()), max(governor[1], match.end())
    at = max(governor[0], clause.start)
    return Cue(start, end, at, cue.measure, governor[2], cue.only, weak, cue.act)


def _refused(words: str, cue: MeasureCue, at: int, act: int, field: Field) -> bool:
    """Whether words of its clause refuse the cue at `at`, governed from `act` on: those of
    another item of a list (保单 in 存款、保单, 公积金 in 公积金、存款) do not; what bars a debtor
    may be said of several items (用公积金购房、装修), if the later has no verb of its own."""
    item = words.rfind("、", 0, at)
    alone = cue.measure.startswith(field.keeper) or _OWN_VERB.match(words, item + 1)
    for hit in cue.unless.finditer(words) if cue.unless else ():
        behind = words.find("、", at, hit.start()) >= 0
        before = alone and hit.end() <= item and not hit.end() <= act < at
        if not (cue.act and (behind or before)):
            return True
    return False


def _governor(
    text: str,
    clause: Clause,
    cue: MeasureCue,
    match: re.Match[str],
    groups: Sequence[Group],
    field: Field,
) -> tuple[Group | None, bool]:
    """The act that governs an object, None where none does, and whether it is a distant one."""
    before = [
        g
        for g in groups
        if g[0] <= match.start() and g[1] <= match.end() and text[g[1] : g[1] + 2] != "机制"
    ]
    after = [g for g in groups if g[0] >= match.start()]
    after_own = after and after[0][0] < clause.end
    # 查找被执行人，办理车辆查封: an act of the clause comes before one that stands outside it.
    if before and after_own and before[-1][1] <= clause.start and not clause.condition:
        before = []
    governor = before[-1] if before and cue.act in before[-1][2] else None
    # 作为评选文明单位的前置条件: the words of the act stand around the object.
    around_it = (g for g in groups if g[0] <= match.start() and match.end() <= g[1])
    governor = next((g for g in around_it if cue.act in g[2]), governor)
    if governor and clause.condition and governor[0] >= clause.start:
        # 查封车辆被查获的，…扣押: an act inside a case gives way to the one that is ordered.
        governor = next((g for g in after if g[0] >= clause.end and cue.act in g[2]), governor)
    if passive := _passive(text, clause, match, after):
        governor = passive if cue.act in passive[2] else governor
    if governor is not None:
        return governor, False
    near = [g for g in after if g[0] < clause.end] or (
        after if clause.condition or not before else []
    )
    governor = next((g for g in near if cue.act in g[2]), None)
    if governor is None and cue.act in field.distant:
        return next((g for g in after if cue.act in g[2]), None), True
    return governor, False


def _passive(
    text: str,
    clause: Clause,
    match: re.Match[str],
    after: Sequence[Group],
) -> Group | None:
    """The act of a clause that names its agent between object and act: 房产由县局查询."""
    agent = text.find("由", match.end(), clause.end) if after else -1
    return next((g for g in after if agent < g[0] < clause.end), None) if agent >= 0 else None


def _specific(
    text: str, cues: Sequence[Cue], part: Part, field: Field, agencies: Sequence[tuple[int, int]]
) -> tuple[Cue, ...]:
    """Without the general measures that a specific one in their clause makes empty."""
    if len(cues) < 2:
        return tuple(cues)
    named = {start for start, _ in agencies}
    kept = [cue for cue in cues if not _made_empty(text, cue, cues, part, field)]
    kept = [c for c in kept if not _leads_another(text, c, cues, part, field, named)]
    kept = [
        cue
        for cue in kept
        if cue.measure not in field.general
        or not any(
            c.measure != cue.measure
            and not c.only
            and (_meets(c, cue, part) or (c.at < cue.at and _HASTE.match(text, cue.start)))
            for c in kept
        )
    ]
    return tuple(sorted(kept, key=lambda c: (c.at, c.start)))


def _made_empty(text: str, cue: Cue, cues: Sequence[Cue], part: Part, field: Field) -> bool:
    """Whether the others say more than a cue of some agencies alone, or of a general measure."""
    if cue.only and any(_kin(c, cue, field) and _meets(c, cue, part) for c in cues):
        return True
    kinds = field.specific.get(cue.measure)
    return kinds is not None and any(
        not c.only
        and c.measure.startswith(kinds)
        and c.measure != cue.measure
        and _meets(c, cue, part)
        for c in cues
    )


def _leads_another(
    text: str, cue: Cue, cues: Sequence[Cue], part: Part, field: Field, named: Collection[int]
) -> bool:
    """Whether a cue is a role word (牵头) whose matter another cue names: one before it, or one
    behind it that no agency of its own is told (县法院牵头，县公安局查询户籍: its own)."""
    role = field.role_words.get(cue.measure)
    if role is None or not text.endswith(role, 0, cue.end):
        return False
    said = (cue.measure, *field.general)
    others = (c for c in cues if not c.only and c.measure not in said)
    return any(c.at < cue.end or part.clause_at(c.at).start not in named for c in others)


def _kin(other: Cue, cue: Cue, field: Field) -> bool:
    """Whether another cue makes one superfluous that names no object of its own."""
    return not other.only and any(
        cue.measure.startswith(kept) and other.measure.startswith(kept) for kept in field.keeper
    )


def _meets(other: Cue, cue: Cue, part: Part) -> bool:
    """Whether another measure is named in the clauses of a cue."""
    low, high = part.clause_at(cue.start).start, part.clause_at(cue.end - 1).end
    return other.start < high and other.end > low
