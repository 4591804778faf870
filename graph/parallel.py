"""Two directives side by side, provision by provision, aligned by matter: [P].

A pair of provisions weighs by the measures that both assign and by their wording; the
pairs are chosen so that their sum is greatest (scipy, linear sum assignment), and a
provision left over joins the pair with which it shares a measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpus.model import StoredAssignment, StoredDocument
from graph.acts import OTHER, vectors
from ingest.model import Block
from mapping.reference import Reference
from mapping.reforms import lasting_agency

Mark = Literal["same", "removed", "added"]
Change = Literal["same", "changed", "removed", "added"]
Point = Literal["agency", "role", "modality", "deadline", "removed", "added", "moved"]

_MATTER, _WORDING = 0.6, 0.4  # weights of what is assigned and of how it is worded
_LIKE = 0.3  # a pair of less is no pair
_SHORTEST = 2  # characters; a shorter stretch in common is chance
_UNLIKE = 0.5  # share in common below which only stretches of _PHRASE count
_PHRASE = 4
_HEAD = "前言"  # what stands before any number: a pair whatever its words


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision: its label, its text as printed, and what it assigns."""

    label: str
    text: str
    assignments: tuple[StoredAssignment, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A directive with its provisions in reading order."""

    document: StoredDocument
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text and what became of it."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the sides differ on a measure; texts as the person is told them.

    `moved`: the other side assigns it in another provision, which its text names.
    """

    point: Point
    measure: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: provisions of the left and of the right, either of which may be none."""

    change: Change
    left: tuple[Clause, ...]
    right: tuple[Clause, ...]
    left_text: tuple[Stretch, ...]
    right_text: tuple[Stretch, ...]
    differences: tuple[Difference, ...]


def side(
    document: StoredDocument, blocks: Iterable[Block], assignments: Iterable[StoredAssignment]
) -> Side:
    """A directive's provisions: blocks of one label one after the other are one."""
    given: dict[str, list[StoredAssignment]] = defaultdict(list)
    for stored in assignments:
        given[stored.assignment.block].append(stored)
    clauses: list[tuple[str, list[str], list[StoredAssignment]]] = []
    for block in blocks:
        if not clauses or clauses[-1][0] != block.label or block.kind == "row":
            clauses.append((block.label, [], []))
        clauses[-1][1].append(block.orig)
        clauses[-1][2].extend(given[block.id])
    return Side(
        document,
        tuple(Clause(label, "\n".join(texts), tuple(duties)) for label, texts, duties in clauses),
    )


def parallel(left: Side, right: Side, reference: Reference) -> tuple[Pair, ...]:
    """The rows in the order of the left; what only the right has follows what precedes it there."""
    groups = _groups(left.clauses, right.clauses, _weights(left.clauses, right.clauses))
    return tuple(_pair(lefts, rights, left, right, reference) for lefts, rights in groups)


Weights = NDArray[np.float64]
Group = tuple[list[int], list[int]]


def _weights(left: Sequence[Clause], right: Sequence[Clause]) -> tuple[Weights, Weights]:
    """(weight of each pair, share of measures in common), both of shape (left, right)."""
    if not left or not right:
        nothing = np.zeros((len(left), len(right)))
        return nothing, nothing
    texts = vectors(["".join(clause.text.split()) for clause in (*left, *right)])
    wording: Weights = np.asarray((texts[: len(left)] @ texts[len(left) :].T).todense())
    common = np.array([[_common(one, other) for other in right] for one in left])
    silent = np.array([[not (_measures(a) or _measures(b)) for b in right] for a in left])
    heads = np.array([[a.label == b.label == _HEAD for b in right] for a in left])
    weights: Weights = np.where(silent, wording, _MATTER * common + _WORDING * wording)
    return weights + heads, common


def _measures(clause: Clause) -> frozenset[str]:
    return frozenset(s.assignment.measure for s in clause.assignments) - {OTHER}


def _common(one: Clause, other: Clause) -> float:
    ours, theirs = _measures(one), _measures(other)
    return len(ours & theirs) / (len(ours) * len(theirs)) ** 0.5 if ours and theirs else 0.0


def _groups(
    left: Sequence[Clause], right: Sequence[Clause], found: tuple[Weights, Weights]
) -> list[Group]:
    """Which provisions stand in one row, by their places."""
    from scipy.optimize import linear_sum_assignment  # half a second, for this alone

    weights, common = found
    groups: list[Group] = [([n], []) for n in range(len(left))]
    of_right: dict[int, Group] = {}
    for n, m in zip(*linear_sum_assignment(-weights), strict=True):
        if weights[n, m] >= _LIKE:
            groups[n][1].append(int(m))
            of_right[int(m)] = groups[n]
    _join_left(groups, of_right, common)
    for m in range(len(right)):
        if m not in of_right:
            near = int(np.argmax(common[:, m])) if len(left) else -1
            if near >= 0 and common[near, m] > 0:
                of_right[m] = next(group for group in groups if near in group[0])
                of_right[m][1].append(m)
            else:
                of_right[m] = ([], [m])
                before = of_right.get(m - 1)
                groups.insert(groups.index(before) + 1 if before else 0, of_right[m])
    return groups


def _join_left(groups: list[Group], of_right: dict[int, Group], common: Weights) -> None:
    """Put a left provision without a partner beside the right one it shares a measure with."""
    for group in [group for group in groups if not group[1]]:
        (n,) = group[0]
        near = int(np.argmax(common[n])) if common.shape[1] else -1
        if near in of_right and common[n, near] > 0:
            of_right[near][0].append(n)
            groups.remove(group)


def _pair(
    lefts: Sequence[int], rights: Sequence[int], left: Side, right: Side, reference: Reference
) -> Pair:
    ours = tuple(left.clauses[n] for n in sorted(lefts))
    theirs = tuple(right.clauses[m] for m in sorted(rights))
    texts = ["\n".join(clause.text for clause in clauses) for clauses in (ours, theirs)]
    before, after = compared(*texts)
    change: Change = "changed"
    if not theirs:
        change = "removed"
    elif not ours:
        change = "added"
    elif "".join(texts[0].split()) == "".join(texts[1].split()):
        change = "same"
    found = () if change == "same" else _differences(ours, theirs, left, right, reference)
    return Pair(change, ours, theirs, before, after, found)


def compared(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts in stretches: what they share is `same`, the rest `removed` or `added`.

    The stretches of each side give its whole text. Where the texts share little, only
    phrases count as shared: single words in common would speckle the page.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    shortest = _PHRASE if matcher.ratio() < _UNLIKE else _SHORTEST
    left: list[Stretch] = []
    right: list[Stretch] = []
    i = j = 0
    for a, b, size in matcher.get_matching_blocks():
        if 0 < size < shortest:
            continue
        _put(left, "removed", before[i:a])
        _put(right, "added", after[j:b])
        _put(left, "same", before[a : a + size])
        _put(right, "same", after[b : b + size])
        i, j = a + size, b + size
    return tuple(left), tuple(right)


def _put(stretches: list[Stretch], mark: Mark, text: str) -> None:
    if text:
        stretches.append(Stretch(mark, text))


def _differences(
    ours: Sequence[Clause], theirs: Sequence[Clause], left: Side, right: Side, reference: Reference
) -> tuple[Difference, ...]:
    """How the provisions of a row differ on each measure, in table order."""
    mine, yours = _given(ours), _given(theirs)
    all_mine, all_yours = _given(left.clauses), _given(right.clauses)
    found: list[Difference] = []
    told = (mine.keys() | yours.keys()) - {OTHER}
    for measure in (measure for measure in reference.measures if measure in told):
        if measure in mine and measure in yours:
            found += _points(measure, mine[measure], yours[measure], reference)
        elif measure in mine:
            point: Point = "moved" if measure in all_yours else "removed"
            there = _labels(all_yours.get(measure, ()))
            found.append(Difference(point, measure, _named(mine[measure]), there))
        else:
            point = "moved" if measure in all_mine else "added"
            there = _labels(all_mine.get(measure, ()))
            found.append(Difference(point, measure, there, _named(yours[measure])))
    return tuple(found)


Given = dict[str, list[StoredAssignment]]


def _given(clauses: Iterable[Clause]) -> Given:
    found: Given = defaultdict(list)
    for clause in clauses:
        for stored in clause.assignments:
            found[stored.assignment.measure].append(stored)
    return found


def _points(
    measure: str,
    mine: Sequence[StoredAssignment],
    yours: Sequence[StoredAssignment],
    reference: Reference,
) -> Iterable[Difference]:
    """Who, in which role, how bound, how soon: what is not the same."""

    def agencies(given: Sequence[StoredAssignment]) -> frozenset[str]:
        return frozenset(lasting_agency(reference, s.assignment.agency) for s in given)

    if agencies(mine) != agencies(yours):
        yield Difference("agency", measure, _named(mine), _named(yours))
    for point in ("role", "modality", "deadline"):
        ours, theirs = (
            sorted({str(getattr(s.assignment, point) or "") for s in given} - {""})
            for given in (mine, yours)
        )
        if ours != theirs:
            yield Difference(point, measure, "、".join(ours), "、".join(theirs))


def _named(given: Iterable[StoredAssignment]) -> str:
    """The agencies as printed, each once."""
    return "、".join(dict.fromkeys("".join(s.assignment.mention.split()) for s in given))


def _labels(given: Iterable[StoredAssignment]) -> str:
    """The provisions, each once."""
    return "、".join(dict.fromkeys(s.assignment.provision for s in given))
