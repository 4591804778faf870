"""Why a provision was read as it was, in words and as JSON values:
`dutymap show DOCUMENT PROVISION --explain`. [P]"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from api.web.words import MODALITIES, ROLES, agency_name, measure_name
from mapping.reforms import current_agency

if TYPE_CHECKING:
    from mapping.explain import Explained, Led, Mark, Unled
    from mapping.naming import Naming
    from mapping.reference import Reference

KINDS = {
    "agency": "单位",
    "condition": "前提",
    "act": "行为",
    "measure": "事项",
    "deadline": "期限",
    "modality": "情态",
    "role": "角色",
}
RULES = {
    "suffix": "文后的责任单位",
    "row": "表格的一行",
    "subject": "同一句的主语",
    "agent": "“由”字后的单位",
    "founded": "句中成立的机构",
    "handed": "移送的对象",
    "carried": "承接前文的主语",
    "heading": "标题所列的单位",
    "class": "没有主语，归成员单位",
    "likely": "没有规则读出，字句最像这件事",
}
WHYS = {
    "title": "这是标题，职责在它下面",
    "idle": "说的是目的、定义或施行日期",
    "membership": "说的是由谁组成",
    "list": "写在责任单位名单里",
    "moved": "是被督促者的事，或法院先要做的事",
    "again": "前文已把同一事项交给同一单位",
    "unlikely": "通篇权衡，这个单位在本条更可能办别的事",
    "no-agency": "行为人不是机关",
    "nobody": "没有说由谁办",
    "only": "这样说只指某些单位的事，这里没有它们",
    "no-object": "没有说对什么办，主语也不登记财产",
    "not-theirs": "依法或按分工不归这里的主语",
    "no-head": "表格没有认出表头",
    "not-read": "在原则、背景或附件之下，不读",
}
# What a feature's value means, where its name and value do not say it.
REASONS = {
    ("register", "own"): "登记簿由它管",
    ("register", "foreign"): "登记簿归别的单位管",
    ("register", "none"): "不涉及登记簿",
    ("measures", "1"): "句中只有一个事项",
    ("measures", "2-3"): "句中有两三个事项",
    ("measures", "4+"): "句中事项很多",
    ("cue", "firm"): "行为紧跟对象",
    ("cue", "weak"): "行为离对象远",
    ("others", "0"): "中间没有别的单位",
    ("others", "1"): "中间隔着一个单位",
    ("others", "2+"): "中间隔着几个单位",
    ("told", "yes"): "句中有“应当”之类",
    ("told", "no"): "句中没有“应当”之类",
    ("clauses", "0"): "与单位在同一小句",
    ("clauses", "1"): "与单位隔一个小句",
    ("clauses", "2+"): "与单位隔几个小句",
    ("like", "90%+"): "用语正是该事项",
    ("like", "50-90%"): "用语像该事项",
    ("like", "20-50%"): "用语有些像该事项",
    ("like", "5-20%"): "用语不太像该事项",
    ("like", "1-5%"): "用语不像该事项",
    ("like", "<1%"): "用语全不像该事项",
    ("like", "none"): "该事项没有用语可比",
}
# The same of what is weighed over a whole provision.
WEIGHED = {
    "own": "本条字句与该事项的相近程度",
    "rival": "所引字句与别的事项的相近程度",
    "class": "没有主语",
    "proposed": "没有规则读出",
    "proposed-covered": "字句已有别的事项",
    "proposed-beside": "字句已有事项的把握",
    "proposed-against": "规则对这些字句的把握",
    "proposed-first": "最像该事项",
    "proposed-cued": "字句有该事项的用语",
    "proposed-other": "说不出是哪一事项",
}
_ACTS = {"query": "查询", "control": "控制", "restrict": "限制", "halt": "停办"}


def told_by(naming: Naming) -> str:
    """Why a printed name is this agency, in one phrase."""
    return {
        "class": "泛称，不指哪一个单位",
        "unlisted": "名录里没有，按“局、中心”等字认出",
        "alias": "本文件自己下的简称",
        "pattern": f"词表（patterns）里有“{naming.words}”",
        "model": f"本地模型认出“{naming.words}”",
        "pointer": "指前文的单位",
        "dated": "按文件的年份和层级认定",
        "ambiguous": "可指几个机构，按文件的年份和层级定不下来",
        "form": f"名录里写作“{naming.words}”",
        "stem": f"名称含“{naming.words}”",
        "joint": "领导小组、联席会议一类",
    }[naming.how]


def meaning(mark: Mark, reference: Reference) -> str:
    """What a mark's value is called, empty where the words say it all."""
    if mark.kind == "agency":
        return f"{agency_name(mark.value, reference)} [{mark.value}]"
    if mark.kind == "measure":
        return f"{measure_name(mark.value, reference)} [{mark.value}]"
    names = {**MODALITIES, **ROLES, **_ACTS}
    return names.get(mark.value, mark.value)


