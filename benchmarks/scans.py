"""What a worn scan costs: characters misread, assignments lost, seconds a page.

    .venv/bin/python benchmarks/scans.py [--pages N] [--json]

Directives with gold (../shared where it is there, else the longest of tests/data/unseen)
are printed by tests/scans.py: 200 dpi, skew 1°, noise, JPEG, a stamp, page numbers. Each
engine reads the scans as `import` does; F1 of the scan's assignments is held against the
same text's. RapidOCR as it comes and tesseract then read the first pages' very pictures.
Character error rate: edits over hanzi and digits, page numbers left out. Ratios compare
within one run alone; seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from rapidocr import RapidOCR
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from accuracy import SETS, find_cases  # noqa: E402

from ingest.model import Document  # noqa: E402
from ingest.ocr.choose import EngineName, load_engine  # noqa: E402
from ingest.ocr.engine import OcrUnavailable  # noqa: E402
from ingest.ocr.scan import scan_page  # noqa: E402
from ingest.pipeline import read_document  # noqa: E402
from mapping.evaluate import evaluate, parse_reading, reading_of  # noqa: E402
from mapping.pipeline import map_document  # noqa: E402
from mapping.reference import load_reference  # noqa: E402
from tests.scans import PAGE_NUMBER, find_font, lay_out, render_scan  # noqa: E402

DPI = 200
DIRECTIVES = 3
ENOUGH = 0.97  # of the text's own F1
OURS: tuple[EngineName, ...] = ("rapid", "paddle")
Reader = Callable[[Image.Image], list[str]]
FOOT = re.compile(r"[\W_一]*\d{1,3}[\W_一]*")  # a page number, its dashes misread or lost
KEPT = re.compile(r"[〇㐀-鿿0-9]")


@dataclass(frozen=True, slots=True)
class Scan:
    """A directive printed and worn: its gold, its text as printed, page by page."""

    name: str
    gold: Path
    text: Path
    pdf: Path
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One engine's reading of one scan; `f1` of its assignments, `text_f1` of the text's."""

    engine: str
    directive: str
    pages: int
    characters: int
    errors: int
    f1: float
    text_f1: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One engine on the same few page pictures."""

    engine: str
    pages: int
    characters: int
    errors: int
    seconds: float


def make_scans(folder: Path) -> tuple[Scan, ...]:
    """The scans, printed into `folder`."""
    pairs = find_cases(*SETS["shared"]) or find_cases(*SETS["unseen"])
    longest = sorted(pairs, key=lambda pair: -pair[1].stat().st_size)[:DIRECTIVES]
    return tuple(_scan(gold, text, folder / f"{text.stem}.pdf") for gold, text in longest)


def _scan(gold: Path, path: Path, pdf: Path) -> Scan:
    lines = path.read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not PAGE_NUMBER.fullmatch(line))
    render_scan(text, pdf, dpi=DPI, skew=1.0)
    printed = tuple("".join(line for _, line in page) for page in lay_out(text))
    return Scan(path.stem, gold, path, pdf, printed)


def distance(left: str, right: str) -> int:
    """How many characters must be put in, taken out or changed to make one the other."""
    if not left or not right:
        return len(left) + len(right)
    target = np.array([ord(char) for char in right])
    steps = np.arange(len(right) + 1)
    row = steps
    for done, char in enumerate(left, 1):
        best = np.minimum(row[:-1] + (target != ord(char)), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([done], best)) - steps) + steps
    return int(row[-1])


def errors(printed: str, read: str) -> tuple[int, int]:
    """(characters printed, edits) over hanzi and digits."""
    want, got = _kept(printed), _kept(read)
    return len(want), distance(want, got)


def _kept(text: str) -> str:
    return "".join(KEPT.findall(unicodedata.normalize("NFKC", text)))


def f1_of(scan: Scan, document: Document) -> float:
    """F1 over (provision, agency, measure) of a reading against the scan's gold."""
    mapped = map_document(document, load_reference(), document_id=scan.name)
    gold = parse_reading(scan.gold.read_text("utf-8").splitlines())
    return evaluate([(gold, reading_of(mapped.record, mapped.assignments))]).assignments.f1


def read_scans(scans: Sequence[Scan], engine: EngineName) -> list[Read]:
    """Every scan as `import` reads it with `engine`; opening the engine is not timed."""
    load_engine(engine).read(np.full((64, 640, 3), 255, np.uint8))
    found = []
    for scan in scans:
        started = time.perf_counter()
        document = read_document(scan.pdf, ocr=engine)
        seconds = time.perf_counter() - started
        lines = document.source.lines
        read = "".join(line.text for line in lines if line.role == "body")
        counts = errors("".join(scan.printed), read)
        scores = f1_of(scan, document), f1_of(scan, read_document(scan.text))
        found.append(Read(engine, scan.name, len(scan.printed), *counts, *scores, seconds))
    return found


