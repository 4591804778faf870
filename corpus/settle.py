"""What is shown where people have decided: the machine's reading with their word before it. [P]

A decision is about a reading: a provision, agency, measure and quote. Rules and scans
change, so it is looked for from near to far: the same words; the reading that the person
put in its place; the same duty in words read better; what the machine now reads from the
same words. A word of a person whose reading is gone stands by itself as long as its quote
stands in the text. Nothing here forgets a decision or changes what the machine read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from corpus.model import Decision, Review
from ingest.model import Block, Document
from mapping.model import Assignment
from mapping.proof import boxes, page

_ALIKE = 0.6  # share of equal characters in two readings of one quote
BY_HAND = "person"  # the rule of an assignment that only a person's word gives


@dataclass(frozen=True, slots=True)
class Settled:
    """An assignment as it is shown, or kept back (`shown` False: rejected or said twice)."""

    assignment: Assignment
    shown: bool
    review: Review | None


@dataclass(frozen=True, slots=True)
class _Placed:
    decision: Decision
    reading: int | None  # None where the machine no longer gives it


def settle(
    readings: Sequence[Assignment], decisions: Sequence[Decision], document: Document
) -> tuple[Settled, ...]:
    """The machine's readings of a document with the decisions in force upon it applied.

    Holds after: of one provision, agency and measure one assignment is shown, a person's
    before the machine's. A decision whose quote is gone from the text gives nothing.
    """
    placed = _place(readings, decisions)
    by_reading = {p.reading: p.decision for p in placed if p.reading is not None}
    settled = [
        _decided(reading, by_reading[n]) if n in by_reading else Settled(reading, True, None)
        for n, reading in enumerate(readings)
    ]
    for one in placed:
        if one.reading is None and (alone := _alone(one.decision, document)):
            settled.append(alone)
    return tuple(_once(settled))


def triple(duty: Assignment) -> tuple[str, str, str]:
    """What an assignment is: provision, agency, measure."""
    return duty.provision, duty.agency, duty.measure


def _place(readings: Sequence[Assignment], decisions: Sequence[Decision]) -> list[_Placed]:
    """Each decision with the reading it is about, the surest finds of all before the others."""
    found: dict[int, int] = {}
    for finds in (_same, _put, _reworded, _successor):
        for decision in decisions:
            if decision.id in found:
                continue
            taken = set(found.values())
            free = (n for n in range(len(readings)) if n not in taken)
            place = next((n for n in free if finds(decision, readings[n])), None)
            if place is not None:
                found[decision.id] = place
    return [_Placed(decision, found.get(decision.id)) for decision in decisions]


def _words(quote: str) -> str:
    return "".join(quote.split())


def _same(decision: Decision, reading: Assignment) -> bool:
    before = decision.before
    return triple(before) == triple(reading) and _words(before.quote) == _words(reading.quote)


def _put(decision: Decision, reading: Assignment) -> bool:
    return decision.after is not None and triple(decision.after) == triple(reading)


def _reworded(decision: Decision, reading: Assignment) -> bool:
    before = decision.before
    if (before.agency, before.measure) != (reading.agency, reading.measure):
        return False
    one, other = _words(before.quote), _words(reading.quote)
    if before.provision != reading.provision:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _successor(decision: Decision, reading: Assignment) -> bool:
    before = decision.before
    return (
        decision.after is not None
        and before.provision == reading.provision
        and _words(before.quote) == _words(reading.quote)
        and (before.agency == reading.agency or before.measure == reading.measure)
    )


def _decided(reading: Assignment, decision: Decision) -> Settled:
    after = decision.after
    review = Review(
        decision=decision.id,
        action=decision.action,
        by=decision.by,
        at=decision.at,
        machine=reading,
        disagrees=after is not None and not _agrees(reading, decision),
    )
    if after is None:
        return Settled(reading, False, review)
    shown = replace(
        reading,
        agency=after.agency,
        measure=after.measure,
        role=after.role,
        modality=after.modality,
        deadline=after.deadline,
        act=after.act,
        confidence=1.0,
    )
    return Settled(shown, True, review)


def _agrees(reading: Assignment, decision: Decision) -> bool:
    """Whether the machine reads as when the person decided, or as the person."""
    return _values(reading) in (
        _values(decision.before),
        decision.after and _values(decision.after),
    )


def _values(duty: Assignment) -> tuple[str | None, ...]:
    return duty.agency, duty.measure, duty.role, duty.modality, duty.deadline


def _alone(decision: Decision, document: Document) -> Settled | None:
    """A person's word that the machine no longer gives, where its quote still stands."""
    if decision.after is None:
        return None
    found = _stands(decision.after, document)
    if found is None:
        return None
    block, low = found
    high = low + len(decision.after.quote)
    shown = replace(
        decision.after,
        block=block.id,
        start=low,
        end=high,
        page=page(block, document.source, low),
        boxes=boxes(block, document.source, low, high),
        rule=BY_HAND,
        confidence=1.0,
    )
    review = Review(decision.id, decision.action, decision.by, decision.at, None, True)
    return Settled(shown, True, review)


def _stands(duty: Assignment, document: Document) -> tuple[Block, int] | None:
    """The block, of the same provision if there is one, and the place in it of the quote."""
    for block in sorted(document.blocks, key=lambda block: block.label != duty.provision):
        low = block.orig.find(duty.quote)
        if low >= 0:
            return block, low
    return None


def _once(settled: Sequence[Settled]) -> list[Settled]:
    """Of one triple only one shown: what a person said, else the first."""
    held: set[tuple[str, str, str]] = {
        triple(s.assignment) for s in settled if s.shown and s.review is not None
    }
    seen: set[tuple[str, str, str]] = set()
    found: list[Settled] = []
    for one in settled:
        key = triple(one.assignment)
        again = key in seen or (one.review is None and key in held)
        if one.shown and again:
            one = replace(one, shown=False)
        elif one.shown:
            seen.add(key)
        found.append(one)
    return found
