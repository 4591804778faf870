"""Red stamps on a picture: where they are, the text under them, the text in them.

Only red marks as wide as high and larger than any printed character count, so red
letterheads (红头) and red rules stay as they are.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr.engine import Pixels

PixelRect = tuple[int, int, int, int]
"""x0, y0, x1, y1."""

REDDER = 45  # how much the red of a pixel exceeds its green and blue
REDUCED = 600  # width in pixels at which stamps are looked for
SIDES = (0.1, 0.45)  # a stamp's sides, as parts of the page's shorter side
SQUARENESS = 1.6  # the longer side over the shorter, at most
JOINED = 15  # pixels of the reduced picture between parts of one stamp


def find_stamps(image: Pixels) -> list[PixelRect]:
    """Boxes of the round and square red stamps of an RGB picture."""
    height, width = image.shape[:2]
    scale = min(1.0, REDUCED / min(height, width))
    small: Pixels = cv2.resize(  # type: ignore[assignment]
        image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (JOINED, JOINED))
    joined = cv2.morphologyEx(red_mask(small).astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    shorter = min(small.shape[:2])
    stamps = []
    for x, y, wide, high, _area in stats[1:count].tolist():
        square = max(wide, high) <= SQUARENESS * min(wide, high)
        if square and all(SIDES[0] <= side / shorter <= SIDES[1] for side in (wide, high)):
            stamps.append(
                (
                    max(0, int((x - 2) / scale)),
                    max(0, int((y - 2) / scale)),
                    min(width, int((x + wide + 2) / scale)),
                    min(height, int((y + high + 2) / scale)),
                )
            )
    return stamps


def red_mask(image: Pixels) -> NDArray[np.bool_]:
    """Which pixels are red, shape (height, width)."""
    red = image[:, :, 0].astype(np.int16)
    mask: NDArray[np.bool_] = red - image[:, :, 1:].max(axis=2) > REDDER
    return mask


def lift_stamp(image: Pixels, where: PixelRect) -> Pixels:
    """A copy without the stamp: in the red channel it fades and black print stays."""
    x0, y0, x1, y1 = where
    lifted = image.copy()
    patch = lifted[y0:y1, x0:x1]
    red = patch[:, :, 0].astype(np.float32)
    inked = red[red_mask(patch)]
    white = float(np.percentile(inked, 25)) if inked.size else 255.0
    patch[:] = np.clip(red * (255.0 / max(white, 1.0)), 0, 255).astype(np.uint8)[:, :, None]
    return lifted


def only_stamp(image: Pixels, where: PixelRect) -> Pixels:
    """The stamp alone, cut out of the picture: its red in black on white."""
    x0, y0, x1, y1 = where
    cut = image[y0:y1, x0:x1]
    alone = np.full_like(cut, 255)
    alone[red_mask(cut)] = 0
    return alone
