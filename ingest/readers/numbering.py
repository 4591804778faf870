"""Automatic numbers of a DOCX, which stand in numbering.xml and not in the text.

Follows ECMA-376 part 1, 17.9: a paragraph names a list (numId) and a level (ilvl), by
itself or by its style; the level has a format, a start and a text such as 第%1条.
"""

from __future__ import annotations

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
HAN = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
}


class Numbering:
    """Counts the numbered paragraphs of one document, asked in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element}
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        # A document without lists has no numbering part; python-docx would make one.
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                self._load(relation.target_part.element)

    def _load(self, root: etree._Element) -> None:
        """Take in abstract lists, the lists made from them, and their changed levels."""
        abstract = {
            item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            name, base = str(number.get(qn("w:numId"))), value_of(number, "w:abstractNumId")
            changed = list(number.iter(qn("w:lvl")))
            own = changed or list(number.iter(qn("w:startOverride")))
            levels = list(abstract[base].findall(qn("w:lvl"))) if base in abstract else []
            self._levels[name] = {int(lvl.get(qn("w:ilvl")) or 0): lvl for lvl in levels + changed}
            # Lists made from one abstract list count on, unless they set a start.
            self._lists[name] = name if own else f"abstract {base}"

    def number(self, paragraph: etree._Element) -> str:
        """The number printed before a paragraph; "" where there is none or a bullet."""
        name, level = self._place(paragraph)
        levels = self._levels.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts[self._lists[name]]
        counts[level] = counts.get(level, start_of(levels[level]) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        text = value_of(levels[level], "w:lvlText")
        if value_of(levels[level], "w:numFmt") in ("bullet", "none"):
            return ""
        for other in range(level + 1):
            if other in levels:
                count = counts.get(other, start_of(levels[other]))
                shown = printed(count, value_of(levels[other], "w:numFmt"))
                text = text.replace(f"%{other + 1}", shown)
        return text

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """(list, level) of a paragraph, its own or its style's; ("0", 0) for none."""
        own = paragraph.find(qn("w:pPr"))
        holder, name, level = own, "", ""
        for _ in range(10):  # styles may name one another in a ring
            if holder is None:
                break
            place = holder.find(qn("w:numPr"))
            if place is not None:
                name = name or value_of(place, "w:numId")
                level = level or value_of(place, "w:ilvl")
            if name:
                break
            base = value_of(holder, "w:pStyle") or value_of(parent_of(holder), "w:basedOn")
            style = self._styles.get(base)
            holder = None if style is None else style.find(qn("w:pPr"))
        return name or "0", int(level or 0)


def parent_of(element: etree._Element) -> etree._Element:
    """The parent, or the element itself at the top."""
    parent = element.getparent()
    return element if parent is None else parent


def value_of(parent: etree._Element, name: str) -> str:
    """The value of the child `name`, "" without one."""
    child = parent.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val")) or "")


def start_of(level: etree._Element) -> int:
    """The first number of a level."""
    return int(value_of(level, "w:start") or 1)


def printed(count: int, form: str) -> str:
    """`count` in one of Word's number formats; figures for those not known here."""
    if form in HAN:
        return han(count)
    if form == "ideographTraditional" and 1 <= count <= len(STEMS):
        return STEMS[count - 1]
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((97 if form == "lowerLetter" else 65) + count - 1)
    return str(count)


def han(count: int) -> str:
    """1..999 in Chinese: 十, 二十一, 一百零三."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    if hundreds > 9:
        return str(count)
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not count else "")