def strongest(led: Led, most: int = 3) -> str:
    """The features that raise (↑) or lower (↓) the likelihood most."""
    heaviest = sorted(led.weights, key=lambda w: -abs(w[2]))[:most]
    return "，".join(f"{reason(f, value)}{'↑' if w > 0 else '↓'}" for f, value, w in heaviest)


def reason(feature: str, value: str) -> str:
    """What a feature's value says, in a few words."""
    if feature == "rule":
        return RULES[value]
    if feature in WEIGHED:
        return WEIGHED[feature]
    return REASONS.get((feature, value), "这一事项" if feature == "measure" else "这一类事项")


def led_row(led: Led, reference: Reference, today: date) -> dict[str, str]:
    """An assignment and what led to it, in words; `now` is empty where no reform came since."""
    found = led.found
    heir = current_agency(reference, found.agency, today)
    return {
        "mention": found.mention,
        "agency": f"{agency_name(found.agency, reference)} [{found.agency}]",
        "now": agency_name(heir, reference) if heir != found.agency else "",
        "naming": told_by(led.naming),
        "told": f"{ROLES[found.role]}，{MODALITIES[found.modality]}",
        "measure": f"{measure_name(found.measure, reference)} [{found.measure}]",
        "period": found.deadline or "",
        "cue": led.cue,
        "rule": RULES[found.rule] + ("，事项按最相近的用语" if _likened(led) else ""),
        "confidence": f"{found.confidence:.0%}",
        "weights": strongest(led),
    }


def _likened(led: Led) -> bool:
    """Whether the measure is what the words are most like, and not what a cue named (`control.*`
    names it by the agency)."""
    named = led.found.cue.measure
    return named != led.found.measure and not named.endswith("*")


def unled_row(unled: Unled, reference: Reference) -> dict[str, str]:
    """A cue that led to nothing, in words."""
    named = f"{measure_name(unled.measure, reference)} [{unled.measure}]"
    return {"cue": unled.cue, "measure": named, "why": WHYS[unled.why]}


def block_json(explained: Explained, reference: Reference, today: date) -> dict[str, Any]:
    """A block with its parts, cues, assignments and cues that led to none; places are in
    `text`."""
    block = explained.block
    return {
        "block": block.id,
        "provision": block.label,
        "text": block.orig,
        "parts": [list(part) for part in explained.parts],
        "cues": [
            {"kind": m.kind, "start": m.start, "end": m.end, "words": m.words, "value": m.value}
            for m in explained.marks
        ],
        "assignments": [_led_json(led, reference, today) for led in explained.led],
        "unassigned": [_unled_json(unled) for unled in explained.unled],
    }


def _led_json(led: Led, reference: Reference, today: date) -> dict[str, Any]:
    found = led.found
    return {
        "agency": found.agency,
        "current_agency": current_agency(reference, found.agency, today),
        "mention": found.mention,
        "told_by": {"how": led.naming.how, "words": led.naming.words},
        "role": found.role,
        "modality": found.modality,
        "measure": found.measure,
        "deadline": found.deadline,
        "rule": found.rule,
        "likened": _likened(led),
        "cue": {"start": led.start, "end": led.end, "words": led.cue},
        "confidence": round(found.confidence, 3),
        "weights": [{"feature": f, "value": v, "weight": w} for f, v, w in led.weights],
    }


def _unled_json(unled: Unled) -> dict[str, Any]:
    return {
        "cue": {"start": unled.start, "end": unled.end, "words": unled.cue},
        "measure": unled.measure,
        "why": unled.why,
        "message": WHYS[unled.why],
    }
