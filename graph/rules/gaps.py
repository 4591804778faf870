"""What is given to nobody: [P], one function a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.model import StoredAssignment, StoredDocument
from graph.model import Evidence
from graph.places import jurisdiction
from graph.rules.case import EXAMPLES, SAME_FIELD, Case, Claim, Superior
from graph.rules.holdings import Holding
from graph.rules.peers import order
from graph.rules.wording import cited, en, evidence, matter, printed, share, spoken, zh
from mapping.reference import BaselineItem, Norm


def of_baseline(case: Case) -> Iterator[Claim]:
    """A matter of the baseline, none of whose measures the jurisdiction gives to anybody.

    Only where its directives carry out the baseline at all: SAME_FIELD of its measures.
    A directive that the jurisdiction has forwarded counts as its own.
    """
    for held in case.holdings.values():
        for item in _unmet(case, held):
            yield _unmet_claim(case, held, item)


def of_superior(case: Case) -> Iterator[Claim]:
    """A matter of the directive that a place says it carries out, given to nobody there.

    What the baseline already shows to be missing is not said twice; what every body does
    for itself, and what the superior gives to a class of bodies, is not asked for.
    """
    for place, superiors in case.superiors.items():
        held = case.holdings.get(place)
        for superior in superiors if held else ():
            if held and superior.by:
                yield from _dropped(case, held, superior)


def of_neighbours(case: Case) -> Iterator[Claim]:
    """A measure that most of a place's peers (two at least) assign and it does not.

    What the baseline or the superior directive already shows to be missing is not said twice.
    """
    told: dict[tuple[str, str], set[str]] = {}
    for level, theme in sorted(case.peers.groups, key=order):
        group = case.peers.groups[level, theme]
        usual = {
            measure: (share(len(places), len(group) - 1), _first(places, measure))
            for measure, places in case.peers.usual(level, theme).items()
            if measure not in case.exceptions.residual
        }
        names = frozenset(usual)
        for held in group:
            if lacking := names - held.binding:
                if held.place_key not in told:
                    told[held.place_key] = _told(case, held)
                for measure in (m for m in usual if m in lacking):
                    if measure not in told[held.place_key]:
                        yield _neighbour_claim(case, held, measure, *usual[measure])


def _first(places: Sequence[Holding], measure: str) -> list[StoredAssignment]:
    """How the first of some places give out a measure."""
    return [held.hands[measure].given[0] for held in places[:EXAMPLES]]


def of_members(case: Case) -> Iterator[Claim]:
    """A member agency (成员单位) that no provision of its directive gives anything to do."""
    for document in case.documents:
        if document.record.members and document.id not in case.ended:
            acting = case.sides.of(case.by_document.get(document.id, ()))
            for member in document.record.members:
                if case.sides.named([(member, "")]).apart(acting):
                    yield _member_claim(case, document, member)


def _unmet(case: Case, held: Holding) -> list[BaselineItem]:
    """The baseline's matters that the place gives to nobody; none where it is of another field."""
    have = held.binding
    if len(have & case.wanted) < SAME_FIELD:
        return []
    return [item for item in case.items if item.measures and have.isdisjoint(item.measures)]


def _told(case: Case, held: Holding) -> set[str]:
    """The measures whose want other rules have told of this place."""
    found = {m for item in _unmet(case, held) for m in item.measures} | held.lent
    for superior in case.superiors.get(held.place, ()):
        found.update(case.hands(superior.document))
    return found


def _dropped(case: Case, held: Holding, superior: Superior) -> Iterator[Claim]:
    missing = {m for item in _unmet(case, held) for m in item.measures}
    for measure, hand in case.hands(superior.document).items():
        known = measure in held.binding or measure in missing or case.crosscutting(measure)
        if not known and hand.acting and measure not in case.exceptions.residual:
            asked = evidence(hand.parties[0])
            in_zh, in_en = matter(case.reference, measure)
            own = (
                spoken(case.norms.documents[superior.by.document], superior.by)
                if superior.by
                else None
            )
            yield Claim(
                held.place,
                measure,
                (superior.document.id, measure),
                f"{cited(asked)}规定的“{in_zh}”，{held.place.name}在落实该文件时没有交给任何部门，"
                f"请写明责任单位。",
                f"{held.place.name} carries out {cited(asked)} but gives its “{in_en}” to no"
                " agency; name one.",
                tuple(filter(None, (asked, own))),
            )


