"""Policy fields: each a folder of tables under `mapping/reference/fields/`, found by listing.

A folder holds measures.tsv, cues.tsv and questions.tsv, and where the field needs them
agencies.tsv, agency_names.tsv, acts.tsv, exceptions.tsv, norms.tsv, baselines/ and the tables
that are read here: who owns an act (owners.tsv), keeps a register (registers.tsv) or has a
power (powers.tsv), what an act without an object is done to (defaults.tsv, follows.tsv), which
words a directive about the field prints (about.tsv), which measures give way to others
(general.tsv) and how their families are to be read (kinds.tsv).
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mapping.likeness import Likeness, load_likeness

TABLES = Path(__file__).parent / "reference"
DEFAULT_FIELD: Final = "joint-enforcement"
_GENERAL = ("specific", "any", "role")
_KINDS = (
    "keeper",
    "asked",
    "inflicted",
    "barring",
    "handed",
    "assisting",
    "distant",
    "vague",
    "own",
    "informing",
    "common",
)


class UnknownField(LookupError):
    """A policy field is asked for that has no folder; the message names those that have."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What the rules know of a policy field beside its words.

    `owners` (measure to agency): acts that one agency alone has by law. `registers`
    (measure to agencies): who keeps what is looked up. `powers` (agency to measure): what
    a body does with a matter handed to it. An act of class `bare` that names no object
    takes what `follows` (measure to measure) says of those named before it, else what
    `defaults` (agency to measure) says of the agency.

    A measure of `specific` gives way to those that begin with its words, one of `general`
    to any other, one of `role_words` to any other where these words alone name it.
    `likeness` tells what words are most like, `weights` what speaks for a measure among others.
    The rest are beginnings of measure ids (`distant`: classes of acts); kinds.tsv says
    what each is for.
    """

    name: str
    owners: Mapping[str, str]
    registers: Mapping[str, frozenset[str]]
    powers: Mapping[str, str]
    bare: str
    follows: Mapping[str, str]
    defaults: Mapping[str, str]
    specific: Mapping[str, tuple[str, ...]]
    general: frozenset[str]
    role_words: Mapping[str, str]
    keeper: tuple[str, ...]
    asked: tuple[str, ...]
    inflicted: tuple[str, ...]
    barring: tuple[str, ...]
    handed: tuple[str, ...]
    assisting: tuple[str, ...]
    distant: frozenset[str]
    vague: frozenset[str]
    own: tuple[str, ...]
    informing: tuple[str, ...]
    common: tuple[str, ...]
    about: re.Pattern[str] | None
    likeness: Likeness | None
    weights: Mapping[str, float]

    def concerns(self, text: str) -> bool:
        """Whether a directive is about this field: it prints words of about.tsv not only by
        the way, or the field has no such table."""
        return self.about is None or len(text) < _SPARSE * len(self.about.findall(text))

    def alone(self, measure: str) -> bool:
        """Whether cues name a measure only in a directive about this field."""
        return measure.startswith(self.own) and not measure.startswith(self.common)

    @property
    def default(self) -> str:
        """Stands for what an agency registers, until the agency is known."""
        return f"{self.bare}.*"


# A word of the field in so many characters, and a directive only mentions the matter.
_SPARSE = 1000


def field_names(tables: Path = TABLES) -> tuple[str, ...]:
    """The fields that have a folder: the default one, then the others by name."""
    names = (path.parent.name for path in tables.glob("fields/*/measures.tsv"))
    return tuple(sorted(names, key=lambda name: (name != DEFAULT_FIELD, name)))


def field_folder(name: str, tables: Path = TABLES) -> Path:
    """The folder of a field; raises UnknownField."""
    if name not in field_names(tables):
        known = "、".join(field_names(tables))
        raise UnknownField(f"没有政策领域“{name}”的数据表；可用的有：{known}")
    return tables / "fields" / name


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table; none where the field has no such table."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def _about(path: Path) -> re.Pattern[str] | None:
    words = [re.escape(row["word"]) for row in _rows(path)]
    return re.compile("|".join(words)) if words else None


@functools.cache
def load_field(name: str = DEFAULT_FIELD, tables: Path = TABLES) -> Field:
    """Read a field's tables; raises UnknownField, ValueError for a kind that is none."""
    own = field_folder(name, tables)
    defaults = list(_rows(own / "defaults.tsv"))
    general = _by_kind(own / "general.tsv", _GENERAL)
    kinds = {
        kind: tuple(row["prefix"] for row in rows)
        for kind, rows in _by_kind(own / "kinds.tsv", _KINDS).items()
    }
    return Field(
        name=name,
        owners={row["measure"]: row["agency"] for row in _rows(own / "owners.tsv")},
        registers={
            row["measure"]: frozenset(row["agencies"].split("、"))
            for row in _rows(own / "registers.tsv")
        },
        powers={row["agency"]: row["measure"] for row in _rows(own / "powers.tsv")},
        bare=defaults[0]["family"] if defaults else "",
        follows={row["after"]: row["measure"] for row in _rows(own / "follows.tsv")},
        defaults={row["agency"]: row["measure"] for row in defaults},
        specific={row["measure"]: tuple(row["than"].split("、")) for row in general["specific"]},
        general=frozenset(row["measure"] for row in general["any"]),
        role_words={row["measure"]: row["than"] for row in general["role"]},
        keeper=kinds["keeper"],
        asked=kinds["asked"],
        inflicted=kinds["inflicted"],
        barring=kinds["barring"],
        handed=kinds["handed"],
        assisting=kinds["assisting"],
        distant=frozenset(kinds["distant"]),
        vague=frozenset(kinds["vague"]),
        own=kinds["own"],
        informing=kinds["informing"],
        common=kinds["common"],
        about=_about(own / "about.tsv"),
        likeness=load_likeness(own / "likeness.npz"),
        weights={row["feature"]: float(row["weight"]) for row in _rows(own / "weighing.tsv")},
    )


def _by_kind(path: Path, kinds: tuple[str, ...]) -> dict[str, list[dict[str, str]]]:
    """The rows of a table by their kind."""
    found: dict[str, list[dict[str, str]]] = {kind: [] for kind in kinds}
    for line, row in enumerate(_rows(path), start=2):
        if row["kind"] not in found:
            known = "、".join(kinds)
            raise ValueError(f"{path.name}:{line}: kind “{row['kind']}” 无效，请改为：{known}")
        found[row["kind"]].append(row)
    return found
