"""A folder watched: what arrives is imported once, when it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import jobs
from corpus.jobs import Job
from corpus.store import Corpus
from corpus.watch import Watch
from tests.corpus.test_importer import TEXT
from tests.corpus.test_jobs import run_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def told(corpus: Corpus) -> list[tuple[str, str]]:
    def status(job: Job) -> str:
        return job.report.status if job.report else job.state

    return [(Path(job.path).name, status(job)) for job in reversed(jobs.listed(corpus))]


def test_a_file_is_imported_when_two_looks_find_it_the_same(corpus: Corpus, folder: Path) -> None:
    watch = Watch(corpus, folder)
    path = folder / "a.txt"
    half = TEXT.encode()[: len(TEXT.encode()) // 2]
    path.write_bytes(b"")
    assert watch.look() == watch.look() == ()
    path.write_bytes(half[:100])
    assert watch.look() == ()
    path.write_bytes(half)
    assert watch.look() == ()
    path.write_bytes(TEXT.encode())
    assert watch.look() == ()
    assert len(watch.look()) == 1
    assert watch.look() == ()
    run_all(corpus)
    assert told(corpus) == [("a.txt", "imported")]
    assert path.exists()


def test_a_copy_that_stood_still_is_read_again_when_it_goes_on(
    corpus: Corpus, folder: Path
) -> None:
    watch = Watch(corpus, folder)
    path = folder / "a.txt"
    path.write_text("\n".join(TEXT.splitlines()[:4]), encoding="utf-8")
    assert len(watch.look() + watch.look()) == 1
    run_all(corpus)
    path.write_text(TEXT, encoding="utf-8")
    assert len(watch.look() + watch.look()) == 1
    run_all(corpus)
    assert told(corpus) == [("a.txt", "imported"), ("a.txt", "updated")]


def test_what_was_done_is_remembered_by_content(corpus: Corpus, folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b" \n")
    first = Watch(corpus, folder)
    assert len(first.look() + first.look()) == 2
    again = Watch(corpus, folder)  # before anything is done
    assert again.look() + again.look() == ()
    run_all(corpus)
    assert told(corpus) == [("a.txt", "imported"), ("bad.txt", "failed")]
    (folder / "sub").mkdir()
    (folder / "a.txt").rename(folder / "sub" / "moved.txt")
    (folder / "copy.txt").write_text(TEXT, encoding="utf-8")
    corpus.remove("a", by="林小青")  # a person's word holds
    for watch in (first, again, Watch(corpus, folder)):
        assert watch.look() + watch.look() + watch.look() == ()
    (folder / "copy.txt").write_text(TEXT.replace("飞机", "火车"), encoding="utf-8")
    assert len(first.look() + first.look()) == 1


def test_a_folder_that_goes_and_comes_back(corpus: Corpus, folder: Path) -> None:
    watch = Watch(corpus, folder)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert len(watch.look() + watch.look()) == 1
    away = folder.rename(folder.with_name("away"))
    assert watch.look() == ()
    away.rename(folder)
    assert watch.look() + watch.look() == ()
