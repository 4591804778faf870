"""Which OCR engines work on this machine, for `dutymap doctor`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from ingest.ocr.choose import ENGINES, load_engine
from ingest.ocr.engine import OcrUnavailable

PACKAGES = {"rapid": "rapidocr", "paddle": "paddleocr"}


def ocr_status() -> list[tuple[str, bool, str]]:
    """(name, works, detail) of each engine; opens each one, which takes seconds."""
    report: list[tuple[str, bool, str]] = []
    for name in ENGINES:
        try:
            load_engine(name)
            report.append((name, True, f"{PACKAGES[name]} {version(PACKAGES[name])}"))
        except (OcrUnavailable, PackageNotFoundError) as error:
            report.append((name, False, str(error)))
    return report
