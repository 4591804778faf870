"""Worn scans made from text: A4 pages printed, stamped, skewed, made noisy, kept as JPEG in a PDF.

    python -m tests.scans IN.txt OUT.pdf [--skew 1.0] [--dpi 200] [--no-stamp] [--drop-page-numbers]

Every page is a picture without a text layer. The same seed gives the same pixels.
"""

from __future__ import annotations

import argparse
import math
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FontPlace = tuple[str, int]
PAGE_MM = (210, 297)
MARGIN_MM = (23.0, 32.0)
POINTS = 14.4
PITCH = 1.9
STAMP_MM = 42
RED = (214, 32, 40)
PAPER = (250, 248, 243)
HANGING = "，。；：、）》〉」』”’！？,.;:)!?"
PAGE_NUMBER = re.compile(r"\s*[-—－·–]\s*\d+\s*[-—－·–]\s*")


def find_font() -> FontPlace | None:
    """(file, index) of Noto Serif CJK SC (fonts-noto-cjk), or None where it is missing."""
    found = subprocess.run(
        ["fc-match", "-f", "%{family}|%{file}|%{index}", "Noto Serif CJK SC"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("|")
    return (found[1], int(found[2])) if len(found) == 3 and "CJK" in found[0] else None


def render_scan(
    text: str,
    path: Path,
    *,
    dpi: int = 200,
    skew: float = 1.0,
    noise: float = 10.0,
    stamp: bool = True,
    page_numbers: bool = True,
    jpeg_quality: int = 40,
    font: FontPlace | None = None,
    seed: int = 0,
) -> int:
    """Print `text` into an image-only PDF at `path`; returns the number of pages.

    Each line of `text` is a paragraph, wrapped at the page's width; the lines before
    the first that ends in punctuation are centred as a title. `skew` in degrees turns
    pages to alternate sides; `noise` is the grain's standard deviation in grey levels.
    """
    pages = scan_pages(text, dpi, skew, noise, stamp, page_numbers, font or find_font(), seed)
    images = list(pages)
    images[0].save(
        path,
        "PDF",
        save_all=True,
        append_images=images[1:],
        resolution=dpi,
        quality=jpeg_quality,
        creationDate=None,
        modDate=None,
    )
    return len(images)


def scan_pages(
    text: str,
    dpi: int,
    skew: float,
    noise: float,
    stamp: bool,
    page_numbers: bool,
    font: FontPlace | None,
    seed: int,
) -> Iterator[Image.Image]:
    """The worn pages of `text` as RGB pictures, first to last."""
    if font is None:
        raise RuntimeError("no Chinese font: install fonts-noto-cjk")
    rng = np.random.default_rng(seed)
    pages = list(lay_out(text))
    for number, lines in enumerate(pages, 1):
        image = print_page(lines, number if page_numbers else None, dpi, font)
        if stamp and number in (1, len(pages)):
            image = ImageChops.multiply(image, stamp_layer(image.size, lines, dpi, font))
        yield wear(image, skew if number % 2 else -skew, noise, rng)


def chars_per_line() -> int:
    """How many full-width characters a printed line takes."""
    return int((PAGE_MM[0] - 2 * MARGIN_MM[0]) / (POINTS * 25.4 / 72))


def lines_per_page() -> int:
    """How many printed lines a page takes."""
    return int((PAGE_MM[1] - 2 * MARGIN_MM[1]) / (POINTS * PITCH * 25.4 / 72))


def lay_out(text: str) -> Iterator[list[tuple[float, str]]]:
    """Pages of printed lines, each (indent in characters, text)."""
    printed: list[tuple[float, str]] = []
    title = True
    for paragraph in filter(None, (line.strip() for line in text.splitlines())):
        title = title and paragraph[-1] not in HANGING
        printed += wrap(paragraph, title)
    size = lines_per_page()
    for start in range(0, max(len(printed), 1), size):
        yield printed[start : start + size]


def wrap(paragraph: str, centred: bool) -> Iterator[tuple[float, str]]:
    """The printed lines of one paragraph; closing marks hang at the line's end."""
    room, rest = chars_per_line(), paragraph
    indent = 0.0 if centred or room - 2 < width_of(rest) <= room else 2.0
    while rest:
        end = fitting(rest, room - indent)
        while end < len(rest) and rest[end] in HANGING:
            end += 1
        line, rest = rest[:end], rest[end:]
        yield (max(0.0, (room - width_of(line)) / 2) if centred else indent), line
        indent = 0.0


def width_of(text: str) -> float:
    """Width in full-width characters."""
    return sum(0.6 if char.isascii() else 1.0 for char in text)


def fitting(text: str, room: float) -> int:
    """How many characters of `text` fit into `room`; at least one."""
    used = 0.0
    for index, char in enumerate(text):
        used += width_of(char)
        if used > room:
            return max(index, 1)
    return len(text)


def print_page(
    lines: list[tuple[float, str]], number: int | None, dpi: int, font: FontPlace
) -> Image.Image:
    """One clean page in black, its number at the foot."""
    size = POINTS * dpi / 72
    image = Image.new("RGB", tuple(round(side * dpi / 25.4) for side in PAGE_MM), PAPER)
    draw = ImageDraw.Draw(image)
    face = ImageFont.truetype(font[0], round(size), index=font[1])
    left, top = (side * dpi / 25.4 for side in MARGIN_MM)
    for row, (indent, text) in enumerate(lines):
        draw.text((left + indent * size, top + row * size * PITCH), text, (35, 33, 33), face)
    if number is not None:
        foot = image.height - top * 0.7
        draw.text((image.width / 2, foot), f"— {number} —", (35, 33, 33), face, anchor="mm")
    return image


def stamp_layer(
    size: tuple[int, int], lines: list[tuple[float, str]], dpi: int, font: FontPlace
) -> Image.Image:
    """A red round stamp on white, over the last printed lines of the page."""
    side = round(STAMP_MM * dpi / 25.4)
    mark = Image.new("RGB", (side, side), "white")
    draw = ImageDraw.Draw(mark)
    draw.ellipse((4, 4, side - 5, side - 5), outline=RED, width=max(3, dpi // 35))
    face = ImageFont.truetype(font[0], side // 8, index=font[1])
    words = "云泽县人民政府办公室"
    for index, char in enumerate(words):
        angle = math.radians(150 + 240 * index / (len(words) - 1))
        glyph = Image.new("RGB", (side // 6, side // 6), "white")
        ImageDraw.Draw(glyph).text((side // 12, side // 12), char, RED, face, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle) - 90, fillcolor="white")
        x = side / 2 + side * 0.37 * math.cos(angle) - side / 12
        y = side / 2 + side * 0.37 * math.sin(angle) - side / 12
        mark.paste(ImageChops.multiply(glyph, crop(mark, x, y, glyph.size)), (round(x), round(y)))
    star = ImageFont.truetype(font[0], side // 3, index=font[1])
    draw.text((side / 2, side / 2), "★", RED, star, anchor="mm")
    layer = Image.new("RGB", size, "white")
    pitch = POINTS * PITCH * dpi / 72
    bottom = MARGIN_MM[1] * dpi / 25.4 + len(lines) * pitch
    layer.paste(mark, (round(size[0] * 0.55), max(0, round(bottom - side * 0.8))))
    return layer


def crop(image: Image.Image, x: float, y: float, size: tuple[int, int]) -> Image.Image:
    """The part of `image` of that size whose top left corner is (x, y)."""
    return image.crop((round(x), round(y), round(x) + size[0], round(y) + size[1]))


def wear(image: Image.Image, skew: float, noise: float, rng: np.random.Generator) -> Image.Image:
    """Turn by `skew` degrees, soften, shade from one side, add grain and specks."""
    turned = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
    pixels = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    shade = np.linspace(1.0, 0.93, pixels.shape[1], dtype=np.float32)[None, :, None]
    grain = rng.normal(0.0, noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    worn = pixels * shade + grain
    specks = rng.random(pixels.shape[:2]) < noise * 2e-5
    worn[specks] = 60
    return Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("text", type=Path)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--skew", type=float, default=1.0)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-stamp", action="store_true")
    parser.add_argument("--drop-page-numbers", action="store_true", help="of the text itself")
    given = parser.parse_args()
    lines = given.text.read_text(encoding="utf-8").splitlines()
    if given.drop_page_numbers:
        lines = [line for line in lines if not PAGE_NUMBER.fullmatch(line)]
    pages = render_scan(
        "\n".join(lines),
        given.pdf,
        skew=given.skew,
        dpi=given.dpi,
        seed=given.seed,
        stamp=not given.no_stamp,
    )
    print(f"{given.pdf}: {pages} pages")


if __name__ == "__main__":
    main()
