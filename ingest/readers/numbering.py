"""Automatic numbers of a DOCX, which stand in numbering.xml and not in the text.

Follows ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level (ilvl), by
itself or by its style; the level has a format, a start and a text such as 第%1条.
"""

from __future__ import annotations

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from ingest.readers.number_formats import printed

UNSEEN = ("bullet", "none")


class Numbering:
    """Counts the numbered paragraphs of one document, asked in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element}
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        # A document without lists has no numbering part; python-docx would make one.
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                self._load(relation.target_part.element)

    def _load(self, root: etree._Element) -> None:
        """Take in abstract lists, the lists made from them, and their changed levels."""
        abstract = {
            str(item.get(qn("w:abstractNumId"))): item for item in root.findall(qn("w:abstractNum"))
        }
        bases = {
            str(number.get(qn("w:numId"))): value_of(number, "w:abstractNumId")
            for number in root.findall(qn("w:num"))
        }
        for number in root.findall(qn("w:num")):
            name = str(number.get(qn("w:numId")))
            changed = list(number.iter(qn("w:lvl")))
            for start in number.iter(qn("w:startOverride")):
                level = int(parent_of(start).get(qn("w:ilvl")) or 0)
                self._starts[name, level] = int(start.get(qn("w:val")) or 1)
                changed.append(start)
            base = self._followed(bases[name], abstract, bases)
            levels = list(abstract[base].findall(qn("w:lvl"))) if base in abstract else []
            levels += number.iter(qn("w:lvl"))
            self._levels[name] = {int(lvl.get(qn("w:ilvl")) or 0): lvl for lvl in levels}
            # Lists made from one abstract list count on, unless they set a start.
            self._lists[name] = name if changed else f"abstract {base}"

    def _followed(
        self, base: str, abstract: dict[str, etree._Element], bases: dict[str, str]
    ) -> str:
        """The abstract list that `base` stands for: itself, or that of the style it names."""
        link = value_of(abstract[base], "w:numStyleLink") if base in abstract else ""
        style = self._styles.get(link)
        place = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        return base if place is None else bases.get(value_of(place, "w:numId"), base)

    def number(self, paragraph: etree._Element) -> str:
        """The number printed before a paragraph; "" where there is none or a bullet."""
        name, level = self._place(paragraph)
        levels = self._levels.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts[self._lists[name]]
        counts[level] = counts.get(level, self._start(name, level) - 1) + 1
        for deeper in [other for other in counts if restarts(levels.get(other), other, level)]:
            del counts[deeper]
        text = value_of(levels[level], "w:lvlText")
        if value_of(levels[level], "w:numFmt") in UNSEEN:
            return ""
        legal = levels[level].find(qn("w:isLgl")) is not None
        for other in range(level + 1):
            if other in levels:
                count = counts.get(other, self._start(name, other))
                form = "decimal" if legal else value_of(levels[other], "w:numFmt")
                text = text.replace(f"%{other + 1}", printed(count, form))
        return text

    def _start(self, name: str, level: int) -> int:
        """The first number of a level of a list."""
        return self._starts.get((name, level), start_of(self._levels[name][level]))

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """(list, level) of a paragraph, its own or its style's; ("0", 0) for none."""
        holder, name, level, style_id = paragraph.find(qn("w:pPr")), "", "", ""
        for _ in range(10):  # styles may name one another in a ring
            if holder is None:
                break
            place = holder.find(qn("w:numPr"))
            if place is not None:
                name = name or value_of(place, "w:numId")
                level = level or value_of(place, "w:ilvl")
            if name:
                break
            style_id = value_of(holder, "w:pStyle") or value_of(parent_of(holder), "w:basedOn")
            style = self._styles.get(style_id)
            holder = None if style is None else style.find(qn("w:pPr"))
        return name or "0", int(level or self._linked(name, style_id))

    def _linked(self, name: str, style_id: str) -> int:
        """The level of a list that says it is for paragraphs of a style; the first for none."""
        levels = self._levels.get(name, {}).items()
        linked = (level for level, item in levels if value_of(item, "w:pStyle") == style_id)
        return next(linked, 0) if style_id else 0


def parent_of(element: etree._Element) -> etree._Element:
    """The parent, or the element itself at the top."""
    parent = element.getparent()
    return element if parent is None else parent


def value_of(parent: etree._Element, name: str) -> str:
    """The value of the child `name`, "" without one."""
    child = parent.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val")) or "")


def restarts(deeper: etree._Element | None, place: int, level: int) -> bool:
    """Whether a number at `level` makes the level `place` begin anew (17.9.10): any higher
    one does, unless the level names the one that does, or 0 for none."""
    told = "" if deeper is None else value_of(deeper, "w:lvlRestart")
    return level < place and (not told or level < int(told))


def start_of(level: etree._Element) -> int:
    """The first number of a level."""
    return int(value_of(level, "w:start") or 1)
