"""One sentence for a person: what was found, or why nothing was, in the question's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.answer import AgencyAnswer, Elsewhere, Status
from api.question import Question
from graph.model import Finding
from mapping.places import Place
from mapping.reference import Reference


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    `matters` are its matters, where there are several, each with who has it (none: nobody).
    `deadline` is that of the first answer, or the one its provision names;
    `conditions` are the clauses that say when the first answer's duty falls due.
    `passed_over` is a place given apart that the question's own outdid; `later` says that
    the place's directives were all issued after `day`, `ended` that those issued before had
    been repealed or had run out by then; `rephrased` is the second question
    that a language model made, `llm_trouble` why it made none.
    """

    status: Status
    day: date
    here: Place | None = None
    answers: Sequence[AgencyAnswer] = ()
    elsewhere: Sequence[Elsewhere] = ()
    matters: Sequence[tuple[tuple[str, ...], tuple[AgencyAnswer, ...]]] = ()
    deadline: str | None = None
    conditions: Sequence[str] = ()
    findings: Sequence[Finding] = field(default=())
    passed_over: Place | None = None
    later: bool = False
    ended: bool = False
    rephrased: str | None = None
    llm_trouble: str | None = None


def explanation(outcome: Outcome, asked: Question, reference: Reference) -> str:
    """The sentence that goes with an answer, and what else must be known about it."""
    if asked.english:
        return " ".join([_english(outcome, asked, reference), *_notes_en(outcome, asked)])
    return "".join([_chinese(outcome, asked, reference), *_notes_zh(outcome, asked)])


def _matter(measures: Sequence[str], reference: Reference, *, english: bool) -> str:
    names = [reference.measures[m] for m in measures[:3] if m in reference.measures]
    return ", ".join(m.en for m in names) if english else "、".join(m.zh for m in names)


def _chinese(outcome: Outcome, asked: Question, reference: Reference) -> str:
    place = outcome.here.name if outcome.here else ""
    if outcome.status == "answered":
        if len(outcome.matters) > 1:
            return _each_zh(place, outcome, reference)
        return f"{place}：{_found_zh(outcome.answers[0], reference)}。"
    if outcome.status == "not-assigned":
        matter = _matter(asked.measures, reference, english=False) or "所问事项"
        baselines = "；".join(_in_baselines(asked, reference))
        others = "、".join(dict.fromkeys(e.jurisdiction or "" for e in outcome.elsewhere))
        known = f"；{others}已有规定" if others else ""
        above = f"；{baselines}" if baselines else ""
        return f"{place}已入库的文件没有把“{matter}”交给任何单位{known}{above}。"
    if outcome.status == "not-covered":
        if outcome.later:
            return f"库中{place}的文件都在{outcome.day}之后印发，无法回答当日由谁办理。"
        if outcome.ended:
            return f"库中{place}在{outcome.day}之前印发的文件当日都已废止或失效，无法回答。"
        return f"库中没有{place}的文件，无法回答；请先导入该地文件。"
    if outcome.status == "ambiguous":
        return "请写明是哪个县、市、州（例如“某某县”），库中有多个地区或该地名对应多个行政区划。"
    return "没有认出所问的职责事项；请写明要办的事，例如“查询婚姻登记”“限制乘坐飞机”。"


def _found_zh(first: AgencyAnswer, reference: Reference) -> str:
    source = f"（依据{first.inherited_from.jurisdiction}的文件）" if first.inherited_from else ""
    changed = ""
    if first.current_agency != first.agency:
        changed = f"，其职责现由{reference.agencies[first.current_agency].zh}承担"
    number = f"（{first.number}）" if first.number else ""
    clause = f"《{first.title}》{number}{first.provision}"
    return f"由{first.mention}办理{source}，见{clause}{changed}"


def _each_zh(place: str, outcome: Outcome, reference: Reference) -> str:
    """The matters one by one, each with its agencies and the first one's clause."""
    told = []
    for measures, held in outcome.matters:
        matter = _matter(measures, reference, english=False)
        if not held:
            told.append(f"“{matter}”已入库的文件没有交给任何单位")
            continue
        names = "、".join(dict.fromkeys(a.mention for a in held))
        first = held[0]
        heir = ""
        if first.current_agency != first.agency:
            heir = f"，现由{reference.agencies[first.current_agency].zh}承担"
        told.append(f"“{matter}”由{names}办理（《{first.title}》{first.provision}{heir}）")
    return f"{place}：{'；'.join(told)}。"


