"""Files and folders into a corpus: read, map, add, one transaction each."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from corpus.connection import CorpusUnusable
from corpus.files import expand
from corpus.mapped import mapped
from corpus.model import Entered, FileReport, ImportStatus, StoredDocument
from corpus.originals import digest
from corpus.store import Corpus
from corpus.workers import Workers
from corpus.writing import Outcome
from ingest.errors import Unreadable
from ingest.model import Document, Problem, Source
from ingest.ocr.pool import PAGE_TIMEOUT
from ingest.pipeline import document_of
from ingest.readers import (
    OcrChoice,
    PagePool,
    finished,
    page_pool,
    read_printed,
    read_source,
    scans_in,
    with_scans,
)
from mapping.knowledge import SHIPPED, Knowledge
from mapping.model import Mapping
from mapping.reference import load_reference

T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # file name, pages done, pages in all

_POORER = Problem(
    "poorer-copy", "库中已有同一文件更清楚的读本，没有替换；要改用这一份，请先移除再导入"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are read and mapped, as `import_paths` is asked."""

    ocr: OcrChoice
    jurisdiction: str | None
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read and mapped, and the seconds it took."""

    document: Document
    mapping: Mapping
    seconds: float


Read = Callable[[], Reading | Problem]
Begun = Callable[[], Reading | Source | Problem]
Add = Callable[[Document, Mapping, Path], tuple[str, Outcome]]
Known = Callable[[Path], StoredDocument | None]


def import_paths(
    corpus: Corpus,
    paths: Sequence[Path],
    *,
    ocr: OcrChoice = "auto",
    jobs: int = 1,
    page_timeout: float = PAGE_TIMEOUT,
    standing: Entered | None = None,
    jurisdiction: str | None = None,
    knowledge: Knowledge = SHIPPED,
    field: str | None = None,
    by: str = "",
    progress: Progress | None = None,
    on_report: Callable[[FileReport], None] | None = None,
) -> tuple[FileReport, ...]:
    """Import files, and the readable files of folders; one report each, told as it comes.

    A file that fails does not hold up the others (`missing-path`: it is not there); an
    unchanged one is read again only where `ocr`, `jurisdiction`, `standing` or `field` (None:
    as it is known, else in force) asks for something else. `knowledge` is what they are mapped
    with, `by` who imports them. `jobs` processes read files at once, and then `progress` is not
    told of pages; as many read scanned pages, and give one up after `page_timeout` seconds.
    Raises CorpusUnusable."""
    manner = Manner(ocr, jurisdiction, knowledge)
    known = partial(
        _known, corpus, ocr=ocr, jurisdiction=jurisdiction, standing=standing, field=field
    )
    add = _adding(corpus, standing, jurisdiction, knowledge, by)
    reports: list[FileReport] = []
    ahead = _read_ahead(expand(paths), jobs, page_timeout, known, manner, progress)
    with closing(ahead) as files:
        for path, reading in files:
            if isinstance(reading, Problem):
                reports.append(_failed(path, reading, 0.0))
            else:
                reports.append(_import(corpus, path, known, reading, add))
            if on_report:
                on_report(reports[-1])
    corpus.catch_up()
    return tuple(reports)


def import_file(
    corpus: Corpus,
    path: Path,
    *,
    ocr: OcrChoice,
    standing: Entered | None,
    jurisdiction: str | None,
    knowledge: Knowledge = SHIPPED,
    field: str | None = None,
    by: str = "",
    progress: Progress | None = None,
    pages: PagePool | None = None,
) -> FileReport:
    """Import one file as import_paths does, scanned pages by `pages`; what follows is left
    to `catch_up`.

    What `progress` raises, if no Exception, ends the import. Raises CorpusUnusable.
    """
    known = partial(
        _known, corpus, ocr=ocr, jurisdiction=jurisdiction, standing=standing, field=field
    )
    manner = Manner(ocr, jurisdiction, knowledge)
    read = partial(read_file, path, manner, progress, pages)
    add = _adding(corpus, standing, jurisdiction, knowledge, by)
    return _import(corpus, path, known, read, add)


def _adding(
    corpus: Corpus, standing: Entered | None, told: str | None, knowledge: Knowledge, by: str
) -> Add:
    """What enters a reading that was mapped with `knowledge`."""
    entered = standing or "in-force"
    return partial(corpus.add, standing=entered, told=told, knowledge=knowledge, by=by)


def document_id(path: Path) -> str:
    """The id a file's directive is given: its stem in lower case, hanzi kept, else "-"."""
    stem = unicodedata.normalize("NFKC", path.stem).lower()
    return re.sub(r"[^\w.]+", "-", stem).strip("-.") or "document"


def read_file(
    path: Path, manner: Manner, progress: Progress | None = None, pages: PagePool | None = None
) -> Reading | Problem:
    """Read and map one file, its scanned pages by `pages`; whatever goes wrong is a problem."""

    def read() -> Reading:
        started = time.perf_counter()
        tell = partial(progress, path.name) if progress else None
        source = read_source(path, ocr=manner.ocr, progress=tell, pages=pages)
        return _mapped(path, source, manner, started)

    return _attempt(read)


