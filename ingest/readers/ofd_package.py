"""The parts of an OFD package (GB/T 33190-2016): documents, pages, templates, pictures.

Places within the package are relative to the part that names them, or to the package's
root where they begin with "/".
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from zipfile import ZipFile

from lxml import etree

from ingest.readers.limits import MAX_PAGES
from ingest.readers.packages import parsed

Area = tuple[float, float, float, float]
"""x, y, width, height in millimetres."""

A4: Area = (0.0, 0.0, 210.0, 297.0)
FARTHEST = 1e5
"""Millimetres; no number of a page is larger."""


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page not yet read: the parts of its content and of its templates, its document's
    size of page and the pictures by id."""

    content: str
    size: Area
    templates: dict[str, str] = field(repr=False)
    pictures: dict[str, str] = field(repr=False)


def pages_in(package: ZipFile) -> list[OfdPage]:
    """The pages of all documents of the package, in the order of Document.xml; one more
    than MAX_PAGES at most. Raises what zipfile and lxml raise."""
    root = parsed(package.read("OFD.xml"))
    found: list[OfdPage] = []
    for place in texts(root, "DocRoot"):
        found += islice(document_pages(package, located("", place)), MAX_PAGES + 1)
    return found[: MAX_PAGES + 1]


def document_pages(package: ZipFile, name: str) -> Iterator[OfdPage]:
    """The pages of the document whose Document.xml is `name`."""
    root = parsed(package.read(name))
    common = root.find("{*}CommonData")
    size = A4
    templates: dict[str, str] = {}
    pictures: dict[str, str] = {}
    if common is not None:
        size = page_area(common.find("{*}PageArea")) or A4
        templates = {
            str(item.get("ID")): located(name, str(item.get("BaseLoc")))
            for item in common.findall("{*}TemplatePage")
        }
        for kind in ("PublicRes", "DocumentRes"):
            for place in texts(common, kind):
                pictures |= pictures_in(package, located(name, place))
    for item in root.findall("{*}Pages/{*}Page"):
        yield OfdPage(located(name, str(item.get("BaseLoc"))), size, templates, pictures)


def pictures_in(package: ZipFile, name: str) -> dict[str, str]:
    """The pictures by id that a part of resources names; none where there is no such part."""
    try:
        root = parsed(package.read(name))
    except (KeyError, etree.LxmlError):
        return {}
    folder = posixpath.join(located(name, str(root.get("BaseLoc") or "")), "")
    return {
        str(item.get("ID")): located(folder, place)
        for item in root.findall("{*}MultiMedias/{*}MultiMedia[@Type='Image']")
        for place in texts(item, "MediaFile")
    }


def located(base: str, place: str) -> str:
    """The member that the part `base` calls `place`."""
    if place.startswith("/"):
        return posixpath.normpath(place).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), place))


def texts(root: etree._Element, name: str) -> list[str]:
    """The text of every element `name` below, without blanks around."""
    return [(item.text or "").strip() for item in root.iter(f"{{*}}{name}")]


def page_area(area: etree._Element | None) -> Area | None:
    """The PhysicalBox of an area, None without one."""
    box = None if area is None else area.find("{*}PhysicalBox")
    if box is None:
        return None
    x, y, width, height = numbers(box.text or "", 4)
    return (x, y, width, height) if width > 0 and height > 0 else None


def numbers(text: str, count: int) -> list[float]:
    """So many numbers out of `text`. Raises ValueError for others, and for absurd ones."""
    found = [float(part) for part in text.split()]
    if len(found) != count or not all(abs(value) < FARTHEST for value in found):
        raise ValueError(f"{count} numbers wanted: {text[:40]!r}")
    return found
