"""Eight readers and two writers at one corpus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus.test_concurrency import ROOT

MOST = 1.0  # seconds that anybody may be kept waiting


def crowd(folder: Path, seconds: float, spare: int = 0) -> None:
    """Readers and writers are told to go on for so long; each tells the longest wait. `spare`
    times what a busy machine takes over one transaction is not the corpus's doing."""
    with Corpus.open(folder):
        pass
    command = [sys.executable, "-m", "tests.corpus.crowd", str(folder), str(seconds)]
    roles = ["alone", *(f"write{n}" for n in range(2)), *(f"read{n}" for n in range(8))]
    programs = [
        subprocess.Popen([*command, role], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for role in roles
    ]
    waits = {}
    for role, program in zip(roles, programs, strict=True):
        said, trouble = program.communicate()
        assert (program.returncode, trouble) == (0, b""), role
        times, longest = said.split()
        assert int(times) > 0, role
        waits[role] = float(longest)
    alone = waits.pop("alone")
    assert max(waits.values()) < MOST + spare * alone, (alone, waits)
    with Corpus.open(folder) as corpus:
        assert list(verify(corpus)) == []


def test_readers_and_writers_for_five_seconds(tmp_path: Path) -> None:
    crowd(tmp_path, 5, spare=2)


@pytest.mark.slow
def test_readers_and_writers_for_a_minute(tmp_path: Path) -> None:
    crowd(tmp_path, 60)
