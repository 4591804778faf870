"""Every provision label of the structure samples and of the real directives, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Block
from ingest.pipeline import read_document
from tests.gazette import print_gazette

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "data" / "structure"
REAL = ROOT.parent / "shared" / "directives"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/directives is not here")


def wanted(path: Path) -> list[str]:
    """The labels that a file names, in order."""
    return path.read_text("utf-8").split()


def labels(blocks: tuple[Block, ...]) -> list[str]:
    """The labels of numbered blocks and of numbered table rows."""
    return [block.label for block in blocks if block.number or is_row(block)]


def is_row(block: Block) -> bool:
    """Whether a block is a table row with a number of its own."""
    return block.kind == "row" and block.cells[0].strip().isdigit()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_labels_of_a_sample(path: Path) -> None:
    assert labels(read_document(path).blocks) == wanted(path.with_suffix(".labels"))


@needs_real
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("real/*.labels")), ids=lambda path: path.stem)
def test_labels_of_a_real_directive(path: Path) -> None:
    assert labels(read_document(REAL / f"{path.stem}.txt").blocks) == wanted(path)


def test_labels_of_a_gazette_in_two_columns(tmp_path: Path) -> None:
    """The left column is read before the right, on each of its pages; heads are furniture."""
    source = SAMPLES / "gazette-business.columns"
    assert print_gazette(source.read_text("utf-8"), tmp_path / "a.pdf") == 2
    document = read_document(tmp_path / "a.pdf")
    assert labels(document.blocks) == wanted(source.with_suffix(".labels"))
    printed = source.read_text("utf-8").replace("---", "").split()
    read = "".join(block.orig for block in document.blocks)
    assert "".join(read.split()).endswith("".join(printed[2:]))
