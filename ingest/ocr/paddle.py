"""PaddleOCR on onnxruntime, with model folders made from the models in rapidocr's wheel.

PaddleOCR wants a folder for each model with `inference.onnx` and `inference.yml`; the
yml is written here, its character list taken out of the recognition model's metadata.
Nothing is downloaded and paddlepaddle is not needed. DUTYMAP_PADDLE_MODELS may name a
folder whose folders `det` and `rec` are model folders of Paddle's own; those without
`inference.onnx` want paddlepaddle.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")

import numpy as np
import onnxruntime
from paddleocr import PaddleOCR
from platformdirs import user_cache_path

from ingest.ocr.engine import DETECTION_SIDE, THREADS, OcrLine, Pixels, quad_of

DETECTION, RECOGNITION = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
MODELS_VARIABLE = "DUTYMAP_PADDLE_MODELS"
MODEL_NAME = re.compile(r"""model_name["']?:\s*["']?([\w.-]+)""")
SETTINGS = 2
"""Raised whenever what is written into `inference.yml` changes, for folders are kept."""

CARRIED = {DETECTION: "PP-OCRv6_det_small.onnx", RECOGNITION: "PP-OCRv6_rec_small.onnx"}


class PaddleEngine:
    """PaddleOCR as tuned for printed Chinese pages at 200 dpi."""

    name = "paddleocr"

    def __init__(self, threads: int = THREADS) -> None:
        logging.getLogger("paddlex").setLevel(logging.WARNING)
        own = os.environ.get(MODELS_VARIABLE, "").strip()
        find, read = (
            (Path(own, "det"), Path(own, "rec"))
            if own
            else (model_folder(DETECTION), model_folder(RECOGNITION))
        )
        self._reader = PaddleOCR(
            **engine_for((find, read), threads),
            text_detection_model_name=model_name(find),
            text_detection_model_dir=str(find),
            text_recognition_model_name=model_name(read),
            text_recognition_model_dir=str(read),
            text_det_limit_side_len=DETECTION_SIDE,
            text_det_limit_type="max",
            text_rec_score_thresh=0.0,
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
        )

    def read(self, image: Pixels) -> list[OcrLine]:
        """See OcrEngine."""
        (found,) = self._reader.predict(np.ascontiguousarray(image[:, :, ::-1]))
        parts = zip(found["rec_polys"], found["rec_texts"], found["rec_scores"], strict=True)
        return [
            OcrLine(text, float(score), quad_of(box)) for box, text, score in parts if text.strip()
        ]


def engine_for(folders: Iterable[Path], threads: int) -> dict[str, Any]:
    """PaddleOCR's settings for what runs the models of `folders`."""
    if all((folder / "inference.onnx").exists() for folder in folders):
        config = {"intra_op_num_threads": threads, "inter_op_num_threads": 1}
        return {"engine": "onnxruntime", "engine_config": config}
    return {"engine": "paddle", "cpu_threads": threads}


def model_name(folder: Path) -> str:
    """The name that a model folder gives its model. Raises OSError, ValueError."""
    settings = folder / "inference.yml"
    named = MODEL_NAME.search(settings.read_text("utf-8"))
    if named is None:
        raise ValueError(f"{settings} 没有 model_name")
    return named[1]


def model_folder(name: str) -> Path:
    """The folder of model `name` under the user's cache, made when it is not there yet."""
    source = Path(str(files("rapidocr"))) / "models" / CARRIED[name]
    folder = user_cache_path("dutymap") / "paddle" / f"{name}-{source.stat().st_size}-{SETTINGS}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        shutil.copyfile(source, made / "inference.onnx")
        settings = detection_settings() if name == DETECTION else recognition_settings(source)
        # JSON is YAML, and needs no library.
        (made / "inference.yml").write_text(json.dumps(settings), encoding="utf-8")
        publish(made, folder)
    return folder


def publish(made: Path, folder: Path) -> None:
    """Move a finished folder into place; another process may have been first."""
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)


def detection_settings() -> dict[str, Any]:
    """`inference.yml` of the detection model."""
    return {
        "Global": {"model_name": DETECTION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"DetResizeForTest": {"resize_long": DETECTION_SIDE}},
                {
                    "NormalizeImage": {
                        # As rapidocr does: with ImageNet's values, as Paddle's own settings
                        # have them, quotation marks of some faces come apart as 66 and 99.
                        "mean": [0.5, 0.5, 0.5],
                        "std": [0.5, 0.5, 0.5],
                        "scale": 1 / 255,
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.5,
            "unclip_ratio": 1.6,
            "max_candidates": 1000,
        },
    }


def recognition_settings(model: Path) -> dict[str, Any]:
    """`inference.yml` of the recognition model, with the characters that `model` knows."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    characters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return {
        "Global": {"model_name": RECOGNITION},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters},
    }
