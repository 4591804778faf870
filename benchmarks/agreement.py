"""How far a second annotator agrees with the gold, and the rules with either.

    .venv/bin/python benchmarks/agreement.py

tests/data/second holds directives of the blind sets annotated once more, by somebody who saw
neither the gold nor the rules. What two who work by the same guide agree on is the most that
a reader can reach; the rules have been fitted to the first of the two.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy import DATA, load_case
from mapping.evaluate import Reading, evaluate, parse_reading

SECOND = DATA / "second"


def readings(name: str) -> list[tuple[Reading, Reading, Reading]]:
    """Of each directive of a set annotated twice: the gold, the second gold, our own reading."""
    found = []
    for path in sorted((SECOND / name).glob("*.jsonl")):
        case = load_case(name, DATA / name / path.name, DATA / name / f"{path.stem}.txt")
        second = parse_reading(path.read_text("utf-8").splitlines())
        found.append((case.gold, second, case.ours))
    return found


def row(pairs: Sequence[tuple[Reading, Reading]]) -> list[str]:
    """F1 over assignments and over (provision, agency), role and modality of the matched."""
    told = evaluate(pairs)
    shares = (told.assignments.f1, told.duties.f1, told.role, told.modality)
    return [f"{share:.3f}" for share in shares]


def main() -> None:
    """Print the table."""
    table = Table("set", "directives", "between", "F1", "duties", "role", "modality")
    for folder in sorted(SECOND.iterdir()):
        found = readings(folder.name)
        compared = {
            "gold and second": [(gold, second) for gold, second, _ in found],
            "gold and ours": [(gold, ours) for gold, _, ours in found],
            "second and ours": [(second, ours) for _, second, ours in found],
        }
        for between, pairs in compared.items():
            table.add_row(folder.name, str(len(pairs)), between, *row(pairs))
    Console().print(table)


if __name__ == "__main__":
    main()
