"""Red stamps on a picture: where they are, the text under them, the text in them.

Only red marks as wide as high and larger than any printed character count, so red
letterheads (红头) and red rules stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

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
DARK = 40  # the red of print: what is darker has no colour to speak of
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
    found = [(x, y, x + wide, y + high) for x, y, wide, high, _area in stats[1:count].tolist()]
    shorter = min(small.shape[:2])
    return [
        (
            max(0, int((x0 - 2) / scale)),
            max(0, int((y0 - 2) / scale)),
            min(width, int((x1 + 2) / scale)),
            min(height, int((y1 + 2) / scale)),
        )
        for x0, y0, x1, y1 in joined_boxes(found)
        if like_stamp((x1 - x0) / shorter, (y1 - y0) / shorter)
    ]


def like_stamp(wide: float, high: float) -> bool:
    """Whether sides, as parts of the page's shorter side, are a stamp's."""
    square = max(wide, high) <= SQUARENESS * min(wide, high)
    return square and all(SIDES[0] <= side <= SIDES[1] for side in (wide, high))


def joined_boxes(boxes: Iterable[PixelRect]) -> list[PixelRect]:
    """Boxes with those that overlap made one: print across a stamp cuts its red apart."""
    found: list[PixelRect] = []
    for box in boxes:
        while meeting := [b for b in found if overlap(b, box)]:
            found = [other for other in found if other not in meeting]
            lefts, tops, rights, bottoms = zip(box, *meeting, strict=True)
            box = (min(lefts), min(tops), max(rights), max(bottoms))
        found.append(box)
    return found


def overlap(a: PixelRect, b: PixelRect) -> bool:
    """Whether two boxes share a pixel."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def red_mask(image: Pixels) -> NDArray[np.bool_]:
    """Which pixels are red, shape (height, width)."""
    red = image[:, :, 0].astype(np.int16)
    mask: NDArray[np.bool_] = red - image[:, :, 1:].max(axis=2) > REDDER
    return mask


def lift_stamp(image: Pixels, where: PixelRect) -> Pixels:
    """A copy without the stamp: its ink becomes paper, and what is printed under it stays.

    In the red channel black print stays black and red ink is nearly as light as paper, so
    the place becomes the grey of its red, each pixel lighter by what its ink takes away.
    """
    x0, y0, x1, y1 = where
    lifted = image.copy()
    patch = lifted[y0:y1, x0:x1]
    ink = red_mask(patch)
    if not ink.any() or ink.all():
        return lifted
    red = patch[:, :, 0].astype(np.float32)
    colour = cv2.blur((red - patch[:, :, 1:].max(axis=2)) / np.maximum(red, DARK), (3, 3))
    inked = np.clip(colour / np.median(colour[ink]), 0.0, 1.0)
    paper = float(np.median(red[~ink]))
    taken = paper / max(float(np.median(red[ink & (inked == 1.0)])), 1.0) - 1.0
    grey = np.where(red < paper, np.minimum(red * (1.0 + inked * taken), paper), red)
    patch[:] = grey.astype(np.uint8)[:, :, None]
    return lifted


def only_stamp(image: Pixels, where: PixelRect) -> Pixels:
    """The stamp alone, cut out of the picture: its red in black on white."""
    x0, y0, x1, y1 = where
    cut = image[y0:y1, x0:x1]
    alone = np.full_like(cut, 255)
    alone[red_mask(cut)] = 0
    return alone
