"""The pictures of an OFD page put together as they stand on it, for OCR."""

from __future__ import annotations

import io
from collections.abc import Sequence
from zipfile import ZipFile

import numpy as np
from PIL import Image

from ingest.model import Page
from ingest.ocr.engine import Pixels
from ingest.ocr.scan import MAX_PIXELS, MAX_SIDE
from ingest.readers.ofd_page import POINTS, Matrix

DPI = 200
MAX_PICTURES = 50
"""Pictures of one page; a scan has one, or a few strips."""


def printed(
    package: ZipFile, members: dict[str, str], pictures: Sequence[tuple[str, Matrix]], page: Page
) -> tuple[Pixels, float]:
    """(RGB pixels of the page, pixels per point); `members` are the pictures' files by id.

    Raises ValueError for pictures too large or too many, KeyError for missing ones, OSError
    for formats that Pillow does not read (JBIG2).
    """
    if len(pictures) > MAX_PICTURES:
        raise ValueError(f"有 {len(pictures)} 张图片")
    scale = min(DPI / 72, MAX_SIDE / max(1.0, page.width, page.height))
    sheet = Image.new("RGB", (round(page.width * scale), round(page.height * scale)), "white")
    for name, matrix in pictures:
        with Image.open(io.BytesIO(package.read(members[name]))) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValueError(f"{picture.width}x{picture.height} 像素的图片太大")
            put_on(sheet, picture, matrix, scale * POINTS)
    return np.asarray(sheet), scale


def put_on(sheet: Image.Image, picture: Image.Image, matrix: Matrix, scale: float) -> None:
    """Lay the picture on the sheet; `matrix` leads from the unit square to millimetres."""
    a, b, c, d, e, f = matrix
    to_sheet = np.array([[a, c, e], [b, d, f], [0, 0, 1 / scale]]) * scale
    to_unit = np.linalg.inv(to_sheet)
    to_picture = np.diag([picture.width, picture.height, 1]) @ to_unit
    placed = picture.convert("RGBA").transform(
        sheet.size,
        Image.Transform.AFFINE,
        tuple(to_picture[:2].ravel().tolist()),
        Image.Resampling.BICUBIC,
    )
    sheet.paste(placed, mask=placed.getchannel("A"))
