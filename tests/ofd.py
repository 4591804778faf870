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
ROOM, LINES = 27, 22  # characters in a line, lines on a page


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


def printed(text: str) -> bytes:
    """`text` printed, a line of it a paragraph, wrapped; page numbers at the foot."""
    rows: list[tuple[float, str]] = []
    for paragraph in filter(None, (line.strip() for line in text.splitlines())):
        indent, rest = 2, paragraph
        while rest:
            rows.append((indent * SIZE, rest[: ROOM - indent]))
            indent, rest = 0, rest[ROOM - indent :]
    pages = []
    for start in range(0, len(rows), LINES):
        number = f"— {start // LINES + 1} —"
        here = [
            text_object(row, LEFT + indent, TOP + place * PITCH)
            for place, (indent, row) in enumerate(rows[start : start + LINES])
        ]
        pages.append("".join(here) + text_object(number, 98, 270))
    return ofd(pages)


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(printed(Path(sys.argv[1]).read_text("utf-8")))
