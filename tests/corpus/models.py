"""Tiny sentence models, made as model2vec and sentence-transformers write theirs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.corpus import values

DIMENSIONS = 16
WORDS = [
    "[PAD]",
    "[UNK]",
    *sorted({c for clause in values.CLAUSES for c in clause if c > "\u4e00"}),
]


def embeddings(seed: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """A vector a character; unknown ones and the filling have none."""
    found = np.random.default_rng(seed).normal(size=(len(WORDS), DIMENSIONS)).astype(np.float32)
    found[:2] = 0
    return found


def _tokenizer(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    made.save(str(folder / "tokenizer.json"))


def model2vec(folder: Path, seed: int = 1) -> Path:
    """A vector a token in `model.safetensors`."""
    _tokenizer(folder)
    data = embeddings(seed).tobytes()
    told = {
        "dtype": "F32",
        "shape": [len(WORDS), DIMENSIONS],
        "data_offsets": [0, len(data)],
    }
    head = json.dumps({"embeddings": told}).encode()
    written = len(head).to_bytes(8, "little") + head + data
    (folder / "model.safetensors").write_bytes(written)
    return folder


def onnx(folder: Path, *, first: bool = False) -> Path:
    """The same vectors as a network of one node, pooled by mean or by the first token."""
    _tokenizer(folder)
    (folder / "onnx").mkdir(exist_ok=True)
    (folder / "onnx" / "model.onnx").write_bytes(_network())
    (folder / "1_Pooling").mkdir(exist_ok=True)
    told = json.dumps({"pooling_mode_cls_token": first})
    (folder / "1_Pooling" / "config.json").write_text(told, "utf-8")
    return folder


def _field(number: int, value: int | bytes) -> bytes:
    """A field as protobuf writes it: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def _value(name: bytes, kind: int, dimensions: list[bytes]) -> bytes:
    shape = b"".join(_field(1, _field(2, one)) for one in dimensions)
    tensor = _field(1, kind) + _field(2, shape)
    return _field(1, name) + _field(2, _field(1, tensor))


def _network() -> bytes:
    """Gather(embeddings, input_ids): the numbers are those of the fields of onnx.proto."""
    float32, int64 = 1, 7
    node = _field(1, b"w") + _field(1, b"input_ids") + _field(2, b"out") + _field(4, b"Gather")
    sizes = _field(1, len(WORDS)) + _field(1, DIMENSIONS)
    weights = sizes + _field(2, float32) + _field(8, b"w") + _field(9, embeddings().tobytes())
    graph = _field(1, node) + _field(2, b"tiny") + _field(5, weights)
    graph += _field(11, _value(b"input_ids", int64, [b"b", b"t"]))
    graph += _field(12, _value(b"out", float32, [b"b", b"t", b"d"]))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))
