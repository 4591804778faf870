"""Which engine reads: imported only when chosen, opened once a process."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Literal

from ingest.ocr.engine import OcrChoice, OcrEngine, OcrUnavailable

EngineName = Literal["rapid", "paddle"]
ENGINES: dict[EngineName, tuple[str, str, str]] = {
    "rapid": ("ingest.ocr.rapid", "RapidEngine", "pip install rapidocr onnxruntime"),
    "paddle": ("ingest.ocr.paddle", "PaddleEngine", "pip install 'dutymap[paddle]'"),
}


def open_engine(choice: OcrChoice) -> OcrEngine:
    """The engine for `choice`; "auto" is rapid, else paddle. Raises OcrUnavailable."""
    if choice == "none":
        raise OcrUnavailable("文字识别已关闭，请用 --ocr auto 重新导入")
    if choice != "auto":
        return load_engine(choice)
    try:
        return load_engine("rapid")
    except OcrUnavailable:
        return load_engine("paddle")


@cache
def load_engine(name: EngineName) -> OcrEngine:
    """Import and open one engine. Raises OcrUnavailable with what to install."""
    module, member, remedy = ENGINES[name]
    try:
        engine: OcrEngine = getattr(import_module(module), member)()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OcrUnavailable(
            f"文字识别引擎 {name} 无法加载（{reason}），请运行 {remedy}"
        ) from error
    return engine
