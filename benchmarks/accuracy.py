"""How well assignments and letterheads agree with gold, file by file and part by part.

    .venv/bin/python benchmarks/accuracy.py [--gold DIR --directives DIR] [--json]
                                            [--write FILE] [--against FILE] [--field NAME]
                                            [--reliability]

Without --gold: every set under tests/data and ../shared, each where it is there.
`--field` reads by the measures of another policy field (tests/data/flood: flood-control).
Figures are by set and file, by style of directive, and part by part; then, assignment by
assignment, what has been gained and lost since the last released result (released.jsonl.gz,
or the file that `--against` names; `--write` keeps such a file). `--reliability` tells instead
how far the likelihoods hold. A set that is to stay unseen is measured with --gold, once.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.changes import Key, changes, counted, read, write
from benchmarks.confidence import KINDS, first_runs, held
from benchmarks.reliability import Reliability, bins_table, reliability, whole_table
from benchmarks.styles import STYLES, style_of
from ingest.pipeline import read_document
from mapping.evaluate import Figures, Reading, evaluate, label, parse_reading
from mapping.evaluate import reading_of as our_reading
from mapping.fields import DEFAULT_FIELD
from mapping.knowledge import Knowledge
from mapping.pipeline import map_document
from mapping.reference import load_reference

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "tests" / "data"
RELEASED = ROOT / "benchmarks" / "released.jsonl.gz"
# Invented directives with gold, in the order in which they were written.
INVENTED = ("unseen", *(f"unseen{number}" for number in range(2, 81)))
SETS = {name: (DATA / name, DATA / name) for name in INVENTED} | {
    "shared": (SHARED / "gold", SHARED / "directives")
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

    `deadlines` holds by triple the period that gold names, and ours in the same form;
    `likely` our confidence.
    """

    set: str
    name: str
    style: str
    gold: Reading
    ours: Reading
    deadlines: dict[Triple, str]
    our_deadlines: dict[Triple, str]
    likely: dict[Triple, float]
    text: str


def find_cases(gold: Path, directives: Path) -> list[tuple[Path, Path]]:
    """(gold file, directive) of each gold file whose directive is there, by stem."""
    pairs = ((path, directives / f"{path.stem}.txt") for path in sorted(gold.glob("*.jsonl")))
    return [(path, directive) for path, directive in pairs if directive.is_file()]


