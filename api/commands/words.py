"""An answer in a terminal, in the question's field's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.web.words import MODALITIES, ROLES, STANDINGS, VERDICTS, agency_name, measure_name

if TYPE_CHECKING:
    from api.answer import AgencyAnswer, Answer
    from mapping.reference import Reference


def print_answer(answer: Answer, reference: Reference) -> None:
    """The answer for a person: agency and clause first, then who has it elsewhere."""
    place = f"{answer.jurisdiction.name}：" if answer.jurisdiction else ""
    if not answer.answers:
        print(f"{place}{VERDICTS.get(answer.status, answer.status)}")
    several = len({found.measure for found in answer.answers}) > 1
    for found in answer.answers:
        matter = f" {measure_name(found.measure, reference)}" if several else ""
        _print_agency(place, found, matter)
    print(f"  {answer.explanation}")
    for finding in answer.findings:
        print(f"  冲突  {finding.rule} {finding.id}：`dutymap findings` 可查")
    for near in answer.related:
        print(f"  相近  {near.name} {near.document} {near.provision}：{near.quote}（不是答案）")
    for other in answer.elsewhere:
        name = agency_name(other.agency, reference) if other.agency else "上级文件提出"
        print(f"  别处  {other.jurisdiction or ''} {name}  {other.document} {other.provision}")


def _print_agency(place: str, found: AgencyAnswer, matter: str) -> None:
    deadline = f"，{found.deadline}" if found.deadline else ""
    duty = f"{ROLES[found.role]}，{MODALITIES[found.modality]}{deadline}"
    page = f" 第 {found.page} 页" if found.page else ""
    print(f"{place}{found.name}（{duty}）{matter}")
    print(f"  “{found.quote}”")
    standing = "" if found.status == "in-force" else f"（{STANDINGS[found.status]}）"
    print(f"  《{found.title}》{found.number or ''} {found.provision}{page}{standing}")
