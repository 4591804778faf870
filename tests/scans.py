"""Worn scans made from text: A4 pages printed, stamped, skewed, made noisy, kept as JPEG in a PDF.

    python -m tests.scans IN.txt OUT.pdf [--level worn] [--font serif] [--dpi 200] [--seed 0]
                          [--no-stamp] [--drop-page-numbers]

Every page is a picture without a text layer. The same seed gives the same pixels.
"""

from __future__ import annotations

import argparse
import math
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FontPlace = tuple[str, int]
FontName = Literal["serif", "kai", "ming"]
FONTS: dict[FontName, tuple[str, str]] = {
    "serif": ("Noto Serif CJK SC", "fonts-noto-cjk"),
    "kai": ("AR PL UKai CN", "fonts-arphic-ukai"),
    "ming": ("AR PL UMing CN", "fonts-arphic-uming"),
}
"""Family and Debian package of each face."""

PAGE_MM = (210, 297)
MARGIN_MM = (23.0, 32.0)
POINTS = 14.4
PITCH = 1.9
STAMP_MM = 42
RED = (214, 32, 40)
PAPER = (250, 248, 243)
INK = (35, 33, 33)
HEAD = "云泽县人民政府办公室文件汇编"
HANGING = "，。；：、）》〉」』”’！？,.;:)!?"
PAGE_NUMBER = re.compile(r"\s*[-—－·–]\s*\d+\s*[-—－·–]\s*")


@dataclass(frozen=True, slots=True)
class Wear:
    """What office and scanner did to the pages.

    `skew` in degrees, to alternate sides; `noise` the grain's standard deviation in grey
    levels; `blur` a radius in pixels; `shade` the light left at the right and the lower
    edge; `stamped` the first and last page or all; `quality` of the JPEG.
    """

    skew: float = 0.0
    noise: float = 2.0
    blur: float = 0.3
    shade: tuple[float, float] = (1.0, 1.0)
    quality: int = 90
    stamped: Literal["none", "ends", "all"] = "none"
    numbered: bool = True
    head: bool = False


LevelName = Literal["clean", "worn", "hard"]
WORN = Wear(1.0, 10.0, 0.6, (0.93, 1.0), 40, "ends")
LEVELS: dict[LevelName, Wear] = {
    "clean": Wear(),
    "worn": WORN,
    "hard": Wear(3.0, 16.0, 0.8, (0.65, 0.85), 25, "all", head=True),
}


