"""The version of what maps a document: it changes with all that can change a mapping."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import spacy

from mapping.knowledge import SHIPPED, Pattern
from mapping.version import mapping_version

ROOT = Path(__file__).resolve().parents[2]


def saved(folder: Path, words: str) -> str:
    """A model in a folder that knows one name."""
    nlp = spacy.blank("zh")
    patterns = [{"label": "agency/water", "pattern": words}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def test_what_a_user_sets_changes_the_version(tmp_path: Path) -> None:
    model = saved(tmp_path / "a", "护河队")
    known = [
        SHIPPED,
        replace(SHIPPED, field="flood-control"),
        replace(SHIPPED, patterns=(Pattern("deadline", "", '"汛前"'),)),
        replace(SHIPPED, patterns=(Pattern("deadline", "", '"汛后"'),)),
        replace(SHIPPED, model=model),
        replace(SHIPPED, model=saved(tmp_path / "b", "护水队")),
    ]
    versions = [mapping_version(knowledge) for knowledge in known]
    assert len(set(versions)) == len(known)
    assert all(len(version) == 16 for version in versions)


def test_the_same_model_elsewhere_is_the_same(tmp_path: Path) -> None:
    here = saved(tmp_path / "a", "护河队")
    there = shutil.copytree(here, tmp_path / "b")
    assert mapping_version(replace(SHIPPED, model=here)) == mapping_version(
        replace(SHIPPED, model=str(there))
    )


def test_what_the_text_is_told_by_changes_the_version(tmp_path: Path) -> None:
    for package in ("mapping", "ingest"):
        shutil.copytree(ROOT / package, tmp_path / package)
    asked = "from mapping.version import mapping_version; print(mapping_version())"

    def version() -> str:
        command = [sys.executable, "-c", asked]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, check=True
        ).stdout.decode()

    before = version()
    assert before.strip() == mapping_version()
    with (tmp_path / "ingest" / "counted.py").open("a", encoding="utf-8") as module:
        module.write("# another rule\n")
    assert version() != before
