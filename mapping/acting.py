"""Which of the parties of a sentence an act belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapping.analysis import Analysis
from mapping.clauses import Part
from mapping.extras import carries_out, has
from mapping.fields import Field
from mapping.measures import Cue
from mapping.parties import Party, find_parties
from mapping.suffixes import Suffix

# All that an agent does with a matter named before it.
_LIGHT = re.compile(
    r"^(?:(?:会同|商|联合)[^，。；]{2,20}?)?(?:(?:应当?|要|须)?(?:在|于)?[^，。；应要须在于]{0,12}内)?(?:为主)?(?:依法|统一|具体|及时|予以|[按依]照(?:有关|相关)*规定)?(?:办结|负责|执行|领导|承办|主办|承担|办理|受理|实施|牵头|组织|核定|落实|查处|处理|追究|凭|派|解释|提供|查询|督促|审核|审查|把关|核实|核对|核查|监督|(?:予以)?限制|(?:予以|给予|全额|足额)*(?:保障|统筹|安排|解决|拨付|调剂)|(?:在|于)[^，。；]{2,14}(?:环节|时|中)(?:予以)?(?:限制|核查|把关|审查|落实)|[^，。；]{0,8}(?:受理|处理|追究|办理|解释|收押))"
)
_ENCOURAGED = re.compile(r"鼓励|倡导|提倡|支持")


def told_by(
    doc: Analysis, part: Part, parties: Sequence[Party], cue: Cue, field: Field
) -> Party | None:
    """The party of the same part that a cue's act belongs to."""
    text = doc.text
    # A phrase may hold its own subject: 鼓励县工商联在会员管理中使用名单.
    opening = _ENCOURAGED.match(text, cue.at)
    at = opening.end() if opening else cue.at
    here = [p for p in parties if p.start <= at and (p.until is None or cue.at < p.until)]
    last = here[-1] if here else None
    if last and last.role == "support" and cue.at > last.end:
        last = next((p for p in reversed(here) if p.role != "support"), last)
    if last and not last.agencies and cue.measure.startswith(field.barring):
        last = next((p for p in reversed(here) if p.agencies), None)
    behind = next((p for p in parties if p.start > cue.at), None)
    if behind and behind.rule == "agent" and _passive(text, part, last, behind, cue):
        return behind
    if behind and (carries_out(text, part, behind, cue) or (not last and has(doc, part, behind))):
        return behind
    return last


def _passive(text: str, part: Part, last: Party | None, agent: Party, cue: Cue) -> bool:
    """Whether an agent behind a cue is its own: 户籍的核查，由县公安局负责."""
    clauses = list(part.clauses)
    at = next(i for i, c in enumerate(clauses) if c.start <= cue.at <= c.end)
    by = next(i for i, c in enumerate(clauses) if c.start <= agent.start <= c.end)
    if last and clauses[at].start <= last.start:
        return False
    light = bool(_LIGHT.match(text[agent.end : clauses[by].end]))
    light &= not re.search(
        r"应|(?<![需主])要|须|向|对(?!拒|违)", text[clauses[at].start : clauses[at].end]
    )
    return at == by or (by == at + 1 and light and last is None)


def told_apart(doc: Analysis, suffix: Suffix) -> bool:
    """Whether the sentences that a list of the responsible covers give some of it acts of their
    own: more than one party of it is told to act, or one behind what is for all. What one party
    is told from the beginning, all of the list do with it."""
    listed = {agency for agency, _, _ in suffix.agencies}
    covered = doc.covered(suffix)
    told = [
        party
        for part in doc.parts[covered]
        for party in find_parties(doc.text, part, doc.mentions, False)
        if party.ids and party.ids <= listed and not suffix.start <= party.start < suffix.end
    ]
    first = min((party.start for party in told), default=0)
    matters = (
        cue.at
        for part, cues in zip(doc.parts[covered], doc.cues[covered], strict=True)
        for cue in cues
        if not part.heading
    )
    return any(at < first for at in matters) or len({party.ids for party in told}) > 1
