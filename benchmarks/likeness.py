"""Fits mapping/likeness.py on the repository's own gold and clauses, and says what it is worth.

    .venv/bin/python benchmarks/likeness.py [--field NAME]      # fit on all and write
    .venv/bin/python benchmarks/likeness.py --without SET …     # the same, but for some sets
    .venv/bin/python benchmarks/likeness.py --left-out          # each set by a model of the rest

phrases.tsv holds single clauses in the words of the genre, each with an agency and its
measure, written from the taxonomy, the guide and three real directives with their gold.
Of the directives a model is told the quotes of their gold, and each clause that the rules read
as telling an agency something, with the measures whose quotes it is among: often none.
`--left-out` prints, for each set, the share of its gold quotes whose measure the model names
right, over all and over those that it is sure enough of, fitted on the clauses and the
other sets.
"""

from __future__ import annotations

import argparse
import csv
import functools
import json
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy import DATA, INVENTED, find_cases
from ingest.pipeline import read_document
from mapping.clauses import Provision, provisions
from mapping.evaluate import label
from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.grammar import Context, trace, unweighed
from mapping.likeness import ALONE, Around, Likeness, features, load_likeness, save_likeness
from mapping.pipeline import prepared
from mapping.reading import SURE
from mapping.reference import load_reference
from mapping.weighing import told_clauses

# Directives whose gold tells of each act only whose it is and which measure, in its words.
TAUGHT = tuple(f"taught{number}" for number in range(1, 52))
# Sets behind unseen73 are unknown to the model: by them it is told what a new text is worth.
FITTED = (*INVENTED[:73], *TAUGHT)
PHRASES = Path(__file__).with_name("phrases.tsv")
# A clause is among the words of a quote that has so much of it, and at least so many characters.
_SHARE, _LEAST = 0.6, 4


@dataclass(frozen=True, slots=True)
class Duty:
    """Words with which an agency is given some measures, or none."""

    words: str
    agency: str
    measures: frozenset[str]
    around: Around = ALONE


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


def clauses(name: str) -> Iterator[Duty]:
    """The clauses of a set that the rules read as telling agencies something; of agencies that
    have the same measures by a clause the first."""
    for gold, directive in find_cases(DATA / name, DATA / name):
        quoted = gold_quotes(gold)
        for provision, context in read(directive):
            found = trace(provision, context).found
            for told in told_clauses(provision, found, context.docs, context.lexicon.field):
                words = _squeezed(told.scene.text[told.clause.start : told.clause.end])
                among = [
                    (agency, measure)
                    for agency, measure, quote in quoted[label(provision.label)]
                    if _among(words, quote)
                ]
                by_measures: dict[frozenset[str], str] = {}
                for agency in told.holders:
                    own = frozenset(measure for whose, measure in among if whose == agency)
                    by_measures.setdefault(own, agency)
                for measures, agency in by_measures.items():
                    yield Duty(told.words, agency, measures, told.around)


def read(directive: Path, likeness: Likeness | None = None) -> Iterator[tuple[Provision, Context]]:
    """The provisions of a directive, each with what the rules read it by, a model of their words
    among it (else the one of the field); nothing is weighed."""
    ready = prepared(read_document(directive), load_reference())
    context = unweighed(ready.context, likeness)
    for provision in provisions(ready.document.blocks):
        yield provision, context


def gold_quotes(gold: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Agency, measure and quote (without blanks) of a gold file's records, by their provision."""
    quoted: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in map(json.loads, filter(None, gold.read_text("utf-8").splitlines())):
        if "measure" in row:
            told = row["agency"], row["measure"], _squeezed(row["quote"])
            quoted[label(row["provision"])].append(told)
    return quoted


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _among(words: str, quote: str) -> bool:
    """Whether a clause is among a quote's words, or most of it is."""
    if words in quote or quote in words:
        return True
    shared = SequenceMatcher(None, words, quote, autojunk=False).find_longest_match()
    return shared.size >= max(_LEAST, _SHARE * len(words))


def phrases() -> Iterator[Duty]:
    """The clauses of phrases.tsv."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    with PHRASES.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            told[row["words"], row["agency"]].add(row["measure"])
    for key, measures in told.items():
        yield Duty(*key, frozenset(measures))


def fit(known: Sequence[Duty], path: Path) -> Likeness:
    """A model of some duties, written and read; features that fewer than three
    duties have are left out."""
    vectors = TfidfVectorizer(
        analyzer=lambda duty: list(features(duty.words, duty.agency, duty.around)),
        binary=True,
        min_df=3,
    )
    seen = vectors.fit_transform(known)
    seen.sort_indices()
    measures = sorted(frozenset().union(*(duty.measures for duty in known)))

    def weights(measure: str) -> np.ndarray:
        model = LogisticRegression(C=10, solver="liblinear", tol=0.01)
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
    for name in FITTED:
        with tempfile.TemporaryDirectory() as folder:
            model = fit(known([name]), Path(folder, "likeness.npz"))
        count, *shares = worth(model, list(duties(name)))
        table.add_row(name, str(count), *(f"{share:.3f}" for share in shares))
    Console().print(table)


def known(without: Collection[str] = ()) -> list[Duty]:
    """All that a model is fitted on, but for some sets."""
    return [*phrases(), *(d for name in FITTED if name not in without for d in _of_set(name))]


@functools.cache
def _of_set(name: str) -> tuple[Duty, ...]:
    """The clauses of a set, and the quotes that are more or less than a clause."""
    own = list(clauses(name))
    said = {(duty.words, duty.agency) for duty in own}
    return (*own, *(duty for duty in duties(name) if (duty.words, duty.agency) not in said))


def main() -> None:
    """Fit and write, or print the table."""
    parser = argparse.ArgumentParser(description="What measures words are like.")
    parser.add_argument("--field", default=DEFAULT_FIELD, metavar="NAME", help="policy field")
    parser.add_argument("--left-out", action="store_true", help="measure instead of writing")
    parser.add_argument(
        "--without",
        nargs="+",
        default=(),
        metavar="SET",
        choices=FITTED,
        help="fit on the others",
    )
    given = parser.parse_args()
    if given.left_out:
        left_out()
        return
    target = field_folder(given.field) / "likeness.npz"
    fit(known(given.without), target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