def find_font(name: FontName = "serif") -> FontPlace | None:
    """(file, index) of a face of FONTS, or None where it is not installed."""
    family = FONTS[name][0]
    found = subprocess.run(
        ["fc-match", "-f", "%{family}|%{file}|%{index}", family],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("|")
    return (found[1], int(found[2])) if len(found) == 3 and family in found[0] else None


def render_scan(
    text: str,
    path: Path,
    wear: Wear = WORN,
    *,
    dpi: int = 200,
    font: FontPlace | None = None,
    seed: int = 0,
) -> int:
    """Print `text` into an image-only PDF at `path`; returns the number of pages.

    Each line of `text` is a paragraph, wrapped at the page's width; the lines before
    the first that ends in punctuation are centred as a title.
    """
    return save_scan(scan_pages(list(lay_out(text)), wear, dpi, font, seed), path, wear, dpi)


def save_scan(pages: Iterator[Image.Image], path: Path, wear: Wear, dpi: int) -> int:
    """Keep page pictures as JPEG in a PDF; returns their number."""
    images = list(pages)
    images[0].save(
        path,
        "PDF",
        save_all=True,
        append_images=images[1:],
        resolution=dpi,
        quality=wear.quality,
        creationDate=None,
        modDate=None,
    )
    return len(images)


Printed = list[tuple[float, str]]
"""A page's printed lines, each (indent in characters, text)."""


def scan_pages(
    pages: Sequence[Printed],
    wear: Wear = WORN,
    dpi: int = 200,
    font: FontPlace | None = None,
    seed: int = 0,
) -> Iterator[Image.Image]:
    """The worn pages as RGB pictures, first to last; the font is serif if none is given."""
    font = font or find_font()
    if font is None:
        raise RuntimeError("no Chinese font: install fonts-noto-cjk")
    rng = np.random.default_rng(seed)
    for number, lines in enumerate(pages, 1):
        image = print_page(lines, number if wear.numbered else None, dpi, font)
        if wear.head:
            print_head(image, dpi, font)
        if wear.stamped == "all" or (wear.stamped == "ends" and number in (1, len(pages))):
            image = ImageChops.multiply(image, stamp_layer(image.size, lines, dpi, font))
        yield worn(image, replace(wear, skew=wear.skew if number % 2 else -wear.skew), rng)


def print_head(image: Image.Image, dpi: int, font: FontPlace) -> None:
    """The running head and its rule, at the top of a page."""
    draw = ImageDraw.Draw(image)
    face = ImageFont.truetype(font[0], round(10.5 * dpi / 72), index=font[1])
    left, top = (side * dpi / 25.4 for side in MARGIN_MM)
    draw.text((image.width / 2, top * 0.6), HEAD, INK, face, anchor="mm")
    draw.line((left, top * 0.75, image.width - left, top * 0.75), INK, max(1, dpi // 100))


def chars_per_line() -> int:
    """How many full-width characters a printed line takes."""
    return int((PAGE_MM[0] - 2 * MARGIN_MM[0]) / (POINTS * 25.4 / 72))


def lines_per_page() -> int:
    """How many printed lines a page takes."""
    return int((PAGE_MM[1] - 2 * MARGIN_MM[1]) / (POINTS * PITCH * 25.4 / 72))


def lay_out(text: str) -> Iterator[Printed]:
    """Pages of printed lines."""
    printed: Printed = []
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


def print_page(lines: Printed, number: int | None, dpi: int, font: FontPlace) -> Image.Image:
    """One clean page in black, its number at the foot."""
    size = POINTS * dpi / 72
    image = Image.new("RGB", tuple(round(side * dpi / 25.4) for side in PAGE_MM), PAPER)
    draw = ImageDraw.Draw(image)
    face = ImageFont.truetype(font[0], round(size), index=font[1])
    left, top = (side * dpi / 25.4 for side in MARGIN_MM)
    for row, (indent, text) in enumerate(lines):
        draw.text((left + indent * size, top + row * size * PITCH), text, INK, face)
    if number is not None:
        foot = image.height - top * 0.7
        draw.text((image.width / 2, foot), f"— {number} —", INK, face, anchor="mm")
    return image


def stamp_layer(size: tuple[int, int], lines: Printed, dpi: int, font: FontPlace) -> Image.Image:
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


def worn(image: Image.Image, wear: Wear, rng: np.random.Generator) -> Image.Image:
    """Turn, soften, shade to the right and downwards, add grain and specks."""
    turned = image.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor=PAPER)
    pixels = np.asarray(turned.filter(ImageFilter.GaussianBlur(wear.blur)), dtype=np.float32)
    height, width = pixels.shape[:2]
    across = np.linspace(1.0, wear.shade[0], width, dtype=np.float32)[None, :, None]
    down = np.linspace(1.0, wear.shade[1], height, dtype=np.float32)[:, None, None]
    grain = rng.normal(0.0, wear.noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    marked = pixels * across * down + grain
    marked[rng.random(pixels.shape[:2]) < wear.noise * 2e-5] = 60
    return Image.fromarray(np.clip(marked, 0, 255).astype(np.uint8))


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("text", type=Path)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--level", choices=LEVELS, default="worn")
    parser.add_argument("--font", choices=FONTS, default="serif")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-stamp", action="store_true")
    parser.add_argument("--drop-page-numbers", action="store_true", help="of the text itself")
    given = parser.parse_args()
    lines = given.text.read_text(encoding="utf-8").splitlines()
    if given.drop_page_numbers:
        lines = [line for line in lines if not PAGE_NUMBER.fullmatch(line)]
    wear = LEVELS[given.level]
    if given.no_stamp:
        wear = replace(wear, stamped="none")
    font = find_font(given.font)
    if font is None:
        raise SystemExit(f"font {given.font} is missing: install {FONTS[given.font][1]}")
    text = "\n".join(lines)
    pages = render_scan(text, given.pdf, wear, dpi=given.dpi, font=font, seed=given.seed)
    print(f"{given.pdf}: {pages} pages")


if __name__ == "__main__":
    main()
