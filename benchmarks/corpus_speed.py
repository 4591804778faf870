"""How fast a corpus is searched and written, from 1,000 assignments to a million.

    .venv/bin/python benchmarks/corpus_speed.py [--sizes 1k 10k 100k 1m] [--folder DIR] [--json]
        [--plot docs/images/corpus-growth.svg]

The corpora are those of synthetic.py, directives of 34 clauses: 30 and 300 places with
one each, 3,000 places with one and with ten each. Every search has words and a filter; the
kinds take turns. Beside each stands the bare statement of the same kind on the same
connection: FTS5 by words, the 50 best by BM25, and sqlite-vec over the signs of the vectors,
the 50 nearest, each without any filter and without reading the blocks. The ratio is of a
search's median over the sum of both. Times of searches are the processor's, so that other
programs on the machine count less. Needs 4 GB for the million.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import Connection, text

from benchmarks.growth import plot
from benchmarks.synthetic import EACH, enter, places, readings
from corpus.bigrams import all_terms
from corpus.model import Filter
from corpus.schema import Space
from corpus.store import Corpus
from corpus.vectors import load, standing
from corpus.writing import load as load_what_entering_needs
from mapping.knowledge import SHIPPED
from mapping.places import Place
from mapping.reference import Reference, load_reference

SIZES = {"1k": (30, 1), "10k": (300, 1), "100k": (3000, 1), "1m": (3000, 10)}
SEARCHES, WARM = 400, 40
BEST = 50
TARGETS = {
    "100k": {"median_ms": 10.0, "p95_ms": 40.0, "ratio": 2.0},
    "1m": {"median_ms": 60.0, "ratio": 2.0},
}
WRITTEN_A_SECOND = 5000

Kind = Callable[[random.Random, Reference, list[Place]], tuple[str, Filter]]


def _words(chance: random.Random, reference: Reference) -> str:
    return reference.measures[chance.choice(list(reference.measures))].zh


def in_county(
    chance: random.Random, reference: Reference, among: list[Place]
) -> tuple[str, Filter]:
    """A measure's name in one place."""
    return _words(chance, reference), Filter(within=chance.choice(among).adcode)


def in_province(
    chance: random.Random, reference: Reference, among: list[Place]
) -> tuple[str, Filter]:
    """A measure's name in a province and all below it, duties of one role."""
    province = chance.choice(among).adcode[:2] + "0000"
    return _words(chance, reference), Filter(within=province, below=True, role="responsible")


def by_agency(chance: random.Random, reference: Reference, _: list[Place]) -> tuple[str, Filter]:
    """A measure's name with an agency, everywhere."""
    agencies = [a.id for a in reference.agencies.values() if a.successor is None]
    return _words(chance, reference), Filter(agency=chance.choice(agencies))


def by_measure(chance: random.Random, reference: Reference, _: list[Place]) -> tuple[str, Filter]:
    """Two characters with a family of measures, everywhere."""
    measure = reference.measures[chance.choice(list(reference.measures))]
    family = [m.id for m in reference.measures.values() if m.family == measure.family]
    return measure.zh[-2:], Filter(measures=tuple(family))


