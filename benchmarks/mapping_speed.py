"""How fast directives are mapped, beside jieba's plain segmentation of the same text.

    .venv/bin/python benchmarks/mapping_speed.py [--rounds 5] [--json]

The directives of the repository, and those of ../shared where it is there, are read once;
then `map_document` and `jieba.lcut` take turns over all of them, in one process, by CPU
time. Growth: their blocks one after the other, over and over, up to 2 million characters,
as paragraphs of their own and as one single paragraph. Memory is what the largest of
these adds to a process that holds it already. Ratios compare within one run alone.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import jieba  # noqa: E402

from ingest.model import Block, Document, Letterhead, Line, Page, Piece, Source  # noqa: E402
from ingest.pipeline import read_document  # noqa: E402
from mapping.pipeline import map_document  # noqa: E402
from mapping.reference import load_reference  # noqa: E402

FOLDERS = (ROOT / "tests" / "data", ROOT / "corpus" / "samples", ROOT.parent / "shared/directives")
SIZES = (10_000, 100_000, 500_000, 2_000_000)
TARGETS = {"ratio": 1.0, "linear": 0.8, "linear_one_paragraph": 0.8, "memory_mb": 300.0}


@cache
def directives() -> tuple[Document, ...]:
    """Every directive written as text, read as `import` reads it, in the order of their digests.

    So the first hundred thousand characters are as dense in duties as all of them: by their names
    the sets would follow one another, and growth would tell one set from the next.
    """
    paths = (path for folder in FOLDERS for path in folder.rglob("*.txt"))
    return tuple(sorted(map(read_document, paths), key=lambda document: document.sha256))


def repeated(size: int) -> Document:
    """A directive of at least `size` characters from the blocks of all, over and over."""
    blocks: list[Block] = []
    length = 0
    for turn, document in enumerate(itertools.cycle(directives())):
        if length >= size:
            break
        names = {block.id: f"{turn}-{block.id}" for block in document.blocks}
        for block in document.blocks:
            parent = names[block.parent] if block.parent else None
            blocks.append(replace(block, id=names[block.id], parent=parent))
            length += len(block.text)
    return _document(blocks)


def one_paragraph(size: int) -> Document:
    """The same text in one single paragraph."""
    text = "".join(block.text for block in repeated(size).blocks)
    pieces = (Piece(0, len(text), 0, 0),)
    offsets = tuple(range(len(text) + 1))
    return _document([Block("b1", None, "paragraph", 0, "前言", "", text, text, offsets, pieces)])


def _document(blocks: Sequence[Block]) -> Document:
    """Blocks as a document; all stand on the first line, since flowing text has no boxes."""
    placed = (replace(b, pieces=(Piece(0, len(b.orig), 0, 0),)) for b in blocks)
    source = Source("text", (Page(1),), (Line("", 1),))
    return Document("long.txt", "0" * 64, source, tuple(placed), Letterhead())


def mapped(document: Document) -> None:
    map_document(document, load_reference(), document_id="bench")


def segmented(document: Document) -> None:
    jieba.lcut(document.text)


def seconds(work: Callable[[Document], None], documents: Sequence[Document]) -> float:
    """CPU seconds of this process for all documents."""
    start = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - start


def beside_jieba(rounds: int) -> dict[str, float]:
    """Characters a second of both in turns, the median of each, and of the ratios."""
    documents = directives()
    characters = sum(len(document.text) for document in documents)
    turns = [(seconds(mapped, documents), seconds(segmented, documents)) for _ in range(rounds)]
    return {
        "characters": characters,
        "mapping_per_s": characters / statistics.median(ours for ours, _ in turns),
        "jieba_per_s": characters / statistics.median(theirs for _, theirs in turns),
        "ratio": statistics.median(theirs / ours for ours, theirs in turns),
    }


def growth(name: str, compose: Callable[[int], Document]) -> Iterator[tuple[str, float]]:
    """Characters a second at each size, and the last size's share of the second's.

    The second and not the first: in a document of 10,000 characters its own record counts. It is
    measured before the last and behind it, since a machine's own speed may change meanwhile.
    """
    speeds = []
    for size in (*SIZES, SIZES[1]):
        document = compose(size)
        speeds.append(len(document.text) / seconds(mapped, [document]))
    yield from zip([f"{size}{name}_per_s" for size in SIZES], speeds, strict=False)
    yield f"linear{name}", speeds[-2] / statistics.mean((speeds[1], speeds[-1]))


def memory() -> float:
    """Megabytes that mapping adds, at most, to a process that holds the largest document."""
    told = subprocess.run([sys.executable, __file__, "--memory"], capture_output=True, check=True)
    return float(told.stdout)


def _added() -> float:
    document = repeated(SIZES[-1])
    mapped(directives()[0])
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak counts from here on
    before = _status("VmRSS")
    mapped(document)
    return (_status("VmHWM") - before) / 1024


def _status(field: str) -> int:
    """A field of this process's status, in kilobytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def report(told: dict[str, float], as_json: bool) -> bool:
    """Print the figures with their targets; whether all are met."""
    missed = {
        name
        for name, target in TARGETS.items()
        if (told[name] > target if name == "memory_mb" else told[name] < target)
    }
    if as_json:
        print(json.dumps({**told, "missed": sorted(missed)}))
        return not missed
    for name, value in told.items():
        sign = "≤" if name == "memory_mb" else "≥"
        target = f"  (target {sign} {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name:28}{value:12,.2f}{target}{'  MISSED' if name in missed else ''}")
    return not missed


def main() -> None:
    """The command line of this benchmark; status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        print(_added())
        return
    jieba.setLogLevel("ERROR")
    for work in (mapped, segmented):  # both load their tables before they are timed
        work(directives()[0])
    told = beside_jieba(given.rounds)
    told |= growth("", repeated)
    told |= growth("_one_paragraph", one_paragraph)
    told["memory_mb"] = memory()
    sys.exit(0 if report(told, given.json) else 1)


if __name__ == "__main__":
    main()
