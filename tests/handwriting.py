"""Writing by hand, more or less: glyphs of Kai turned, shifted, scaled and bent."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.scans import find_font

SIZE = 46  # pixels of a character, at 200 dpi
WAVE = 7  # pixels over which strokes bend


def written(text: str, bend: float, seed: int = 0) -> NDArray[np.uint8]:
    """Grey picture of a line; `bend` is by how many pixels its strokes stray."""
    place = find_font("kai")
    assert place
    rng = np.random.default_rng(seed)
    sheet = np.full((3 * SIZE, SIZE * len(text) + 200), 255, np.uint8)
    x = 60.0
    for char in text:
        size = int(SIZE * rng.uniform(0.75, 1.25))
        glyph = Image.new("L", (2 * SIZE, 2 * SIZE), 255)
        face = ImageFont.truetype(place[0], size, index=place[1])
        ImageDraw.Draw(glyph).text((SIZE // 2, SIZE // 2), char, 0, face)
        turned = glyph.rotate(rng.uniform(-14, 14), Image.Resampling.BICUBIC, fillcolor=255)
        top, left = int(SIZE * 0.5 + rng.uniform(-8, 8)), int(x - SIZE // 2)
        under = sheet[top : top + 2 * SIZE, left : left + 2 * SIZE]
        np.minimum(under, np.asarray(turned)[: under.shape[0], : under.shape[1]], out=under)
        x += size * rng.uniform(0.7, 0.95)
    return bent(sheet, bend, rng)


def bent(sheet: NDArray[np.uint8], bend: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """The picture with its strokes bent at random."""
    height, width = sheet.shape
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    for places in (across, down):
        wave = cv2.GaussianBlur(rng.normal(0, 1, sheet.shape).astype(np.float32), (0, 0), WAVE)
        places += wave * (bend / wave.std())
    drawn = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderValue=(255,))
    return np.asarray(drawn, np.uint8)
