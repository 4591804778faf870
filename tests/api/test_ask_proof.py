"""Every answer's quote stands in its source, and its page shows it: over all test questions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.answer import AgencyAnswer
from api.ask import ask
from corpus.importer import import_paths
from corpus.store import Corpus
from ingest.model import Box
from mapping.reference import load_reference

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
SHARED = ROOT.parent / "shared"
QUESTIONS = (
    ROOT / "tests" / "data" / "questions.jsonl",
    SHARED / "gold" / "questions.jsonl",
)
FURNITURE = re.compile(r"^\s*—\s*\d+\s*—\s*$", re.MULTILINE)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", FURNITURE.sub("", text)))


def proofs(corpus: Corpus) -> Iterator[AgencyAnswer]:
    """All answers to all questions that are here."""
    reference = load_reference()
    for path in QUESTIONS:
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            yield from ask(row["question"], corpus, reference, place=row["jurisdiction"]).answers


def check(corpus: Corpus, answer: AgencyAnswer) -> None:
    original = corpus.original(answer.document)
    stored = corpus.document(answer.document)
    assert stored is not None
    if stored.format == "text":
        assert squeeze(answer.quote) in squeeze(original.read_text("utf-8"))
    lines = [line for line in corpus.lines(answer.document) if line.role == "body"]
    assert squeeze(answer.quote) in squeeze("".join(line.text for line in lines))
    if answer.boxes:
        shown = [line for line in lines if line.box and meets(line.box, answer.boxes)]
        assert squeeze(answer.quote) in squeeze("".join(line.text for line in shown))
        assert answer.page == answer.boxes[0].page
    blocks = [block for block in corpus.blocks(answer.document) if block.label == answer.provision]
    assert any(answer.quote in block.orig for block in blocks)


def meets(line: Box, boxes: tuple[Box, ...]) -> bool:
    return any(
        line.page == box.page
        and min(line.x1, box.x1) > max(line.x0, box.x0)
        and min(line.y1, box.y1) > max(line.y0, box.y0)
        for box in boxes
    )


def test_quotes_stand_in_their_sources(tmp_path: Path) -> None:
    folders = [path for path in (SHARED / "directives",) if path.is_dir()]
    texts = [path for path in SAMPLES.iterdir() if path.suffix != ".pdf"]
    with Corpus.open(tmp_path) as corpus:
        import_paths(corpus, [*folders, *texts])
        found = list(proofs(corpus))
        assert len(found) > 20
        for answer in found:
            check(corpus, answer)


@pytest.mark.slow
def test_quotes_of_the_scan_stand_on_its_pages(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        import_paths(corpus, [SAMPLES])
        found = list(proofs(corpus))
        scanned = [answer for answer in found if answer.boxes]
        assert {answer.document for answer in scanned} == {"qinghe-2022"}
        for answer in found:
            check(corpus, answer)
