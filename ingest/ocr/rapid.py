"""RapidOCR: PP-OCRv6 models from its own wheel, on onnxruntime, without a download."""

from __future__ import annotations

from typing import Any

import numpy as np
from rapidocr import RapidOCR

from ingest.ocr.engine import DETECTION_SIDE, THREADS, OcrLine, Pixels, quad_of

SETTINGS = {
    "Global.use_cls": False,  # its line classifier turns good lines upside down
    "Global.text_score": 0.0,  # what is too unsure is told apart, and counted, in page.py
    "Global.log_level": "error",
    "Det.limit_type": "max",
    "Det.limit_side_len": DETECTION_SIDE,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class RapidEngine:
    """RapidOCR as tuned for printed Chinese pages at 200 dpi."""

    name = "rapidocr"

    def __init__(self, threads: int = THREADS) -> None:
        threading = {"EngineConfig.onnxruntime.intra_op_num_threads": threads}
        self._reader = RapidOCR(params=SETTINGS | threading)

    def read(self, image: Pixels) -> list[OcrLine]:
        """See OcrEngine."""
        found: Any = self._reader(np.ascontiguousarray(image[:, :, ::-1]))
        if found.boxes is None:
            return []
        return [
            OcrLine(text, float(score), quad_of(box))
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
            if text.strip()
        ]