def _unmet_claim(case: Case, held: Holding, item: BaselineItem) -> Claim:
    norm = case.reference.norm(case.baseline or "")
    beside = case.peers.elsewhere(held, _exemplary(case, item), EXAMPLES)
    others = [other.hands[measure].given[0] for other, measure in beside]

    def make() -> Claim:
        shown = [evidence(other) for other in others]
        source = f"{norm.number} {item.item}"
        names = ", ".join(matter(case.reference, measure)[1] for measure in item.measures)
        name, told = held.place.name, _as_zh(shown)
        return Claim(
            held.place,
            item.measures[0],
            (norm.id, item.item),
            f"{name}没有把“{item.matter}”（{source}）交给任何部门，请写明责任单位{told}。",
            f"{name} gives “{names}” ({source}) to no agency; name one{_as_en(case, shown)}.",
            (_asked(norm, item), *shown),
        )

    return case.once(make, ("gap-baseline", *held.place_key, norm.id, item.item), others)


def _exemplary(case: Case, item: BaselineItem) -> tuple[str, ...]:
    """The measures of which an example helps: a look-up shows nobody how to restrict."""
    known = case.reference.measures
    acts = tuple(m for m in item.measures if m not in known or known[m].family != "query")
    return acts or item.measures


def _asked(norm: Norm, item: BaselineItem) -> Evidence:
    """A matter of a baseline as evidence."""
    return Evidence(
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


def _neighbour_claim(
    case: Case,
    held: Holding,
    measure: str,
    said: tuple[str, str],
    others: Sequence[StoredAssignment],
) -> Claim:
    said_zh, said_en = said

    def make() -> Claim:
        shown = [evidence(other) for other in others]
        in_zh, in_en = matter(case.reference, measure)
        name = held.place.name
        return Claim(
            held.place,
            measure,
            (measure,),
            f"{name}没有规定“{in_zh}”，{said_zh}已经规定，请确认是否补写责任单位{_as_zh(shown)}。",
            f"{name} does not assign “{in_en}”, which {said_en}"
            f" assign; decide whether to add it{_as_en(case, shown)}.",
            tuple(shown),
        )

    return case.once(make, ("gap-neighbour", *held.place_key, measure, said_zh), others)


def _member_claim(case: Case, document: StoredDocument, member: str) -> Claim:
    place = jurisdiction(document.record)
    assert place is not None
    record, name = document.record, zh(case.reference, member)
    listed = Evidence(
        document=record.document,
        title=record.title,
        number=record.number,
        provision="",
        agency=member,
        mention=name,
        quote="",
        page=None,
        jurisdiction=place.name,
    )
    return Claim(
        place,
        None,
        (document.id, member),
        f"{cited(listed)}把{name}列为成员单位，却没有一条单独规定它的职责，"
        "请写明职责或调整成员名单。",
        f"{cited(listed)} lists {en(case.reference, member)} as a member, but no provision gives"
        " it a duty of its own; state the duty or change the list.",
        (listed,),
    )


def _as_zh(shown: list[Evidence]) -> str:
    """；可参照：…"""
    if not shown:
        return ""
    return f"；可参照{shown[0].jurisdiction}{cited(shown[0])}（{printed(shown[0])}）"


def _as_en(case: Case, shown: list[Evidence]) -> str:
    if not shown:
        return ""
    first = shown[0]
    held = en(case.reference, first.agency)
    return f"; {first.jurisdiction} has given it to {held} in {cited(first)}"
