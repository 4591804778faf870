"""Fits the weights of mapping/confidence.py, and says how far the likelihoods hold.

    .venv/bin/python benchmarks/confidence.py            # writes mapping/reference/confidence.tsv
    .venv/bin/python benchmarks/confidence.py --check    # writes nothing: 1 if the table is stale

A logistic regression over benchmarks/first-runs.tsv and first-runs-real.tsv: what was assigned
in directives that no rule had been written for, invented ones and excerpts of real ones, both
with the same weight together. The second table cannot be made again from this repository: the
texts belong to others (docs/accuracy.md). Figures are of assignments in directives left out of
the fit.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reliability import Reliability, reliability

ROOT = Path(__file__).resolve().parents[1]
FIRST_RUNS = ROOT / "benchmarks" / "first-runs.tsv"
REAL_RUNS = ROOT / "benchmarks" / "first-runs-real.tsv"
WEIGHTS = ROOT / "mapping" / "reference" / "confidence.tsv"
KINDS = ("invented", "real")  # directives
# Measures so general that they get a weight beside their family's.
BROAD = {
    "information.sharing",
    "organise.assist-on-notice",
    "organise.court-systems",
    "query.property-general",
    "restrict.general",
    "restrict.honour",
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Assignments of one directive with the same features: how many, how many right."""

    set: str
    document: str
    features: dict[str, str]
    count: int
    right: int

    @property
    def real(self) -> bool:
        """Whether the directive is one of a real government."""
        return self.set.startswith("real-")


def first_runs() -> list[Alike]:
    """All first runs, those on invented directives before those on real ones."""
    return [*_runs(FIRST_RUNS), *_runs(REAL_RUNS)]


def _runs(path: Path) -> list[Alike]:
    """The first runs of one table, as benchmarks/first_runs.py writes them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    about = ("set", "document", "assignments", "right")
    # Of the measures themselves only the broad ones have a weight.
    return [
        Alike(
            row["set"],
            row["document"],
            {k: v for k, v in row.items() if k not in about and (k != "measure" or v in BROAD)},
            int(row["assignments"]),
            int(row["right"]),
        )
        for row in rows
    ]


def fit(rows: Sequence[Alike]) -> tuple[float, dict[tuple[str, str], float]]:
    """The intercept, and the weight of each value of each feature.

    The weights of a feature are 0 on average over the assignments, so that a value never seen
    counts as an average one.
    """
    vectors = DictVectorizer(sparse=False, separator="\t")
    table = vectors.fit_transform([row.features for row in rows])
    each = _weights(rows)
    right = np.array([row.right for row in rows]) * each
    count = np.array([row.count for row in rows]) * each
    model = LogisticRegression(max_iter=5000).fit(
        np.vstack([table, table]),
        np.repeat([1, 0], len(rows)),
        sample_weight=np.concatenate([right, count - right]),
    )
    names = [name.split("\t") for name in vectors.feature_names_]
    shares = count @ table / count.sum()
    means = {feature: 0.0 for feature, _ in names if feature != "measure"}
    for (feature, _), weight, share in zip(names, model.coef_[0], shares, strict=True):
        if feature in means:
            means[feature] += float(weight * share)
    weights = {
        (feature, value): float(weight) - means.get(feature, 0.0)
        for (feature, value), weight in zip(names, model.coef_[0], strict=True)
    }
    return float(model.intercept_[0]) + sum(means.values()), weights


def _weights(rows: Sequence[Alike]) -> NDArray[np.float64]:
    """What an assignment of each row counts: those of real directives together as much as all
    of invented ones."""
    real = np.array([row.real for row in rows])
    count = np.array([row.count for row in rows])
    share = count[~real].sum() / max(count[real].sum(), 1)
    return np.where(real, share or 1.0, 1.0)


def left_out(rows: Sequence[Alike], *, by: str = "document") -> NDArray[np.float64]:
    """The likelihood of each row by a fit without its directive (or without its `set`)."""
    keys = [(row.set, row.document if by == "document" else "") for row in rows]
    found = np.zeros(len(rows))
    for key in set(keys):
        intercept, weights = fit([r for r, k in zip(rows, keys, strict=True) if k != key])
        for index, row in enumerate(rows):
            if keys[index] == key:
                score = intercept + sum(weights.get(f, 0.0) for f in row.features.items())
                found[index] = 1 / (1 + np.exp(-score))
    return found


def held(rows: Sequence[Alike], *, by: str = "document") -> dict[str, Reliability]:
    """How the likelihoods of `left_out` hold: of `invented` and of `real` directives, and of
    each set."""
    likely = left_out(rows, by=by)
    sets: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for index, row in enumerate(rows):
        sets[KINDS[row.real]].append(index)
        sets.setdefault(row.set, []).append(index)
    return {
        name: reliability(
            [likely[i] for i in where],
            [rows[i].right for i in where],
            [rows[i].count for i in where],
        )
        for name, where in sets.items()
    }


def table(rows: Sequence[Alike]) -> str:
    """The weights as a table, with what was counted of each value."""
    intercept, weights = fit(rows)
    text = io.StringIO()
    lines = csv.writer(text, delimiter="\t", lineterminator="\n")
    lines.writerow(("feature", "value", "weight", "assignments", "right"))
    lines.writerow(("intercept", "", f"{intercept:.3f}", *_counted(rows)))
    for (name, value), weight in weights.items():
        having = (row for row in rows if row.features.get(name) == value)
        lines.writerow((name, value, f"{weight:.3f}", *_counted(having)))
    return text.getvalue()


def _counted(rows: Iterable[Alike]) -> tuple[int, str]:
    pairs = [(row.count, row.right) for row in rows]
    count, right = sum(c for c, _ in pairs), sum(r for _, r in pairs)
    return count, f"{right / count:.3f}"


def main() -> None:
    """The command line: write the table, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if it is stale")
    given = parser.parse_args()
    rows = first_runs()
    fitted = table(rows)
    if given.check:
        if WEIGHTS.read_text("utf-8") != fitted:
            raise SystemExit(f"{WEIGHTS.name} is not what the first runs give: make fit-confidence")
        return
    WEIGHTS.write_text(fitted, "utf-8")
    for by in ("document", "set"):
        held_out = held(rows, by=by)
        for name in KINDS:
            found = held_out[name]
            print(
                f"{name}, without its {by}: mean {found.mean:.3f}, right {found.right:.3f}, ",
                end="",
            )
            print(f"calibration error {found.error:.3f}, Brier {found.brier:.3f}")


if __name__ == "__main__":
    main()
