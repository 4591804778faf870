"""Files made to exhaust whoever opens them, each small itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

MILLION = 1_000_000
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def stream(data: bytes, more: bytes) -> bytes:
    """A stream object with this dictionary."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more, len(data), data)


def packed(unit: bytes, count: int) -> bytes:
    """So many units, deflated, without ever being whole in memory."""
    press = zlib.compressobj(9)
    block = unit * max(1, MILLION // len(unit))
    parts = [press.compress(block) for _ in range(count * len(unit) // len(block))]
    return b"".join(parts) + press.flush()


def one_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page: its content's object, its resources, further objects from 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page % resources, content, *more])


def content_bomb() -> bytes:
    """A page whose content unpacks, twice, to 500 MB of path operators."""
    inner = packed(b"0 0 m 9 9 l S\n", 500 * MILLION // 14)
    twice = zlib.compress(inner, 9)
    return one_page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def many_pages(count: int = 100_000) -> bytes:
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, *[page] * count])


def huge_picture(side: int = 30_000) -> bytes:
    """A page covered by a picture of side times side pixels, most of them missing."""
    shape = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (side, side)
    colour = b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    picture = stream(packed(b"\xff", 9 * MILLION), shape + colour)
    draw = stream(b"595 0 0 842 0 0 cm /I Do", b"")
    return one_page(draw, b"/XObject<</I 5 0 R>>", picture)


def forms_in_forms(depth: int = 30, times: int = 10) -> bytes:
    """A page that draws a form, which draws another ten times, and so on."""
    forms = []
    for level in range(depth):
        inner = b"/XObject<</F %d 0 R>>" % (6 + level) if level + 1 < depth else b""
        content = b"/F Do " * times if inner else b"0 0 m 9 9 l S"
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % inner
        forms.append(stream(content, head))
    return one_page(stream(b"/F Do", b""), b"/XObject<</F 5 0 R>>", *forms)


def package(parts: dict[str, bytes], large: dict[str, tuple[bytes, int]] | None = None) -> bytes:
    """A zip file of these members; `large` ones are a unit so many times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
        for name, (unit, count) in (large or {}).items():
            with made.open(name, "w", force_zip64=True) as member:
                block = unit * max(1, MILLION // len(unit))
                for _ in range(count * len(unit) // len(block)):
                    member.write(block)
    return out.getvalue()


def laughs(root: str, text: str) -> bytes:
    """XML whose entities would unfold to 10^9 words within `root`."""
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "青禾县">{entities}]>'
    return f"{head}{root.replace('TEXT', text + '&l9;')}".encode()
