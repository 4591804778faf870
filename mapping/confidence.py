"""How likely an assignment is right: a logistic model over what the grammar knows of it.

A feature is a name with a value (`rule` `subject`); the weights stand in
mapping/reference/confidence.tsv, which benchmarks/confidence.py fits on first runs,
directives that no rule had been written for. docs/accuracy.md says how far to trust them.
A value that the table does not have weighs nothing: it counts as an average one.
"""

from __future__ import annotations

import csv
import functools
import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapping.analysis import Analysis
    from mapping.clauses import Part
    from mapping.fields import Field
    from mapping.measures import Cue
    from mapping.parties import Party

TABLES = Path(__file__).parent / "reference"
# The order in which features are kept and shown.
FEATURES = (
    "rule",
    "family",
    "measure",
    "register",
    "measures",
    "cue",
    "others",
    "told",
    "clauses",
    "like",
)
# What is read may be right, however unlikely.
LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Bounds:
    """How likely a measure must be beside another of its agency: `kept`, one that rules found;
    `added`, one that none did; `over`, the same by words that a rule has read otherwise: then
    what it read must be as likely as what is added too."""

    kept: float
    added: float
    over: float


# Rules for directives about the field were written from real ones, and give way later.
IN_FIELD, ELSEWHERE = Bounds(0.2, 0.6, 0.65), Bounds(0.35, 0.45, 0.55)

INTERCEPT = "intercept"
_BOUNDS = (0.01, 0.05, 0.2, 0.5, 0.9)
_STEPS = ("<1%", "1-5%", "5-20%", "20-50%", "50-90%", "90%+")
Feature = tuple[str, str]
Weight = tuple[str, str, float]
_start = attrgetter("start")
_TOLD = re.compile(r"应|要|须|负责|可|不得")


def circumstances(
    doc: Analysis, part: Part, cue: Cue, party: Party, rule: str
) -> tuple[Feature, ...]:
    """What speaks for or against a cue's measure being a party's, whoever is in it.

    rule      the grammar rule that joins party and cue
    measures  how many measures the part names
    cue       firm, or weak where the act stands in a later clause than its object
    others    how many agencies outside the party stand between it and the act
    told      whether the act's clause says 应, 要, 负责 and the like
    clauses   how many clauses begin between party and act
    """
    here = part.start <= party.start < part.end
    low = party.end if here else part.start
    clause = part.clause_at(cue.at)
    within = bisect_right(doc.parts, cue.at, key=_start) - 1
    measures = len({c.measure for c in doc.cues[max(0, within)]})
    # Not by agencies.starting_in: benchmarks/first_runs.py runs this beside older code.
    first, behind = (bisect_left(doc.mentions, at, key=_start) for at in (low, cue.at))
    between = doc.mentions[first:behind]
    ids = party.ids if between else ()
    others = sum([m.agency not in ids for m in between])
    begun = sum([low < c.start <= cue.at for c in part.clauses])
    return (
        ("rule", rule),
        ("measures", "1" if measures < 2 else "2-3" if measures < 4 else "4+"),
        ("cue", "weak" if cue.weak else "firm"),
        ("others", "2+" if others > 1 else str(others)),
        ("told", "yes" if _TOLD.search(doc.text, clause.start, clause.end) else "no"),
        ("clauses", "2+" if begun > 1 else str(begun)),
    )


@functools.lru_cache(maxsize=8192)
def of_agency(agency: str, measure: str, field: Field) -> tuple[Feature, ...]:
    """What speaks for or against one agency having a measure of a policy field.

    family    the measure's family
    measure   the measure itself (only the general ones have a weight of their own)
    register  whether the agency keeps the register that the measure is about
    """
    keepers = _keepers(measure, field)
    kept = ("own" if agency in keepers else "foreign") if keepers else "none"
    return (("family", measure.split(".")[0]), ("measure", measure), ("register", kept))


def of_words(likely: float | None) -> Feature:
    """What the words of an assignment say of its measure.

    like      how likely they are it by themselves (mapping/likeness.py), in steps; `none`
              where no model knows the measure
    """
    if likely is None:
        return ("like", "none")
    return ("like", _STEPS[bisect_right(_BOUNDS, likely)])


@functools.lru_cache(maxsize=8192)
def confidence(features: tuple[Feature, ...]) -> float:
    """The likelihood of being right, in LEAST..1, rounded to three places."""
    weights = load_weights()
    score = weights[INTERCEPT, ""] + sum([weights.get(feature, 0.0) for feature in features])
    return max(LEAST, round(1 / (1 + math.exp(-score)), 3))


@functools.cache
def load_weights(path: Path = TABLES / "confidence.tsv") -> dict[Feature, float]:
    """The weight of each value of each feature, and the intercept."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["feature"], row["value"]): float(row["weight"]) for row in rows}


def _keepers(measure: str, field: Field) -> frozenset[str]:
    """Who keeps the register that a measure is about, or that of what it is done to."""
    looked_up = (query for query, done in field.follows.items() if done == measure)
    kept = (field.registers.get(about, frozenset()) for about in (measure, *looked_up))
    return frozenset().union(*kept)
