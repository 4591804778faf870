"""How far likelihoods hold: of what was called 90% sure, are nine of ten right?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Assignments whose likelihood lies in low..high."""

    low: float
    high: float
    count: int
    mean: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How likelihoods held: by bins, expected calibration error over these, Brier score."""

    bins: tuple[Bin, ...]
    count: int
    mean: float
    right: float
    error: float
    brier: float


def reliability(likely: Sequence[float], right: Sequence[int], count: Sequence[int]) -> Reliability:
    """How likelihoods hold of `count` assignments each, `right` of them right."""
    p, hit, n = np.asarray(likely), np.asarray(right), np.asarray(count)
    bins = tuple(_bins(p, hit, n))
    total = int(n.sum())
    return Reliability(
        bins=bins,
        count=total,
        mean=float((p * n).sum() / total),
        right=float(hit.sum() / total),
        error=sum(b.count * abs(b.mean - b.right) for b in bins) / total,
        brier=float((hit * (1 - p) ** 2 + (n - hit) * p**2).sum() / total),
    )


def _bins(p: NDArray[np.float64], hit: NDArray[np.int64], n: NDArray[np.int64]) -> Iterator[Bin]:
    for low, high in itertools.pairwise(EDGES):
        inside = (p >= low) & ((p < high) | (high == EDGES[-1]))
        if total := int(n[inside].sum()):
            mean = float((p * n)[inside].sum() / total)
            yield Bin(low, high, total, mean, float(hit[inside].sum() / total))


def bins_table(found: Reliability, title: str) -> Table:
    """One line a bin."""
    table = Table("likelihood", "assignments", "mean", "right", title=title)
    for one in found.bins:
        span = f"{one.low:.2f} to {one.high:.2f}"
        table.add_row(span, str(one.count), f"{one.mean:.3f}", f"{one.right:.3f}")
    return table


def whole_table(found: Mapping[str, Reliability], title: str) -> Table:
    """One line for each of several groups of assignments."""
    heads = ("what", "assignments", "mean", "right", "calibration error", "Brier")
    table = Table(*heads, title=title)
    for what, one in found.items():
        shares = (f"{share:.3f}" for share in (one.mean, one.right, one.error, one.brier))
        table.add_row(what, str(one.count), *shares)
    return table
