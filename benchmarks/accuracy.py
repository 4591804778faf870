"""How well assignments and letterheads agree with gold, file by file and part by part.

    .venv/bin/python benchmarks/accuracy.py [--gold DIR --directives DIR] [--json]
                                            [--write FILE] [--against FILE] [--field NAME]

Without --gold: tests/data/unseen, unseen2, unseen3, unseen4 and ../shared, each where it is there.
`--field` reads by the measures of another policy field (tests/data/flood: flood-control).
`--write` keeps what is assigned now; `--against` such a file shows, assignment by assignment,
what has been gained and lost since. A set that is to stay unseen is measured with --gold, once.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ingest.pipeline import read_document
from mapping.evaluate import Figures, Reading, evaluate, label, parse_reading
from mapping.evaluate import reading_of as our_reading
from mapping.fields import DEFAULT_FIELD
from mapping.knowledge import Knowledge
from mapping.model import Mapping
from mapping.pipeline import map_document
from mapping.reference import load_reference

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "tests" / "data"
SETS = {
    "unseen": (DATA / "unseen", DATA / "unseen"),
    "unseen2": (DATA / "unseen2", DATA / "unseen2"),
    "unseen3": (DATA / "unseen3", DATA / "unseen3"),
    "unseen4": (DATA / "unseen4", DATA / "unseen4"),
    "unseen5": (DATA / "unseen5", DATA / "unseen5"),
    "unseen6": (DATA / "unseen6", DATA / "unseen6"),
    "shared": (SHARED / "gold", SHARED / "directives"),
}
PAGE_NUMBER = re.compile(r"^\s*[-—–]+\s*\d+\s*[-—–]+\s*$", re.MULTILINE)
COLUMNS = (
    "file",
    "gold",
    "ours",
    "P",
    "R",
    "F1",
    "duties",
    "role",
    "modality",
    "deadline",
    "quotes",
    "fields",
    "members",
    "cites",
)
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One directive with its gold, as read by people and by us; `text` is its source squeezed.

    `deadlines` holds by triple the period that gold names, and ours in the same form.
    """

    set: str
    name: str
    gold: Reading
    ours: Reading
    deadlines: dict[Triple, str]
    our_deadlines: dict[Triple, str]
    text: str


def find_cases(gold: Path, directives: Path) -> list[tuple[Path, Path]]:
    """(gold file, directive) of each gold file whose directive is there, by stem."""
    pairs = ((path, directives / f"{path.stem}.txt") for path in sorted(gold.glob("*.jsonl")))
    return [(path, directive) for path, directive in pairs if directive.is_file()]


def map_file(path: Path, name: str, field: str = DEFAULT_FIELD) -> Mapping:
    """What is assigned in one file, by the measures of a policy field."""
    return map_document(
        read_document(path), load_reference(), document_id=name, knowledge=Knowledge(field)
    )


def load_case(name: str, gold: Path, directive: Path, field: str = DEFAULT_FIELD) -> Case:
    """Read gold, read and map its directive."""
    lines = gold.read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, filter(None, lines)) if "measure" in row]
    mapped = map_file(directive, gold.stem, field)
    return Case(
        set=name,
        name=gold.stem,
        gold=parse_reading(lines),
        ours=our_reading(mapped.record, mapped.assignments),
        deadlines={
            (label(row["provision"]), row["agency"], row["measure"]): row.get("deadline") or ""
            for row in rows
        },
        our_deadlines={
            (label(a.provision), a.agency, a.measure): a.deadline or "" for a in mapped.assignments
        },
        text=squeeze(directive.read_text("utf-8")),
    )


def squeeze(text: str) -> str:
    """`text` as quotes are compared: without blanks and page numbers."""
    return re.sub(r"\s+", "", PAGE_NUMBER.sub("", unicodedata.normalize("NFKC", text)))


def row_of(name: str, cases: Sequence[Case]) -> tuple[str, ...]:
    """One line of the table over some cases."""
    found = evaluate([(case.gold, case.ours) for case in cases])
    shares = (found.role, found.modality, deadline_share(cases), quote_share(cases))
    whole = found.assignments
    return (
        name,
        str(whole.gold),
        str(whole.export),
        *map(_three, (whole.precision, whole.recall, whole.f1, found.duties.f1)),
        *map(_three, shares),
        *map(_three, (found.document_fields, found.members.f1, found.cites.f1)),
    )


def deadline_share(cases: Iterable[Case]) -> float | None:
    """Of matched triples where either side names a period: the share with the same one."""
    both = [
        (squeeze(case.deadlines[key]), squeeze(case.our_deadlines[key]))
        for case in cases
        for key in case.deadlines.keys() & case.our_deadlines.keys()
    ]
    named = [gold == ours for gold, ours in both if gold or ours]
    return sum(named) / len(named) if named else None


def quote_share(cases: Iterable[Case]) -> float | None:
    """The share of our quotes that stand word for word in the source."""
    found = [squeeze(duty.quote) in case.text for case in cases for duty in case.ours.duties]
    return sum(found) / len(found) if found else None


