"""A corpus into one file and back, and archives that are none."""

from __future__ import annotations

import io
import json
import tarfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import backup, batches, jobs, uploads, worker
from corpus.backup import NotRestored, back_up, restore
from corpus.connection import CorpusUnusable
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus import values
from tests.corpus.conftest import Add
from tests.corpus.test_importer import TEXT

OTHER = (*values.CLAUSES, "第四条 县公安局应当协助查询户籍。")


@pytest.fixture
def archive(corpus: Corpus, add: Add, tmp_path: Path) -> Path:
    """A backup of two documents, of which one has an older reading."""
    add("yunling.pdf")
    add("yunling.pdf", OTHER)
    add("qinghe.pdf", jurisdiction="青禾县", adcode="990121", title="青禾县办法")
    back_up(corpus, tmp_path / "b.tar.gz")
    return tmp_path / "b.tar.gz"


def test_a_backup_restored_is_the_same_corpus(
    corpus: Corpus, archive: Path, tmp_path: Path
) -> None:
    corpus.refresh_vectors()
    made = back_up(corpus, archive)
    assert (made.documents, made.originals, made.missing) == (2, 2, ())
    folder = tmp_path / "again"
    assert restore(archive, folder) == made
    with Corpus.open(folder, create=False) as again:
        assert list(verify(again)) == []
        assert again.documents() == corpus.documents()
        assert again.assignments() == corpus.assignments()
        assert again.search("婚姻登记") == corpus.search("婚姻登记")
        for stored in again.documents():
            assert again.original(stored.id).read_bytes() == (
                corpus.original(stored.id).read_bytes()
            )
    assert sorted(path.name for path in folder.iterdir()) == ["corpus.sqlite", "originals"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_backup_is_whole_while_writers_run(corpus: Corpus, add: Add, tmp_path: Path) -> None:
    """Documents come, change and go while backups are made."""
    add("first.pdf")
    stop = threading.Event()

    def write() -> None:
        for n in range(1000):
            if stop.is_set():
                return
            words = (*values.CLAUSES, f"第四条 县第{n}局应当协助。")
            add(f"d{n % 5}.pdf", words, title=f"第{n % 5}号办法")
            if n % 3 == 0:
                corpus.remove(f"d{n % 5}", by="林小青")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            made = back_up(corpus, tmp_path / f"{n}.tar.gz")
            assert made.missing == ()
    finally:
        stop.set()
        writer.join()
    for n in range(5):
        restore(tmp_path / f"{n}.tar.gz", tmp_path / f"r{n}")
        with Corpus.open(tmp_path / f"r{n}") as again:
            assert list(verify(again)) == []


def test_a_lost_original_is_told_and_the_rest_backed_up(
    corpus: Corpus, archive: Path, tmp_path: Path
) -> None:
    lost = corpus.original("qinghe")
    lost.unlink()
    assert back_up(corpus, archive).missing == (lost.name,)
    assert restore(archive, tmp_path / "again").missing == (lost.name,)
    with Corpus.open(tmp_path / "again") as again:
        assert [fault.part for fault in verify(again)] == ["originals"]


def test_files_that_wait_to_be_imported_are_kept_and_imported_after(
    corpus: Corpus, add: Add, tmp_path: Path
) -> None:
    add("yunling.pdf")
    sent = uploads.receive(corpus.folder, "青禾 一.txt", io.BytesIO(TEXT.encode()))
    batches.enter(corpus, [sent], batches.Wish(), "林小青", token=None, most=9)
    made = back_up(corpus, tmp_path / "b.tar.gz")
    assert (made.documents, made.originals, made.uploads, made.missing) == (1, 1, 1, ())
    restore(tmp_path / "b.tar.gz", tmp_path / "again")
    for folder in (corpus.folder, tmp_path / "again"):
        with Corpus.open(folder) as one:
            worker.work(one, threading.Event(), until_empty=True)
            (job,) = jobs.listed(one)
            assert job.report is not None and job.report.status == "imported", folder
            assert not list(folder.glob("uploads/*/*/*"))
            assert len(one.documents()) == 2
            assert list(verify(one)) == []


def test_a_lost_upload_is_told_and_the_rest_backed_up(corpus: Corpus, tmp_path: Path) -> None:
    sent = uploads.receive(corpus.folder, "a.txt", io.BytesIO(TEXT.encode()))
    batches.enter(corpus, [sent], batches.Wish(), "林小青", token=None, most=9)
    (job,) = jobs.listed(corpus)
    job.file.unlink()
    made = back_up(corpus, tmp_path / "b.tar.gz")
    assert (made.uploads, made.missing) == (0, (job.sha256,))
    assert restore(tmp_path / "b.tar.gz", tmp_path / "again") == made


def test_only_an_empty_folder_is_restored_into(
    corpus: Corpus, archive: Path, tmp_path: Path
) -> None:
    before = sorted(corpus.folder.rglob("*"))
    for folder in (corpus.folder, archive):
        with pytest.raises(NotRestored, match="不是空的"):
            restore(archive, folder)
    assert sorted(corpus.folder.rglob("*")) == before


def written(path: Path, *entries: tuple[tarfile.TarInfo | str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as made:
        for entry, content in entries:
            info = tarfile.TarInfo(entry) if isinstance(entry, str) else entry
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return path


def link(kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo("corpus.sqlite")
    entry.type, entry.linkname = kind, "/etc/passwd"
    return entry


SHA = "ab" * 32


def manifest(schema: int) -> tuple[str, bytes]:
    told = backup.Manifest(schema, "", SHA, 0, 0, ())
    return "manifest.json", json.dumps(asdict(told)).encode()


BAD: dict[str, Callable[[Path], Path]] = {
    "up": lambda p: written(p, ("../evil", b"x")),
    "up in originals": lambda p: written(p, (f"originals/../{SHA}", b"x")),
    "absolute": lambda p: written(p, ("/tmp/evil", b"x")),
    "another place": lambda p: written(p, (f"originals/cd/{SHA}", b"x")),
    "original with a name": lambda p: written(p, (f"originals/ab/{SHA}/a.txt", b"x")),
    "upload without a name": lambda p: written(p, (f"uploads/ab/{SHA}", b"x")),
    "upload, hidden": lambda p: written(p, (f"uploads/ab/{SHA}/.a", b"x")),
    "upload, up": lambda p: written(p, (f"uploads/ab/{SHA}/..", b"x")),
    "upload, false hash": lambda p: written(p, (f"uploads/ab/{SHA}/a.txt", b"x")),
    "another name": lambda p: written(p, ("originals/readme", b"x")),
    "soft link": lambda p: written(p, (link(tarfile.SYMTYPE), b"")),
    "hard link": lambda p: written(p, (link(tarfile.LNKTYPE), b"")),
    "device": lambda p: written(p, (link(tarfile.CHRTYPE), b"")),
    "false hash": lambda p: written(p, (f"originals/ab/{SHA}", b"x")),
    "twice": lambda p: written(p, ("corpus.sqlite", b"x"), ("corpus.sqlite", b"y")),
    "no manifest": lambda p: written(p, ("corpus.sqlite", b"x")),
    "odd manifest": lambda p: written(p, ("manifest.json", b"[]")),
    "other database": lambda p: written(p, ("corpus.sqlite", b"x"), manifest(1)),
    "newer": lambda p: written(p, manifest(99)),
    "no archive": lambda p: p.write_bytes(b"no archive") and p,
    "empty": lambda p: p.write_bytes(b"") or p,
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_backup_is_refused_in_one_line(kind: str, tmp_path: Path) -> None:
    source = BAD[kind](tmp_path / "bad.tar.gz")
    with pytest.raises(NotRestored) as refused:
        restore(source, tmp_path / "folder")
    assert "\n" not in str(refused.value) and "bad.tar.gz" in str(refused.value)
    assert not list((tmp_path / "folder").iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.tar.gz", "folder"]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotRestored, match="打不开"):
        restore(tmp_path / "nowhere.tar.gz", tmp_path / "folder")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_archive_is_refused_or_harmless(
    at: float, byte: int, cut: bool, archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Cut off anywhere, or one byte changed."""
    content = bytearray(archive.read_bytes())
    place = min(int(at * len(content)), len(content) - 1)
    if cut:
        del content[place:]
    else:
        content[place] = byte
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "b.tar.gz").write_bytes(content)
    try:
        restore(folder / "b.tar.gz", folder / "corpus")
    except NotRestored:
        return
    with Corpus.open(folder / "corpus", create=False) as again:
        assert list(verify(again)) == []
        assert len(again.documents()) == 2


def test_a_backup_that_cannot_be_written_leaves_the_old_one(
    corpus: Corpus, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add", full)
    with pytest.raises(CorpusUnusable, match="写不下去"):
        back_up(corpus, archive)
    assert archive.read_bytes() == before
    assert [path for path in archive.parent.iterdir() if path.name.startswith(".")] == []
