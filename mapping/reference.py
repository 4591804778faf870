"""Loads the field's knowledge: agencies, measures, baselines and divisions, checked and frozen.

The tables are tab-separated files under `mapping/reference/` and in the folders of its
policy fields, with one line of headings; mapping/reference/SOURCES.md says where each
comes from. Names inside one cell are joined by `、`, measures of a baseline by `,`.
"""

from __future__ import annotations

import csv
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from mapping.divisions import Divisions, NamedPlace, Place, PlaceLevel, WordUse
from mapping.fields import TABLES, field_folder, field_names

_AGENCY_COLUMNS = ("id", "zh", "en", "aliases", "successor", "since")
_MEASURE_COLUMNS = ("id", "family", "zh", "en", "note")
_BASELINE_COLUMNS = ("item", "category", "matter", "measures")
_DIVISION_COLUMNS = ("adcode", "name", "short", "level", "parent", "latin")
_WORD_COLUMNS = ("word", "use", "note")
_NORM_COLUMNS = ("id", "number", "title")
_FAMILY_COLUMNS = ("family", "zh")


class ReferenceError(Exception):
    """A reference table is wrong; the message says file:line, what, and what to do."""


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency by function; a reform ended it in the year `since` for `successor`."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    successor: str | None
    since: int | None


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure of the policy field `field` (empty: of every field); `note` says what else
    falls under it, or is empty."""

    id: str
    family: str
    zh: str
    en: str
    note: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class BaselineItem:
    """One matter of a higher norm, with the measures that carry it out."""

    item: str
    category: str
    matter: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """A higher norm as it is cited: its 文号 and its title."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """All reference tables, in the order of their rows; baselines by file stem, `norms`
    by the same, `families` the Chinese names of measures' families.

    Equal only to itself, so it can key a cache. Not to be changed once loaded.
    """

    agencies: dict[str, AgencyEntry]
    measures: dict[str, MeasureEntry]
    baselines: dict[str, tuple[BaselineItem, ...]]
    divisions: Divisions
    norms: dict[str, Norm]
    families: dict[str, str] = field(default_factory=dict)

    def norm(self, baseline: str) -> Norm:
        """The norm that a baseline is taken from, as cited; its id where no table tells."""
        return self.norms.get(baseline) or Norm(baseline, baseline, baseline)

    def field_of(self, measures: Iterable[str]) -> str | None:
        """The policy field that measures were told by, the most frequent; None where none is
        a field's own."""
        fields = (self.measures[m].field for m in measures if m in self.measures)
        counted = Counter(field for field in fields if field)
        return counted.most_common(1)[0][0] if counted else None


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, with its place for messages."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, what: str) -> ReferenceError:
        return ReferenceError(f"{self.path.parent.name}/{self.path.name}:{self.line}: {what}")


@functools.cache
def load_reference(folders: tuple[Path, ...] = ()) -> Reference:
    """Read the shipped tables, those of every policy field and those of `folders`.

    A folder may hold any of agencies.tsv, measures.tsv, norms.tsv, families.tsv,
    divisions*.tsv, place-words.tsv and baselines/*.tsv; its rows are added after the
    shipped ones. Raises ReferenceError for a malformed row, an id given twice, or an id
    nobody defines.
    """
    fields = tuple(field_folder(name) for name in field_names())
    places = (TABLES, *fields, *folders)
    # A field's measures stand before those of every field (other).
    measures = _measures(_rows((*fields, TABLES, *folders), "measures.tsv", _MEASURE_COLUMNS))
    return Reference(
        agencies=_agencies(list(_rows(places, "agencies.tsv", _AGENCY_COLUMNS))),
        measures=measures,
        baselines=_baselines(_rows(places, "baselines/*.tsv", _BASELINE_COLUMNS), measures),
        divisions=_divisions(
            list(_rows(places, "divisions*.tsv", _DIVISION_COLUMNS)),
            _words(_rows(places, "place-words.tsv", _WORD_COLUMNS)),
        ),
        norms=_norms(_rows(places, "norms.tsv", _NORM_COLUMNS)),
        families={
            row["family"]: row["zh"] for row in _rows(places, "families.tsv", _FAMILY_COLUMNS)
        },
    )


