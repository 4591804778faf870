"""Characters misread on scans of three levels of wear, by our engines and by others.

One scan is three consecutive pages of a directive in one face at one resolution, printed
and worn by tests/scans.py. Ours reads the PDF as `import` does and tells page furniture
by itself; the others read the very pictures in it, and are spared the lines of running
heads and page numbers. Character error rate: edits over hanzi and digits.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image
from rapidocr import RapidOCR

from ingest.ocr.choose import EngineName
from ingest.readers import read_source
from tests.scans import (
    FONTS,
    HEAD,
    LEVELS,
    PAGE_NUMBER,
    FontName,
    LevelName,
    find_font,
    lay_out,
    save_scan,
    scan_pages,
)

PAGES = 3
DPIS = (150, 200, 300)
TARGETS: dict[LevelName, float] = {"clean": 0.001, "worn": 0.003, "hard": 0.015}
FOOT = re.compile(r"[\W_一]*\d{1,3}[\W_一]*")  # a page number, its dashes misread or lost
KEPT = re.compile(r"[〇㐀-鿿0-9]")
HEADLIKE = 0.6  # so much of a running head, misread, is still one


@dataclass(frozen=True, slots=True)
class Scan:
    """Pages printed and worn, and what was printed on them."""

    level: LevelName
    font: FontName
    dpi: int
    pdf: Path
    printed: str


@dataclass(frozen=True, slots=True)
class Score:
    """One reader's errors on one scan."""

    reader: str
    level: LevelName
    font: FontName
    dpi: int
    pages: int
    characters: int
    errors: int
    seconds: float


Reader = Callable[[Path], str]


def make_scans(texts: Sequence[str], folder: Path, full: bool) -> Iterator[Scan]:
    """Scans of each level: each face at each resolution, or each of both once."""
    for level in LEVELS:
        for index, (font, dpi) in enumerate(product(FONTS, DPIS)):
            if full or index % 4 == 0:  # 0, 4, 8: the diagonal
                yield _print(texts[index % len(texts)], index, level, font, dpi, folder)


def _print(text: str, index: int, level: LevelName, font: FontName, dpi: int, folder: Path) -> Scan:
    pages = list(lay_out(text))
    start = index % max(1, len(pages) - PAGES)
    pages, wear = pages[start : start + PAGES], LEVELS[level]
    pdf = folder / f"{level}-{font}-{dpi}.pdf"
    save_scan(scan_pages(pages, wear, dpi, find_font(font), index), pdf, wear, dpi)
    return Scan(level, font, dpi, pdf, "".join(line for page in pages for _, line in page))


def score(scans: Sequence[Scan], engines: Sequence[EngineName]) -> list[Score]:
    """Every reader on every scan; each scan goes to every reader before the next."""
    found = []
    for scan in scans:
        for name, reader in readers(engines).items():
            started = time.perf_counter()
            read = reader(scan.pdf)
            seconds = time.perf_counter() - started
            counts = errors(scan.printed, read)
            found.append(Score(name, scan.level, scan.font, scan.dpi, PAGES, *counts, seconds))
    return found


def readers(engines: Sequence[EngineName]) -> dict[str, Reader]:
    """Ours, RapidOCR as it comes, and tesseract where it is there."""
    found: dict[str, Reader] = {f"dutymap, {name}": partial(ours, name) for name in engines}
    found["rapidocr, as it comes"] = partial(of_pictures, as_it_comes)
    if shutil.which("tesseract"):
        found["tesseract chi_sim"] = partial(of_pictures, tesseract)
    return found


def ours(engine: EngineName, pdf: Path) -> str:
    """The body of the scan as `import` reads it."""
    source = read_source(pdf, ocr=engine)
    return "".join(line.text for line in source.lines if line.role == "body")


def of_pictures(read: Callable[[Image.Image], list[str]], pdf: Path) -> str:
    """What a reader of pictures gives, without running heads and page numbers."""
    lines = [line for picture in pictures(pdf) for line in read(picture)]
    return "".join(line for line in lines if not furniture(line))


def furniture(line: str) -> bool:
    """Whether a line, misread as it may be, is a running head or a page number."""
    text = "".join(line.split())
    return bool(FOOT.fullmatch(text)) or SequenceMatcher(None, text, HEAD).ratio() >= HEADLIKE


def pictures(pdf: Path) -> Iterator[Image.Image]:
    """The pictures in a scan as they are kept there."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            (kept,) = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])
            yield kept.get_bitmap().to_pil().convert("RGB")


@cache
def plain_rapidocr() -> Any:
    """RapidOCR as it comes."""
    return RapidOCR(params={"Global.log_level": "error"})


def as_it_comes(picture: Image.Image) -> list[str]:
    """Lines in RapidOCR's own order."""
    return list(plain_rapidocr()(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])).txts or ())


def tesseract(picture: Image.Image) -> list[str]:
    """What tesseract reads with its simplified Chinese model."""
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(picture.width / 8.27, picture.width / 8.27))
    command = ["tesseract", "-", "-", "-l", "chi_sim"]
    done = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True)
    return done.stdout.decode("utf-8").splitlines()


def errors(printed: str, read: str) -> tuple[int, int]:
    """(characters printed, edits) over hanzi and digits."""
    want, got = kept(printed), kept(read)
    return len(want), distance(want, got)


def kept(text: str) -> str:
    """Hanzi and digits, full-width ones as plain."""
    return "".join(KEPT.findall(unicodedata.normalize("NFKC", text)))


def distance(left: str, right: str) -> int:
    """How many characters must be put in, taken out or changed to make one the other."""
    if not left or not right:
        return len(left) + len(right)
    target = np.array([ord(char) for char in right])
    steps = np.arange(len(right) + 1)
    row = steps
    for done, char in enumerate(left, 1):
        best = np.minimum(row[:-1] + (target != ord(char)), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([done], best)) - steps) + steps
    return int(row[-1])


def without_page_numbers(text: str) -> str:
    """A directive's text without the page numbers printed in it."""
    return "\n".join(line for line in text.splitlines() if not PAGE_NUMBER.fullmatch(line))
