"""A corpus of invented directives, as large as wanted, written straight into the store.

    .venv/bin/python benchmarks/synthetic.py FOLDER [--jurisdictions 3000] [--each 34]

Each of the first N counties and cities of GB/T 2260 gets one directive, or as many as are
asked for, whose clauses each give one measure of the reference tables to one agency: the
measure's usual one in most places, another in some, so that there is something to find.
The same call makes the same corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path

from corpus import schema, writing
from corpus.connection import Database, connect
from corpus.store import Corpus
from ingest.model import Block, Document, Letterhead, Line, Page, Piece, Source
from mapping.fields import DEFAULT_FIELD, field_folder
from mapping.model import Assignment, Mapping, Record
from mapping.places import Place
from mapping.reference import Reference, load_reference

JURISDICTIONS, EACH = 3000, 34
_ELSEWISE = 0.15
_A_TRANSACTION = 200
_TAILS = (
    "，并在收到通知后{n}日内书面回复办理结果",
    "，有关情况每季度通报一次",
    "，不得收取费用",
    "，并指定专人负责联络",
    "",
)


def make(
    folder: Path, jurisdictions: int = JURISDICTIONS, each: int = EACH, *, vectors: bool = True
) -> int:
    """Fill a new corpus in `folder`, vectors too if wanted; gives the number of assignments."""
    database = connect(_file(folder))
    with database.writing() as connection:
        schema.create(connection)
    made = readings(load_reference(), jurisdictions, each)
    number = 0
    while some := list(islice(made, _A_TRANSACTION)):
        number += sum(len(mapping.assignments) for _, mapping in some)
        enter(database, some)
    database.engine.dispose()
    if vectors:
        with Corpus.open(folder) as corpus:
            corpus.catch_up()
    return number


def enter(database: Database, some: Iterable[tuple[Document, Mapping]]) -> None:
    """Enter readings in one transaction."""
    with database.writing() as connection:
        for document, mapping in some:
            writing.enter(connection, document, mapping, "in-force", by="benchmark")


def places(reference: Reference, jurisdictions: int) -> list[Place]:
    """The places that have a directive, in order of their codes."""
    real = [p for p in reference.divisions.by_code.values() if p.level != "province"]
    return [p for p in real if not p.adcode.startswith("99")][:jurisdictions]


def _file(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "corpus.sqlite"


def readings(
    reference: Reference, jurisdictions: int, each: int, directives: int = 1
) -> Iterator[tuple[Document, Mapping]]:
    """The readings of the first places, one directive each or so many."""
    chance = random.Random(7)
    agencies = [a for a in reference.agencies.values() if a.successor is None]
    every = _measures()
    usual = {m: chance.choice(agencies).id for m in every}
    everywhere = places(reference, jurisdictions)
    for serial, place in product(range(directives), everywhere):
        measures = chance.sample(every, each)
        duties = [
            (m, chance.choice(agencies).id if chance.random() < _ELSEWISE else usual[m])
            for m in sorted(measures)
        ]
        yield _reading(place, serial, duties, reference, chance)


def _measures() -> list[str]:
    """The measures of one policy field, as a directive has them."""
    table = field_folder(DEFAULT_FIELD) / "measures.tsv"
    return [line.partition("\t")[0] for line in table.read_text("utf-8").splitlines()[1:]]


def _reading(
    place: Place,
    serial: int,
    duties: list[tuple[str, str]],
    reference: Reference,
    chance: random.Random,
) -> tuple[Document, Mapping]:
    clauses = [
        _clause(number, measure, (agency, place.name), reference, chance)
        for number, (measure, agency) in enumerate(duties, start=1)
    ]
    text = "\n".join(clause for clause, _ in clauses)
    sha256 = hashlib.sha256(f"{place.adcode}{text}".encode()).hexdigest()
    source = Source("text", (Page(1),), tuple(Line(c, 1, None) for c, _ in clauses))
    blocks = tuple(_block(n, clause) for n, (clause, _) in enumerate(clauses))
    name = f"{place.adcode}-{serial}.txt"
    document = Document(name, sha256, source, blocks, Letterhead())
    return document, Mapping(_record(place, serial, chance), tuple(a for _, a in clauses))


def _clause(
    number: int,
    measure: str,
    of: tuple[str, str],
    reference: Reference,
    chance: random.Random,
) -> tuple[str, Assignment]:
    """A clause as printed, and the assignment that it makes; `of` are agency and place."""
    agency, place = of
    mention = f"{place}{reference.agencies[agency].zh}"
    days = chance.randint(2, 15)
    tail = chance.choice(_TAILS).format(n=days)
    quote = f"{mention}应当协助人民法院{reference.measures[measure].zh}{tail}"
    label = f"第{number}条"
    given = Assignment(
        provision=label,
        agency=agency,
        mention=mention,
        role="responsible",
        modality="must",
        measure=measure,
        quote=quote,
        deadline=f"{days}日内" if "日内" in tail else None,
        block=f"b{number - 1}",
        start=len(label) + 1,
        end=len(label) + 1 + len(quote),
        page=1,
        boxes=(),
        rule="synthetic",
        confidence=0.9,
    )
    return f"{label} {quote}。", given


def _block(place: int, clause: str) -> Block:
    label, _, words = clause.partition(" ")
    offsets = (*range(len(label)), *range(len(label) + 1, len(clause) + 1))
    pieces = (Piece(0, len(clause), place, 0),)
    return Block(
        f"b{place}", None, "provision", 1, label, label, clause, label + words, offsets, pieces
    )


def _record(place: Place, serial: int, chance: random.Random) -> Record:
    year = chance.randint(2014, 2023)
    return Record(
        document=f"s{place.adcode}-{serial or year}",
        title=f"{place.name}协助人民法院执行工作办法（虚构）",
        number=f"虚政办发〔{year}〕{100 * serial + chance.randint(1, 90)}号",
        issuer=f"{place.name}人民政府办公室",
        jurisdiction=place.name,
        adcode=place.adcode,
        level="county" if place.level == "county" else "prefecture",
        issued=f"{year}-06-01",
        forwarded_by=None,
        cites=(),
        members=(),
    )


def main() -> None:
    """The command line of this generator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jurisdictions", type=int, default=JURISDICTIONS)
    parser.add_argument("--each", type=int, default=EACH, help="assignments a directive")
    given = parser.parse_args()
    start = time.perf_counter()
    number = make(given.folder, given.jurisdictions, given.each)
    print(f"{number} assignments in {time.perf_counter() - start:.0f} s: {given.folder}")


if __name__ == "__main__":
    main()