def _notes_zh(outcome: Outcome, asked: Question) -> list[str]:
    """Deadline, condition, conflict, the place passed over, the question put anew."""
    notes = []
    if outcome.answers and asked.when:
        limit = outcome.deadline
        notes.append(f"期限：{limit}。" if limit else "该条没有写明期限。")
    if outcome.answers and asked.condition and outcome.conditions:
        notes.append(f"条件：{'；'.join(outcome.conditions)}。")
    notes += [f"注意：{finding.sentence_zh}" for finding in outcome.findings]
    if outcome.passed_over and outcome.here:
        here, other = outcome.here.name, outcome.passed_over.name
        notes.append(f"（问题里写的是{here}，因此没有按另外给出的{other}回答。）")
    if outcome.rephrased:
        notes.append(f"（语言模型把问题改写为“{outcome.rephrased}”后再查；答案仍只出自文件。）")
    if outcome.llm_trouble:
        notes.append(f"（语言模型未能改写问题：{outcome.llm_trouble}。）")
    return notes


def _in_baselines(asked: Question, reference: Reference) -> list[str]:
    """Baseline matters that hold the first measure asked about."""
    return [
        f"全国基线 {reference.norm(name).number} {item.item}“{item.matter}”列有此事项"
        for name, items in reference.baselines.items()
        for item in items
        if asked.measures and asked.measures[0] in item.measures
    ]


def _english(outcome: Outcome, asked: Question, reference: Reference) -> str:
    place = outcome.here.name if outcome.here else ""
    if outcome.status == "answered":
        matters = outcome.matters if len(outcome.matters) > 1 else ()
        if matters:
            return f"In {place}: {'; '.join(_each_en(m, held, reference) for m, held in matters)}."
        return f"In {place} it is {_found_en(outcome.answers[0], reference)}."
    matter = _matter(asked.measures, reference, english=True) or "this matter"
    if outcome.later:
        return f"All directives of {place} in the corpus were issued after {outcome.day}."
    if outcome.ended:
        return f"The directives of {place} issued by {outcome.day} no longer held on that day."
    return {
        "not-assigned": f"No directive of {place} in the corpus gives “{matter}” to any agency.",
        "not-covered": f"No directive of {place} is in the corpus; import one first.",
        "ambiguous": "Please name the county, city or prefecture in full.",
    }.get(
        outcome.status,
        "No duty was recognised in the question; name the matter, for example "
        "“look up marriage registration”.",
    )


def _found_en(first: AgencyAnswer, reference: Reference) -> str:
    name = reference.agencies[first.agency].en
    heir = ""
    if first.current_agency != first.agency:
        heir = f"; its work is now with {reference.agencies[first.current_agency].en}"
    source = (
        f" (a directive of {first.inherited_from.jurisdiction})" if first.inherited_from else ""
    )
    return f"{first.mention} ({name}), by {first.provision} of 《{first.title}》{source}{heir}"


def _each_en(measures: Sequence[str], held: Sequence[AgencyAnswer], reference: Reference) -> str:
    matter = _matter(measures, reference, english=True)
    if not held:
        return f"“{matter}” is given to nobody"
    names = ", ".join(dict.fromkeys(reference.agencies[a.agency].en for a in held))
    return f"“{matter}” is with {names} ({held[0].provision} of 《{held[0].title}》)"


def _notes_en(outcome: Outcome, asked: Question) -> list[str]:
    notes = []
    if outcome.answers and asked.when:
        limit = outcome.deadline
        notes.append(f"Deadline: {limit}." if limit else "The clause names no deadline.")
    if outcome.answers and asked.condition and outcome.conditions:
        notes.append(f"Condition: {'; '.join(outcome.conditions)}.")
    notes += [f"Mind: {finding.sentence_en}" for finding in outcome.findings]
    if outcome.passed_over and outcome.here:
        notes.append(
            f"(The question names {outcome.here.name}, so {outcome.passed_over.name}, "
            "given apart, was not used.)"
        )
    if outcome.rephrased:
        notes.append(
            f"(A language model put the question as “{outcome.rephrased}”; the answer rests on "
            "the directives alone.)"
        )
    if outcome.llm_trouble:
        notes.append(f"(The language model did not help: {outcome.llm_trouble}.)")
    return notes
