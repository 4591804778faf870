"""A folder looked at again and again: what has arrived becomes a job, nothing is moved.

Files are told by size and time of change, which works on network drives too, where a
system's own notices do not. What was done is known by content: see jobs.seen.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from corpus import jobs
from corpus.files import expand
from corpus.model import Entered
from corpus.originals import digest
from corpus.store import Corpus
from ingest.readers import OcrChoice

Stamp = tuple[int, int]  # size in bytes, time of change in ns


class Watch:
    """What a folder held at the last look."""

    def __init__(
        self,
        corpus: Corpus,
        folder: Path,
        *,
        ocr: OcrChoice = "auto",
        standing: Entered | None = None,
        jurisdiction: str | None = None,
    ) -> None:
        """The options are those of `import_paths`, for every file of the folder."""
        self._corpus = corpus
        self._folder = folder
        self._submit = partial(
            jobs.submit, corpus, ocr=ocr, standing=standing, jurisdiction=jurisdiction
        )
        self._before: dict[Path, Stamp] = {}
        self._offered: dict[Path, Stamp] = {}

    def look(self) -> tuple[int, ...]:
        """Ask for the import of every file that is as it was at the last look and whose content
        is new; the ids of the jobs. A file that is still being copied waits, and so does an
        empty one. Raises CorpusUnusable."""
        now = _stamps(self._folder)
        asked = []
        for path, stamp in now.items():
            if stamp[0] and self._before.get(path) == stamp != self._offered.get(path):
                number = self._offer(path, stamp)
                if number is not None:
                    asked.append(number)
        self._before = now
        return tuple(asked)

    def _offer(self, path: Path, stamp: Stamp) -> int | None:
        try:
            sha256 = digest(path)
        except OSError:
            return None  # gone, or closed: the next look will tell
        self._offered[path] = stamp
        if jobs.seen(self._corpus, sha256):
            return None
        return self._submit(path, sha256=sha256)


def _stamps(folder: Path) -> dict[Path, Stamp]:
    """Of every readable file; none of a folder that is not there just now."""
    found = {}
    for path, problem in expand([folder]):
        if problem is None:
            try:
                stat = path.stat()
            except OSError:
                continue
            found[path] = (stat.st_size, stat.st_mtime_ns)
    return found
