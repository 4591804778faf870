"""A party of whom each has its own act: 分别, and registers listed beside their keepers. [P]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mapping.clauses import Part
from mapping.fields import Field
from mapping.measures import Cue
from mapping.parties import Party

# So many departments beside their own registers answer one to one; two may share them.
_PARALLEL = 3
_EACH, _EACH_BY = "分别", "分别由"
# 拒不执行判决、裁定 is one crime.
_SEAM = re.compile("(?:、|以及|[和及与])(?!裁定)")
_COMMA = re.compile("、(?!裁定)")  # 私立学校、旅行社和宾馆、客运站 are three matters
_LIST_ENDS = re.compile("[，；。：]")


def apart(
    text: str, part: Part, party: Party, cue: Cue, cues: Sequence[Cue], field: Field
) -> Party:
    """Those of a party who have a cue's measure. 分别 gives the n-th agency the n-th matter of
    the list behind it; a list of departments beside a list of their own registers gives each
    department its own. `cues` are all of the part."""
    if text.endswith(_EACH_BY, 0, party.start):
        # 限制购房、招投标，分别由县住建局、县发改局负责
        ahead = sorted(_theirs(party, cues), key=lambda c: c.end)
        told = list(dict.fromkeys(c.measure for c in ahead if c.end <= party.start))
        if cue.measure in told and len(told) == len(party.agencies):
            return replace(party, agencies=(party.agencies[told.index(cue.measure)],))
    each = text.find(_EACH, max(party.end, part.start), part.end)
    listed = party.rule == "subject" and len(party.ids) >= _PARALLEL
    if each < 0 and not listed:
        return party
    if each >= 0 and (own := _nth(text, part, party, cue, cues, each + len(_EACH))) is not None:
        return replace(party, agencies=(party.agencies[own],))
    keepers = {
        c.measure: field.registers[c.measure] & party.ids
        for c in _theirs(party, cues)
        if c.measure in field.registers
    }
    if party.ids and party.ids <= frozenset().union(*keepers.values()):
        own_ids = keepers.get(cue.measure) or party.ids
        return replace(party, agencies=tuple(a for a in party.agencies if a[0] in own_ids))
    return party


def _theirs(party: Party, cues: Sequence[Cue]) -> list[Cue]:
    """The cues that may be a party's, in the order in which their words open and end."""
    may = (c for c in cues if not c.only or c.only & party.ids)
    return sorted(may, key=lambda c: (c.start, c.end))


def _nth(
    text: str, part: Part, party: Party, cue: Cue, cues: Sequence[Cue], low: int
) -> int | None:
    """Which agency of a party has a cue: the one whose matter it is in the list from `low` on,
    else, of as many measures as agencies, by their order; None where neither tells."""
    count = len(party.agencies)
    if count < 2:
        return None
    stop = _LIST_ENDS.search(text, low, part.end)
    end = stop.start() if stop else part.end
    seams = ([m.end() for m in seam.finditer(text, low, end)] for seam in (_SEAM, _COMMA))
    starts = next(([low, *found] for found in seams if len(found) + 1 == count), None)
    theirs = _theirs(party, cues)
    if starts:
        inside = [c for c in reversed(theirs) if low < c.end <= end]
        matters = _by_matter(inside, starts)
        if cue.measure in matters and len({*matters.values()}) > 1:
            return matters[cue.measure]
    # 应当确定联络员，将办理情况分别报送上级: what stands before it is each one's.
    if any(c.end <= low for c in theirs):
        return None
    told = list(dict.fromkeys(c.measure for c in theirs))
    return told.index(cue.measure) if cue.measure in told and len(told) == count else None


def _by_matter(cues: Sequence[Cue], starts: Sequence[int]) -> dict[str, int]:
    """The matter that each measure stands in, by the end of its cue (拒执犯罪的侦查、起诉) or,
    where this does not tell them apart, by what its cue is about."""
    by_end = {c.measure: _matter_at(c.end - 1, starts) for c in cues}
    if len({*by_end.values()}) == len(by_end):
        return by_end
    return {c.measure: _matter_of(c, starts) for c in cues}


def _matter_of(cue: Cue, starts: Sequence[int]) -> int:
    """The matter that a cue's object stands in: where the cue ends, if the act of all stands
    before the first (发布山洪预警、暴雨预警), else where it opens (水情、雨情监测)."""
    ahead = cue.start < starts[0] or (cue.acts and cue.at == cue.start)
    return _matter_at(cue.end - 1 if ahead else cue.start, starts)


def _matter_at(place: int, starts: Sequence[int]) -> int:
    return max((n for n, start in enumerate(starts) if start <= place), default=0)
