"""Zip packages (DOCX, OFD) opened with care: nothing is unpacked to disk.

Whatever is wrong with a package as a whole, from a wrong sum to a path that leads out
of it, is one Unreadable.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from lxml import etree

from ingest.errors import Unreadable
from ingest.readers.limits import MAX_MEMBERS, MAX_UNPACKED, MAX_XML

ZIP_DAMAGE = (
    *(BadZipFile, ZlibError, LZMAError, EOFError, NotImplementedError, OSError),
    *(KeyError, ValueError, OverflowError, RuntimeError),
)
"""What zipfile raises for members that are not as announced."""

ENCRYPTED = 0x1  # bit of a member's flags
XML = (".xml", ".rels")
PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)


@contextmanager
def opened_package(path: Path) -> Iterator[ZipFile]:
    """The open package, its members looked at and within limits. Raises Unreadable."""
    try:
        package = ZipFile(path)
    except ZIP_DAMAGE as error:
        raise Unreadable("damaged", "压缩包已损坏，请重新获取文件") from error
    with package:
        refuse_unsafe(package.infolist())
        yield package


def refuse_unsafe(members: list[ZipInfo]) -> None:
    """Raise Unreadable for members that are too many, too large, locked or lead outside."""
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Unreadable("encrypted", "压缩包有密码，请另存一份不带密码的")
    if any(leads_out(member.filename) for member in members):
        raise Unreadable("unsafe", "压缩包里有指向包外的路径，请向发文单位重新获取文件")
    xml = sum(member.file_size for member in members if member.filename.lower().endswith(XML))
    whole = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or whole > MAX_UNPACKED or xml > MAX_XML:
        limit = f"{MAX_UNPACKED // 1_000_000} MB（其中文字 {MAX_XML // 1_000_000} MB）"
        raise Unreadable("too-large", f"文件解开后超过 {limit}，请拆分后再导入")


def leads_out(name: str) -> bool:
    """Whether a member's name is a place outside of the package."""
    place = PurePosixPath(name.replace("\\", "/"))
    return place.is_absolute() or ".." in place.parts or ":" in name


def parsed(data: bytes) -> etree._Element:
    """The root of an XML member: no entity, no DTD, no network. Raises etree.LxmlError."""
    root = etree.fromstring(data, PARSER)
    refuse_doctype(root)
    return root


def refuse_doctype(root: etree._Element) -> None:
    """Raise Unreadable for XML with declarations of its own, which packages never have."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("unsafe", "文件里有外部实体声明（DTD），请用办公软件打开后另存")