def begin_file(path: Path, manner: Manner) -> Reading | Source | Problem:
    """Read and map one file as far as it goes without OCR: a file with scanned pages is only
    read. What comes of it is fit to cross processes."""

    def read() -> Reading | Source:
        started = time.perf_counter()
        source = read_printed(path)
        if manner.ocr != "none" and scans_in(source):
            return source
        return _mapped(path, finished(source), manner, started)

    return _attempt(read)


def _with_scans(
    path: Path, manner: Manner, begun: Begun, pages: PagePool
) -> Callable[[], Reading | Problem]:
    """Wait for a file that was begun, and have its scanned pages read; the call maps it."""
    started = time.perf_counter()
    source = _attempt(begun)
    if isinstance(source, Source):
        waiting = source
        source = _attempt(lambda: finished(with_scans(waiting, path, manner.ocr, pages)))
    if isinstance(source, Source):
        whole = source
        return lambda: _attempt(lambda: _mapped(path, whole, manner, started))
    done = source
    return lambda: done


def _mapped(path: Path, source: Source, manner: Manner, started: float) -> Reading:
    document = document_of(path, source)
    mapping = mapped(document, document_id(path), manner.jurisdiction, manner.knowledge)
    return Reading(document, mapping, time.perf_counter() - started)


def _attempt(work: Callable[[], T]) -> T | Problem:
    """The one place where a document's failure, whatever it is, is kept from the batch."""
    try:
        return work()
    except CorpusUnusable:
        raise
    except Unreadable as error:
        return error.problem
    except OSError as error:
        return Problem("cannot-open", f"文件打不开（{error.strerror}），请检查文件和权限")
    except Exception as error:
        logging.getLogger(__name__).debug("import", exc_info=True)
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        return Problem("internal-error", f"dutymap 自身出错（{cause}），请报告这一行")


def _read_ahead(
    files: Iterator[tuple[Path, Problem | None]],
    jobs: int,
    page_timeout: float,
    known: Known,
    manner: Manner,
    progress: Progress | None,
) -> Generator[tuple[Path, Read | Problem], None, None]:
    """Each file with what gives its reading; `jobs` > 1 have begun reading the next ones."""
    with ExitStack() as stack:
        threads = stack.enter_context(ThreadPoolExecutor(2 * jobs))
        workers = stack.enter_context(Workers(jobs, partial(begin_file, manner=manner)))
        pages = stack.enter_context(page_pool(jobs, page_timeout))
        waiting: deque[tuple[Path, Read | Problem]] = deque()
        for path, problem in files:
            if problem:
                waiting.append((path, problem))
            elif jobs == 1 or known(path):
                waiting.append((path, partial(read_file, path, manner, progress, pages)))
            else:
                begun = workers.begin(path)
                rest = threads.submit(_with_scans, path, manner, begun, pages)
                waiting.append((path, partial(_result, rest)))
            if len(waiting) >= 2 * jobs - 1:
                yield waiting.popleft()
        yield from waiting


def _result(rest: Future[Callable[[], Reading | Problem]]) -> Reading | Problem:
    return rest.result()()


def _known(
    corpus: Corpus,
    path: Path,
    *,
    ocr: OcrChoice,
    jurisdiction: str | None,
    standing: Entered | None,
    field: str | None,
) -> StoredDocument | None:
    """What the corpus has of this file, if importing it as asked would give nothing else."""
    try:
        stored = corpus.known(digest(path))
    except OSError:
        return None  # the reader will say what is wrong with the file
    if stored is None or jurisdiction not in (None, stored.record.adcode):
        return None
    if standing not in (None, stored.standing):
        return None
    if field and load_reference().field_of(corpus.measures(stored.id)) != field:
        return None
    unread = any(
        problem.code in ("needs-ocr", "own-text", "page-timeout") for problem in stored.problems
    )
    return None if unread and ocr != "none" else stored


def _import(corpus: Corpus, path: Path, known: Known, read: Read, add: Add) -> FileReport:
    started = time.perf_counter()

    def enter() -> FileReport | Problem:
        if already := known(path):
            return _report(path, already, "unchanged", time.perf_counter() - started)
        reading = read()
        if isinstance(reading, Problem):
            return reading
        read_at = time.perf_counter()
        own_id, outcome = add(reading.document, reading.mapping, path)
        stored = corpus.document(own_id)
        assert stored is not None
        seconds = reading.seconds + time.perf_counter() - read_at
        if outcome != "poorer":
            return _report(path, stored, outcome, seconds)
        report = _report(path, stored, "unchanged", seconds)
        return replace(report, problems=(*report.problems, _POORER))

    outcome = _attempt(enter)
    if isinstance(outcome, Problem):
        return _failed(path, outcome, time.perf_counter() - started)
    return outcome


def _report(path: Path, stored: StoredDocument, status: ImportStatus, seconds: float) -> FileReport:
    return FileReport(
        path=str(path),
        document=stored.id,
        status=status,
        pages=stored.pages,
        characters=stored.characters,
        assignments=stored.assignments,
        problems=stored.problems,
        seconds=round(seconds, 3),
    )


def _failed(path: Path, problem: Problem, seconds: float) -> FileReport:
    return FileReport(str(path), None, "failed", 0, 0, 0, (problem,), round(seconds, 3))