KINDS: dict[str, Kind] = {
    "words in a county": in_county,
    "words and role in a province": in_province,
    "words and agency everywhere": by_agency,
    "two characters and family everywhere": by_measure,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One size. Milliseconds, but where a name says otherwise; `kinds` gives for each kind of
    search the median, that of the bare statements, and their ratio."""

    size: str
    assignments: int
    written_a_second: float
    written_a_cpu_second: float
    after_s: float
    bytes_an_assignment: float
    median_ms: float
    p95_ms: float
    ratio: float
    kinds: dict[str, tuple[float, float, float]]


def measure(size: str, folder: Path) -> Measured:
    """Make the corpus of a size in `folder`, and search it."""
    jurisdictions, directives = SIZES[size]
    made = write(folder, jurisdictions, directives)
    taken = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    searched = search(folder, jurisdictions)
    spent = [ours for pairs in searched.values() for ours, _ in pairs]
    bare = [theirs for pairs in searched.values() for _, theirs in pairs]
    return Measured(
        size=size,
        assignments=made.assignments,
        written_a_second=made.assignments / made.written,
        written_a_cpu_second=made.assignments / made.written_cpu,
        after_s=made.after,
        bytes_an_assignment=taken / made.assignments,
        median_ms=statistics.median(spent),
        p95_ms=statistics.quantiles(spent, n=20)[18],
        ratio=statistics.median(spent) / statistics.median(bare),
        kinds={kind: _kind(pairs) for kind, pairs in searched.items()},
    )


@dataclass(frozen=True, slots=True)
class Made:
    """Seconds that the transactions of one directive each took, by the clock and by the
    processor, and those of what follows: near copies found, vectors made."""

    assignments: int
    written: float
    written_cpu: float
    after: float


def write(folder: Path, jurisdictions: int, directives: int) -> Made:
    """Fill a new corpus in `folder`, one transaction a directive, then what follows."""
    with Corpus.open(folder) as corpus:
        load_what_entering_needs(SHIPPED)
        number, clock, processor = 0, 0.0, 0.0
        for reading in readings(load_reference(), jurisdictions, EACH, directives):
            start, started = time.perf_counter(), time.process_time()
            enter(corpus.database, [reading])
            clock += time.perf_counter() - start
            processor += time.process_time() - started
            number += len(reading[1].assignments)
        start = time.perf_counter()
        corpus.catch_up()
        return Made(number, clock, processor, time.perf_counter() - start)


def _kind(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ours, bare, ours / bare


def search(folder: Path, jurisdictions: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each search, by kind, and of the bare statements beside it."""
    reference, chance = load_reference(), random.Random(11)
    among = places(reference, jurisdictions)
    spent: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    with Corpus.open(folder) as corpus, corpus.database.reading() as connection:
        held = standing(connection)
        model = load(connection, held, None)
        assert held and model, "this Python has no vector search"
        for number in range(SEARCHES + WARM):
            kind = list(KINDS)[number % len(KINDS)]
            words, wanted = KINDS[kind](chance, reference, among)
            start = time.process_time()
            corpus.search(words, wanted)
            ours = time.process_time() - start
            vector = model.encode([words])[0].tobytes()
            pair = (ours * 1000, bare(connection, held.space, vector, words) * 1000)
            if number >= WARM:
                spent[kind].append(pair)
    return spent


_FTS = text(
    "SELECT rowid FROM block_text WHERE block_text MATCH :match ORDER BY bm25(block_text) LIMIT :k"
)
_NEAR = """SELECT rowid FROM {index}
    WHERE embedding MATCH vec_quantize_binary(:vector) AND k = :k"""


def bare(connection: Connection, space: Space, vector: bytes, words: str) -> float:
    """Seconds of the bare statements, by the words and by their vector."""
    near = text(_NEAR.format(index=space.index.name))
    start = time.process_time()
    connection.execute(_FTS, {"match": all_terms(words), "k": BEST}).all()
    connection.execute(near, {"vector": vector, "k": BEST}).all()
    return time.process_time() - start


def missed(found: Measured) -> list[str]:
    """The figures that do not meet their target."""
    told = [
        f"{found.size} {name}: {getattr(found, name):.1f}, wanted at most {most:g}"
        for name, most in TARGETS.get(found.size, {}).items()
        if getattr(found, name) > most
    ]
    if found.written_a_second < WRITTEN_A_SECOND:
        wanted = f"wanted at least {WRITTEN_A_SECOND}"
        told.append(f"{found.size} written a second: {found.written_a_second:.0f}, {wanted}")
    return told


def tell(found: Measured) -> None:
    """One size for a person."""
    print(
        f"{found.size:>5}  {found.assignments:>9,} assignments  "
        f"search median {found.median_ms:.1f} ms, p95 {found.p95_ms:.1f} ms, "
        f"{found.ratio:.1f} of bare  written {found.written_a_second:,.0f}/s "
        f"({found.written_a_cpu_second:,.0f} a processor second)  "
        f"then {found.after_s:.0f} s  {found.bytes_an_assignment:,.0f} bytes each"
    )
    for kind, (ours, theirs, ratio) in found.kinds.items():
        print(f"       {kind:38} {ours:8.1f} ms   bare {theirs:8.1f} ms   {ratio:.1f}")


def main() -> int:
    """The command line; status 1 where a figure is not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--folder", type=Path, help="where the corpora are made, and left")
    parser.add_argument("--plot", type=Path, help="an SVG of the growth")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = []
    for size in given.sizes:
        folder = (given.folder or Path(tempfile.mkdtemp())) / size
        try:
            found.append(measure(size, folder))
        finally:
            if given.folder is None:
                shutil.rmtree(folder.parent)
        if given.json:
            print(json.dumps(asdict(found[-1])), flush=True)
        else:
            tell(found[-1])
    if given.plot:
        given.plot.write_text(plot({one.assignments: asdict(one) for one in found}), "utf-8")
    faults = [fault for one in found for fault in missed(one)]
    print("\n".join(["not met:", *faults] if faults else ["all met"]), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
