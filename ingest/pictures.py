"""A page as a picture on which the boxes of its lines fit.

`width / page.width` pixels of the picture are one unit of the boxes, across and down.
"""

from __future__ import annotations

import io
from pathlib import Path
from threading import Lock

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from ingest.errors import Unreadable
from ingest.model import Page
from ingest.ocr.page import turn
from ingest.readers.image import frame, open_picture
from ingest.readers.pdf import opened, refuse_huge

LONGEST = 6000
"""Pixels that a picture's longer side has at most: a page may be very narrow."""

PICTURED = ("pdf", "image")
"""The formats that have pages to be seen."""

_pdfium = Lock()  # PDFium must not be entered by two threads at once


def page_picture(path: Path, form: str, page: Page, width: int) -> bytes:
    """A PNG of `page` of the file, `width` pixels wide, upright as it was read.

    Where that would make it higher than LONGEST it is narrower. `form` is one of PICTURED.
    Raises Unreadable for a page that cannot be drawn.
    """
    if page.width <= 0 or page.height <= 0:
        raise Unreadable("page-unreadable", "这一页没有读出来，没有图片")
    width = max(1, min(width, round(LONGEST * page.width / page.height)))
    size = (width, max(1, round(width * page.height / page.width)))
    try:
        picture = _of_pdf(path, page, size) if form == "pdf" else _of_image(path, page, size)
    except (pdfium.PdfiumError, OSError, SyntaxError, ValueError, MemoryError) as error:
        raise Unreadable("page-unreadable", "这一页的图片画不出来，请看原文件") from error
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _of_pdf(path: Path, page: Page, size: tuple[int, int]) -> Image.Image:
    with _pdfium, opened(path) as document:
        shown = document[page.number - 1]
        refuse_huge(shown)
        lying = page.turned % 180 != 0
        scale = (size[1] if lying else size[0]) / shown.get_width()
        pixels = shown.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]
        upright = Image.fromarray(turn(np.array(pixels), page.turned))
    return upright.resize(size)


def _of_image(path: Path, page: Page, size: tuple[int, int]) -> Image.Image:
    with open_picture(path) as picture:
        pixels, _ = frame(picture, page.number)
    return Image.fromarray(turn(pixels, page.turned)).resize(size)
