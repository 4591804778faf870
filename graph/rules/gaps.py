"""What is given to nobody: [P], one function a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from corpus.model import StoredDocument
from graph.model import Evidence, Jurisdiction
from graph.places import jurisdiction
from graph.rules.case import (
    EXAMPLES,
    SAME_FIELD,
    Case,
    Claim,
    cited,
    en,
    evidence,
    matter,
    printed,
    zh,
)
from mapping.reference import BaselineItem


def of_baseline(case: Case) -> Iterator[Claim]:
    """A matter of the baseline, none of whose measures the jurisdiction gives to anybody.

    Only where its directives carry out the baseline at all: SAME_FIELD of its measures.
    A directive that the jurisdiction has forwarded counts as its own.
    """
    for place in case.own:
        for item in _unmet(case, place):
            yield _unmet_claim(case, place, item)


def of_neighbours(case: Case) -> Iterator[Claim]:
    """A measure that half of the neighbours (two at least) assign and this place does not.

    What a baseline's matter already shows to be missing is not said twice.
    """
    for place, others in case.near.items():
        told = {measure for item in _unmet(case, place) for measure in item.measures}
        known = case.binding[place] | told | case.exceptions.residual
        having = Counter(measure for other in others for measure in case.measures[other])
        for measure in case.reference.measures:
            if measure not in known and having[measure] >= max(2, len(others) / 2):
                yield _neighbour_claim(case, place, measure, having[measure])


def of_members(case: Case) -> Iterator[Claim]:
    """A member agency (成员单位) that no provision of its directive gives anything to do."""
    for document in case.documents:
        place = jurisdiction(document.record)
        if place is None:
            continue
        acting = frozenset(
            stored.assignment.agency
            for stored in case.own[place]
            if stored.document.id == document.id
        )
        for member in document.record.members:
            if case.apart(frozenset({member}), acting):
                yield _member_claim(case, place, document, member)


def _unmet(case: Case, place: Jurisdiction) -> list[BaselineItem]:
    """The baseline's matters that the place gives to nobody; none where it is of another field."""
    wanted = {measure for item in case.items for measure in item.measures}
    have = case.binding[place]
    if len(have & wanted) < SAME_FIELD:
        return []
    return [item for item in case.items if item.measures and not have.intersection(item.measures)]


def _unmet_claim(case: Case, place: Jurisdiction, item: BaselineItem) -> Claim:
    norm = case.reference.norm(case.baseline or "")
    asked = Evidence(
        document=norm.id,
        title=norm.title,
        number=norm.number,
        provision=item.item,
        agency="",
        mention="",
        quote=item.matter,
        page=None,
        jurisdiction="",
    )
    shown = _elsewhere(case, place, item.measures)
    names = ", ".join(matter(case, measure)[1] for measure in item.measures)
    source = f"{norm.number} {item.item}"
    return Claim(
        place,
        item.measures[0],
        (norm.id, item.item),
        f"{place.name}没有把“{item.matter}”（{source}）交给任何部门，请写明责任单位{_as_zh(shown)}。",
        f"{place.name} gives “{names}” ({source}) to no agency; name one{_as_en(case, shown)}.",
        (asked, *shown),
    )


def _neighbour_claim(case: Case, place: Jurisdiction, measure: str, having: int) -> Claim:
    of = len(case.near[place])
    shown = _elsewhere(case, place, (measure,))
    in_zh, in_en = matter(case, measure)
    return Claim(
        place,
        measure,
        (measure,),
        f"{place.name}没有规定“{in_zh}”，{of}个同类地区中有{having}个已经规定，"
        f"请确认是否补写责任单位{_as_zh(shown)}。",
        f"{place.name} does not assign “{in_en}”, which {having} of {of} comparable places"
        f" assign; decide whether to add it{_as_en(case, shown)}.",
        tuple(shown),
    )


def _member_claim(case: Case, place: Jurisdiction, document: StoredDocument, member: str) -> Claim:
    record = document.record
    listed = Evidence(
        document=record.document,
        title=record.title,
        number=record.number,
        provision="",
        agency=member,
        mention=zh(case, member),
        quote="",
        page=None,
        jurisdiction=place.name,
    )
    return Claim(
        place,
        None,
        (document.id, member),
        f"{cited(listed)}把{zh(case, member)}列为成员单位，却没有一条单独规定它的职责，"
        "请写明职责或调整成员名单。",
        f"{cited(listed)} lists {en(case, member)} as a member, but no provision gives it a duty"
        " of its own; state the duty or change the list.",
        (listed,),
    )


def _elsewhere(case: Case, place: Jurisdiction, measures: tuple[str, ...]) -> list[Evidence]:
    """How comparable places give out any of the measures: one assignment each, some places."""
    found = (
        next((case.first[other, m] for m in measures if (other, m) in case.first), None)
        for other in case.near[place]
    )
    return [evidence(stored) for stored in islice(filter(None, found), EXAMPLES)]


def _as_zh(shown: list[Evidence]) -> str:
    """；可参照：…"""
    if not shown:
        return ""
    return f"；可参照{shown[0].jurisdiction}{cited(shown[0])}（{printed(shown[0])}）"


def _as_en(case: Case, shown: list[Evidence]) -> str:
    if not shown:
        return ""
    first = shown[0]
    return f"; {first.jurisdiction} has given it to {en(case, first.agency)} in {cited(first)}"
