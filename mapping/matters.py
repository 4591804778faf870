"""Measures that a clause names only as the matter of something else: an aim, a topic, an exception,
or what is reported, assessed, kept secret or hindered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from mapping.clauses import NUMBER, Clause, Part
from mapping.fields import Field

Kind = Literal["acts", "facts", "case", "exception"]
Matter = tuple[int, int, Kind]
"""A stretch that only tells of measures."""

# What is to be prevented is an aim; to keep somebody from flying is what is ordered.
_PREVENTING = "防止(?![^，]{0,10}人(?:乘坐|入住|购|出境|担任|高消费|参加))"
AIM = re.compile(
    r"^(?:(?:依据|按照|根据|遵循|坚持|围绕|依照|贯彻)[^，]*(?:要求|规定|原则|精神|部署|意见|制度|职责|需要|名单|情况|信息|通知书|指导)$"
    rf"|坚持|围绕|以(?!.{{0,4}}财产)|为(?!其|人民法院|.{{0,16}}(?:提供|配备|办理|给予))|以便|促进|形成|{_PREVENTING}|避免(?!.{{0,20}}协助)|营造(?!.{{0,12}}(?:舆论|宣传))|凝聚"
    r"|增强|维护(?!.{0,6}秩序|.{0,12}(?:设施|设备|工程|广播))|让|使|推动形成|积极探索|旨在|有效|确保(?!.{0,16}(?:名单|安全|畅通|供应|供电|饮水)))"
)
PREVENT = re.compile(rf"^(?:为了?)?(?:{_PREVENTING}|避免)")
_TOPIC = re.compile(rf"^{NUMBER}?对于?[^，]*(?:人员|单位|行为|的|责任人|部门|当事人|企业|机构)$")
_DONE = re.compile(r"应|要|须|可以|不得|予以|进行|负责|开展|采取|加强|实施")
# 对已被查封的房屋，… or 县房管局对法院查封的房屋，… says of what the next clause orders something.
HELD = re.compile(
    r"^(?:[^，。；对]{2,20})?对[^，。；]{0,12}(?:已|被|法院)[^，。；]{0,16}(?:查封|冻结|扣押)的(?:(?!办理|予以)[^，。；]){2,10}，?$"
)

# What is told of acts, and of what was found by them.
_ABOUT = (
    "(?:(?P<acts>工作|措施|问题|事项|决定书|消费令|案例|后果|成效|经验|做法)"
    "|情况|结果|数据|信息|名单|进展)"
)
# Behind 应当 or 并 something is ordered: 对失信被执行人应当限制贷款并将情况通报.
_WHAT = f"(?:(?!应当?|予以|并|[将把])[^，。；：]){{2,60}}?{_ABOUT}"
# Words of telling before: 通报限制出境情况, 宣传限制贷款等措施的后果, 研究冻结存款中的问题.
_TOLD = re.compile(
    "(?:(?<!联合)通报|汇报|报告|汇总|统计|宣传|宣讲|讲解|认识|了解|研究(?:解决)?|交流|总结)(?![、的])"
    f"{_WHAT}(?=[^，。；：]{{0,14}}(?:$|[，。；]))"
)
# Words of telling behind: 将限制出境工作纳入考核, 对限制贷款措施落实情况开展督查.
_HANDLED = re.compile(
    f"[将把对就]{_WHAT}(?:(?!并)[^，。；：]){{0,12}}?"
    "(?:纳入|列入|报送|上报|抄送|抄告|通报|报告|推送|归集|移送|函告|告知|建立|督[查导促察]|监督|检查|考[核评]|评估|抽查)"
)
# What is kept secret was looked up before: 对查询的婚姻信息应当保密.
_SECRET = re.compile(
    "[将把对](?:依法|协助)?(?:查询|调取|查阅|获取|知悉|掌握)[^，。；：]{2,60}?(?P<acts>保密|泄露|透露|外传|用于)"
)
# Who hinders what is to be done: 对干预冻结存款的人员，追究责任.
_HINDERED = re.compile(
    "对于?[^，。；]{0,10}(?:拒不|拒绝|干预|干扰|阻挠|阻碍|妨碍|妨害|拖延|怠于|消极)(?!履行|执行)[^，。；]{2,40}?的"
)
# What is left out: 除依法裁定过户外; but 除依法查封外，还应当… orders both.
_LEFT_OUT = re.compile(
    "除(?!了)[^，。；除]{2,60}以?外(?!，?[^，。；]{0,6}(?:还|也|同时|一并))|但?[^，。；（）但]{2,60}除外"
)

# A clause that opens with a body, and one that only says what the next is about: 法院查封的车辆，….
_OPENS = re.compile(rf"(?:{NUMBER}\s*)?各?")
_THINGS = re.compile("(?:查封|冻结|扣押|布控|裁定|公布|提供)的[^，。；]{2,10}，")


def is_topic(text: str, clause: Clause, part: Part) -> bool:
    """Whether a clause only says whom the next is about: 对泄露信息的人员，移送…处理."""
    if clause is part.clauses[-1]:
        return False
    words = text[clause.start : clause.end]
    return bool(_TOPIC.match(words)) and not _DONE.search(words)


def matters(text: str, part: Part) -> list[Matter]:
    """The stretches of a part in which measures are only told of."""
    found: list[Matter] = [
        (match.start(), match.end(), "acts" if match["acts"] else "facts")
        for pattern in (_TOLD, _HANDLED, _SECRET)
        for match in pattern.finditer(text, part.start, part.end)
    ]
    spans: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("case", _HINDERED),
        ("exception", _LEFT_OUT),
    )
    return found + [
        (match.start(), match.end(), kind)
        for kind, pattern in spans
        for match in pattern.finditer(text, part.start, part.end)
    ]


def left_out(told: Sequence[Matter], at: int) -> bool:
    """Whether a place lies in what is left out."""
    return any(low <= at < high for low, high, kind in told if kind == "exception")


def only_told(
    told: Sequence[Matter], places: tuple[int, int, int], measure: str, field: Field
) -> bool:
    """Whether a measure is only told of, whose object, first and last word stand at `places`; what
    was looked up may be ordered and told of in one breath (将查询的存款情况反馈)."""
    at, start, end = places
    if left_out(told, at):
        return True
    asked = measure.startswith(field.asked)
    return measure.startswith((*field.keeper, *field.inflicted)) and any(
        low <= start < high
        if kind == "case"
        else low <= start and end <= high and (kind == "acts" or not asked)
        for low, high, kind in told
        if kind != "exception"
    )


def over_another(
    text: str, part: Part, start: int, end: int, agencies: Sequence[tuple[int, int]]
) -> bool:
    """Whether words reach from a clause with a subject of its own into the next body's: 县税务局
    扣划退税款，各银行扣划存款 names no tax that the banks seize."""
    first, last = part.clause_at(start), part.clause_at(end - 1)
    if first == last or first.condition or text[first.end] != "，":
        return False
    opened = {
        clause
        for place, _ in agencies[bisect_left(agencies, (first.start,)) :]
        if (clause := part.clause_at(place)).start <= last.start
        and _OPENS.fullmatch(text, clause.start, place)
    }
    told = first in opened and len(opened) > 1
    return told and not _THINGS.search(text, first.start, first.end + 1)
