"""How many provision labels are right: our tree, and flat headings as Docling gives them.

    .venv/bin/python benchmarks/structure.py [--json]

The structure samples (tests/data/structure) and, where they are there, the real directives of
../shared. Flat: every line that looks like a heading or a numbered item opens a section named
by its own number, none lies in another. Both get the same lines. A label is right if it
stands in its place in the order of all labels; what is not right was invented, or is missing.
Then, for every set with gold, the share of the provisions that gold names that are labels.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from accuracy import SETS, find_cases  # noqa: E402

from ingest.model import Document, Line  # noqa: E402
from ingest.pipeline import read_document  # noqa: E402
from mapping.evaluate import label  # noqa: E402
from tests.gazette import print_gazette  # noqa: E402

SAMPLES = ROOT / "tests" / "data" / "structure"
REAL = ROOT.parent / "shared" / "directives"
PREFACE = "前言"
NUMBERED = re.compile(
    r"#*\s*(第\s*[零〇一二三四五六七八九十百\d]+\s*(?:[编章节節条條]|部分)"
    r"|[（(]\s*[一二三四五六七八九十百\d]+\s*[)）]|[一二三四五六七八九十百]+(?=[、.．])"
    r"|\d{1,2}(?:[.．]\d{1,2})+|\d{1,2}(?=[.．、)）\s])|[①-⑳]|[甲乙丙丁](?=、)|[a-h](?=[.)）]))"
)


@dataclass(frozen=True, slots=True)
class Score:
    """Labels wanted, and what each way of reading gives: (right, invented)."""

    name: str
    wanted: int
    ours: tuple[int, int]
    flat: tuple[int, int]


def flat_labels(lines: Sequence[Line]) -> list[str]:
    """The sections of a reading without nesting, by their own numbers."""
    texts = (line.text.strip() for line in lines if line.role == "body" and not line.cells)
    found = ["".join(match[1].split()) for text in texts if (match := NUMBERED.match(text))]
    return [number.replace("條", "条").replace("節", "节") for number in found]


def our_labels(document: Document) -> list[str]:
    """The labels of numbered blocks and of numbered rows."""
    return [
        block.label
        for block in document.blocks
        if block.number or (block.kind == "row" and block.cells[0].strip().isdigit())
    ]


def counted(wanted: Sequence[str], got: Sequence[str]) -> tuple[int, int]:
    """(labels right and in order, labels that are not)."""
    plain = [label(each) for each in wanted], [label(each) for each in got]
    blocks = SequenceMatcher(None, *plain, autojunk=False).get_matching_blocks()
    right = sum(block.size for block in blocks)
    return right, len(got) - right


def scores() -> Iterator[Score]:
    """One for each directive with labels."""
    with tempfile.TemporaryDirectory() as folder:
        for labels in sorted(SAMPLES.rglob("*.labels")):
            if path := _directive(labels, Path(folder)):
                document = read_document(path)
                wanted = labels.read_text("utf-8").split()
                ours = counted(wanted, our_labels(document))
                flat = counted(wanted, flat_labels(document.source.lines))
                yield Score(labels.stem, len(wanted), ours, flat)


def _directive(labels: Path, folder: Path) -> Path | None:
    """The directive whose labels a file holds; None for a real one that is not here."""
    columns = labels.with_suffix(".columns")
    if columns.is_file():
        printed = folder / f"{labels.stem}.pdf"
        print_gazette(columns.read_text("utf-8"), printed)
        return printed
    near, real = labels.with_suffix(".txt"), REAL / f"{labels.stem}.txt"
    return next((path for path in (near, real) if path.is_file()), None)


def gold_shares() -> dict[str, tuple[int, int]]:
    """By set: (provisions of gold that are labels of ours, provisions of gold)."""
    found: dict[str, tuple[int, int]] = {}
    for name, folders in SETS.items():
        hit = whole = 0
        for gold, directive in find_cases(*folders):
            rows = map(json.loads, gold.read_text("utf-8").splitlines())
            named = {label(row["provision"]) for row in rows if "provision" in row} - {PREFACE}
            ours = {label(block.label) for block in read_document(directive).blocks}
            hit, whole = hit + len(named & ours), whole + len(named)
        if whole:
            found[name] = hit, whole
    return found


def show(found: Sequence[Score], shares: dict[str, tuple[int, int]], console: Console) -> None:
    """Both tables."""
    table = Table("directive", "labels", "right", "invented", "flat: right", "flat: invented")
    for one in found:
        table.add_row(one.name, str(one.wanted), *map(str, (*one.ours, *one.flat)))
    table.add_section()
    sums = [sum(values) for values in zip(*((*s.ours, *s.flat) for s in found), strict=True)]
    table.add_row("all", str(sum(one.wanted for one in found)), *map(str, sums))
    console.print(table)
    gold = Table("set", "provisions in gold", "labels of ours")
    for name, (hit, whole) in shares.items():
        gold.add_row(name, str(whole), str(hit))
    console.print(gold)


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found, shares = list(scores()), gold_shares()
    if given.json:
        told = {"directives": list(map(asdict, found)), "gold": shares}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        show(found, shares, Console(width=110))


if __name__ == "__main__":
    main()
