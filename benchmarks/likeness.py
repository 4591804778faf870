"""Fits mapping/likeness.py on the repository's own gold and clauses, and says what it is worth.

    .venv/bin/python benchmarks/likeness.py [--field NAME]      # fit on all and write
    .venv/bin/python benchmarks/likeness.py --without SET       # the same, but for a set
    .venv/bin/python benchmarks/likeness.py --left-out          # each set by a model of the rest

phrases.tsv holds single clauses in the words of the genre, each with an agency and its
measure, written from the taxonomy, the guide and three real directives with their gold.
`--left-out` prints, for each set, the share of its gold quotes whose measure the model names
right, over all and over those that it is sure enough of, fitted on the clauses and the
other sets.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.likeness import Likeness, features, load_likeness, save_likeness
from mapping.reading import SURE

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
PHRASES = Path(__file__).with_name("phrases.tsv")
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
    "unseen18",
    "unseen19",
    "unseen20",
    "unseen21",
    "unseen22",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Words with which an agency is given some measures."""

    words: str
    agency: str
    measures: frozenset[str]


def duties(name: str) -> Iterator[Duty]:
    """The quotes of a set's gold, each with the measures whose own quotes lie in it."""
    lines = (line for path in sorted((DATA / name).glob("*.jsonl")) for line in path.open())
    told: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in (json.loads(line) for line in lines if line.strip()):
        if "measure" in row:
            key = row["document"], row["provision"], row["agency"]
            told[key].add((row["quote"], row["measure"]))
    for (_, _, agency), quoted in told.items():
        for words in sorted({quote for quote, _ in quoted}):
            yield Duty(words, agency, frozenset(m for quote, m in quoted if quote in words))


def phrases() -> Iterator[Duty]:
    """The clauses of phrases.tsv."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    with PHRASES.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            told[row["words"], row["agency"]].add(row["measure"])
    for key, measures in told.items():
        yield Duty(*key, frozenset(measures))


def fit(known: Sequence[Duty], path: Path) -> Likeness:
    """A model of some duties, written and read; features that only one duty has are left out."""
    vectors = TfidfVectorizer(
        analyzer=lambda duty: list(features(duty.words, duty.agency)), binary=True, min_df=2
    )
    seen = vectors.fit_transform(known)
    seen.sort_indices()
    measures = sorted(frozenset().union(*(duty.measures for duty in known)))

    def weights(measure: str) -> np.ndarray:
        model = LogisticRegression(C=30, solver="liblinear")
        model.fit(seen, [measure in duty.measures for duty in known])
        return np.append(model.coef_[0], model.intercept_)

    # liblinear lets go of Python while it works, so that threads are enough.
    with ThreadPoolExecutor() as threads:
        told = np.array(list(threads.map(weights, measures))).T
    names = list(vectors.get_feature_names_out())
    save_likeness(path, names, vectors.idf_, told[:-1], told[-1], measures)
    load_likeness.cache_clear()
    model = load_likeness(path)
    assert model is not None
    return model


def worth(model: Likeness, unseen: Sequence[Duty]) -> tuple[int, float, float, float]:
    """How many duties, the share named right, the share it is sure of, the share of these right.

    Words that give an agency several measures count as right with any of them.
    """
    said = [(model.nearest(duty.words, duty.agency), duty.measures) for duty in unseen]
    right = [best in measures for (best, _), measures in said]
    sure = [best in measures for (best, likely), measures in said if likely >= SURE]
    return len(said), sum(right) / len(right), len(sure) / len(right), sum(sure) / len(sure)


def left_out() -> None:
    """Print what a model of the other sets is worth on each."""
    table = Table("set", "quotes", "right", f"sure (≥ {SURE})", "right of these")
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            model = fit(known(without=name), Path(folder, "likeness.npz"))
        count, *shares = worth(model, list(duties(name)))
        table.add_row(name, str(count), *(f"{share:.3f}" for share in shares))
    Console().print(table)


def known(without: str | None = None) -> list[Duty]:
    """All that a model is fitted on, but for a set."""
    return [*phrases(), *(duty for name in SETS if name != without for duty in duties(name))]


def main() -> None:
    """Fit and write, or print the table."""
    parser = argparse.ArgumentParser(description="What measures words are like.")
    parser.add_argument("--field", default=DEFAULT_FIELD, metavar="NAME", help="policy field")
    parser.add_argument("--left-out", action="store_true", help="measure instead of writing")
    parser.add_argument("--without", metavar="SET", choices=SETS, help="fit on the others")
    given = parser.parse_args()
    if given.left_out:
        left_out()
        return
    target = field_folder(given.field) / "likeness.npz"
    fit(known(given.without), target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
