"""Local sentence models: read as their makers write them, and set for a corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from api.cli import run
from corpus import vectors
from corpus.connection import CorpusUnusable, vector_trouble
from corpus.sentence import load_sentence_model
from corpus.store import Corpus
from corpus.verify import verify
from tests.corpus import models, values

needs_vectors = pytest.mark.skipif(vector_trouble() is not None, reason=str(vector_trouble()))


@pytest.mark.parametrize("make", [models.model2vec, models.onnx])
def test_a_models_vectors_are_the_mean_of_its_tokens(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    model = load_sentence_model(make(tmp_path))
    assert model.dimensions == models.DIMENSIONS
    encoded = model.encode(["婚姻登记", "交通", "？"])
    rows = [models.WORDS.index(char) for char in "婚姻登记"]
    wanted = models.embeddings()[rows].mean(axis=0)
    assert encoded[0] == pytest.approx(wanted / np.linalg.norm(wanted), abs=1e-5)
    assert np.linalg.norm(encoded, axis=1) == pytest.approx([1, 1, 0], abs=1e-5)
    assert model.encode([]).shape == (0, models.DIMENSIONS)
    assert np.allclose(model.encode(["交通"] * 70)[69], encoded[1], atol=1e-5)


def test_the_first_token_stands_for_all_where_the_model_says_so(tmp_path: Path) -> None:
    model = load_sentence_model(models.onnx(tmp_path, first=True))
    first, other = model.encode(["婚姻登记", "婚"])
    assert np.allclose(first, other, atol=1e-5)


def test_the_version_changes_with_the_files(tmp_path: Path) -> None:
    version = load_sentence_model(models.model2vec(tmp_path)).version
    assert load_sentence_model(models.model2vec(tmp_path)).version == version
    assert load_sentence_model(models.model2vec(tmp_path, seed=2)).version != version


@pytest.mark.parametrize("missing", ["tokenizer.json", "model.safetensors", "all", "broken"])
def test_a_folder_that_is_no_model_is_told_in_a_line(missing: str, tmp_path: Path) -> None:
    folder = models.model2vec(tmp_path / "model")
    if missing == "all":
        folder = tmp_path / "none"
    elif missing == "broken":
        (folder / "model.safetensors").write_bytes(b"\x08" + bytes(7) + b"no json!")
    else:
        (folder / missing).unlink()
    with pytest.raises(CorpusUnusable, match="语义模型用不了") as told:
        load_sentence_model(folder)
    assert "\n" not in str(told.value)


def enter(corpus: Corpus, name: str) -> None:
    path = values.original(corpus.folder, name)
    corpus.add(values.document(name), values.mapping(path.stem), path)


def version(corpus: Corpus) -> str | None:
    with corpus.database.reading() as connection:
        held = vectors.standing(connection)
        return held and held.version


@needs_vectors
def test_another_setting_makes_the_vectors_anew(tmp_path: Path) -> None:
    one, other = models.model2vec(tmp_path / "one"), models.onnx(tmp_path / "other")
    with Corpus.open(tmp_path / "corpus") as corpus:
        enter(corpus, "a.txt")
        assert corpus.vectors_due
        corpus.refresh_vectors()
        fitted = version(corpus)
        assert fitted and fitted.startswith("lsa-") and not corpus.vectors_due
    seen = {fitted}
    for folder in (one, other, one):
        with Corpus.open(tmp_path / "corpus", embedder=folder) as corpus:
            assert corpus.vectors_due
            assert corpus.search("婚姻登记")[0].provision == "第三条"  # by words, until then
            corpus.refresh_vectors()
            assert not corpus.vectors_due
            assert list(verify(corpus)) == []
            assert corpus.search("登婚")[0].provision == "第三条"
            seen.add(version(corpus))
    assert len(seen) == 3
    with Corpus.open(tmp_path / "corpus") as corpus:
        assert corpus.vectors_due
        corpus.refresh_vectors()
        assert version(corpus) == fitted


@needs_vectors
def test_doctor_tells_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    with Corpus.open(folder) as corpus:
        enter(corpus, "a.txt")
        corpus.refresh_vectors()

    def told() -> str:
        run(["--corpus", str(folder), "doctor"])
        (line,) = (one for one in capsys.readouterr().out.splitlines() if "embedder" in one)
        return line

    assert "LSA" in told()
    monkeypatch.setenv("DUTYMAP_EMBEDDER", str(models.model2vec(tmp_path / "model")))
    assert "16 维" in (line := told()) and "待重算" in line
    monkeypatch.setenv("DUTYMAP_EMBEDDER", str(tmp_path / "none"))
    assert "BROKEN" in (line := told()) and "tokenizer.json" in line
