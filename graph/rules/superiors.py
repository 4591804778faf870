"""A local directive against the one from above that it carries out or has forwarded: [P]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.model import StoredAssignment
from graph.model import Evidence
from graph.rules.case import Case, Claim, Superior
from graph.rules.holdings import Hand, Holding
from graph.rules.wording import cited, en, evidence, matter, printed
from mapping.periods import Period, period
from mapping.targets import target_names, targets


def of_agencies(case: Case) -> Iterator[Claim]:
    """A measure that the place gives to another function than the superior directive does."""
    for held, superior, measure, ours, theirs in _both(case):
        if not case.shared(measure) and ours.side.apart(theirs.side):
            here, there = evidence(ours.parties[0]), evidence(theirs.parties[0])
            yield _claim(
                case,
                held,
                superior,
                measure,
                (f"为{printed(here)}", f"为{printed(there)}"),
                (en(case.reference, here.agency), en(case.reference, there.agency)),
                (here, there),
            )


def of_deadlines(case: Case) -> Iterator[Claim]:
    """A period that is longer than the superior directive allows, however the weekends fall."""
    for held, superior, measure, ours, theirs in _both(case):
        if case.crosscutting(measure):
            continue
        limits = list(_timed(theirs))
        for stored, mine in _timed(ours):
            longer = [limit for limit, allowed in limits if mine.longer(allowed)]
            if longer and len(longer) == len(limits):
                said = [s.assignment.deadline or "" for s in (stored, longer[0])]
                yield _claim(
                    case,
                    held,
                    superior,
                    measure,
                    (f"的期限为{said[0]}", f"为{said[1]}"),
                    (said[0], said[1]),
                    (evidence(stored), evidence(longer[0])),
                )
                break


def of_targets(case: Case) -> Iterator[Claim]:
    """A restriction that falls on fewer persons than the superior directive's (targets.tsv)."""
    for held, superior, measure, ours, theirs in _both(case):
        mine, asked = _targets(ours.given), _targets(theirs.given)
        if mine and mine < asked:
            missing = "、".join(
                target_names()[key] for key in target_names() if key in asked - mine
            )
            widest = max(theirs.given, key=lambda s: len(targets(s.assignment.quote)))
            yield _claim(
                case,
                held,
                superior,
                measure,
                (f"的对象不含{missing}", "包含"),
                (f"leaves out {missing}", "names them"),
                (evidence(ours.given[0]), evidence(widest)),
            )


def _both(case: Case) -> Iterator[tuple[Holding, Superior, str, Hand, Hand]]:
    """The measures that a place and a superior directive of its both give out."""
    for place, superiors in case.superiors.items():
        if held := case.holdings.get(place):
            for superior in superiors:
                for measure, theirs in case.hands(superior.document).items():
                    if ours := held.hands.get(measure):
                        yield held, superior, measure, ours, theirs


def _timed(hand: Hand) -> Iterator[tuple[StoredAssignment, Period]]:
    for stored in hand.given:
        if stored.assignment.deadline and (found := period(stored.assignment.deadline)):
            yield stored, found


def _targets(given: Iterable[StoredAssignment]) -> frozenset[str]:
    return frozenset[str]().union(*(targets(stored.assignment.quote) for stored in given))


def _claim(
    case: Case,
    held: Holding,
    superior: Superior,
    measure: str,
    said_zh: tuple[str, str],
    said_en: tuple[str, str],
    shown: tuple[Evidence, Evidence],
) -> Claim:
    """What is said here and above, and the sentence that binds the one to the other."""
    here, there = shown
    in_zh, in_en = matter(case.reference, measure)
    why_zh, why_en = ("落实", "carries out") if superior.by else ("转发", "has forwarded")
    return Claim(
        held.place,
        measure,
        (measure, superior.document.id, here.document, here.provision, *said_zh),
        f"{cited(here)}规定“{in_zh}”{said_zh[0]}，{held.place.name}所{why_zh}的"
        f"{cited(there)}{said_zh[1]}，请与上级文件保持一致。",
        f"On “{in_en}” {cited(here)} says: {said_en[0]}; {cited(there)}, which"
        f" {held.place.name} {why_en}: {said_en[1]}; bring it in line with the superior directive.",
        shown,
    )
