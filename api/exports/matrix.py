"""What a comparison says in words, whatever it is written as: [P]."""

from __future__ import annotations

import csv as rfc4180
import io
import json as rfc8259
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from api.exports.table import guarded
from api.web.words import ROLES, agency_name, measure_name
from corpus.model import StoredDocument
from graph.model import Cell, CellAgency, CellState, Column, Comparison, Row
from mapping.reference import Reference


@dataclass(frozen=True, slots=True)
class Shown:
    """A comparison, the directives by id, and the tables that its words come from."""

    comparison: Comparison
    documents: Mapping[str, StoredDocument]
    reference: Reference


COLOURS: dict[CellState, tuple[str, str]] = {
    "required-gap": ("F5B7B1", "基准要求而未规定"),
    "gap": ("FDEBD0", "他处有规定而此处没有"),
    "differs": ("D6EAF8", "由另一职能部门承担"),
    "forwarded": ("D5F5E3", "来自转发的文件"),
    "held": ("FFFFFF", "有规定"),
    "asked": ("EAECEE", "基准的要求"),
    "silent": ("FFFFFF", ""),
}
"""Background (RGB) and legend of a cell's state; the first four are shown in a legend."""
LEGEND: tuple[CellState, ...] = ("required-gap", "gap", "differs", "forwarded")
GAPS: tuple[CellState, ...] = ("required-gap", "gap")
ALIKE = "≈"
NOTE = (
    f"{ALIKE} 表外事项：按文字相近对齐，请人工核对。"
    "“一致”为有规定的栏数，及其中交给最常见职能部门的份额。"
)

_COLUMNS = (
    "family",
    "measure",
    "measure_zh",
    "act",
    "likeness",
    "required",
    "assigned",
    "agreement",
    "column",
    "adcode",
    "state",
    "agency",
    "agency_zh",
    "mention",
    "role",
    "deadline",
    "document",
    "title",
    "number",
    "provision",
    "page",
    "quote",
    "inherited_from",
)


def heading(shown: Shown, column: Column) -> str:
    """A column's heading: the place, the directive with its 文号, or the baseline."""
    if column.baseline is not None:
        return f"基准：{shown.reference.norm(column.baseline).number}"
    if column.document is None:
        return column.name
    record = shown.documents[column.document].record
    return "\n".join(filter(None, (f"《{column.name}》", record.number or column.document)))


def label(shown: Shown, row: Row) -> str:
    """What a row is about; a matter outside the tables by its act, ≈ where aligned."""
    if not row.act:
        return measure_name(row.measure, shown.reference) + ("*" if row.required else "")
    return f"{ALIKE} {row.act}（{row.likeness:.2f}）" if row.likeness is not None else row.act


def agreed(row: Row) -> str:
    """How many columns have it, and the share that agree: `3 · 67%`."""
    share = "" if row.agreement is None else f" · {row.agreement:.0%}"
    return f"{row.assigned}{share}"


def said(shown: Shown, *entries: CellAgency) -> str:
    """Agencies of one role and provision: `民政局、公安局（牵头）第五条`."""
    first = entries[0]
    if not first.agency:
        return first.provision
    names = "、".join(dict.fromkeys(agency_name(e.agency, shown.reference) for e in entries))
    role = f"（{ROLES[first.role]}）" if first.role != "responsible" else " "
    source = f"〔转自{first.inherited_from}〕" if first.inherited_from else ""
    return f"{names}{role}{first.provision}{source}"


def cell_lines(shown: Shown, cell: Cell) -> list[str]:
    """The agencies of a cell, a line a role and provision; empty where nobody has the measure."""
    found = _grouped(cell, lambda entry: (entry.role, entry.document, entry.provision))
    return list(dict.fromkeys(said(shown, *entries) for entries in found))


def quoted(cell: Cell) -> list[list[CellAgency]]:
    """The entries of a cell, those of one role and the same words together."""
    return _grouped(cell, lambda e: (e.role, e.document, e.provision, e.quote))


def _grouped(cell: Cell, key: Callable[[CellAgency], tuple[str, ...]]) -> list[list[CellAgency]]:
    found: dict[tuple[str, ...], list[CellAgency]] = {}
    for entry in cell.agencies:
        found.setdefault(key(entry), []).append(entry)
    return list(found.values())


def cited(shown: Shown, entry: CellAgency) -> str:
    """Where the words of an entry stand: `《…》（文号）第五条，第2页`."""
    if entry.document not in shown.documents:
        return f"{entry.document} {entry.provision}"
    record = shown.documents[entry.document].record
    number = f"（{record.number}）" if record.number else ""
    page = f"，第{entry.page}页" if entry.page else ""
    return f"《{record.title or entry.document}》{number}{entry.provision}{page}"


def folds(shown: Shown) -> Iterator[tuple[str, list[int]]]:
    """The families in the order of their first rows: Chinese name, numbers of the rows."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(shown.comparison.rows):
        found.setdefault(row.family, []).append(number)
    for family, numbers in found.items():
        yield shown.reference.families.get(family, family), numbers


def filled(shown: Shown, numbers: list[int]) -> list[str]:
    """For each column `3/5`: how many of these rows it gives to anybody."""
    counts = [0] * len(shown.comparison.jurisdictions)
    for number in numbers:
        for column, cell in enumerate(shown.comparison.row(number)):
            counts[column] += bool(cell.agencies)
    return [f"{count}/{len(numbers)}" for count in counts]


def json(shown: Shown) -> str:
    """The comparison as one JSON object on a line (docs/commands.md, compare)."""
    return rfc8259.dumps(asdict(shown.comparison), ensure_ascii=False) + "\n"


def csv(shown: Shown) -> str:
    """One row an agency of a cell, and one for a cell without any; no cell is a formula."""
    out = io.StringIO()
    write = rfc4180.writer(out).writerow
    write(_COLUMNS)
    for number, row in enumerate(shown.comparison.rows):
        for cell in shown.comparison.row(number):
            for entry in cell.agencies or (None,):
                record = _record(shown, row, cell, entry)
                write([guarded(record.get(key)) for key in _COLUMNS])
    return "\ufeff" + out.getvalue()


def _record(shown: Shown, row: Row, cell: Cell, entry: CellAgency | None) -> dict[str, object]:
    record: dict[str, object] = {
        "family": row.family,
        "measure": row.measure,
        "measure_zh": row.act or measure_name(row.measure, shown.reference),
        "act": row.act,
        "likeness": row.likeness,
        "required": int(row.required),
        "assigned": row.assigned,
        "agreement": row.agreement,
        "column": cell.jurisdiction,
        "adcode": cell.adcode,
        "state": cell.state,
        "document": cell.document,
    }
    if entry is None:
        return record
    keys = ("agency", "mention", "role", "deadline", "document", "provision", "page", "quote")
    record |= {key: getattr(entry, key) for key in keys}
    record["inherited_from"] = entry.inherited_from
    record["agency_zh"] = agency_name(entry.agency, shown.reference)
    if source := shown.documents.get(entry.document):
        record |= {"title": source.record.title, "number": source.record.number}
    return record
