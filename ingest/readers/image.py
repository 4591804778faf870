"""Pictures of pages: PNG, JPEG, TIFF with several pages, BMP, WebP."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from ingest.errors import Unreadable
from ingest.model import Page, Source
from ingest.ocr.engine import Pixels
from ingest.ocr.scan import MAX_PIXELS, MAX_SIDE, scanned
from ingest.progress import Progress
from ingest.readers.limits import MAX_PAGES

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
DEEPEST = 65535  # white, of 16 bits
OBLONG, ABSURD = 1.2, 4.0  # dots an inch of one side over the other's: of a fax, of nothing true
PICTURE_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, EOFError),
    *(ArithmeticError, MemoryError, RuntimeError, struct.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
"""What Pillow raises for pictures that are not as they begin."""


def read_image(path: Path, progress: Progress | None) -> Source:
    """The pages of a picture file, all left for scanned.py. Raises Unreadable."""
    with open_picture(path) as picture:
        numbers = range(1, frames_in(picture) + 1)
        return Source("image", tuple(map(Page, numbers)), (), tuple(map(scanned, numbers)))


def image_picture(path: Path, number: int) -> tuple[Pixels, float]:
    """(RGB pixels of page `number`, pixels per its own pixel). Raises OSError, ValueError."""
    with open_picture(path) as picture:
        return frame(picture, number)


def open_picture(path: Path) -> Image.Image:
    """Open without decoding; raises Unreadable for what is damaged or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(path)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        message = f"图片超过 {MAX_PIXELS // 10_000} 万像素，请按 200 dpi 重新扫描"
        raise Unreadable("too-large", message) from error
    except PICTURE_DAMAGE as error:
        raise Unreadable("damaged", "图片已损坏，请重新扫描或另存") from error


def frames_in(picture: Image.Image) -> int:
    """How many pages a picture has. Raises Unreadable where that cannot be told, or is absurd."""
    try:
        found = int(getattr(picture, "n_frames", 1))
    except PICTURE_DAMAGE as error:
        raise Unreadable("damaged", "图片已损坏，请重新扫描或另存") from error
    if found > MAX_PAGES:
        raise Unreadable("too-large", f"图片超过 {MAX_PAGES} 页，请拆分后再导入")
    return found


def frame(picture: Image.Image, number: int) -> tuple[Pixels, float]:
    """(RGB pixels of page `number`, their scale), its pixels made square, turned as the camera
    says, reduced if huge."""
    picture.seek(number - 1)
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError(f"超过 {MAX_PIXELS // 10_000} 万像素")
    upright = squared(in_bytes(ImageOps.exif_transpose(picture)))
    flat = Image.new("RGB", upright.size, "white")
    shown = upright.convert("RGBA")
    flat.paste(shown, mask=shown.getchannel("A"))
    scale = min(1.0, MAX_SIDE / max(flat.size))
    if scale < 1.0:
        flat = flat.resize((round(flat.width * scale), round(flat.height * scale)))
    return np.asarray(flat), scale


def in_bytes(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 bits a pixel with 8; others as they are."""
    if not picture.mode.startswith("I"):
        return picture
    deep = np.asarray(picture).clip(0, DEEPEST)
    return Image.fromarray((deep * (255 / DEEPEST)).astype(np.uint8))


def squared(picture: Image.Image) -> Image.Image:
    """A fax of 204 by 98 dots an inch, which looks pressed together, in its true shape: the
    coarser side is stretched. Others as they are."""
    across, down = (float(dots or 0) for dots in picture.info.get("dpi", (0, 0)))
    if min(across, down) <= 0 or not OBLONG < max(across, down) / min(across, down) < ABSURD:
        return picture
    finest = max(across, down)
    size = (round(picture.width * finest / across), round(picture.height * finest / down))
    if size[0] * size[1] > MAX_PIXELS:
        return picture
    return (picture.convert("L") if picture.mode == "1" else picture).resize(size)
