"""RapidOCR: PP-OCRv6 models from its own wheel, on onnxruntime, without a download."""

from __future__ import annotations

from typing import Any

import numpy as np
from rapidocr import RapidOCR

from ingest.ocr.engine import DETECTION_SIDE, MIN_SCORE, THREADS, OcrLine, Pixels, quad_of

SETTINGS = {
    "Global.use_cls": False,  # its line classifier turns good lines upside down
    "Global.text_score": MIN_SCORE,
    "Global.log_level": "error",
    "Det.limit_type": "max",
    "Det.limit_side_len": DETECTION_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class RapidEngine:
    """RapidOCR as tuned for printed Chinese pages at 200 dpi."""

    name = "rapidocr"

    def __init__(self) -> None:
        self._reader = RapidOCR(params=dict(SETTINGS))

    def read(self, image: Pixels) -> list[OcrLine]:
        """See OcrEngine."""
        found: Any = self._reader(np.ascontiguousarray(image[:, :, ::-1]))
        if found.boxes is None:
            return []
        return [
            OcrLine(text, float(score), quad_of(box))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]
