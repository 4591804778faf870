"""A sentence model in a local folder as an Embedder, on the processor, without a network.

Two kinds of folder are read, as their makers write them:

- model2vec: `model.safetensors` with a vector a token (`embeddings`), `tokenizer.json`; a text's
  vector is the mean of its tokens'. Newer ones keep `weights` and `mapping` beside them.
- sentence-transformers as ONNX: `onnx/model.onnx` or `model.onnx`, `tokenizer.json`, and in
  `1_Pooling/config.json` whether the first token's vector or the mean of all is meant.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.connection import CorpusUnusable
from corpus.embed import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MOST = 512  # tokens of a text that are read
_BATCH = 32  # texts that are run together
_KINDS = {"F16": np.float16, "F32": np.float32, "F64": np.float64, "I64": np.int64, "I32": np.int32}
_ONNX = (Path("onnx/model.onnx"), Path("model.onnx"))
_OWN = ("*.safetensors", "*.onnx", "onnx/*.onnx", "*.json", "1_Pooling/config.json")

Run = Callable[[Sequence[str]], Vectors]  # texts to rows of any length


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A loaded model; `dimensions` is a multiple of 8."""

    version: str
    dimensions: int
    run: Run

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        parts = [self.run(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        found = np.concatenate([np.zeros((0, self.dimensions), np.float32), *parts])
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.where(length > 1e-6, found / np.maximum(length, 1e-6), 0).astype(np.float32)


def load_sentence_model(folder: Path) -> SentenceModel:
    """The model in a folder. Raises CorpusUnusable with one line that says what is missing."""
    try:
        run = _reader(folder)
        dimensions = run(["法院"]).shape[1]
    except ImportError as error:
        raise _unusable(folder, f"缺少程序包 {error.name}，请安装 dutymap[sentence]") from error
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise _unusable(folder, f"读不出来（{' '.join(str(error).split())}）") from error
    if dimensions % 8:
        raise _unusable(folder, f"向量有 {dimensions} 维，不是 8 的倍数")
    return SentenceModel(f"local-{_digest(folder)}", dimensions, run)


def _unusable(folder: Path, why: str) -> CorpusUnusable:
    return CorpusUnusable(f"DUTYMAP_EMBEDDER={folder}：语义模型用不了：{why}")


def _reader(folder: Path) -> Run:
    if not (folder / "tokenizer.json").is_file():
        raise FileNotFoundError("文件夹里没有 tokenizer.json")
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_MOST)
    if (folder / "model.safetensors").is_file() and not any((folder / o).is_file() for o in _ONNX):
        return functools.partial(_mean_of_tokens, tokenizer, _tensors(folder / "model.safetensors"))
    for place in _ONNX:
        if (folder / place).is_file():
            return _onnx(tokenizer, folder, folder / place)
    raise FileNotFoundError("文件夹里没有 model.safetensors，也没有 model.onnx")


def _tensors(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a safetensors file: eight bytes of length, a JSON head, the data."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    head = json.loads(data[8 : 8 + size])
    found = {}
    for name, told in head.items():
        if name != "__metadata__" and told["dtype"] in _KINDS:
            low, high = told["data_offsets"]
            raw = np.frombuffer(data[8 + size + low : 8 + size + high], _KINDS[told["dtype"]])
            found[name] = raw.reshape(told["shape"])
    return found


def _mean_of_tokens(
    tokenizer: Tokenizer, tensors: Mapping[str, NDArray[Any]], texts: Sequence[str]
) -> Vectors:
    kept = tensors["embeddings"]
    weights, mapping = tensors.get("weights"), tensors.get("mapping")
    rows = np.zeros((len(texts), kept.shape[1]), np.float32)
    for place, told in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
        ids = np.array(told.ids, np.intp)
        if not len(ids):
            continue
        vectors = kept[ids if mapping is None else mapping[ids]].astype(np.float32)
        rows[place] = (vectors if weights is None else vectors * weights[ids, None]).mean(axis=0)
    return rows


def _onnx(tokenizer: Tokenizer, folder: Path, model: Path) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    asked = {one.name for one in session.get_inputs()}
    pooling = folder / "1_Pooling" / "config.json"
    told = json.loads(pooling.read_text("utf-8")) if pooling.is_file() else {}
    first = bool(told.get("pooling_mode_cls_token"))
    tokenizer.enable_padding()

    def run(texts: Sequence[str]) -> Vectors:
        batch = tokenizer.encode_batch(list(texts))
        given = {
            "input_ids": np.array([one.ids for one in batch], np.int64),
            "attention_mask": np.array([one.attention_mask for one in batch], np.int64),
            "token_type_ids": np.array([one.type_ids for one in batch], np.int64),
        }
        (out, *_) = session.run(None, {name: given[name] for name in asked})
        if out.ndim == 2:  # pooled by the model itself
            return np.asarray(out, np.float32)
        mask = given["attention_mask"][:, :, None]
        mean = (out * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)
        return np.asarray(out[:, 0] if first else mean, np.float32)

    return run


def _digest(folder: Path) -> str:
    """16 hexadecimal digits that change whenever a file of the model does."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _OWN for path in folder.glob(pattern)}):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
