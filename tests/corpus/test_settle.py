"""A person's word stands before the machine's, whatever the machine reads later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Action, Decision
from corpus.settle import BY_HAND, Settled, settle
from mapping.model import Assignment
from tests.corpus import values

QUOTE = "县交通局应当限制"


def duty(**changes: object) -> Assignment:
    """The assignment of the second clause, its quote as printed there."""
    found = values.assignment(1, "transport", "restrict.transport")
    return replace(found, **{"quote": QUOTE, **changes})  # type: ignore[arg-type]


def decision(
    action: Action, before: Assignment, after: Assignment | None, number: int = 1
) -> Decision:
    return Decision(number, "2026-01-02", "王", action, "d", before, after, None, None)


def settled(*readings: Assignment, of: Decision) -> tuple[Settled, ...]:
    return settle(readings, [of], values.document("d.pdf"))


CORRECTED = decision("correct", duty(), duty(agency="railway", confidence=1.0))


def test_nothing_decided_is_shown_as_read() -> None:
    assert settle([duty()], [], values.document("d.pdf")) == (Settled(duty(), True, None),)


def test_a_correction_is_shown_and_the_reading_kept_beside_it() -> None:
    (one,) = settled(duty(), of=CORRECTED)
    assert (one.assignment.agency, one.assignment.confidence, one.shown) == ("railway", 1.0, True)
    assert one.review is not None
    assert (one.review.machine, one.review.by, one.review.disagrees) == (duty(), "王", False)


@pytest.mark.parametrize(
    "now",
    [
        duty(agency="public-security"),  # other rules read another agency from the same words
        duty(measure="restrict.spending"),
        duty(role="lead"),
        duty(quote="县交通局应当限制失信"),  # not a disagreement: told apart below
    ],
)
def test_the_word_holds_where_the_machine_reads_otherwise(now: Assignment) -> None:
    (one,) = settled(now, of=CORRECTED)
    assert (one.assignment.agency, one.assignment.measure) == ("railway", "restrict.transport")
    assert one.review is not None and one.review.machine == now
    assert one.review.disagrees is (now.quote == QUOTE)


def test_a_machine_that_comes_to_agree_does_not_disagree() -> None:
    (one,) = settled(duty(agency="railway"), of=CORRECTED)
    assert one.review is not None and not one.review.disagrees


def test_of_one_duty_one_is_shown() -> None:
    first, second = settled(duty(), duty(agency="railway"), of=CORRECTED)
    assert first.shown and first.assignment.agency == "railway"
    assert not second.shown and second.assignment == duty(agency="railway")


def test_a_word_outlives_its_reading_while_its_quote_stands() -> None:
    (one,) = settled(of=CORRECTED)
    assert (one.assignment.agency, one.assignment.rule) == ("railway", BY_HAND)
    block = values.document("d.pdf").blocks[1]
    assert block.orig[one.assignment.start : one.assignment.end] == QUOTE
    assert one.assignment.block == block.id and one.assignment.boxes
    assert one.review is not None and one.review.disagrees and one.review.machine is None
    gone = decision("accept", duty(), duty(quote="这里没有这句话"))
    assert settled(of=gone) == ()


def test_a_rejected_reading_is_kept_back_and_others_are_not() -> None:
    rejected = decision("reject", duty(), None)
    other = duty(agency="railway")
    first, second = settled(duty(), other, of=rejected)
    assert (first.shown, second.shown) == (False, True)
    assert settled(of=rejected) == ()
    assert settled(other, of=rejected)[0].shown


def test_each_word_finds_its_own_reading_first() -> None:
    """A near find of the first decision must not take what is exactly the second's."""
    one, two = duty(), duty(agency="railway")
    first = decision("correct", one, duty(agency="court"), 1)
    second = decision("correct", two, duty(agency="justice"), 2)
    readings = [two, duty(agency="other-agency")]
    found = settle(readings, [first, second], values.document("d.pdf"))
    assert [each.assignment.agency for each in found] == ["justice", "court"]
