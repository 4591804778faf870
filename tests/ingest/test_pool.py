"""Scanned pages that hang, fail or bring their process down, each alone."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from ingest.model import Page
from ingest.ocr.engine import OcrEngine, OcrUnavailable
from ingest.ocr.pool import PagePool, PageTask
from ingest.ocr.scan import PageRead

pytestmark = pytest.mark.timeout(600)  # each opens engines in processes of their own

FILE = Path("scan.pdf")


def read(task: PageTask, engine: OcrEngine) -> PageRead:
    """Page 1 is slow, 2 hangs, 3 ends its process, 4 raises what nobody expects."""
    if task.number == 1:
        time.sleep(0.2)
    if task.number == 2:
        time.sleep(600)
    if task.number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if task.number == 4:
        raise AssertionError
    return Page(task.number, width=os.getpid(), engine=engine.name), [], []


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_bad_page_is_lost_alone(jobs: int) -> None:
    tasks = [PageTask(FILE, "pdf", number, "rapid") for number in range(1, 7)]
    with PagePool(read, jobs, timeout=10.0) as pool:
        pages = list(pool.read_all(tasks))
    assert [page.number for page, _, _ in pages] == [1, 2, 3, 4, 5, 6]
    codes = [problem.code for _, _, problems in pages for problem in problems]
    assert codes == ["page-timeout", "page-unreadable", "page-unreadable"]
    assert [page.engine for page, _, _ in pages] == ["rapidocr", *[None] * 3, *["rapidocr"] * 2]


def test_pages_of_one_document_are_read_by_several_processes() -> None:
    tasks = [PageTask(FILE, "pdf", 1, "rapid")] * 20
    with PagePool(read, 2) as pool:
        by = {page.width for page, _, _ in pool.read_all(tasks)}
    assert len(by) == 2 and os.getpid() not in by
    for process in by:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def test_an_engine_that_does_not_load_is_no_fault_of_the_page() -> None:
    with PagePool(read) as pool, pytest.raises(OcrUnavailable, match="--ocr auto"):
        list(pool.read_all([PageTask(FILE, "pdf", 1, "none")]))


def test_a_document_that_is_left_leaves_the_pool_to_the_next() -> None:
    slow = [PageTask(FILE, "pdf", number, "rapid") for number in (1, 2, 5)]
    with PagePool(read, timeout=60) as pool:
        pages = pool.read_all(slow)
        first, _, _ = next(pages)
        started = time.monotonic()
        pages.close()
        assert time.monotonic() - started < 10  # page 2 would hang
        again, _, problems = next(pool.read_all(slow[:1]))
    assert (again.engine, problems) == ("rapidocr", []) and again.width != first.width