def _rows(folders: tuple[Path, ...], pattern: str, columns: tuple[str, ...]) -> Iterator[_Row]:
    """The rows of every table that fits, headings checked, cells stripped of blanks."""
    for path in (path for folder in folders for path in sorted(folder.glob(pattern))):
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            head = _Row(path, 1, {})
            if (found := next(table, [])) != list(columns):
                raise head.error(f"columns are {found}; make them {list(columns)}")
            for line, cells in enumerate(table, start=2):
                if len(cells) != len(columns):
                    problem = f"{len(cells)} cells, not {len(columns)}; mend the tabs"
                    raise _Row(path, line, {}).error(problem)
                yield _Row(path, line, dict(zip(columns, map(str.strip, cells), strict=True)))


def _split(cell: str, separator: str = "、") -> tuple[str, ...]:
    return tuple(part for part in cell.split(separator) if part)


def _agencies(rows: list[_Row]) -> dict[str, AgencyEntry]:
    """Agencies by id; every successor is one of them."""
    known: dict[str, AgencyEntry] = {}
    for row in rows:
        _new(row, row["id"], known)
        if row["since"] and not row["since"].isdecimal():
            raise row.error(f"since is “{row['since']}”; give a year such as 2018")
        known[row["id"]] = AgencyEntry(
            id=row["id"],
            zh=row["zh"],
            en=row["en"],
            aliases=_split(row["aliases"]),
            successor=row["successor"] or None,
            since=int(row["since"]) if row["since"] else None,
        )
    for row in rows:
        if row["successor"] and row["successor"] not in known:
            raise row.error(f"successor “{row['successor']}” is no agency; add it or mend the id")
    return known


def _measures(rows: Iterator[_Row]) -> dict[str, MeasureEntry]:
    known: dict[str, MeasureEntry] = {}
    for row in rows:
        _new(row, row["id"], known)
        known[row["id"]] = MeasureEntry(**row.cells, field=_field_of(row))
    return known


def _field_of(row: _Row) -> str:
    """The policy field whose table a row stands in."""
    return row.path.parent.name if row.path.parent != TABLES else ""


def _norms(rows: Iterator[_Row]) -> dict[str, Norm]:
    known: dict[str, Norm] = {}
    for row in rows:
        _new(row, row["id"], known)
        known[row["id"]] = Norm(**row.cells)
    return known


def _baselines(
    rows: Iterator[_Row], measures: dict[str, MeasureEntry]
) -> dict[str, tuple[BaselineItem, ...]]:
    """Items by the stem of their file; every measure is a known one, every item stands once."""
    found: dict[str, dict[str, BaselineItem]] = {}
    for row in rows:
        items = found.setdefault(row.path.stem, {})
        _new(row, row["item"], items)
        named = _split(row["measures"], ",")
        for measure in named:
            if measure not in measures:
                raise row.error(f"measure “{measure}” is not in measures.tsv; add or mend it")
        items[row["item"]] = BaselineItem(row["item"], row["category"], row["matter"], named)
    return {stem: tuple(items.values()) for stem, items in found.items()}


def _divisions(rows: list[_Row], words: dict[str, WordUse]) -> Divisions:
    """Divisions with their names; every parent is one of them, every code stands once."""
    known: dict[str, NamedPlace] = {}
    for row in rows:
        _new(row, row["adcode"], known)
        if row["level"] not in get_args(PlaceLevel):
            raise row.error(f"level “{row['level']}”; use one of {get_args(PlaceLevel)}")
        level = cast(PlaceLevel, row["level"])
        place = Place(row["name"], row["adcode"], level, row["parent"] or None)
        known[row["adcode"]] = NamedPlace(place, _split(row["short"]), _split(row["latin"]))
    for row in rows:
        if row["parent"] and row["parent"] not in known:
            raise row.error(f"parent “{row['parent']}” is no adcode here; add it or mend it")
    return Divisions(known.values(), words)


def _words(rows: Iterator[_Row]) -> dict[str, WordUse]:
    """Names that are ordinary words too, and when they may still be a place."""
    known: dict[str, WordUse] = {}
    for row in rows:
        _new(row, row["word"], known)
        if row["use"] not in get_args(WordUse):
            raise row.error(f"use “{row['use']}”; use one of {get_args(WordUse)}")
        known[row["word"]] = cast(WordUse, row["use"])
    return known


def _new(row: _Row, key: str, known: Mapping[str, object]) -> None:
    """Refuse an empty id, and one that another row has."""
    if not key:
        raise row.error("the first cell is empty; give the row an id")
    if key in known:
        raise row.error(f"“{key}” stands twice; remove or rename one")
