"""Files that cannot be read: one clear line each, and never a hang."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.readers import read_source
from tests.formats import as_docx


def encrypted_pdf() -> bytes:
    """A PDF that needs a password."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "locked")
    canvas.save()
    return out.getvalue()


def no_pages_pdf() -> bytes:
    """A well-formed PDF whose page tree is empty."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"startxref\n%d\n%%%%EOF" % len(out)
    return (
        out + b"xref\n0 3\n0000000000 65535 f \n" + table + b"trailer<</Size 3/Root 1 0 R>>" + start
    )


def cat() -> bytes:
    """A picture of a cat."""
    image = Image.new("RGB", (640, 480), (150, 180, 120))
    draw = ImageDraw.Draw(image)
    draw.ellipse((220, 140, 420, 340), fill=(90, 70, 60))
    for ear in ((230, 180, 250, 90, 310, 150), (410, 180, 390, 90, 330, 150)):
        draw.polygon(ear, fill=(90, 70, 60))
    for eye in (265, 345):
        draw.ellipse((eye, 210, eye + 30, 240), fill=(220, 220, 60))
        draw.ellipse((eye + 10, 212, eye + 20, 238), fill="black")
    for y in (270, 280, 290):
        draw.line((180, y - 10, 300, y), fill="white", width=2)
        draw.line((340, y, 460, y - 10), fill="white", width=2)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG of 30000 x 30000 pixels, a few kilobytes long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + sum_

    side = (30_000).to_bytes(4, "big")
    head = chunk(b"IHDR", side + side + bytes((8, 0, 0, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))


def package(name: str, data: bytes = b"<x/>") -> bytes:
    """A zip file with one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return out.getvalue()


def rotten_docx() -> bytes:
    """A DOCX whose packed text has bytes that do not unpack."""
    whole = bytearray(package("word/document.xml", bytes(range(256)) * 9))
    whole[60:70] = bytes(10)
    return bytes(whole)


TEXT = "第一条 县公安局应当协助。".encode()
BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n", "no-text"),
    ("english.txt", b"Nothing in Chinese.", "no-text"),
    ("locked.pdf", encrypted_pdf(), "encrypted"),
    ("nothing.pdf", no_pages_pdf(), "no-pages"),
    ("broken.pdf", b"%PDF-1.7\n" + TEXT * 20, "damaged"),
    ("broken.png", b"\x89PNG\r\n\x1a\n" + TEXT, "damaged"),
    ("huge.png", huge_png(), "too-large"),
    ("cat.png", cat(), "no-text"),
    ("other.zip", package("a.txt"), "unsupported"),
    ("page.ofd", package("OFD.xml"), "no-pages"),
    ("broken.docx", package("word/document.xml"), "damaged"),
    ("rotten.docx", rotten_docx(), "damaged"),
    ("long.txt", TEXT * 600_000, "too-large"),
    ("long.html", b"<html>" + TEXT * 600_000, "too-large"),
    ("cut.docx", package("word/document.xml")[:40], "damaged"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
    ("noise.bin", bytes(range(256)) * 8, "unsupported"),
]


@pytest.mark.parametrize(("name", "data", "code"), BAD, ids=[name for name, _, _ in BAD])
def test_one_clear_line(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read_source(path)
    assert caught.value.problem.code == code
    assert "\n" not in caught.value.problem.message
    assert re.match(r".*[\u4e00-\u9fff].*，请", caught.value.problem.message)
    assert str(tmp_path) not in caught.value.problem.message


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pdf", "text"), ("a.docx", "html"), ("a.txt", "docx")]
)
def test_content_tells_the_kind_and_a_plain_file_under_another_name_is_told(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes({"text": TEXT, "html": b"<p>" + TEXT, "docx": as_docx(TEXT.decode())}[kind])
    source = read_source(path)
    assert source.format == kind and source.lines[0].text == TEXT.decode()
    assert [problem.code for problem in source.problems] == ["other-kind"] * (kind != "docx")
