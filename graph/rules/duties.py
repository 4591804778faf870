"""What a duty leaves open though it is given out: [P], one function a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.model import StoredAssignment
from graph.rules.case import EXAMPLES, Case, Claim
from graph.rules.holdings import CLASS, At, Hand, Holding
from graph.rules.peers import order
from graph.rules.wording import cited, en, evidence, matter, printed, share


def of_deadlines(case: Case) -> Iterator[Claim]:
    """A measure without deadline, where most of the peers who assign it (two at least) set one."""
    for measure, holders, number in _usual(case, case.peers.timed):
        timed = list(islice((h for h in holders if h.hands[measure].timed), EXAMPLES))
        for held in holders:
            hand = held.hands[measure]
            if not hand.timed and hand.acting:
                yield _open(case, held, measure, timed, share(number, len(holders) - 1))


def of_classes(case: Case) -> Iterator[Claim]:
    """A measure given to a class of bodies alone (有关部门), where most of the peers who assign
    it (two at least) name an agency."""
    for measure, holders, number in _usual(case, case.peers.named):
        if measure not in case.exceptions.residual:
            acting = (held for held in holders if held.hands[measure].acting)
            named = list(islice(acting, EXAMPLES))
            for held in case.peers.classed[holders[0].level, measure]:
                yield _classed(case, held, measure, named, share(number, len(holders) - 1))


def of_lone_leads(case: Case) -> Iterator[Claim]:
    """An agency that leads in a measure, whom nobody in its provision is told to support; once
    a provision, by its first measure."""
    said = ("牵头，却没有写明由谁配合", "leads, but nobody is named to support it")
    told: set[tuple[str, str]] = set()
    for held, measure, hand in _handed(case):
        for stored in hand.given:
            where = (stored.document.id, stored.assignment.provision)
            lead = stored.assignment.role == "lead" and where not in told
            if lead and not _beside(stored, held.given):
                told.add(where)
                yield _alone(case, held, measure, stored, said)


def of_lone_supports(case: Case) -> Iterator[Claim]:
    """Agencies that support in a measure, which nobody leads in or is responsible for."""
    said = ("配合，却没有写明由谁牵头", "is to support, but nobody is named to lead")
    for held, measure, hand in _handed(case):
        if all(stored.assignment.role == "support" for stored in hand.given):
            yield _alone(case, held, measure, hand.given[0], said)


def _handed(case: Case) -> Iterator[tuple[Holding, str, Hand]]:
    """The measures of each place that are some body's own, where a role is told."""
    for held in case.holdings.values():
        for measure in held.ranked:
            if not case.crosscutting(measure):
                yield held, measure, held.hands[measure]


def _usual(case: Case, counts: Counter[At]) -> Iterator[tuple[str, Sequence[Holding], int]]:
    """Measures that are some body's own, of which two at least and most of the other holders
    at a level are counted: with all holders, and the count."""
    for at in sorted(counts, key=order):
        number, holders = counts[at], case.peers.holders[at]
        if number > 1 and number * 2 >= len(holders) and not case.crosscutting(at[1]):
            yield at[1], holders, number


def _beside(lead: StoredAssignment, given: Sequence[StoredAssignment]) -> bool:
    """Whether the lead's provision names anybody else."""
    place = (lead.document.id, lead.assignment.provision)
    return any(
        (other.document.id, other.assignment.provision) == place
        and other.assignment.agency != lead.assignment.agency
        for other in given
    )


def _open(
    case: Case, held: Holding, measure: str, timed: Sequence[Holding], said: tuple[str, str]
) -> Claim:
    mine = held.hands[measure].parties[0]
    others = [
        next(s for s in other.hands[measure].given if s.assignment.deadline) for other in timed
    ]
    said_zh, said_en = said

    def make() -> Claim:
        here, there = evidence(mine), [evidence(other) for other in others]
        in_zh, in_en = matter(case.reference, measure)
        period = others[0].assignment.deadline or ""
        return Claim(
            held.place,
            measure,
            (measure,),
            f"{cited(here)}规定{printed(here)}“{in_zh}”，没有期限；{said_zh}规定了期限，"
            f"如{there[0].jurisdiction}为{period}（{cited(there[0])}），请确认是否补写。",
            f"{cited(here)} sets no deadline for “{in_en}”, while {said_en} do, as"
            f" {there[0].jurisdiction}: {period} ({cited(there[0])}); decide whether to add one.",
            (here, *there),
        )

    words = ("gap-deadline", *held.place_key, measure, said_zh)
    return case.once(make, words, (mine, *others))


def _classed(
    case: Case, held: Holding, measure: str, named: Sequence[Holding], said: tuple[str, str]
) -> Claim:
    mine = next(s for s in held.hands[measure].given if s.assignment.agency == CLASS)
    others = [other.hands[measure].parties[0] for other in named]
    said_zh, said_en = said

    def make() -> Claim:
        here, there = evidence(mine), [evidence(other) for other in others]
        in_zh, in_en = matter(case.reference, measure)
        return Claim(
            held.place,
            measure,
            (measure,),
            f"{cited(here)}把“{in_zh}”笼统交给“{printed(here)}”；{said_zh}写明了部门，"
            f"如{there[0].jurisdiction}为{printed(there[0])}（{cited(there[0])}），请写明责任单位。",
            f"{cited(here)} gives “{in_en}” to a class of bodies only, while {said_en} name one,"
            f" as {there[0].jurisdiction}: {en(case.reference, there[0].agency)}"
            f" ({cited(there[0])}); name the agency.",
            (here, *there),
        )

    words = ("gap-class", *held.place_key, measure, said_zh)
    return case.once(make, words, (mine, *others))


def _alone(
    case: Case, held: Holding, measure: str, stored: StoredAssignment, said: tuple[str, str]
) -> Claim:
    here = evidence(stored)
    in_zh, in_en = matter(case.reference, measure)
    return Claim(
        held.place,
        measure,
        (here.document, here.provision, here.agency, measure),
        f"{cited(here)}规定“{in_zh}”由{printed(here)}{said[0]}，请补写。",
        f"In {cited(here)} {en(case.reference, here.agency)} {said[1]} in “{in_en}”; add it.",
        (here,),
    )
