"""Files made to do harm: each ends in one clear line, in 30 seconds and 2 GB, and writes
nothing. Each is read by a process of its own, so that its memory can be told."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.readers import apart, read_source
from tests import bombs, formats, ofd

MOST_SECONDS, MOST_MB = 30, 2_000
"""Of the processor, for a busy machine is not the file's fault; no one waits WAITED seconds."""

WAITED = 120
ROOT = Path(__file__).parents[2]
READ = """
import json, resource, sys
from pathlib import Path
from ingest.errors import Unreadable
from ingest.pipeline import read_document
from ingest.readers.apart import end_idle
if __name__ == "__main__":
    try:
        document = read_document(Path(sys.argv[1]))
        told = ["read", "".join(problem.code for problem in document.problems)]
    except Unreadable as error:
        told = [error.problem.code, error.problem.message]
    end_idle()
    used = [resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(kind.ru_utime + kind.ru_stime for kind in used)
    print(json.dumps([*told, seconds, max(kind.ru_maxrss for kind in used) // 1000]))
"""
RULE = "第一条 县公安局应当协助人民法院查找被执行人下落。"


def document_xml(text: str) -> bytes:
    return f"<w:document {bombs.SPACE}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>".encode()  # noqa: E501


def changed(whole: bytes, name: str, data: bytes) -> bytes:
    """A package with one member changed or added."""
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    return bombs.package(parts | {name: data})


def with_large(whole: bytes, name: str, unit: bytes, count: int) -> bytes:
    """A package with one member that is so many units long."""
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {part: package.read(part) for part in package.namelist() if part != name}
    return bombs.package(parts, {name: (unit, count)})


def locked_zip() -> bytes:
    """A DOCX whose members are marked as needing a password."""
    made = bytearray(formats.as_docx(RULE))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := made.find(sign, start)) >= 0:
            made[start + place] |= 1
            start += 4
    return bytes(made)


def locked_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "locked")
    canvas.save()
    return out.getvalue()


def noise() -> bytes:
    """A JPEG of noise."""
    out = io.BytesIO()
    pixels = random.Random(1).randbytes(1600 * 2200 * 3)
    Image.frombytes("RGB", (1600, 2200), pixels).save(out, "JPEG", quality=80)
    return out.getvalue()


def no_unicode() -> bytes:
    """A PDF whose font names no characters: its glyphs are codes without a meaning."""
    text = b"".join(b"<%04x> Tj " % code for code in range(0x21, 0x61))
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Lost/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Lost/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Lost/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0"
        b"/Ascent 9/Descent 0/CapHeight 9/StemV 1>>",
    )
    content = bombs.stream(b"BT /F 12 Tf 50 700 Td " + text + b"ET", b"")
    return bombs.one_page(content, b"/Font<</F 5 0 R>>", *font)


def deep(opening: str, closing: str, count: int) -> str:
    return opening * count + RULE + closing * count


