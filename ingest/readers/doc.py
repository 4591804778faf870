"""DOC, WPS, RTF and Word 2003 XML: turned into DOCX by LibreOffice, or read by antiword.

LibreOffice comes first, for antiword drops automatic numbers, and a directive's 第一条
is often one; antiword's reading says so.
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import olefile
from lxml import etree

from ingest.errors import Unreadable
from ingest.model import Line, Page, Problem, Source
from ingest.progress import Progress
from ingest.readers.docx import CELL_BREAK, read_docx
from ingest.readers.office import as_docx, find_antiword, find_libreoffice, run
from ingest.readers.packages import PARSER

OLE_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error)
LOCKED = 0x0100  # fEncrypted of the FIB, [MS-DOC] 2.5.2
APART = frozenset({"informaltable", "footnote"})


def ole_format(path: Path) -> str:
    """ "doc" for an OLE file that holds a Word or WPS text. Raises Unreadable for others."""
    try:
        with olefile.OleFileIO(path) as file:
            names = {entry[0] for entry in file.listdir()}
            if "EncryptedPackage" in names:
                raise Unreadable("encrypted", "Office 文件有密码，请另存一份不带密码的")
            if "WordDocument" in names:
                refuse_locked(file.openstream("WordDocument").read(12))
                return "doc"
    except OLE_DAMAGE as error:
        raise Unreadable("damaged", "旧版 Office 文件已损坏，请用办公软件打开后另存") from error
    raise Unreadable("unsupported", "是旧版 Office 的表格或演示文稿，请另存为 DOCX 或 PDF")


def refuse_locked(head: bytes) -> None:
    """Raise Unreadable for a text whose first bytes say that it wants a password."""
    if len(head) < 12 or int.from_bytes(head[10:12], "little") & LOCKED:
        code, what = ("damaged", "已损坏") if len(head) < 12 else ("encrypted", "有密码")
        raise Unreadable(code, f"DOC {what}，请用办公软件打开后另存为 DOCX")


def read_doc(path: Path, progress: Progress | None) -> Source:
    """Read a DOC or WPS file; its lines have no boxes. Raises Unreadable."""
    return read_old(path, "doc", progress)


def read_rtf(path: Path, progress: Progress | None) -> Source:
    """Read an RTF file; its lines have no boxes. Raises Unreadable."""
    return read_old(path, "rtf", progress)


def read_wordml(path: Path, progress: Progress | None) -> Source:
    """Read a text in the XML of Word 2003, which office systems write, often under the name
    of a DOC; its lines have no boxes. Raises Unreadable."""
    return read_old(path, "wordml", progress)


def read_old(path: Path, kind: str, progress: Progress | None) -> Source:
    """Read a text of this kind by what is installed."""
    if program := find_libreoffice():
        with as_docx(program, path, kind) as made:
            return replace(read_docx(made, progress), format=kind)
    if kind == "doc" and (program := find_antiword()):
        return by_antiword(program, path)
    message = f"读 {kind.upper()} 要有 LibreOffice，请安装后重新导入，或另存为 DOCX"
    raise Unreadable("needs-office", message)


def by_antiword(program: str, path: Path) -> Source:
    """What antiword reads; a problem tells of numbers that it leaves out."""
    with tempfile.TemporaryDirectory(prefix="dutymap-") as folder:
        printed = run([program, "-x", "db", str(path.resolve())], Path(folder))
    try:
        root = etree.fromstring(printed, PARSER)
    except etree.LxmlError as error:
        raise Unreadable("damaged", "DOC 已损坏，antiword 打不开，请另存为 DOCX") from error
    problems: tuple[Problem, ...] = ()
    if root.find(".//orderedlist") is not None:
        message = "自动编号没有读出，请安装 LibreOffice 后重新导入，或另存为 DOCX"
        problems = (Problem("numbers-lost", message),)
    return Source("doc", (Page(1),), tuple(docbook_lines(root)), problems)


def docbook_lines(root: etree._Element) -> Iterator[Line]:
    """The lines of paragraphs and table rows of a DocBook text, in order."""
    for node in root.iter("title", "para", "row"):
        if node.tag == "row":
            cells = tuple(own_text(cell).replace("\n", "").strip() for cell in node)
            if any(cells):
                yield Line(CELL_BREAK.join(cells), 1, cells=cells)
        elif next(node.iterancestors("row"), None) is None:
            for text in own_text(node).split("\n"):
                if text.strip():
                    yield Line(text.rstrip(), 1)


def own_text(node: etree._Element) -> str:
    """The characters of a paragraph but for tables and notes in it, which come by themselves."""
    inner = "".join(
        ("" if child.tag in APART else own_text(child)) + (child.tail or "") for child in node
    )
    return (node.text or "") + inner
