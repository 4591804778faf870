"""A writer of OFD files (GB/T 33190-2016), as large as the tests need.

    python -m tests.ofd TEXT OFD

prints a text into an OFD: A4, 16 point lines, page numbers on a template.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
WIDTH, HEIGHT = 210.0, 297.0
SIZE = 5.6  # millimetres: 16 points
PITCH = 9.8
LEFT, TOP = 28.0, 37.0
BOTTOM, ROOM = 250.0, 27  # lowest line of a page, characters in a line
CELL_SIZE = 4.2


def text_object(text: str, x: float, y: float, size: float = SIZE) -> str:
    """One text object; (x, y) is its top left corner in millimetres, `text` a line."""
    widths = " ".join(f"{size * (0.5 if char.isascii() else 1):g}" for char in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="{size:g}" '
        f'Boundary="{x:g} {y:g} {size * len(text):g} {size * 1.2:g}">'
        f'<ofd:TextCode X="0" Y="{size * 0.88:g}" DeltaX={quoteattr(widths)}>'
        f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def picture_object(name: str, x: float, y: float, width: float, height: float) -> str:
    """One picture; `name` is its id among the resources, the rest in millimetres."""
    return (
        f'<ofd:ImageObject ID="2" ResourceID="{name}" Boundary="{x:g} {y:g} {width:g} {height:g}" '
        f'CTM="{width:g} 0 0 {height:g} 0 0"/>'
    )


def page_part(content: str, template: str | None = None) -> str:
    """A page's or a template's part; `template` is the id of the template it stands on."""
    behind = f'<ofd:Template TemplateID="{template}"/>' if template else ""
    layer = f'<ofd:Content><ofd:Layer ID="3">{content}</ofd:Layer></ofd:Content>'
    return f"{HEAD}<ofd:Page {SPACE}>{behind}{layer}</ofd:Page>"


def ofd(
    pages: Sequence[str],
    *,
    template: str | None = None,
    pictures: Sequence[bytes] = (),
    order: Sequence[int] | None = None,
) -> bytes:
    """The package of these pages, each the objects of its layer.

    `template` are the objects behind every page; `pictures` are PNG files whose ids are 100,
    101 and so on; `order` is the order of pages in Document.xml, not that of their parts.
    """
    parts: dict[str, str | bytes] = {"OFD.xml": root_part()}
    parts["Doc_0/Document.xml"] = document_part(order or range(len(pages)), template)
    parts["Doc_0/DocumentRes.xml"] = resources_part(len(pictures))
    for number, content in enumerate(pages):
        own = page_part(content, "9" if template else None)
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = own
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = page_part(template)
    for number, picture in enumerate(pictures):
        parts[f"Doc_0/Res/{number}.png"] = picture
    return zipped(parts)


def root_part() -> str:
    """OFD.xml, which names the document's part."""
    inner = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return f'{HEAD}<ofd:OFD {SPACE} Version="1.0" DocType="OFD">{inner}</ofd:OFD>'


def document_part(order: Sequence[int], template: str | None) -> str:
    """Document.xml: the size of the page, the template, the pages."""
    pages = "".join(
        f'<ofd:Page ID="{10 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in order
    )
    behind = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    area = f"<ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox>"
    return (
        f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>"
        f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{behind}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def resources_part(count: int) -> str:
    """DocumentRes.xml: so many pictures."""
    media = "".join(
        f'<ofd:MultiMedia ID="{100 + number}" Type="Image">'
        f"<ofd:MediaFile>{number}.png</ofd:MediaFile></ofd:MultiMedia>"
        for number in range(count)
    )
    return (
        f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line from point to point, in millimetres on the page."""
    return (
        f'<ofd:PathObject ID="4" Boundary="{x0:g} {y0:g} {x1 - x0 + 0.2:g} {y1 - y0 + 0.2:g}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def broken(text: str, room: int, indent: int = 0) -> list[str]:
    """The text in lines of `room` characters, the first shorter by `indent`."""
    lines = [text[: room - indent]]
    rest = text[room - indent :]
    return lines + [rest[start : start + room] for start in range(0, len(rest), room)]


def printed(text: str) -> bytes:
    """`text` printed, a line of it a paragraph, wrapped; lines with tabs as rows of a ruled
    table; page numbers at the foot."""
    pages: list[list[str]] = [[]]
    y = TOP
    for paragraph in filter(None, (line.strip(" ") for line in text.split("\n"))):
        cells = paragraph.split("\t")
        width = WIDTH - 2 * LEFT
        if len(cells) == 1:
            columns = [(LEFT, broken(paragraph, ROOM, 2))]
        else:
            wide = width / len(cells)
            columns = [
                (LEFT + wide * place + 1, broken(cell, int(wide / CELL_SIZE) - 1))
                for place, cell in enumerate(cells)
            ]
        pitch = PITCH if len(cells) == 1 else CELL_SIZE * 1.5
        height = pitch * max(len(lines) for _, lines in columns)
        if len(cells) == 1:
            for place, line in enumerate(columns[0][1]):
                if y > BOTTOM:
                    pages, y = [*pages, []], TOP
                pages[-1].append(text_object(line, LEFT + (0 if place else 2 * SIZE), y))
                y += pitch
            continue
        if y + height > BOTTOM:
            pages, y = [*pages, []], TOP
        pages[-1] += row_objects(columns, y, height, width)
        y += height
    numbers = (text_object(f"— {place} —", 98, 270) for place in range(1, len(pages) + 1))
    return ofd(["".join(page) + number for page, number in zip(pages, numbers, strict=True)])


def row_objects(
    columns: Sequence[tuple[float, list[str]]], y: float, height: float, width: float
) -> list[str]:
    """A table row's text and the rules around its cells."""
    texts = [
        text_object(line, x, y + 1 + place * CELL_SIZE * 1.5, CELL_SIZE)
        for x, lines in columns
        for place, line in enumerate(lines)
        if line
    ]
    sides = [x - 1 for x, _ in columns] + [LEFT + width]
    across = [rule(LEFT, level, LEFT + width, level) for level in (y, y + height)]
    return texts + across + [rule(side, y, side, y + height) for side in sides]


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(printed(Path(sys.argv[1]).read_text("utf-8")))
