"""What a scan loses of a directive's assignments: F1 of the scan over F1 of the text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy import SETS, find_cases
from benchmarks.scan_levels import without_page_numbers
from ingest.model import Document
from ingest.ocr.choose import EngineName
from ingest.pipeline import read_document
from mapping.evaluate import evaluate, parse_reading, reading_of
from mapping.pipeline import map_document
from mapping.reference import load_reference
from tests.scans import LEVELS, render_scan

DIRECTIVES = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """One engine's reading of one worn scan, F1 over (provision, agency, measure)."""

    engine: EngineName
    directive: str
    pages: int
    f1: float
    text_f1: float


def gold_cases() -> list[tuple[Path, Path]]:
    """The longest directives with gold: of ../shared where it is there, else unseen ones."""
    pairs = find_cases(*SETS["shared"]) or find_cases(*SETS["unseen"])
    return sorted(pairs, key=lambda pair: -pair[1].stat().st_size)[:DIRECTIVES]


def kept_of(engines: Sequence[EngineName], folder: Path) -> list[Kept]:
    """Every directive printed worn at 200 dpi and read with every engine."""
    found = []
    for gold, text in gold_cases():
        pdf = folder / f"{text.stem}.pdf"
        pages = render_scan(without_page_numbers(text.read_text("utf-8")), pdf, LEVELS["worn"])
        whole = f1_of(gold, read_document(text))
        for engine in engines:
            f1 = f1_of(gold, read_document(pdf, ocr=engine))
            found.append(Kept(engine, text.stem, pages, f1, whole))
    return found


def f1_of(gold: Path, document: Document) -> float:
    """F1 of a reading against its gold."""
    mapped = map_document(document, load_reference(), document_id=gold.stem)
    wanted = parse_reading(gold.read_text("utf-8").splitlines())
    return evaluate([(wanted, reading_of(mapped.record, mapped.assignments))]).assignments.f1