DOCX, OFD = formats.as_docx(RULE), ofd.ofd([ofd.text_object(RULE, 30, 40)])
CONTENT = "Doc_0/Pages/Page_0/Content.xml"
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nested streams.pdf": ("page-unreadable", bombs.content_bomb),
    "forms in forms.pdf": ("page-unreadable", bombs.forms_in_forms),
    "pages.pdf": ("too-large", bombs.many_pages),
    "picture.pdf": ("page-unreadable", bombs.huge_picture),
    "locked.pdf": ("encrypted", locked_pdf),
    "cut.pdf": ("damaged", lambda: formats.as_pdf(RULE)[:300]),
    "no unicode.pdf": ("no-text", no_unicode),
    "bomb.docx": ("too-large", lambda: with_large(DOCX, "word/document.xml", b" ", 4 * 10**8)),
    "media.docx": ("too-large", lambda: with_large(DOCX, "word/media/a.png", b"\0", 4 * 10**8)),
    "bomb.ofd": ("too-large", lambda: with_large(OFD, CONTENT, b" ", 4 * 10**8)),
    "laughs.docx": (
        "damaged",
        lambda: changed(
            DOCX, "word/document.xml", bombs.laughs(document_xml("TEXT").decode(), RULE)
        ),
    ),
    "laughs.ofd": (
        "page-unreadable",
        lambda: changed(OFD, CONTENT, bombs.laughs("<Page>TEXT</Page>", RULE)),
    ),
    "leads out.docx": ("unsafe", lambda: changed(DOCX, "../../../tmp/dutymap-was-here", b"x")),
    "leads out.ofd": ("unsafe", lambda: changed(OFD, "/tmp/dutymap-was-here", b"x")),
    "names a file.ofd": (
        "page-unreadable",
        lambda: changed(
            OFD,
            "Doc_0/Document.xml",
            ofd.document_part([0], None)
            .replace("Pages/Page_0/Content.xml", "../../../etc/passwd")
            .encode(),
        ),
    ),
    "deep.docx": (
        "damaged",
        lambda: changed(DOCX, "word/document.xml", document_xml(deep("<a>", "</a>", 10**5))),
    ),
    "deep.html": ("no-text", lambda: deep("<div>", "</div>", 200_000).encode()),
    "locked.docx": ("encrypted", locked_zip),
    "cut.docx": ("damaged", lambda: DOCX[: len(DOCX) // 2]),
    "cut.ofd": ("damaged", lambda: OFD[: len(OFD) // 2]),
    "noise.jpg": ("no-text", noise),
    "long line.txt": ("read", lambda: RULE.encode() * 40_000),
    "many lines.txt": (
        "read",
        lambda: b"".join(b"\xe7\xac\xac%d\xe6\x9d\xa1 a\n" % n for n in range(10**5)),
    ),
    "characters.docx": ("too-large", lambda: formats.as_docx(RULE * 100_000)),
    "noise.txt": ("unsupported", lambda: random.Random(1).randbytes(5_000_000)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_clear_line_in_time_and_memory(tmp_path: Path, name: str) -> None:
    code, make = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    (tmp_path / "read.py").write_text(READ, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, str(tmp_path / "read.py"), str(path)],
        capture_output=True,
        check=True,
        timeout=WAITED,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path / "tmp")},
    )
    told, message, seconds, most = json.loads(done.stdout)
    assert told == code
    assert seconds < MOST_SECONDS and most < MOST_MB
    assert told == "read" or ("请" in message and "\n" not in message)
    left = {one.name for one in (tmp_path / "tmp").iterdir()}
    assert left <= {".ses"}  # onnxruntime's own
    assert {one.name for one in tmp_path.iterdir()} == {name, "read.py", "tmp"}
    assert not Path("/tmp/dutymap-was-here").exists()


def test_one_page_that_hangs_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page 2 draws forms in forms without end."""
    monkeypatch.setattr(apart, "PAGE_SECONDS", 4)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
    forms = [bombs.stream(b"/F Do " * 10, form % (number + 1)) for number in range(10, 40)]
    text = bombs.stream(b"BT /F 12 Tf 50 700 Td <53BF516C5B895C405E945F53534F52A9> Tj ET", b"")
    pages = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
        *(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<%s>>>>"
            % (content, b"/Font<</F 8 0 R>>/XObject<</F 10 0 R>>")
            for content in (6, 7, 6)
        ),
        text,
        bombs.stream(b"/F Do", b""),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[9 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        *forms,
        bombs.stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(bombs.pdf(pages))
    source = read_source(path)
    assert [(line.page, line.text) for line in source.lines] == [
        (1, "县公安局应当协助"),
        (3, "县公安局应当协助"),
    ]
    unread = [problem.page for problem in source.problems if problem.code == "page-unreadable"]
    assert unread == [2] and len(source.pages) == 3


def test_a_zip_whose_sizes_lie_is_damaged(tmp_path: Path) -> None:
    """A member that unpacks to more than it announces is not unpacked further."""
    whole = bytearray(with_large(DOCX, "word/document.xml", b" ", 10**8))
    size = (10**8).to_bytes(4, "little")
    while (place := whole.find(size)) >= 0:
        whole[place : place + 4] = (1000).to_bytes(4, "little")
    path = tmp_path / "a.docx"
    path.write_bytes(whole)
    with pytest.raises(Unreadable) as caught:
        read_source(path)
    assert caught.value.problem.code == "damaged"
