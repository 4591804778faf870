"""A directive printed as an official gazette prints it: two columns, heads and page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, PITCH = "STSong-Light", 12, 20
WIDTH, HEIGHT = A4
LEFTS = (56, 308)  # of the columns, in points
ROOM = 19  # characters a line
TOP, FOOT = 130, 80
HANGING = "，。；：、）》"


def print_gazette(text: str, path: Path, *, rows: int = 14) -> int:
    """Print `text` at `path`, the lines above `---` across the page and the others in two
    columns of `rows` lines; the number of pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    title, _, body = text.partition("---\n")
    canvas = Canvas(str(path), pagesize=A4)
    lines = [line for paragraph in body.splitlines() for line in wrapped(paragraph)]
    pages = [lines[start : start + 2 * rows] for start in range(0, len(lines), 2 * rows)]
    for number, page in enumerate(pages, start=1):
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFTS[0], HEIGHT - 50, "青禾县人民政府公报")
        canvas.drawRightString(WIDTH - 56, HEIGHT - 50, f"2022年第{number}期")
        for row, line in enumerate(title.splitlines() if number == 1 else ()):
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 80 - row * PITCH, line)
        for at, line in enumerate(page):
            column, row = divmod(at, rows)
            canvas.drawString(LEFTS[column], HEIGHT - TOP - row * PITCH, line)
        canvas.drawCentredString(WIDTH / 2, 40, f"- {number} -")
        canvas.showPage()
    canvas.save()
    return len(pages)


def wrapped(paragraph: str) -> Iterator[str]:
    """The printed lines of a paragraph, the first set in by two characters."""
    rest = "　　" + paragraph
    while rest:
        end = ROOM
        while end < len(rest) and rest[end] in HANGING:
            end += 1
        yield rest[:end]
        rest = rest[end:]
