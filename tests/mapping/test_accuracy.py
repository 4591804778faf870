"""How well the mapping agrees with gold.

The directives under tests/data/unseen* are invented, and were written apart from the rules.
F1 over (provision, agency, measure) at their first run, before anybody had read their misses:
unseen 0.615, unseen2 0.657, unseen3 0.743 (its first six directives, commit f6be316) and 0.826
(the other six, after one more round of tuning on the first six), unseen4 0.836
(f9db1bb). Those figures say how far the rules carry; the bounds here only hold what has been
reached since. docs/accuracy.md has more.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

import pytest

from ingest.pipeline import read_document
from mapping.evaluate import Evaluation, Reading, evaluate, parse_reading, reading_of
from mapping.pipeline import map_document
from tests.written import reference

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared"
# A little under what is reached: (set, assignments in gold, F1 over triples, over duties)
SETS = [
    ("unseen", 370, 0.97, 0.98),
    ("unseen2", 537, 0.91, 0.955),
    ("unseen3", 1003, 0.895, 0.975),
    ("unseen4", 564, 0.915, 0.945),
]
# (set, share of fields, F1 over members, over cites)
# Those who annotated these two write an organ above a title into it; two hands of later sets in
# three do not, and the product follows them.
RECORDS = [
    ("unseen", 0.97, 0.98, 0.98),
    ("unseen2", 0.92, 0.93, 0.98),
    ("unseen3", 0.97, 0.82, 0.98),
    ("unseen4", 0.97, 0.96, 0.98),
]
REAL = ["baisha-2018", "jiaozuo-2017", "wuzhi-2020"]
FURNITURE = re.compile(r"^\s*[-—–]+\s*\d+\s*[-—–]+\s*$", re.MULTILINE)


def pair(gold: Path, source: Path) -> tuple[Reading, Reading]:
    """The gold of a directive, and what the product reads in it."""
    mapping = map_document(read_document(source), reference(), document_id=gold.stem)
    wanted = parse_reading(gold.read_text("utf-8").splitlines())
    return wanted, reading_of(mapping.record, mapping.assignments)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", FURNITURE.sub("", text)))


def verbatim(reading: Reading, source: Path) -> float:
    """The share of quotes found word for word in the source."""
    text = squeeze(source.read_text("utf-8"))
    found = [squeeze(duty.quote) in text for duty in reading.duties]
    return sum(found) / len(found)


@functools.cache
def result(name: str) -> tuple[Evaluation, float]:
    """A set under tests/data held against its gold, and the share of its quotes found."""
    gold = sorted((DATA / name).glob("*.jsonl"))
    pairs = [pair(path, path.with_suffix(".txt")) for path in gold]
    quotes = [
        verbatim(found, path.with_suffix(".txt"))
        for path, (_, found) in zip(gold, pairs, strict=True)
    ]
    return evaluate(pairs), min(quotes)


@pytest.mark.parametrize(("name", "gold", "triples", "duties"), SETS)
def test_triples_and_duties(name: str, gold: int, triples: float, duties: float) -> None:
    found, _ = result(name)
    misses = "\n".join(map(str, [*found.missed, *found.invented]))
    assert found.assignments.gold >= gold
    assert found.assignments.f1 >= triples, misses
    assert found.duties.f1 >= duties, misses


@pytest.mark.parametrize("name", [row[0] for row in SETS])
def test_roles_modalities_and_quotes(name: str) -> None:
    found, quotes = result(name)
    assert found.role >= 0.98
    assert found.modality >= 0.97
    assert quotes == 1.0


@pytest.mark.parametrize(("name", "fields", "members", "cites"), RECORDS)
def test_records(name: str, fields: float, members: float, cites: float) -> None:
    found, _ = result(name)
    assert found.document_fields >= fields, found.field_misses
    assert found.members.f1 >= members
    assert found.cites.f1 >= cites


@pytest.mark.parametrize("name", REAL)
def test_real(name: str) -> None:
    source, gold = SHARED / "directives" / f"{name}.txt", SHARED / "gold" / f"{name}.jsonl"
    if not (source.is_file() and gold.is_file()):
        pytest.skip(f"../shared has no {name}: nothing to compare with")
    wanted, found = pair(gold, source)
    result = evaluate([(wanted, found)])
    assert result.assignments.f1 >= 0.95, [*result.missed, *result.invented]
    assert result.duties.f1 >= 0.97
    assert min(result.role, result.modality) >= 0.98
    assert verbatim(found, source) == 1.0
