"""Seconds a scanned page takes beside the bare engine, what a second process gains, and the
memory of a long scan.

All on worn pages at 200 dpi. `cost`: in one process, our reading of each page picture
and the bare tuned engine on the same picture, in turn. `gain`: one scan through `page_pool`
with one process, with one of a single thread, then with two processes, in turn; each process
has the cores divided by the processes, two threads at most, so that on two cores one process
already uses both. `memory`: peak resident memory of the process
that reads, as it grows with the pages.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.model import Problem
from ingest.ocr.choose import EngineName, load_engine
from ingest.ocr.engine import OcrEngine
from ingest.ocr.pool import PagePool, PageTask
from ingest.ocr.scan import PageRead, scan_page
from ingest.readers.pdf import pdf_picture
from ingest.readers.scanned import page_pool, read_scanned
from tests.scans import WORN, lay_out, save_scan, scan_pages

TURNS = 2
PRINTED = 24  # different pages
KIB_A_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for the same pages, by the clock and of the processor."""

    engine: EngineName
    pages: int
    ours: float
    bare: float
    ours_cpu: float
    bare_cpu: float


@dataclass(frozen=True, slots=True)
class Gain:
    """Seconds by the clock for one scan, read `TURNS` times by one process, by one that has no
    more threads than each of two, and by two."""

    pages: int
    one: float
    alone: float
    two: float
    cores: int
    load: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak resident memory, in MiB, after so many pages."""

    pages: int
    peak: float


def long_scan(texts: Sequence[str], folder: Path, pages: int) -> Path:
    """A worn scan of so many pages; past PRINTED they are the first ones again."""
    laid = [page for text in texts for page in lay_out(text)][: min(pages, PRINTED)]
    worn = list(scan_pages(laid))
    pdf = folder / f"{pages}-pages.pdf"
    save_scan((worn[at % len(worn)] for at in range(pages)), pdf, WORN, 200)
    return pdf


def cost(pdf: Path, pages: int, engine: EngineName) -> Cost:
    """Ours and the bare engine on the first pages' pictures."""
    reader = load_engine(engine)
    pictures = [pdf_picture(pdf, number) for number in range(1, pages + 1)]
    reader.read(pictures[0][0])
    spent = [0.0, 0.0, 0.0, 0.0]
    for number, (pixels, scale) in enumerate(pictures, 1):
        ways = partial(scan_page, pixels, number, scale, reader), partial(reader.read, pixels)
        for at, read in enumerate(ways):
            clock, cpu = time.perf_counter(), time.process_time()
            read()
            spent[at] += time.perf_counter() - clock
            spent[2 + at] += time.process_time() - cpu
    return Cost(engine, pages, *spent)


def gain(pdf: Path, pages: int) -> Gain:
    """One scan by one process and by two, each warmed by two pages first."""
    tasks = [PageTask(pdf, "pdf", number, "rapid") for number in range(1, pages + 1)]
    with page_pool(1) as one, page_pool(2) as two:
        list(one.read_all(tasks[:2]))
        list(two.read_all(tasks[:2]))
        # A page at a time keeps one of the two processes idle.
        ways = [(one, [tasks]), (two, [[task] for task in tasks]), (two, [tasks])]
        seconds = [0.0] * len(ways)
        for _ in range(TURNS):
            for at, (pool, shares) in enumerate(ways):
                started = time.perf_counter()
                for share in shares:
                    list(pool.read_all(share))
                seconds[at] += time.perf_counter() - started
    return Gain(pages, *seconds, os.cpu_count() or 1, os.getloadavg()[0])


def memory(pdf: Path, pages: int) -> Iterator[Memory]:
    """The reading process after each tenth of the scan."""
    tasks = [PageTask(pdf, "pdf", number, "rapid") for number in range(1, pages + 1)]
    with PagePool(weighed) as pool:
        for page, _, (peak,) in pool.read_all(tasks):
            if page.number % max(1, pages // 10) == 0:
                yield Memory(page.number, float(peak.message) / KIB_A_MIB)


def weighed(task: PageTask, engine: OcrEngine) -> PageRead:
    """A page, and as a problem what the process has held at most so far, in KiB."""
    page, lines, _ = read_scanned(task, engine)
    # Not getrusage: its figure is the parent's where that has held more before.
    status = Path("/proc/self/status").read_text("ascii")
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return page, lines, [Problem("peak", peak, task.number)]
