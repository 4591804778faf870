"""Fits the weights of mapping/weighing.py, and says what weighing is worth.

    .venv/bin/python benchmarks/weighing.py               # writes weighing.tsv of the field
    .venv/bin/python benchmarks/weighing.py --left-out    # each set by weights of the others

Both by sets that were blind: what their words are like is told by a model that has not seen
them, and most rules are older. `--left-out` prints of each set F1 over its assignments (what
stands in tables left out) as the rules have them and as they are weighed, and how far the
likelihoods hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy import DATA, find_cases
from benchmarks.likeness import fit, gold_quotes, known, read
from benchmarks.reliability import bins_table, reliability
from mapping.evaluate import label
from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.grammar import trace
from mapping.likeness import Likeness
from mapping.weighing import INTERCEPT, Candidate, candidates, chosen


def _sets(kind: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{kind}{number}" for number in numbers)


# Sets of one fold are fitted together; each fold holds courts, governments and other fields.
FOLDS = (
    _sets("unseen", 32, 36, 42, 44, 47, 52, 58, 62, 66, 70)
    + _sets("taught", 1, 6, 11, 16, 21, 26, 29, 34, 39, 40, 45, 50),
    _sets("unseen", 33, 37, 40, 45, 48, 53, 59, 63, 67, 71)
    + _sets("taught", 2, 7, 12, 17, 22, 27, 30, 35, 41, 46, 51),
    _sets("unseen", 34, 35, 38, 46, 49, 54, 60, 64, 68, 72)
    + _sets("taught", 3, 8, 13, 18, 23, 28, 31, 36, 42, 47),
    _sets("unseen", 39, 41, 43, 50, 51, 55, 61, 65, 69, 73)
    + _sets("taught", 4, 9, 14, 19, 24, 32, 37, 43, 48),
    _sets("unseen", 56, 57) + _sets("taught", 5, 10, 15, 20, 25, 33, 38, 44, 49),
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What may be an assignment of a provision in a blind set, and whether gold has it."""

    set: str
    provision: tuple[str, str]
    candidate: Candidate
    right: bool


def blind() -> Iterator[Weighed]:
    """All that may be an assignment in the blind sets."""
    for fold in FOLDS:
        with tempfile.TemporaryDirectory() as folder:
            model = fit(known(without=fold), Path(folder, "likeness.npz"))
        for name in fold:
            for gold, directive in find_cases(DATA / name, DATA / name):
                yield from _of(name, gold, directive, model)


def _of(name: str, gold: Path, directive: Path, model: Likeness) -> Iterator[Weighed]:
    keys = _keys(gold)
    for provision, context in read(directive, model):
        told, field = trace(provision, context), context.lexicon.field
        where = label(provision.label)
        for option in candidates(provision, told.kept, told.found, context.docs, field):
            right = (where, option.agency, option.measure) in keys
            yield Weighed(name, (f"{name}/{gold.stem}", where), option, right)


def weights(rows: Sequence[Weighed]) -> dict[str, float]:
    """The weight of each feature, and the intercept."""
    vectors = DictVectorizer(sparse=False)
    told = vectors.fit_transform([row.candidate.features for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000))
    model.fit(told, [row.right for row in rows])
    scaler, logistic = model[0], model[1]
    own = logistic.coef_[0] / scaler.scale_
    intercept = float(logistic.intercept_[0] - own @ scaler.mean_)
    return {INTERCEPT: intercept, **dict(zip(vectors.feature_names_, own.tolist(), strict=True))}


def left_out(rows: Sequence[Weighed]) -> None:
    """Print what weights of the other sets make of each."""
    shares = Table("set", "gold", "rules", "P", "R", "F1", "weighed", "P", "R", "F1")
    likely: list[float] = []
    right: list[bool] = []
    for name in [name for fold in FOLDS for name in fold]:
        found = weights([row for row in rows if row.set != name])
        own = [row for row in rows if row.set == name]
        keys = _count(name)
        kept = list(_chosen(own, found))
        shares.add_row(
            name,
            str(keys),
            *_shares([row for row in own if not row.candidate.proposed], keys),
            *_shares([row for row, _ in kept], keys),
        )
        likely += [score for _, score in kept]
        right += [row.right for row, _ in kept]
    Console().print(shares)
    Console().print(bins_table(reliability(likely, right, [1] * len(likely)), "likelihoods"))


def _keys(gold: Path) -> set[tuple[str, str, str]]:
    """Provision, agency and measure of each assignment of a gold file."""
    told = gold_quotes(gold)
    return {(where, *duty[:2]) for where, duties in told.items() for duty in duties}


def _count(name: str) -> int:
    return sum(len(_keys(gold)) for gold, _ in find_cases(DATA / name, DATA / name))


def _chosen(rows: Sequence[Weighed], found: Mapping[str, float]) -> Iterator[tuple[Weighed, float]]:
    by_option = {id(row.candidate): row for row in rows}
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for row in rows:
        groups.setdefault(row.provision, []).append(row.candidate)
    for options in groups.values():
        for option, score in chosen(options, found):
            yield by_option[id(option)], score


def _shares(kept: Sequence[Weighed], gold: int) -> tuple[str, ...]:
    right = sum(row.right for row in kept)
    figures = right / len(kept), right / gold, 2 * right / (len(kept) + gold)
    return str(len(kept)), *(f"{figure:.3f}" for figure in figures)


def main() -> None:
    """Fit and write, or print the tables."""
    parser = argparse.ArgumentParser(description="Which of the measures words may give are right.")
    parser.add_argument("--left-out", action="store_true", help="measure instead of writing")
    given = parser.parse_args()
    rows = list(blind())
    if given.left_out:
        left_out(rows)
        return
    target = field_folder(DEFAULT_FIELD) / "weighing.tsv"
    lines = (f"{name}\t{weight:.4f}" for name, weight in weights(rows).items())
    target.write_text("\n".join(("feature\tweight", *lines, "")), "utf-8")
    print(f"{target.name}: {len(rows)} assignments that may be")


if __name__ == "__main__":
    main()