def compare(scan: Scan, engines: Sequence[EngineName], limit: int) -> list[Compared]:
    """Our engines, RapidOCR as it comes, and tesseract where it is there, on the same pictures.

    Each page goes to every engine before the next, so that a busy machine slows all alike.
    """
    readers: dict[str, Reader] = {f"dutymap, {name}": partial(ours, name) for name in engines}
    plain: Any = RapidOCR(params={"Global.log_level": "error"})
    readers["rapidocr, as it comes"] = partial(as_it_comes, plain)
    if shutil.which("tesseract"):
        readers["tesseract chi_sim"] = tesseract
    counts = {name: [0, 0] for name in readers}
    seconds = dict.fromkeys(readers, 0.0)
    pictures = page_pictures(scan.pdf, limit)
    for picture, printed in zip(pictures, scan.printed, strict=False):
        for name, reader in readers.items():
            started = time.perf_counter()
            lines = reader(picture)
            seconds[name] += time.perf_counter() - started
            read = "".join(line for line in lines if not FOOT.fullmatch(line))
            counts[name] = [
                sum(both) for both in zip(counts[name], errors(printed, read), strict=True)
            ]
    return [
        Compared(name, len(pictures), whole, wrong, seconds[name])
        for name, (whole, wrong) in counts.items()
    ]


def ours(engine: EngineName, picture: Image.Image) -> list[str]:
    """Body lines as our reading of a page gives them."""
    _, lines, _ = scan_page(np.asarray(picture), 1, 1.0, load_engine(engine))
    return [line.text for line in lines if line.role == "body"]


def as_it_comes(engine: Any, picture: Image.Image) -> list[str]:
    """Lines in RapidOCR's own order."""
    return list(engine(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])).txts or ())


def page_pictures(pdf: Path, limit: int) -> list[Image.Image]:
    """The first pages as RGB pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = range(min(limit, len(document)))
        return [document[at].render(scale=DPI / 72).to_pil().convert("RGB") for at in pages]


def tesseract(picture: Image.Image) -> list[str]:
    """What tesseract reads with its simplified Chinese model."""
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI))
    command = ["tesseract", "-", "-", "-l", "chi_sim"]
    done = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True)
    return done.stdout.decode("utf-8").splitlines()


def reads_table(reads: Sequence[Read]) -> Table:
    """One line a scan and engine."""
    heads = ("engine", "directive", "pages", "CER", "F1", "F1 of the text", "ratio", "s/page")
    table = Table(*heads, title=f"Worn scans; ratio is to reach {ENOUGH}")
    for engine in dict.fromkeys(read.engine for read in reads):
        mine = [read for read in reads if read.engine == engine]
        for read in mine:
            table.add_row(engine, read.directive, str(read.pages), *_cells([read]))
        table.add_row(engine, "all", str(sum(r.pages for r in mine)), *_cells(mine))
        table.add_section()
    return table


def _cells(reads: Sequence[Read]) -> tuple[str, ...]:
    wrong, whole = sum(r.errors for r in reads), sum(r.characters for r in reads)
    f1 = sum(r.f1 for r in reads) / len(reads)
    text_f1 = sum(r.text_f1 for r in reads) / len(reads)
    pace = sum(r.seconds for r in reads) / sum(r.pages for r in reads)
    ratio = f1 / text_f1 if text_f1 else 0.0
    return f"{wrong / whole:.3%}", f"{f1:.3f}", f"{text_f1:.3f}", f"{ratio:.3f}", f"{pace:.2f}"


def compared_table(found: Sequence[Compared]) -> Table:
    """Engines on the same pictures, and the first's share of each one's errors and time."""
    heads = ("engine", "pages", "errors", "CER", "s/page", "our errors / its", "our time / its")
    table = Table(*heads, title=f"The same pages; ours is {found[0].engine}")
    for item in found:
        rate, pace = item.errors / item.characters, item.seconds / item.pages
        fewer = f"{found[0].errors / item.errors:.2f}" if item.errors else "-"
        faster = f"{found[0].seconds / item.seconds:.2f}"
        cells = (str(item.errors), f"{rate:.3%}", f"{pace:.2f}", fewer, faster)
        table.add_row(item.engine, str(item.pages), *cells)
    return table


def main() -> None:
    """The command line of this benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=3, help="pages that all engines read")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.pages < 1:
        parser.error("--pages: at least 1")
    if find_font() is None:
        raise SystemExit("no Chinese font to print with: install fonts-noto-cjk and fontconfig")
    reads: list[Read] = []
    with tempfile.TemporaryDirectory() as folder:
        scans = make_scans(Path(folder))
        for engine in OURS:
            try:
                reads += read_scans(scans, engine)
            except OcrUnavailable as error:
                print(error, file=sys.stderr)
        loaded = [engine for engine in OURS if any(read.engine == engine for read in reads)]
        compared = compare(scans[0], loaded, given.pages)
    if given.json:
        parts = {"scans": list(map(asdict, reads)), "same_pages": list(map(asdict, compared))}
        print(json.dumps(parts, ensure_ascii=False, indent=1))
    else:
        Console(width=120).print(reads_table(reads), compared_table(compared))


if __name__ == "__main__":
    main()
