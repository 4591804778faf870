"""What the first run on each blind set assigned, with its features, and whether it was right.

    .venv/bin/python benchmarks/first_runs.py          # writes benchmarks/first-runs.tsv

Each set is mapped by the code of the commit that first met it, taken out of git into a
folder of its own; the features are those of today's mapping/confidence.py, likenesses those
of a model fitted without the set. A new blind set gets a line in FIRST_RUNS after its first
run. (`unseen`, at 7945964, is left out: its code knew neither rows nor weak cues.)
"""

from __future__ import annotations

import argparse
import collections
import csv
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "benchmarks" / "first-runs.tsv"
FIELD = ROOT / "mapping" / "reference" / "fields" / "joint-enforcement"
FIRST_RUNS = {
    "unseen2": "b57eb64",
    "unseen3": "f6be316",
    "unseen4": "f9db1bb",
    "unseen5": "c737e9a",
    "unseen6": "e42cb88",
    "unseen7": "484800c",
    "unseen8": "f9f3680",
    "unseen9": "42d3da4",
    "unseen10": "a85956e",
    "unseen11": "c6acf1d",
    "unseen12": "72ae121",
    "unseen13": "14498ad",
    "unseen14": "14498ad",
    "unseen15": "9b2099e",
    "unseen16": "0fa5db5",
    "unseen17": "9a6d991",
    "unseen18": "894480d",
}


def remake() -> Iterator[list[str]]:
    """The rows of all first runs, headings first."""
    # Not above: with --set this file runs beside older code, whose modules have these names.
    sys.path.insert(0, str(ROOT))
    from benchmarks.likeness import fit, known

    for number, (name, commit) in enumerate(FIRST_RUNS.items()):
        with tempfile.TemporaryDirectory() as folder:
            packed = subprocess.run(
                ["git", "archive", commit, "ingest", "mapping"],
                cwd=ROOT,
                capture_output=True,
                check=True,
            )
            subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)
            model = Path(folder, "without.npz")
            fit(known([name]), model)
            script = str(Path(__file__).resolve())
            one = [sys.executable, script, "--set", name, "--model", str(model)]
            done = subprocess.run(one, cwd=folder, capture_output=True, check=True, text=True)
        rows = list(csv.reader(done.stdout.splitlines(), delimiter="\t"))
        print(f"{name} at {commit}: {sum(int(r[-2]) for r in rows[1:])}", file=sys.stderr)
        yield from rows[1:] if number else rows


def rows_of(name: str, model: Path) -> Iterator[list[Any]]:
    """One set by the code in the working folder: alike assignments counted, a line each."""
    sys.path.insert(0, str(Path.cwd()))
    from ingest.pipeline import read_document
    from mapping import evaluate, pipeline, reference

    today = _today("confidence")
    seen = _watched(today, _today("likeness").load_likeness(model))
    yield ["set", "document", *today.FEATURES, "assignments", "right"]
    for gold in sorted((ROOT / "tests" / "data" / name).glob("*.jsonl")):
        keys = {d.key for d in evaluate.parse_reading(gold.read_text("utf-8").splitlines()).duties}
        document = read_document(gold.with_suffix(".txt"))
        ours = pipeline.map_document(document, reference.load_reference(), document_id=gold.stem)
        alike: dict[tuple[str, ...], list[int]] = collections.defaultdict(lambda: [0, 0])
        for a in ours.assignments:
            features = dict(seen[int(a.confidence)])
            count = alike[tuple(features[name] for name in today.FEATURES)]
            count[0] += 1
            count[1] += (evaluate.label(a.provision), a.agency, a.measure) in keys
        for values, count in sorted(alike.items()):
            yield [name, gold.stem, *values, *count]


@dataclass(frozen=True, eq=False)
class _Field:
    """What today's features ask of the policy field, read off its tables."""

    registers: dict[str, frozenset[str]]
    follows: dict[str, str]


def _field() -> _Field:
    registers, follows = (
        list(csv.DictReader((FIELD / name).open(encoding="utf-8"), delimiter="\t"))
        for name in ("registers.tsv", "follows.tsv")
    )
    return _Field(
        {row["measure"]: frozenset(row["agencies"].split("、")) for row in registers},
        {row["after"]: row["measure"] for row in follows},
    )


def _today(name: str) -> Any:
    """A module of today's mapping, whatever code stands in the working folder."""
    path = ROOT / "mapping" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"todays_{name}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look up a class's own module
    spec.loader.exec_module(module)
    return module


def _watched(today: Any, likeness: Any) -> list[tuple[tuple[str, str], ...]]:
    """Makes the rules note the features of each assignment; its `confidence` is their index."""
    from mapping import clauses, grammar, parties, reading, rows

    if not hasattr(clauses.Part, "clause_at"):
        clauses.Part.clause_at = parties.clause_of  # type: ignore[attr-defined]
    seen: list[tuple[tuple[str, str], ...]] = []
    field = _field()
    plain = reading.read

    def read(scene: Any, cue: Any, party: Any, rule: str, **more: Any) -> Iterator[Any]:
        found = scene.doc if hasattr(scene.doc, "cues") else scene.doc._
        doc = SimpleNamespace(
            text=scene.text, mentions=found.mentions, parts=found.parts, cues=found.cues
        )
        around = today.circumstances(doc, scene.part, cue, party, rule)
        for item in plain(scene, cue, party, rule, **more):
            words = scene.text[item.start : item.end]
            likely = dict(
                zip(likeness.measures, likeness.likelihoods(words, item.agency), strict=True)
            )
            told = today.of_words(likely.get(item.measure))
            seen.append((*around, *today.of_agency(item.agency, item.measure, field), told))
            yield replace(item, confidence=len(seen) - 1)

    for module in (reading, grammar, rows):
        module.read = read  # type: ignore[attr-defined]
    return seen


def main() -> None:
    """The command line: all sets into the table, or with --set one to stdout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--set", help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    lines = list(rows_of(given.set, given.model) if given.set else remake())
    if given.set:
        csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerows(lines)
        return
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    main()
