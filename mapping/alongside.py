"""Acts that no measure fits, in a sentence whose other clauses name measures: 组织抢修水毁公路,
并将情况报县防办."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from mapping.agencies import CLASS
from mapping.extras import MEETS, SAYS_WHAT, helpers, is_plain
from mapping.idle import names_members
from mapping.measures import Cue
from mapping.parties import Party
from mapping.reading import Scene
from mapping.suffixes import only_roles

# How, when and by what a body acts, before what it does: 按照…的要求，结合…，每季度不少于…
_BY_WHICH = re.compile(
    r"(?:等[^，。；]{0,6}?(?:部门|单位|机关|机构))?(?:应当?|要|须|必须|可以?|均|也|还)*(?:[按依]照?|根据|依据|依托|凭|结合|会同(?:有关|相关)|会同[^，。；]{2,60}(?:[局委办院部厅]|部门|单位|中心|支行)$|通过|运用|利用|发挥|站在"
    r"|[是为][^，。；]{2,24}(?:部门|单位|机关|机构)(?:（[^）]*）)?$|自|于[^，。；]{2,16}[前内后]$|在(?![^，。；]{1,16}[前内][^，。；]{4})|对|以|从|把|将|认真|切实|严格|因|为|充分|每[^，。；]{1,4}(?:不少于|不低于|至少)"
    r"|(?:建立|设立|畅通|开通|设置|完善|健全|成立)[^，。；]{0,24}(?:机制|制度|台账|窗口|热线|通道|专班|平台)$)"
)
# What is done to things and to wrongdoers, and not for the matter of another clause.
_DONE = re.compile(
    r"(?:应当?|要|须|必须|可以?|并|及时|依法|立即|统一|组织|坚决|严厉|严格|积极|全面|逐步|全力|开展"
    r"|\d{4}年[^，。；]{0,8}[前底])*"
    r"(?:[^，。；]{2,10}(?:参与|参加)(?:抢险|救援|救灾)|编制|建设|新建|改造|推进|推行|梳理|查处|取缔|责令|关停|关闭|拆除|清理|清退|处置|抢修|抢险|救治|救援"
    r"|修订|修编|修复|划定|压缩|压减|组建|淘汰|打击|疏散|转移|配备|追回|审计|制定|维护|支持|指导|保障|储备"
    r"|调拨|培训|演练|预警|整治|治理|查封|没收|停止|暂停|吊销|建立[^，。；]{0,12}(?:队伍?|组织|基地|设施)|设立|实行|推动|完善|提高|优化|严查|查办|侦办|立案侦查|核查(?!处理)|汇总|统计|调查|竖立|树立|发展|管理|走访|审批|审查|负责|落实|下达|取消|承担|不得(?!由)|劝阻|发放|安排|提供|组织(?![^，。；]{0,4}媒体)|依法疏通|疏浚|清淤|加固|养护|植树|绿化|复垦|封堵|排除|消除|检测|监测|化验|收缴|销毁)"
)
_LEAST, _LEAST_DONE = 8, 6  # characters of a clause that tells an act


def acts_alongside(
    scene: Scene, parties: Sequence[Party], cues: Sequence[Cue], carried: Party | None
) -> Iterator[tuple[Party, Cue]]:
    """What the parties are told to do in clauses of their own beside those that name measures;
    before the first party, to the one carried over or to those listed behind the words."""
    part = scene.part
    holder = carried if carried and carried.ids - {CLASS, "court"} else None
    if holder and (_foreign(scene) or (cues and holder.rule == "suffix")):
        stop = part.clause_at(parties[0].start).start if parties else part.end
        for own in _own_acts(scene, part.start, stop, cues):
            yield holder, Cue(*own, own[0], "other", frozenset())
    for party, after in itertools.zip_longest(parties, parties[1:]):
        stop = after.start if after else part.end
        inside = [c for c in cues if part.clause_at(party.start).start <= c.at < stop]
        idle = party.rule == "agent" or party.role or not party.ids
        for own in _own_acts(scene, party.end, stop, inside) if inside and not idle else ():
            yield party, Cue(*own, own[0], "other", frozenset())
        if not cues and (matter := _charged_with(scene, party)):
            for bound in (party, *helpers(parties, party)):
                yield bound, Cue(*matter, matter[0], "other", frozenset())


def _charged_with(scene: Scene, party: Party) -> tuple[int, int] | None:
    """The matter that a body has by 负责 alone, behind those who help it: 由县水利局负责，
    县气象局协助，开展坡体监测。"""
    text, part = scene.text, scene.part
    if not (party.rule in ("subject", "agent") and text.startswith("负责，", party.end)):
        return None
    for clause in part.clauses:
        behind = clause.start > party.end and not clause.condition
        if behind and not only_roles(text, clause.start, clause.end, scene.doc.mentions):
            return (clause.start, part.end) if is_plain(text[clause.start : clause.end]) else None
    return None


def _foreign(scene: Scene) -> bool:
    return not scene.doc.about


def _own_acts(
    scene: Scene, start: int, stop: int, inside: Sequence[Cue]
) -> Iterator[tuple[int, int]]:
    """The clauses that tell an act of their own beside the measures `inside`.

    Before the first measure any act counts, where the measures only inform of it or the
    directive is about another policy field; behind it, only in such a directive, and only what
    is done to things or wrongdoers.
    """
    if not (
        _foreign(scene) or all(cue.measure.startswith(scene.field.informing) for cue in inside)
    ):
        return
    first = min((scene.part.clause_at(cue.start).start for cue in inside), default=start)
    for clause in scene.part.clauses:
        low = max(clause.start, start)
        if clause.condition or low >= stop or clause.end - low < _LEAST_DONE:
            continue
        own = scene.text[low : clause.end]
        if any(cue.start < clause.end and cue.end > low for cue in inside) or not is_plain(own):
            continue
        if names_members(own):
            continue
        before = clause.end < first and len(own) >= _LEAST
        before = before and not (_BY_WHICH.match(own) or MEETS.match(own))
        alone = not inside and len(own) >= _LEAST and SAYS_WHAT.match(own)
        if before or (_foreign(scene) and low >= first and (alone or _DONE.match(own))):
            yield low, clause.end
