"""How well a reading agrees with a gold file: [P] precision, recall, F1, and the misses.

A record is matched by (provision, agency, measure); a duty by (provision, agency).
Labels are compared after width, blanks and the writing of numbers are made equal;
the fields of a document after blanks are taken out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mapping.model import Assignment, Record

Triple = tuple[str, str, str]
FIELDS = ("title", "number", "issuer", "jurisdiction", "adcode", "level", "issued")
_FURNITURE = re.compile(r"^\s*[-—–]+\s*\d+\s*[-—–]+\s*$", re.MULTILINE)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Duty:
    """What is compared of one assignment."""

    provision: str
    agency: str
    measure: str
    role: str
    modality: str
    quote: str

    @property
    def key(self) -> Triple:
        """Provision (label made plain), agency, measure."""
        return label(self.provision), self.agency, self.measure


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as somebody read it, person or machine; `fields` follow FIELDS."""

    document: str
    fields: tuple[str, ...]
    members: frozenset[str]
    cites: frozenset[str]
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 over a set, rounded to four places, and both sizes."""

    precision: float
    recall: float
    f1: float
    gold: int
    export: int


@dataclass(frozen=True, slots=True)
class Miss:
    """A triple that only one side has; `quote` is that side's."""

    document: str
    provision: str
    agency: str
    measure: str
    quote: str


@dataclass(frozen=True, slots=True)
class FieldMiss:
    """A field of the document's record that differs."""

    document: str
    field: str
    gold: str
    export: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures over all documents; role and modality are shares of matched records."""

    assignments: Figures
    duties: Figures
    role: float
    modality: float
    document_fields: float
    members: Figures
    cites: Figures
    field_misses: tuple[FieldMiss, ...]
    missed: tuple[Miss, ...]
    invented: tuple[Miss, ...]


def parse_reading(lines: Iterable[str]) -> Reading:
    """A reading from JSON lines, record first; raises ValueError or KeyError for another form."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("a line is not a JSON object")
    head = next((row for row in rows if "measure" not in row), {})
    return Reading(
        document=head.get("document") or "",
        fields=tuple(_squeeze(str(head.get(name) or "")) for name in FIELDS),
        members=frozenset(head.get("members") or ()),
        cites=frozenset(_norm(c.get("number"), c.get("title")) for c in head.get("cites") or ()),
        duties=tuple(_duty(row) for row in rows if "measure" in row),
    )


def reading_of(record: Record, assignments: Iterable[Assignment]) -> Reading:
    """A reading from the product's own values."""
    return Reading(
        document=record.document,
        fields=tuple(_squeeze(str(getattr(record, name) or "")) for name in FIELDS),
        members=frozenset(record.members),
        cites=frozenset(_norm(cited.number, cited.title) for cited in record.cites),
        duties=tuple(
            Duty(a.provision, a.agency, a.measure, a.role, a.modality, a.quote) for a in assignments
        ),
    )


def evaluate(pairs: Sequence[tuple[Reading, Reading]]) -> Evaluation:
    """Hold each (gold, export) pair against one another; counts are summed over the pairs."""
    sides = [(_keyed(gold), _keyed(export)) for gold, export in pairs]
    both = [(want[key], got[key]) for want, got in sides for key in want.keys() & got.keys()]
    missing = tuple(_field_misses(pairs))
    return Evaluation(
        assignments=_figures([(set(want), set(got)) for want, got in sides]),
        duties=_figures([({k[:2] for k in want}, {k[:2] for k in got}) for want, got in sides]),
        role=_share(sum(want.role == got.role for want, got in both), len(both)),
        modality=_share(sum(want.modality == got.modality for want, got in both), len(both)),
        document_fields=_share(len(FIELDS) * len(pairs) - len(missing), len(FIELDS) * len(pairs)),
        members=_sets(pairs, lambda reading: reading.members),
        cites=_sets(pairs, lambda reading: reading.cites),
        field_misses=missing,
        missed=tuple(_misses(pairs, lambda gold, export: (gold, export))),
        invented=tuple(_misses(pairs, lambda gold, export: (export, gold))),
    )


def label(text: str) -> str:
    """A provision's label made plain: 第 4 条 and 第4条、 are 第四条, (一) is （一）."""
    plain = re.sub(r"[\s、.,，。:：]", "", unicodedata.normalize("NFKC", text))
    plain = plain.replace("(", "（").replace(")", "）")
    return re.sub(r"第(\d+)", lambda found: "第" + _numeral(int(found[1])), plain)


def _numeral(number: int) -> str:
    """12 -> 十二; from 100 on as it is, which no directive's articles reach."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _FURNITURE.sub("", text)))


def _norm(number: str | None, title: str | None) -> str:
    """A cited norm is told by its number, else by its title."""
    return _squeeze(number or title or "")


def _duty(row: dict[str, Any]) -> Duty:
    return Duty(
        provision=row["provision"],
        agency=row["agency"],
        measure=row["measure"],
        role=row.get("role") or "",
        modality=row.get("modality") or "",
        quote=row.get("quote") or "",
    )


def _keyed(reading: Reading) -> dict[Triple, Duty]:
    """Duties by key; of two with one key the last counts."""
    return {duty.key: duty for duty in reading.duties}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _figures(
    sides: Iterable[tuple[set[Any] | frozenset[Any], set[Any] | frozenset[Any]]],
) -> Figures:
    """Over (gold, export) sets; two empty sides agree fully."""
    hit = gold = export = 0
    for want, got in sides:
        hit, gold, export = hit + len(want & got), gold + len(want), export + len(got)
    if not gold and not export:
        return Figures(1.0, 1.0, 1.0, 0, 0)
    precision, recall = (hit / export if export else 0.0), (hit / gold if gold else 0.0)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return Figures(round(precision, 4), round(recall, 4), round(f1, 4), gold, export)


def _sets(
    pairs: Sequence[tuple[Reading, Reading]], part: Callable[[Reading], frozenset[str]]
) -> Figures:
    return _figures((part(gold), part(export)) for gold, export in pairs)


def _field_misses(pairs: Sequence[tuple[Reading, Reading]]) -> Iterable[FieldMiss]:
    for gold, export in pairs:
        for name, want, got in zip(FIELDS, gold.fields, export.fields, strict=True):
            if want != got:
                yield FieldMiss(gold.document, name, want, got)


def _misses(
    pairs: Sequence[tuple[Reading, Reading]],
    sides: Callable[[Reading, Reading], tuple[Reading, Reading]],
) -> Iterable[Miss]:
    """What the first side has and the second has not, in the order of the keys."""
    for gold, export in pairs:
        having, lacking = map(_keyed, sides(gold, export))
        for key in sorted(having.keys() - lacking.keys()):
            yield Miss(gold.document, *key, having[key].quote)