def components(cases: Sequence[Case]) -> dict[str, Figures]:
    """How well each part does by itself: precision, recall, F1 over what it decides."""
    pairs = [(_keys(case.gold), _keys(case.ours)) for case in cases]
    shared = [({k[:2] for k in gold} & {k[:2] for k in ours}) for gold, ours in pairs]
    return {
        "provision (it holds a duty)": _over(pairs, lambda key: key[:1]),
        "agency (provision, agency)": _over(pairs, lambda key: key[:2]),
        "measure (provision, measure)": _over(pairs, lambda key: key[::2]),
        "agency and measure, any provision": _over(pairs, lambda key: key[1:]),
        "measure, given provision and agency": _sum(
            ({k for k in gold if k[:2] in both}, {k for k in ours if k[:2] in both})
            for (gold, ours), both in zip(pairs, shared, strict=True)
        ),
    }


def _over(pairs: Sequence[tuple[set[Triple], set[Triple]]], part: Any) -> Figures:
    return _sum(({part(k) for k in gold}, {part(k) for k in ours}) for gold, ours in pairs)


def _sum(sides: Iterable[tuple[set[Any], set[Any]]]) -> Figures:
    hit = gold = ours = 0
    for want, got in sides:
        hit, gold, ours = hit + len(want & got), gold + len(want), ours + len(got)
    precision, recall = hit / max(ours, 1), hit / max(gold, 1)
    return Figures(precision, recall, 2 * hit / max(gold + ours, 1), gold, ours)


def _keys(reading: Reading) -> set[Triple]:
    return {duty.key for duty in reading.duties}


def kept(cases: Iterable[Case]) -> Iterator[dict[str, Any]]:
    """What `--write` keeps: every triple of ours or of gold, and which sides have it."""
    for case in cases:
        gold, ours = _quotes(case.gold), _quotes(case.ours)
        for key in sorted(gold.keys() | ours.keys()):
            yield {
                "document": case.name,
                "triple": key,
                "gold": key in gold,
                "ours": key in ours,
                "quote": gold.get(key) or ours[key],
            }


def _quotes(reading: Reading) -> dict[Triple, str]:
    return {duty.key: duty.quote for duty in reading.duties}


def changes(before: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One line for each assignment that came or went, good changes marked +, bad ones -."""
    had = {(row["document"], *row["triple"]): row for row in before}
    have = {(row["document"], *row["triple"]): row for row in now}
    documents = {key[0] for key in had} & {key[0] for key in have}
    for key in sorted(had.keys() | have.keys()):
        was = key in had and had[key]["ours"]
        there = key in have and have[key]["ours"]
        if was == there or key[0] not in documents:
            continue
        row = have.get(key) or had[key]
        mark = "+" if row["gold"] == there else "-"
        kind = "gold" if row["gold"] else "not in gold"
        yield f"{mark} {'found' if there else 'gone':5} {kind:11} {' '.join(key)}  {row['quote']}"


def measured(given: argparse.Namespace) -> list[Case]:
    """All cases of the sets asked for."""
    sets = {given.gold.name: (given.gold, given.directives or given.gold)} if given.gold else SETS
    return [
        load_case(name, *pair, given.field)
        for name, folders in sets.items()
        for pair in find_cases(*folders)
    ]


def figures_json(cases: Sequence[Case]) -> dict[str, Any]:
    """The figures of each set as JSON values."""
    groups = {name: [c for c in cases if c.set == name] for name in _sets(cases)}
    return {
        name: {
            "total": _named(group),
            "files": {case.name: _named([case]) for case in group},
            "components": {part: asdict(found) for part, found in components(group).items()},
        }
        for name, group in groups.items()
    }


def _named(cases: Sequence[Case]) -> dict[str, float | None]:
    """The figures of a line of the table by the names of its columns."""
    cells = zip(COLUMNS[1:], row_of("", cases)[1:], strict=True)
    return {name: None if cell == "-" else float(cell) for name, cell in cells}


def show(cases: Sequence[Case], console: Console) -> None:
    """One table a set, and one of the parts."""
    for name in _sets(cases):
        group = [case for case in cases if case.set == name]
        table = Table(*COLUMNS, title=f"{name}: {len(group)} directives")
        for case in group:
            table.add_row(*row_of(case.name, [case]))
        table.add_section()
        table.add_row(*row_of("total", group))
        parts = Table("part", "gold", "ours", "P", "R", "F1", title=f"{name}: part by part")
        for part, found in components(group).items():
            shares = map(_three, (found.precision, found.recall, found.f1))
            parts.add_row(part, str(found.gold), str(found.export), *shares)
        console.print(table, parts)


def _sets(cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(case.set for case in cases))


def _three(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="gold files, one a directive")
    parser.add_argument("--directives", type=Path, metavar="DIR", help="their texts (else as gold)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep what is assigned now")
    parser.add_argument("--against", type=Path, metavar="FILE", help="what changed since FILE")
    parser.add_argument("--field", default=DEFAULT_FIELD, metavar="NAME", help="policy field")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    cases = measured(given)
    if not cases:
        raise SystemExit("no gold file here has its directive: give --gold DIR --directives DIR")
    if given.json:
        print(json.dumps(figures_json(cases), ensure_ascii=False, indent=1))
    else:
        show(cases, Console(width=150))
    now = list(kept(cases))
    if given.against:
        before = map(json.loads, given.against.read_text("utf-8").splitlines())
        print("\n".join(changes(before, now)) or "no assignment came or went")
    if given.write:
        lines = (json.dumps(row, ensure_ascii=False) for row in now)
        given.write.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
