"""Which engine reads: imported only when chosen, opened once a process."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Literal

from ingest.ocr.engine import THREADS, OcrChoice, OcrEngine, OcrUnavailable

EngineName = Literal["rapid", "paddle"]
ENGINES: dict[EngineName, tuple[str, str, str]] = {
    "rapid": ("ingest.ocr.rapid", "RapidEngine", "pip install rapidocr onnxruntime"),
    "paddle": ("ingest.ocr.paddle", "PaddleEngine", "pip install 'dutymap[paddle]'"),
}


AUTO: tuple[EngineName, EngineName] = ("rapid", "paddle")
"""What `auto` tries, the one that measures better in `make bench-reading` first."""


def open_engine(choice: OcrChoice, threads: int = THREADS) -> OcrEngine:
    """The engine for `choice`; `auto` is the first of AUTO that loads. Raises OcrUnavailable."""
    if choice == "none":
        raise OcrUnavailable("文字识别已关闭，请用 --ocr auto 重新导入")
    return load_engine(chosen(threads)[0] if choice == "auto" else choice, threads)


def chosen(threads: int = THREADS) -> tuple[EngineName, str]:
    """(the engine that `auto` uses here, why). Raises OcrUnavailable where none loads."""
    better, other = AUTO
    try:
        load_engine(better, threads)
    except OcrUnavailable as error:
        load_engine(other, threads)
        return other, str(error)
    return better, f"在 make bench-reading 中错字比 {other} 少"


@cache
def load_engine(name: EngineName, threads: int = THREADS) -> OcrEngine:
    """Import and open one engine that computes with so many threads. Raises OcrUnavailable
    with what to install."""
    module, member, remedy = ENGINES[name]
    try:
        engine: OcrEngine = getattr(import_module(module), member)(threads)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OcrUnavailable(
            f"文字识别引擎 {name} 无法加载（{reason}），请运行 {remedy}"
        ) from error
    return engine
