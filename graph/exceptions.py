"""[S] Reads mapping/reference/exceptions.tsv: what looks like a finding and would not stand up.

Kinds of row: `family` and `measure` are duties that several bodies have side by side;
`residual` measures name no matter that could be missing; a `bystander` never rivals
another agency; `partners` do not rival one another; a `valid-mention` is a printed
name that a reform has not ended, though it is listed under an agency that it did.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

from mapping.reference import TABLES

TABLE = TABLES / "exceptions.tsv"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The table, by kind."""

    families: frozenset[str]
    measures: frozenset[str]
    residual: frozenset[str]
    bystanders: frozenset[str]
    partners: tuple[frozenset[str], ...]
    valid_mentions: frozenset[str]


@functools.cache
def load_exceptions(path: Path = TABLE) -> Exceptions:
    """Read the table; raises ValueError naming file and line for an unknown kind."""
    kinds: dict[str, list[str]] = {
        kind: []
        for kind in ("family", "measure", "residual", "bystander", "partners", "valid-mention")
    }
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file, delimiter="\t"), start=2):
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
