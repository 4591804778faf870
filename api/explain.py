"""One sentence for a person: what was found, or why nothing was, in the question's language."""

from __future__ import annotations

from collections.abc import Sequence

from api.answer import AgencyAnswer, Elsewhere, Status
from api.question import Question
from mapping.places import Place
from mapping.reference import Reference


def explanation(
    status: Status,
    here: Place | None,
    asked: Question,
    answers: Sequence[AgencyAnswer],
    elsewhere: Sequence[Elsewhere],
    reference: Reference,
) -> str:
    """The sentence that goes with an answer."""
    if asked.english:
        return _english(status, here, asked, answers, reference)
    return _chinese(status, here, asked, answers, elsewhere, reference)


def _matter(asked: Question, reference: Reference, english: bool) -> str:
    names = [reference.measures[m] for m in asked.measures[:3] if m in reference.measures]
    return ", ".join(m.en for m in names) if english else "、".join(m.zh for m in names)


def _chinese(
    status: Status,
    here: Place | None,
    asked: Question,
    answers: Sequence[AgencyAnswer],
    elsewhere: Sequence[Elsewhere],
    reference: Reference,
) -> str:
    place = here.name if here else ""
    matter = _matter(asked, reference, english=False) or "所问事项"
    if status == "answered":
        return _found_zh(place, answers[0], reference)
    if status == "not-assigned":
        baselines = "；".join(_in_baselines(asked, reference))
        others = "、".join(dict.fromkeys(e.jurisdiction or "" for e in elsewhere))
        known = f"；{others}已有规定" if others else ""
        above = f"；{baselines}" if baselines else ""
        return f"{place}已入库的文件没有把“{matter}”交给任何单位{known}{above}。"
    if status == "not-covered":
        return f"库中没有{place}的文件，无法回答；请先导入该地文件。"
    if status == "ambiguous":
        return "请写明是哪个县、市、州（例如“某某县”），库中有多个地区或该地名对应多个行政区划。"
    return "没有认出所问的职责事项；请写明要办的事，例如“查询婚姻登记”“限制乘坐飞机”。"


def _found_zh(place: str, first: AgencyAnswer, reference: Reference) -> str:
    source = f"（依据{first.inherited_from.jurisdiction}的文件）" if first.inherited_from else ""
    changed = ""
    if first.current_agency != first.agency:
        changed = f"，其职责现由{reference.agencies[first.current_agency].zh}承担"
    number = f"（{first.number}）" if first.number else ""
    clause = f"《{first.title}》{number}{first.provision}"
    return f"{place}：由{first.mention}办理{source}，见{clause}{changed}。"


def _in_baselines(asked: Question, reference: Reference) -> list[str]:
    """Baseline matters that hold the first measure asked about."""
    return [
        f"全国基线 {name} {item.item}“{item.matter}”列有此事项"
        for name, items in reference.baselines.items()
        for item in items
        if asked.measures and asked.measures[0] in item.measures
    ]


def _english(
    status: Status,
    here: Place | None,
    asked: Question,
    answers: Sequence[AgencyAnswer],
    reference: Reference,
) -> str:
    place = here.name if here else ""
    matter = _matter(asked, reference, english=True) or "this matter"
    if status == "answered":
        first = answers[0]
        name = reference.agencies[first.agency].en
        return (
            f"In {place} it is {first.mention} ({name}), by {first.provision} of 《{first.title}》."
        )
    return {
        "not-assigned": f"No directive of {place} in the corpus gives “{matter}” to any agency.",
        "not-covered": f"No directive of {place} is in the corpus; import one first.",
        "ambiguous": "Please name the county, city or prefecture in full.",
    }.get(
        status,
        "No duty was recognised in the question; name the matter, for example "
        "“look up marriage registration”.",
    )
