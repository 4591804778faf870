"""The gold of the unseen directives and the samples' faces are what they claim to be."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest

from mapping.fields import DEFAULT_FIELD
from tests.build_samples import SAMPLES, SOURCES, build_docx

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "mapping" / "reference"
DATA = ROOT / "tests" / "data"
REAL = ROOT.parent / "shared" / "directives"
GOLD = sorted([*DATA.glob("unseen*/*.jsonl"), *DATA.glob("flood*/*.jsonl")])
SECOND = sorted(DATA.glob("second/*/*.jsonl"))  # annotated once more, see agreement.py
FURNITURE = re.compile(r"^\s*[—-]\s*\d+\s*[—-]\s*$", re.MULTILINE)
RUN = 40


def squeeze(text: str) -> str:
    """`text` as the scorer compares it: NFKC, no page numbers, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", FURNITURE.sub("", text)))


def ids(*names: str) -> set[str]:
    """The first columns of some reference tables."""
    return {
        line.partition("\t")[0]
        for name in names
        for line in (REFERENCE / name).read_text("utf-8").splitlines()
    }


def known(name: str, path: Path) -> set[str]:
    """The ids of a table that the policy field of a gold file knows."""
    field = "flood-control" if path.parent.name.startswith("flood") else DEFAULT_FIELD
    own = [n for n in (name, f"fields/{field}/{name}") if (REFERENCE / n).is_file()]
    return ids(*own)


@pytest.mark.parametrize(
    "path",
    [*GOLD, *SECOND],
    ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}/{path.stem}",
)
def test_gold_is_well_formed(path: Path) -> None:
    text = DATA / path.parent.name / f"{path.stem}.txt"
    source = squeeze(text.read_text("utf-8"))
    record, *rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert record["document"] == path.stem
    assert record["adcode"] in ids("divisions-fictional.tsv")
    assert squeeze(record["title"]) in source
    assert {row["agency"] for row in rows} <= known("agencies.tsv", path)
    assert {row["measure"] for row in rows} <= known("measures.tsv", path)
    assert {row["role"] for row in rows} <= {"lead", "responsible", "support"}
    assert {row["modality"] for row in rows} <= {"must", "may", "must-not", "encouraged"}
    triples = [(row["provision"], row["agency"], row["measure"]) for row in rows]
    assert len(triples) == len(set(triples))
    for row in rows:
        assert 4 <= len(row["quote"]) <= 120
        for words in (row["quote"], row["mention"], row["deadline"] or ""):
            assert squeeze(words) in source, words


@pytest.mark.parametrize(
    ("name", "least"),
    [("unseen", 19), ("unseen2", 14), ("unseen3", 12), ("unseen4", 8), ("flood", 5)],
)
def test_there_is_gold_enough(name: str, least: int) -> None:
    gold = {path.stem for path in (DATA / name).glob("*.jsonl")}
    assert len(gold) >= least
    assert gold == {path.stem for path in (DATA / name).glob("*.txt")}


def test_no_real_directive_is_copied() -> None:
    if not REAL.is_dir():
        pytest.skip("../shared/directives is not here: nothing to compare with")
    real: set[str] = set()
    for path in REAL.glob("*.txt"):
        text = squeeze(path.read_text("utf-8"))
        real.update(text[start : start + RUN] for start in range(len(text) - RUN + 1))
    for path in [*SAMPLES.glob("*.txt"), *SOURCES.glob("*.txt"), *DATA.glob("*/*-20*.txt")]:
        text = squeeze(path.read_text("utf-8"))
        runs = {text[start : start + RUN] for start in range(len(text) - RUN + 1)}
        assert not runs & real, path.name


def test_every_sample_says_that_it_is_fictional() -> None:
    texts = [*SAMPLES.glob("*.txt"), *SOURCES.glob("*.txt")]
    faces = [path.read_text("utf-8").splitlines()[0] for path in texts]
    faces += [docx.Document(str(path)).paragraphs[0].text for path in SAMPLES.glob("*.docx")]
    assert len(faces) == 7
    assert all("虚构样例" in face for face in faces)


def test_the_docx_sample_is_built_from_its_source(tmp_path: Path) -> None:
    built = tmp_path / "built.docx"
    build_docx(SOURCES / "shuanggui-2022.txt", built)
    assert built.read_bytes() == (SAMPLES / "shuanggui-2022.docx").read_bytes()


def test_the_scanned_sample_has_no_text_layer() -> None:
    path = SAMPLES / "qinghe-2022.pdf"
    assert path.stat().st_size < 1_500_000
    with pypdfium2.PdfDocument(path) as pdf:
        assert [page.get_textpage().count_chars() for page in pdf] == [0, 0]
