"""How well layouts are read, apart from the words in them.

    .venv/bin/python benchmarks/forms.py [--misses]

tests/data/forms holds 380 short directives of as many layouts (lists, tables, lines of who is
responsible, sentence frames, kinds of document, pages as they are printed) in the words of one
small vocabulary that the rules know; see tests/forms.py.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.forms import Duty, Form, forms, found_in

Read = tuple[Form, frozenset[Duty]]


def triples(duties: frozenset[Duty]) -> set[Duty]:
    """(provision, agency, measure) of each."""
    return {(provision, agency, measure) for provision, agency, _, _, measure in duties}


def f1(read: Sequence[Read]) -> float:
    """F1 over (provision, agency, measure)."""
    pairs = [(triples(form.gold), triples(found)) for form, found in read]
    both = sum(len(gold & found) for gold, found in pairs)
    return 2 * both / sum(len(gold) + len(found) for gold, found in pairs)


def main() -> None:
    """Print F1 for each theme, and with `--misses` what was read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--misses", action="store_true", help="what was read otherwise")
    misses = parser.parse_args().misses
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        read = [(form, found_in(form, Path(folder))) for form in forms()]
    table = Table("theme", "forms", "assignments", "F1", "without a mistake")
    for theme, group in itertools.groupby(read, key=lambda item: item[0].theme):
        table.add_row(theme, *row(list(group)))
    table.add_row("all", *row(read))
    console.print(table)
    for form, found in read if misses else ():
        for mark, duties in (("-", form.gold - found), ("+", found - form.gold)):
            for duty in sorted(duties):
                console.print(f"{mark} {form.path} {' '.join(duty)}", highlight=False)


def row(read: Sequence[Read]) -> list[str]:
    """The figures of some forms."""
    whole = sum(form.gold == found for form, found in read)
    duties = sum(len(form.gold) for form, _ in read)
    return [str(len(read)), str(duties), f"{f1(read):.3f}", str(whole)]


if __name__ == "__main__":
    main()
