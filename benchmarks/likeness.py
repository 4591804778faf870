"""Fits mapping/likeness.py on the repository's own gold, and says what it is worth.

    .venv/bin/python benchmarks/likeness.py [--field NAME]      # fit on all sets and write
    .venv/bin/python benchmarks/likeness.py --left-out          # each set by a model of the others

`--left-out` prints, for each set, the share of its gold quotes whose measure the model names
right, over all and over those that it is sure enough of, fitted on the other sets alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.likeness import Likeness, features, save_likeness
from mapping.reading import SURE

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
SETS = (
    "unseen",
    "unseen2",
    "unseen3",
    "unseen4",
    "unseen5",
    "unseen6",
    "unseen7",
    "unseen8",
    "unseen9",
    "unseen10",
    "unseen11",
    "unseen12",
    "unseen13",
    "unseen14",
    "unseen15",
    "unseen16",
    "unseen17",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One assignment of gold: its words, agency and measure."""

    quote: str
    agency: str
    measure: str


def duties(name: str) -> list[Duty]:
    """The assignments of a set's gold."""
    lines = (line for path in sorted((DATA / name).glob("*.jsonl")) for line in path.open())
    rows = (json.loads(line) for line in lines if line.strip())
    return [Duty(r["quote"], r["agency"], r["measure"]) for r in rows if "measure" in r]


def fit(known: Sequence[Duty]) -> Likeness:
    """A model of some duties; features that fewer than three of them have are left out."""
    vectors = TfidfVectorizer(
        analyzer=lambda duty: list(features(duty.quote, duty.agency)), sublinear_tf=True, min_df=3
    )
    seen = vectors.fit_transform(known)
    model = LogisticRegression(C=30, max_iter=300).fit(seen, [d.measure for d in known])
    scale = float(np.abs(model.coef_).max()) / 127
    return Likeness(
        rows={name: row for row, name in enumerate(vectors.get_feature_names_out())},
        idf=vectors.idf_,
        weights=np.round(model.coef_.T / scale).astype(np.int8),
        scale=scale,
        bias=model.intercept_,
        measures=tuple(model.classes_),
    )


def worth(model: Likeness, unseen: Iterable[Duty]) -> tuple[int, float, float, float]:
    """How many duties, the share named right, the share it is sure of, the share of these right.

    A quote that gives an agency several measures counts as right with any of them.
    """
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for duty in unseen:
        given[duty.quote, duty.agency].add(duty.measure)
    said = [(model.nearest(*key), measures) for key, measures in given.items()]
    right = [best in measures for (best, _), measures in said]
    sure = [best in measures for (best, likely), measures in said if likely >= SURE]
    return len(said), sum(right) / len(right), len(sure) / len(right), sum(sure) / len(sure)


def left_out() -> None:
    """Print what a model of the other sets is worth on each."""
    table = Table("set", "quotes", "right", f"sure (≥ {SURE})", "right of these")
    for name in SETS:
        model = fit([d for other in SETS if other != name for d in duties(other)])
        count, *shares = worth(model, duties(name))
        table.add_row(name, str(count), *(f"{share:.3f}" for share in shares))
    Console().print(table)


def main() -> None:
    """Fit and write, or print the table."""
    parser = argparse.ArgumentParser(description="What measure words are most like.")
    parser.add_argument("--field", default=DEFAULT_FIELD, metavar="NAME", help="policy field")
    parser.add_argument("--left-out", action="store_true", help="measure instead of writing")
    given = parser.parse_args()
    if given.left_out:
        left_out()
        return
    target = field_folder(given.field) / "likeness.npz"
    save_likeness(target, fit([duty for name in SETS for duty in duties(name)]))
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
