"""[S] Reads what looks like a finding and would not stand up: exceptions.tsv.

One stands in mapping/reference/ and one in the folder of each policy field.

Kinds of row: `family` and `measure` are duties that several bodies have side by side;
`residual` measures name no matter that could be missing; a `bystander` never rivals
another agency; `partners` do not rival one another; a `valid-mention` is a printed
name that a reform has not ended, though it is listed under an agency that it did.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mapping.fields import TABLES

TABLE = "exceptions.tsv"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The table, by kind."""

    families: frozenset[str]
    measures: frozenset[str]
    residual: frozenset[str]
    bystanders: frozenset[str]
    partners: tuple[frozenset[str], ...]
    valid_mentions: frozenset[str]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file, delimiter="\t"), start=2)


@functools.cache
def load_exceptions() -> Exceptions:
    """Read the tables; raises ValueError naming file and line for an unknown kind."""
    kinds: dict[str, list[str]] = {
        kind: []
        for kind in ("family", "measure", "residual", "bystander", "partners", "valid-mention")
    }
    for path in (TABLES / TABLE, *sorted(TABLES.glob(f"fields/*/{TABLE}"))):
        for line, row in _rows(path):
            if row["kind"] not in kinds:
                raise ValueError(
                    f"{path.name}:{line}: kind “{row['kind']}”; use one of {', '.join(kinds)}"
                )
            kinds[row["kind"]].append(row["ids"])
    return Exceptions(
        families=frozenset(kinds["family"]),
        measures=frozenset(kinds["measure"]),
        residual=frozenset(kinds["residual"]),
        bystanders=frozenset(kinds["bystander"]),
        partners=tuple(frozenset(ids.split()) for ids in kinds["partners"]),
        valid_mentions=frozenset(kinds["valid-mention"]),
    )
