"""The one protocol of OCR, and the values it yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import Unreadable

OcrChoice = Literal["auto", "rapid", "paddle", "none"]
Pixels = NDArray[np.uint8]
Point = tuple[float, float]

MIN_SCORE = 0.5
"""Lines that an engine is less sure of are not text."""

THREADS = 2
DETECTION_SIDE = 960
"""Longest side in pixels at which lines are looked for; they are read at full size."""


@dataclass(frozen=True, slots=True)
class OcrLine:
    """One piece of a printed line; `quad` runs clockwise from its own top left, in pixels."""

    text: str
    confidence: float
    quad: tuple[Point, Point, Point, Point]


class OcrEngine(Protocol):
    """Reads a picture; keeps nothing from one call to the next."""

    @property
    def name(self) -> str:
        """The engine's name, shown with every page that it read."""
        ...

    def read(self, image: Pixels) -> list[OcrLine]:
        """Lines of `image` (height, width, 3; RGB), in any order; [] for none."""
        ...


class OcrUnavailable(Unreadable):
    """The wanted engine is not installed or does not load; the message says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__("ocr-unavailable", message)


def quad_of(points: NDArray[np.float64]) -> tuple[Point, Point, Point, Point]:
    """Four corners out of an engine's array of shape (4, 2)."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d
