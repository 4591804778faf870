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
    """(RGB pixels of page `number`, their scale), turned as the camera says, reduced if huge."""
    picture.seek(number - 1)
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError(f"超过 {MAX_PIXELS // 10_000} 万像素")
    upright = ImageOps.exif_transpose(picture)
    flat = Image.new("RGB", upright.size, "white")
    shown = upright.convert("RGBA")
    flat.paste(shown, mask=shown.getchannel("A"))
    scale = min(1.0, MAX_SIDE / max(flat.size))
    if scale < 1.0:
        flat = flat.resize((round(flat.width * scale), round(flat.height * scale)))
    return np.asarray(flat), scale