def load_case(name: str, gold: Path, directive: Path, field: str = DEFAULT_FIELD) -> Case:
    """Read gold, read and map its directive by the measures of a policy field."""
    lines = gold.read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, filter(None, lines)) if "measure" in row]
    document = read_document(directive)
    knowledge = Knowledge(field)
    mapped = map_document(document, load_reference(), document_id=gold.stem, knowledge=knowledge)
    return Case(
        set=name,
        name=gold.stem,
        style=style_of(document.blocks),
        gold=parse_reading(lines),
        ours=our_reading(mapped.record, mapped.assignments),
        deadlines={
            (label(row["provision"]), row["agency"], row["measure"]): row.get("deadline") or ""
            for row in rows
        },
        our_deadlines={
            (label(a.provision), a.agency, a.measure): a.deadline or "" for a in mapped.assignments
        },
        likely={
            (label(a.provision), a.agency, a.measure): a.confidence for a in mapped.assignments
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
        "role, of matched": _sum(_told(case, "role") for case in cases),
        "modality, of matched": _sum(_told(case, "modality") for case in cases),
        "deadline, of matched": _sum(_periods(case) for case in cases),
    }


def _told(case: Case, field: str) -> tuple[set[Any], set[Any]]:
    """What gold and we say in a field of the triples that both have."""
    gold, ours = ({d.key: getattr(d, field) for d in r.duties} for r in (case.gold, case.ours))
    both = gold.keys() & ours.keys()
    return {(key, gold[key]) for key in both}, {(key, ours[key]) for key in both}


def _periods(case: Case) -> tuple[set[Any], set[Any]]:
    """The periods that gold and we name of the triples that both have."""
    gold, ours = case.deadlines, case.our_deadlines
    both = gold.keys() & ours.keys()
    return (
        {(key, squeeze(gold[key])) for key in both if gold[key]},
        {(key, squeeze(ours[key])) for key in both if ours[key]},
    )


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


def sides(cases: Iterable[Case]) -> dict[Key, tuple[bool, bool]]:
    """Every triple of ours or of gold, and which of (gold, ours) has it."""
    found: dict[Key, tuple[bool, bool]] = {}
    for case in cases:
        gold, ours = _keys(case.gold), _keys(case.ours)
        for key in gold | ours:
            found[case.set, case.name, *key] = key in gold, key in ours
    return found


def quotes(cases: Iterable[Case]) -> dict[Key, str]:
    """The words behind each triple, gold's where both have it."""
    return {
        (case.set, case.name, *duty.key): duty.quote
        for case in cases
        for duty in (*case.ours.duties, *case.gold.duties)
    }


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
    by_style = {style: [c for c in cases if c.style == style] for style in STYLES}
    styles = {style: _named(group) for style, group in by_style.items() if group}
    sets = {
        name: {
            "total": _named(group),
            "files": {case.name: _named([case]) for case in group},
            "components": {part: asdict(found) for part, found in components(group).items()},
        }
        for name, group in groups.items()
    }
    return {**sets, "styles": styles}


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
        console.print(table, _parts(name, group))
    styles = Table(*COLUMNS, title="by style of directive, all sets")
    for style in STYLES:
        if group := [case for case in cases if case.style == style]:
            styles.add_row(*row_of(f"{style} ({len(group)})", group))
    console.print(styles, _parts("all sets", cases))


def _parts(name: str, cases: Sequence[Case]) -> Table:
    """One line a part."""
    table = Table("part", "gold", "ours", "P", "R", "F1", title=f"{name}: part by part")
    for part, found in components(cases).items():
        shares = map(_three, (found.precision, found.recall, found.f1))
        table.add_row(part, str(found.gold), str(found.export), *shares)
    return table


def show_reliability(cases: Sequence[Case], console: Console) -> None:
    """How far likelihoods hold: on first runs, of directives left out of the fit; and today,
    on sets that the rules have been fitted to."""
    runs = first_runs()
    held_out, sets_out = held(runs), held(runs, by="set")
    whole = {f"first runs, {kind}, without its directive": held_out[kind] for kind in KINDS}
    whole |= {f"first runs, {kind}, without its set": sets_out[kind] for kind in KINDS}
    whole |= {f"  {name}": found for name, found in sets_out.items() if name not in KINDS}
    for name in _sets(cases):
        whole[f"{name} today"] = _today([c for c in cases if c.set == name])
    bins = [
        bins_table(held_out[kind], f"first runs, {kind}, without its directive, by likelihood")
        for kind in KINDS
    ]
    console.print(*bins, whole_table(whole, "how far likelihoods hold"))


def _today(cases: Sequence[Case]) -> Reliability:
    """How the likelihoods of today's mapping hold of some cases."""
    pairs = [(p, key in _keys(case.gold)) for case in cases for key, p in case.likely.items()]
    likely, right = [p for p, _ in pairs], [int(hit) for _, hit in pairs]
    return reliability(likely, right, [1] * len(pairs))


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
    parser.add_argument(
        "--against", type=Path, metavar="FILE", default=RELEASED, help="what changed since FILE"
    )
    parser.add_argument("--reliability", action="store_true", help="how far likelihoods hold")
    parser.add_argument("--field", default=DEFAULT_FIELD, metavar="NAME", help="policy field")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    cases = measured(given)
    if not cases:
        raise SystemExit("no gold file here has its directive: give --gold DIR --directives DIR")
    console = Console(width=160)
    if given.reliability:
        show_reliability(cases, console)
        return
    if given.json:
        print(json.dumps(figures_json(cases), ensure_ascii=False, indent=1))
    else:
        show(cases, console)
        lines = list(changes(read(given.against), sides(cases), quotes(cases)))
        print("\n".join([f"since {given.against.name}: {counted(lines)}", *lines]))
    if given.write:
        write(given.write, sides(cases))


if __name__ == "__main__":
    main()
