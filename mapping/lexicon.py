"""Loads and compiles the words that rules look for: agency names, acts, measure cues.

The tables are data under mapping/reference/: `agency_names.tsv` (stems and whole
names of agencies; `-` names what is none), `agency_senses.tsv` (names that mean one agency
or another by date and level) and, in the folder of a policy field, `cues.tsv` (what names each
measure), `elsewhere.tsv` (what names one in directives about other fields), `acts.tsv` (verbs
by class), `questions.tsv` (how people ask after a measure) and further `agency_names.tsv`.
Patterns are Python regular expressions over normalised text.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mapping.anchors import AnchorIndex, opened
from mapping.fields import DEFAULT_FIELD, TABLES, Field, field_folder, load_field


class LexiconError(Exception):
    """A table of words is wrong; the message says which line and what to do."""


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """How one agency is named: `stems` need a suffix such as 局 or 部门, `forms` stand alone;
    `listed` are hanzi that name it only as a member of a list (建设、国土等部门)."""

    id: str
    stems: tuple[str, ...]
    listed: tuple[str, ...]
    forms: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One agency that a name may mean (`words`), in the years `since` to `until` and at the
    `levels` where these are told."""

    words: str
    agency: str
    since: int | None
    until: int | None
    levels: frozenset[str]

    def holds(self, year: int | None, level: str | None) -> bool:
        """Whether the name may mean this agency in a directive of that year and level; what is
        not known rules nothing out."""
        dated = year is None or (self.since or year) <= year <= (self.until or year)
        return dated and (not self.levels or level is None or level in self.levels)


@dataclass(frozen=True, slots=True)
class MeasureCue:
    """What names a measure: `object` governed by an act of class `act` (None: by itself),
    where `unless` is not in the same clause; `only` limits it to some agencies (empty: to none);
    `elsewhere`: it names the measure only in a directive about another policy field."""

    measure: str
    act: str | None
    object: re.Pattern[str]
    unless: re.Pattern[str] | None
    only: frozenset[str]
    elsewhere: bool = False

    def named_in(self, words: str) -> bool:
        """Whether words speak of what the measure is about, act or none."""
        refused = self.unless is not None and self.unless.search(words) is not None
        return not refused and self.object.search(words) is not None


@dataclass(frozen=True, slots=True)
class EverydayName:
    """How people ask after a measure, in Chinese and in English."""

    measure: str
    zh: re.Pattern[str]
    en: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words of the rules, compiled, for one policy field; `index` is of the acts and,
    behind them, the cues."""

    field: Field

    agencies: tuple[AgencyNames, ...]
    senses: tuple[Sense, ...]
    acts: tuple[tuple[str, re.Pattern[str]], ...]
    cues: tuple[MeasureCue, ...]
    everyday: tuple[EverydayName, ...]
    index: AnchorIndex

    def asked(self, words: str) -> str:
        """What is looked up where words only name it (出入境信息); empty where no cue knows."""
        for cue in self.cues:
            looked_up = cue.act and not cue.only and cue.measure.startswith(self.field.asked)
            if looked_up and cue.named_in(words):
                return cue.measure
        return ""


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        yield from enumerate(reader, start=2)


def _compiled(pattern: str, path: Path, line: int) -> re.Pattern[str]:
    try:
        compiled = re.compile(opened(pattern))
    except re.error as error:
        raise LexiconError(
            f"{path.name}:{line}: 不是有效的正则表达式（{error}），请改正该行"
        ) from error
    if compiled.search(""):
        raise LexiconError(f"{path.name}:{line}: “{pattern}”什么都不写也算匹配，请改正该行")
    return compiled


def _words(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("、")))


@functools.cache
def load_lexicon(field: str = DEFAULT_FIELD, tables: Path = TABLES) -> Lexicon:
    """Read all tables of a field; raises `LexiconError` on the first bad line, UnknownField."""
    own = field_folder(field, tables)
    cues = (*_cues(own / "cues.tsv"), *_cues(own / "elsewhere.tsv", elsewhere=True))
    path = own / "acts.tsv"
    acts = tuple((row["act"], _compiled(row["pattern"], path, n)) for n, row in _rows(path))
    questions = own / "questions.tsv"
    return Lexicon(
        field=load_field(field, tables),
        agencies=tuple(
            AgencyNames(
                row["id"], _words(row["stems"]), _words(row.get("listed", "")), row["forms"]
            )
            for place in (tables, own)
            for _, row in _rows(place / "agency_names.tsv")
        ),
        senses=tuple(s for place in (tables, own) for s in _senses(place / "agency_senses.tsv")),
        acts=acts,
        cues=cues,
        index=AnchorIndex([*(pattern for _, pattern in acts), *(cue.object for cue in cues)]),
        everyday=tuple(
            EverydayName(
                row["measure"],
                _compiled(row["zh"] or r"(?!)", questions, line),
                _compiled(f"(?i){row['en']}" if row["en"] else r"(?!)", questions, line),
            )
            for line, row in _rows(questions)
        ),
    )


def _senses(path: Path) -> Iterator[Sense]:
    for line, row in _rows(path):
        _compiled(row["word"], path, line)
        since, until = (int(row[year]) if row[year] else None for year in ("since", "until"))
        levels = frozenset(filter(None, row["levels"].split("、")))
        yield Sense(row["word"], row["agency"], since, until, levels)


def _cues(path: Path, *, elsewhere: bool = False) -> Iterator[MeasureCue]:
    for line, row in _rows(path):
        yield MeasureCue(
            measure=row["measure"],
            act=None if row["act"] == "-" else row["act"],
            object=_compiled(row["object"], path, line),
            unless=_compiled(row["unless"], path, line) if row["unless"] else None,
            only=frozenset(filter(None, row["only"].split("、"))),
            elsewhere=elsewhere,
        )
